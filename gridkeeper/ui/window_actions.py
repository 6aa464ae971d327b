"""What comes of the actions that answer from everywhere in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from gridkeeper.texts import _, capital
from gridkeeper.ui import patrols
from gridkeeper.ui.actions import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.ui.main_window import MainWindow

_PATROL = "patrol"
_RECORDED = ("visit", _PATROL, "dispute", "hazard", "request", "person")


class WindowActions(QObject):
    """Does what a key or a button of the window asks for, and says why where it may not."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def connect_all(self) -> None:
        """Let the window's actions do something; those of a page go to the page."""
        does: dict[str, Callable[[], object]] = {
            "settings": lambda: self._go("settings"),
            "doors": lambda: self._go("doors"),
            "hand_over": lambda: self._go("exchange", "hand_over"),
            "take_in": lambda: self._go("exchange", "take_in"),
            "back": self._back,
            "next_part": lambda: self._next_part(1),
            "part_before": lambda: self._next_part(-1),
            "record": self._choose_kind,
            "key_sheet": self._key_sheet,
            "undo": lambda: self._undo("undo"),
            "redo": lambda: self._undo("redo"),
            "search": self._search,
            "back_up": self._back_up,
            "lock": self._window.lock,
            "open_other": self._window.open_other,
            "help": self._help,
            "quit": self._window.close,
        }
        for name, do in does.items():
            self._window.actions_[name].triggered.connect(
                lambda _checked=False, name=name, do=do: self._do(name, do)
            )

    def page_does(self, action: str) -> None:
        """Let the page that is shown do one of its actions."""
        workspace = self._window.workspace
        if workspace is not None and not self._refused(action):
            workspace.page.perform(action)

    def _do(self, action: str, does: Callable[[], object]) -> None:
        if not self._refused(action):
            does()

    def _refused(self, action: str) -> bool:
        """Say to somebody who only looks why an action that writes does nothing."""
        frame = self._window.frame
        if frame is None or frame.may_write or not BY_NAME[action].writes:
            return False
        frame.notices.say(_("View only: nothing can be recorded or changed."))
        return True

    def _go(self, page: str, action: str = "") -> None:
        workspace = self._window.workspace
        if workspace is not None:
            workspace.show_page(page)
            if action and workspace.shown == page:
                workspace.page.perform(action)

    def _back(self) -> None:
        if self._window.workspace is not None:
            self._window.workspace.back()

    def _next_part(self, step: int) -> None:
        if self._window.workspace is not None:
            self._window.workspace.next_part(step)

    def _choose_kind(self) -> None:
        """Let the kind of a new record be chosen by one key."""
        if self._window.workspace is None:
            return
        from gridkeeper.domain.kinds import KINDS  # noqa: PLC0415

        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, name in enumerate(_RECORDED, 1):
            text = patrols.called() if name == _PATROL else capital(str(KINDS[name].label))
            action = menu.addAction(f"&{place}  {text}")
            action.triggered.connect(lambda _checked=False, name=name: self._compose(name))
        middle = self._window.centralWidget()
        menu.popup(middle.mapToGlobal(middle.rect().center()))
        menu.setActiveAction(menu.actions()[0])

    def _compose(self, kind: str) -> None:
        """Begin a record of a kind, about what is open on the page."""
        workspace = self._window.workspace
        if workspace is None:
            return
        if kind == _PATROL:
            patrols.begin(workspace.frame)
        else:
            workspace.frame.compose(kind, **workspace.page.preset(kind))
        workspace.page.begin_at_top()

    def _key_sheet(self) -> None:
        if self._window.frame is not None:
            from gridkeeper.ui.today.sheets import ask_code  # noqa: PLC0415

            ask_code(self._window.frame)

    def _undo(self, which: str) -> None:
        if self._window.frame is not None:
            from gridkeeper.ui.undoing import undo_or_redo  # noqa: PLC0415

            undo_or_redo(self._window.frame, which)

    def _search(self) -> None:
        if self._window.frame is not None:
            from gridkeeper.ui.search.dialog import SearchDialog  # noqa: PLC0415

            SearchDialog(self._window.frame, self._window).open()

    def _back_up(self) -> None:
        if self._window.frame is not None:
            from gridkeeper.ui import backing_up  # noqa: PLC0415

            backing_up.make(self._window.frame)

    def _help(self) -> None:
        from gridkeeper.ui.help.dialog import HelpDialog  # noqa: PLC0415

        window = self._window
        shown = window.workspace.shown if window.workspace is not None else ""
        for old in window.findChildren(HelpDialog):
            old.close()
        HelpDialog(window.around, window, shown).show()
