"""The search box: one line, and under it what answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.look import tokens
from gridkeeper.ui.pages import icon_of
from gridkeeper.ui.search.commands import commands
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.finding import Found
    from gridkeeper.ui.frame import Frame

_GATHER_MS = 120
_MOST = 20
_COMMANDS = 6
_DOES = Qt.ItemDataRole.UserRole
_STEPS = {
    int(key): step
    for key, step in (
        (Qt.Key.Key_Up, -1),
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageUp, -8),
        (Qt.Key.Key_PageDown, 8),
    )
}


class SearchDialog(QDialog):
    """Finds people, doors and cases by whatever one remembers, and runs commands by their words."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._asked = 0
        self._answered = 0
        self._hurried = False
        self._commands = list(commands(frame))
        theme = frame.theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Search and commands"))
        self.resize(theme.px(640), theme.px(460))
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Name, pinyin, 3-2-501, end of a number, or a command"))
        self.field.setAccessibleName(_("Search and commands"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("kind", "framed")
        self.list.setAccessibleName(_("Answers"))
        self.list.setIconSize(QSize(theme.px(tokens.ICON), theme.px(tokens.ICON)))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemActivated.connect(self._do)
        self.list.itemClicked.connect(self._do)
        hint = label(_("↑ ↓ choose · Enter opens · Esc closes"), "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(tokens.SPACE)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addWidget(hint)
        self._timer = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(self._changed)
        self.field.returnPressed.connect(self._do_current)
        self._show("", ())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(event.key(), 0)
            if step:
                self._move(step)
                return True
        return False

    def _changed(self, text: str) -> None:
        self._asked += 1
        self._hurried = False
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._answered = self._asked
            self._show("", ())

    def _ask(self) -> None:
        self._asked += 1
        asked, text = self._asked, self.field.text()

        def look(_progress: Progress) -> object:
            return self._frame.desk.finding.find(text, _MOST)

        def show(found: object) -> None:
            if asked == self._asked:
                self._answered = asked
                self._show(text, cast("Sequence[Found]", found))
                if self._hurried:
                    self._do_current()

        self._frame.ask("", look, show)

    def _show(self, text: str, found: Sequence[Found]) -> None:
        self.list.clear()
        group = ""
        for one in found:
            if one.group != group:
                group = one.group
                self._heading(group)
            said = f"{one.title}    {one.detail}" if one.detail else one.title
            door = partial(self._frame.show_record, one.kind, one.id)
            self._line(said, icon_of(one.kind), door)
        wanted = [one for one in self._commands if not text or one.answers(text)]
        if wanted:
            self._heading(_("Commands"))
        for command in wanted[: _COMMANDS if text else len(wanted)]:
            said = f"{command.text}    {command.keys}" if command.keys else command.text
            self._line(said, command.icon, command.do)
        if not self.list.count():
            self._heading(_("Nothing answers; try fewer characters, or the end of a number"))
        self._move(0)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _line(self, text: str, icon: str, does: object) -> None:
        item = QListWidgetItem(text)
        if icon:
            item.setIcon(self._frame.theme.icon(icon))
        item.setData(_DOES, does)
        self.list.addItem(item)

    def _move(self, steps: int) -> None:
        """Mark the line that lies so many doors further; headings are passed over."""
        doors = [n for n in range(self.list.count()) if self.list.item(n).data(_DOES) is not None]
        if doors:
            here = doors.index(self.list.currentRow()) if self.list.currentRow() in doors else 0
            place = min(max(here + steps, 0), len(doors) - 1)
            self.list.setCurrentRow(doors[place])

    def _do_current(self) -> None:
        if self._answered != self._asked:
            # Enter was faster than the answer: what is marked belongs to another question.
            self._hurried = True
            return
        item = self.list.currentItem()
        if item is not None:
            self._do(item)

    def _do(self, item: QListWidgetItem) -> None:
        does = item.data(_DOES)
        if does is not None:
            self.accept()
            does()
