"""The page of all keys, made from the table of actions so that it is never wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from gridkeeper.texts import _, pick
from gridkeeper.ui.actions import ACTIONS, Group

if TYPE_CHECKING:
    from gridkeeper.ui.actions import ActionSet


def page(actions: ActionSet) -> str:
    """Return the page as Markdown, in the words of who is there."""
    lines = ["# " + _("Keys"), ""]
    means = pick("：", ": ")
    for group in Group:
        lines += [f"## {_(group.value)}", ""]
        if group is Group.GO:
            lines.append(f"- **Ctrl+1 … Ctrl+9**{means}" + _("the pages, top to bottom"))
        lines += [
            f"- **{_written(action.keys)}**{means}{actions[action.name].text()}"
            for action in ACTIONS
            if action.group is group and action.keys and actions.does(action.name)
        ]
        lines.append("")
    return "\n".join(lines)


def _written(keys: tuple[str, ...]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return " / ".join(QKeySequence(one).toString(native) for one in keys)
