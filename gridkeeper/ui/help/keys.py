"""The page of all keys, made from the table of actions so that it is never wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gridkeeper.domain import codes
from gridkeeper.texts import _, pick
from gridkeeper.ui.actions import ACTIONS, Group, written
from gridkeeper.ui.doors.knocks import KEYS
from gridkeeper.ui.forms.repeating import ASKED, LAST_TIME
from gridkeeper.ui.widgets.pieces import unlettered

if TYPE_CHECKING:
    from gridkeeper.ui.actions import ActionSet

_LETTER = re.compile(r"&(\w)")


def page(actions: ActionSet) -> str:
    """Return the page as Markdown, in the words of who is there."""
    lines = ["# " + _("Keys"), ""]
    means = pick("：", ": ")
    for group in Group:
        found = [
            f"- **{' / '.join(map(written, action.keys))}**{means}{actions[action.name].text()}"
            for action in ACTIONS
            if action.group is group and action.keys and actions.does(action.name)
        ]
        if group is Group.GO:
            found.insert(0, f"- **Ctrl+1 … Ctrl+9**{means}" + _("the pages, top to bottom"))
        if group is Group.FORM and actions.does("record"):
            found += [f"- **{key}**{means}{text}" for key, text in _of_a_visit()]
        if found:  # somebody who only looks writes nothing down
            lines += [f"## {_(group.value)}", "", *found, ""]
    if actions.does("doors"):
        outcomes = codes.table("visit_outcome")
        keys = [(key, outcomes.text(outcome)) for key, outcome in KEYS.items()]
        keys.append(("L", _("the next colouring of the doors")))
        found = [f"- **{key}**{means}{text}" for key, text in keys]
        lines += [f"## {actions['doors'].text()}", "", *found, ""]
    return "\n".join(lines)


def _of_a_visit() -> list[tuple[str, str]]:
    """Return the letters of the form of a visit, which no action has."""
    texts = (LAST_TIME, ASKED)
    return [(f"Alt+{_LETTER.findall(text)[0].upper()}", unlettered(text)) for text in map(_, texts)]
