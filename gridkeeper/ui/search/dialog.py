"""The search box: one line, and under it what answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.look import tokens
from gridkeeper.ui.pages import icon_of
from gridkeeper.ui.search.answers import ANSWER, Answer, AnswerDelegate, item
from gridkeeper.ui.search.commands import answering, commands, is_named, without_verb
from gridkeeper.ui.search.quick import answer, proposed
from gridkeeper.ui.widgets.line import Line
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.records.quick_lines import Proposal
    from gridkeeper.services.views.finding import Found
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.search.commands import Command

    _Answers = tuple[int, str, Sequence[Found], Proposal | None]

_GATHER_MS = 120
_MOST = 20
_COMMANDS = 6
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
        # Never larger than what it stands above.
        self.resize(
            min(theme.px(680), parent.width() - 48), min(theme.px(520), parent.height() - 48)
        )
        self.field = Line()
        self.field.setPlaceholderText(_("Name, pinyin, 3-2-501, end of a number, or a command"))
        self.field.setAccessibleName(_("Search and commands"))
        self.field.add_icon(theme, "search", leading=True)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setProperty("kind", "framed")
        self.list.setAccessibleName(_("Results"))
        self.list.setItemDelegate(AnswerDelegate(theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.currentItemChanged.connect(self._read_aloud)
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
        desk, writes = self._frame.desk, self._frame.may_write

        def look(_progress: Progress) -> object:
            line = proposed(desk, text) if writes else None
            return asked, text, desk.finding.find(without_verb(text), _MOST), line

        self._frame.ask("", look, self._answer)

    def _answer(self, result: object) -> None:
        asked, text, found, line = cast("_Answers", result)
        if asked == self._asked:
            self._answered = asked
            self._show(text, found, line)
            if self._hurried:
                self._do_current()

    def _show(self, text: str, found: Sequence[Found], line: Proposal | None = None) -> None:
        self.list.clear()
        asked = text.strip()
        if line is not None:
            self._add(Answer(_("From one line")))
            self._add(answer(self._frame, asked, line))
        wanted = answering(self._commands, asked)[: _COMMANDS if asked else None]
        # Whoever writes the word of a command means it, also where a record has the word in it.
        first = is_named(asked) and any(one.says(asked) for one in wanted)
        if first:
            self._add_commands(wanted)
        group = ""
        for one in found:
            if one.group != group:
                group = one.group
                self._add(Answer(group))
            opens = partial(self._frame.show_record, one.kind, one.id)
            self._add(Answer(one.title, one.detail, icon_of(one.kind), does=opens))
        if not first:
            self._add_commands(wanted)
        if not self.list.count():
            text = _("Nothing found; try fewer characters, or the end of a number.")
            self._add(Answer(text, is_heading=False))
        self._move(0)

    def _add_commands(self, wanted: Sequence[Command]) -> None:
        if wanted:
            self._add(Answer(_("Commands")))
        for one in wanted:
            self._add(Answer(one.text, "", one.icon, one.keys, one.do))

    def _add(self, answer: Answer) -> None:
        self.list.addItem(item(answer))

    def _read_aloud(self, current: QListWidgetItem | None) -> None:
        """Say what is marked, since the keyboard stays in the field."""
        self.field.setAccessibleDescription(current.text() if current is not None else "")

    def _move(self, steps: int) -> None:
        """Mark the line that lies so many doors further; headings are passed over."""
        lines = range(self.list.count())
        doors = [n for n in lines if self.list.item(n).data(ANSWER).does is not None]
        if doors:
            here = doors.index(self.list.currentRow()) if self.list.currentRow() in doors else 0
            place = min(max(here + steps, 0), len(doors) - 1)
            self.list.setCurrentRow(doors[place])

    def _do_current(self) -> None:
        if self._answered != self._asked:
            # Enter was faster than the answer: what is marked belongs to another question.
            self._hurried = True
            return
        line = self.list.currentItem()
        if line is not None:
            self._do(line)

    def _do(self, line: QListWidgetItem) -> None:
        does = line.data(ANSWER).does
        if does is not None:
            self.accept()
            does()
