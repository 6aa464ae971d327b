"""One table of everything that can be done from the keyboard, and the actions made from it.

The window's own actions are connected by the window; those of a page are passed to the page that is
shown, which says through `Page.offers` what it can do now. F1 shows this table.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.look.theme import Theme


class Group(Enum):
    """Under which heading F1 shows an action."""

    GO = N_("Go to")
    RECORD = N_("Write down")
    LIST = N_("In a list")
    FORM = N_("In a form")
    WINDOW = N_("The window")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    Attributes:
        text: English source text of the catalogue.
        keys: Key sequences as Qt writes them, the first of which is shown.
        icon: A name of `resources/icons`.
        of_page: Whether the page that is shown does it.
        of_office: What an office calls it; "" if that is no different.
        roles: Whose it is.
        writes: Whether something is written; somebody who only looks is told why it does nothing.
    """

    name: str
    text: str
    group: Group
    keys: tuple[str, ...] = ()
    icon: str = ""
    of_page: bool = False
    of_office: str = ""
    roles: frozenset[Role] = frozenset(Role)
    writes: bool = False

    def said(self, role: Role | None) -> str:
        """Return what somebody calls it, in the language in force; None is nobody yet."""
        return _(self.of_office if role is Role.OFFICE and self.of_office else self.text)


_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
_EXCHANGING = frozenset({Role.WORKER, Role.OFFICE})
_WALKING = frozenset({Role.WORKER, Role.OFFICE, Role.ALONE})

ACTIONS: tuple[Action, ...] = (
    Action("search", N_("Search and commands"), Group.GO, ("Ctrl+K",), "search"),
    Action("back", N_("Back"), Group.GO, ("Alt+Left",), "back"),
    Action("next_part", N_("Next part of the window"), Group.GO, ("F6",)),
    Action("part_before", N_("Part of the window before"), Group.GO, ("Shift+F6",)),
    Action("doors", N_("Doors"), Group.GO, ("Ctrl+D",), "building", roles=_WALKING),
    Action("settings", N_("Settings"), Group.GO, ("Ctrl+,",), "settings"),
    Action("record", N_("Record …"), Group.RECORD, ("Ctrl+N",), "add", writes=True),
    Action("undo", N_("Undo"), Group.RECORD, ("Ctrl+Z",), "undo", writes=True),
    Action("redo", N_("Redo"), Group.RECORD, ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", writes=True),
    Action(
        "key_sheet",
        N_("Key in a visit sheet …"),
        Group.RECORD,
        ("Ctrl+Shift+P",),
        "edit",
        roles=_WALKING,
        writes=True,
    ),
    Action(
        "paste", N_("Paste photos or files"), Group.RECORD, ("Ctrl+V",), of_page=True, writes=True
    ),
    Action("next_list", N_("Next list"), Group.LIST, ("Ctrl+Tab", "Ctrl+PgDown"), of_page=True),
    Action(
        "previous_list",
        N_("Previous list"),
        Group.LIST,
        ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
        of_page=True,
    ),
    Action("find", N_("Search this list"), Group.LIST, ("Ctrl+F",), "search", of_page=True),
    Action("edit", N_("Edit"), Group.LIST, ("F2",), "edit", of_page=True, writes=True),
    Action("step", N_("Next step …"), Group.LIST, ("Ctrl+J",), "step", of_page=True, writes=True),
    Action(
        "verify",
        N_("Nothing has changed"),
        Group.LIST,
        ("Ctrl+G",),
        "check",
        of_page=True,
        writes=True,
    ),
    Action(
        "event",
        N_("Change of the register …"),
        Group.LIST,
        ("Ctrl+M",),
        "people",
        of_page=True,
        writes=True,
    ),
    Action(
        "doubles",
        N_("Possible duplicates …"),
        Group.LIST,
        ("Ctrl+Shift+M",),
        "copy",
        of_page=True,
        writes=True,
    ),
    Action("reveal", N_("Show in full …"), Group.LIST, ("Ctrl+R",), "reveal", of_page=True),
    Action("delete", N_("Delete"), Group.LIST, ("Ctrl+Del",), "delete", of_page=True, writes=True),
    Action("print", N_("Print …"), Group.LIST, ("Ctrl+P",), "print", of_page=True),
    Action("clear_filters", N_("Show everything"), Group.LIST, ("Ctrl+0",), of_page=True),
    Action("save", N_("Save"), Group.FORM, ("Ctrl+S", "Ctrl+Return"), "save", of_page=True),
    Action("leave", N_("Close the form"), Group.FORM, ("Esc",), "close", of_page=True),
    Action(
        "hand_over",
        N_("Hand in"),
        Group.WINDOW,
        ("Ctrl+E",),
        "export",
        of_office=N_("Send down"),
        roles=_EXCHANGING,
        writes=True,
    ),
    Action(
        "take_in",
        N_("Take in"),
        Group.WINDOW,
        ("Ctrl+I",),
        "import",
        roles=_EXCHANGING,
        writes=True,
    ),
    Action("back_up", N_("Back up now"), Group.WINDOW, ("Ctrl+B",), "backup", writes=True),
    Action("lock", N_("Lock"), Group.WINDOW, ("Ctrl+L",), "lock"),
    Action("open_other", N_("Open another store …"), Group.WINDOW, ("Ctrl+O",), "folder"),
    Action("help", N_("Help"), Group.WINDOW, ("F1",), "help"),
    Action("quit", N_("Quit"), Group.WINDOW, ("Ctrl+Q",), "close"),
)

BY_NAME: Mapping[str, Action] = MappingProxyType({action.name: action for action in ACTIONS})


def shortcut(name: str) -> str:
    """Return an action's first keys as people write them; "" if it has none."""
    keys = BY_NAME[name].keys
    return written(keys[0]) if keys else ""


def written(keys: str) -> str:
    """Return keys as they stand on a keyboard: Qt itself writes arrows in words."""
    if sys.platform == "darwin":
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    head, plus, last = keys.rpartition("+")
    named = {"Return": _("Enter")} | _ARROWS
    return head + plus + named.get(last, last)


class ActionSet:
    """The actions of one window."""

    def __init__(self, window: QWidget, theme: Theme, page_does: Callable[[str], None]) -> None:
        """Make them; those of a page call `page_does` with their name."""
        self._made: dict[str, QAction] = {}
        self._role: Role | None = None
        for action in ACTIONS:
            made = QAction(window)
            made.setObjectName(action.name)
            made.setShortcuts([QKeySequence(keys) for keys in action.keys])
            window.addAction(made)
            self._made[action.name] = made
            if action.of_page:
                made.setEnabled(False)
                made.triggered.connect(partial(_call, page_does, action.name))
        self._theme = theme
        theme.follow(window, self._draw)
        self.reword()

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its name."""
        return self._made[name]

    def does(self, name: str) -> bool:
        """Return whether an action does something for whoever is there."""
        hers = self._role is None or self._role in BY_NAME[name].roles
        return hers and not self._refuses(name)

    def serve(self, role: Role) -> None:
        """Speak as somebody of a role speaks, and do only what is hers."""
        self._role = role
        for name, made in self._made.items():
            made.setVisible(role in BY_NAME[name].roles or self._refuses(name))
        self.reword()

    def reword(self) -> None:
        """Say everything in the language in force."""
        for name, made in self._made.items():
            text = BY_NAME[name].said(self._role)
            made.setText(text)
            keys = shortcut(name)
            made.setToolTip(f"{text} ({keys})" if keys else text)

    def allow(self, offered: frozenset[str]) -> None:
        """Enable those of a page that it can do now."""
        for name, made in self._made.items():
            if BY_NAME[name].of_page:
                made.setEnabled(name in offered or self._refuses(name))

    def _draw(self) -> None:
        """Give all their icons, in the colours in force."""
        for name, made in self._made.items():
            if icon := BY_NAME[name].icon:
                made.setIcon(self._theme.icon(icon))

    def _refuses(self, name: str) -> bool:
        """Whether an action is there only to say why nothing comes of it."""
        return self._role is Role.SUPERVISOR and BY_NAME[name].writes


def _call(page_does: Callable[[str], None], name: str, _checked: bool = False) -> None:
    # Of a `partial`, PySide cannot see whether it takes the state, and may leave it out.
    page_does(name)
