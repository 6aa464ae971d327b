"""The page of all keys, made from the table of actions so that it is never wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import _, pick
from gridkeeper.ui.actions import ACTIONS, Group, written

if TYPE_CHECKING:
    from gridkeeper.ui.actions import ActionSet


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
        if found:  # somebody who only looks writes nothing down
            lines += [f"## {_(group.value)}", "", *found, ""]
    return "\n".join(lines)
