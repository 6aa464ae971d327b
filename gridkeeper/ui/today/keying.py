"""Keying a visit sheet in: the lines of the paper in its order, saved all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout
from typing_extensions import override

from gridkeeper.domain import codes, kinds
from gridkeeper.errors import GridKeeperError
from gridkeeper.services.plans.visit_sheets import DRAFT, TICKS
from gridkeeper.services.showing import days
from gridkeeper.texts import _, pick, plural
from gridkeeper.ui.forms.drafts import DraftKeeper
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.today.sheet_lines import SheetTable, SheetView
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.line import Line
from gridkeeper.ui.widgets.pieces import dotted, label

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent
    from PySide6.QtWidgets import QLabel, QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.plans.visit_sheets import Line as SheetLine
    from gridkeeper.services.plans.visit_sheets import Sheet
    from gridkeeper.services.records.unsaved import Kept
    from gridkeeper.ui.frame import Frame

_DAY = "visited_on"
_WIDE, _HIGH, _DOOR = 720, 120, 190


class KeyingDialog(Dialog):
    """Asks what became of each line; what is keyed in is kept at every key."""

    def __init__(self, frame: Frame, sheet: Sheet, kept: Kept | None = None) -> None:
        title = _("Key in the visit sheet {code}").format(code=sheet.code)
        super().__init__(frame.theme, title, frame.messages.window, _about(sheet))
        self._frame, self._sheet = frame, sheet
        self._keeper = DraftKeeper(frame, draft_of(sheet.code))
        self._just = -1  # the line that was just keyed in, as long as nothing else was done
        self._held: list[QWidget] = []  # what takes no keys while it is being saved
        self._here: QWidget | None = None  # what had the keyboard when that began
        self.body.addWidget(label(_keys(), "small", wraps=True))
        self.table = SheetTable(sheet.lines)
        self.view = SheetView(frame.theme, self.table, _("Lines of the sheet"))
        self.day = editor(frame, kinds.VISIT.field(_DAY))
        self.day.set_value(frame.desk.session.today().isoformat())
        self.note = Line()
        self.note.setMaxLength(kinds.VISIT.field("situation").longest or 500)
        self._put_together()
        self._connect()
        if kept is not None:
            self._keeper.go_on(kept.form)
            self.table.fill(kept.facts)
            self.day.set_value(kept.facts.get(_DAY, self.day.value()))
        room = frame.messages.window.size()
        self.resize(min(frame.theme.px(_WIDE), room.width() - 48), self.most_high)
        self._count()
        self.view.choose(self.table.first())
        self.view.setFocus()

    def tick(self, outcome: str) -> None:
        """Key in what became of the line, and go on to the next one."""
        row = self.view.row
        self.table.change(row, outcome=outcome)
        self._typed()
        self.view.choose(self.table.following(row))
        self._just = row

    def empty(self) -> None:
        """Take away what was keyed in for the line."""
        self.table.change(self.view.row, outcome="", note="")
        self._chosen()
        self._typed()

    def save(self) -> None:
        """Save all that was keyed in, in one transaction."""
        self.day.settle()
        lacking = [at for at, one in enumerate(self.table.lines) if one.note and not one.outcome]
        if lacking:
            number = self.table.lines[lacking[0]].line.number
            self._say_problem(_("Line {n} has words and no outcome.").format(n=number))
            self.view.choose(lacking[0])
            self.view.setFocus()
            return
        answers = self.table.answers(self.day.value())
        if not answers:
            return
        service, code, keeper = self._frame.desk.visit_sheets, self._sheet.code, self._keeper
        forget = keeper.forgetter()

        def work(_progress: Progress) -> object:
            kept = service.key(code, answers, keeper.writer)
            forget()
            return len(kept)

        self._hold()
        job = Job(_("Recording"), work)
        job.finished.connect(self._kept)
        job.failed.connect(self._not_kept)
        self._frame.jobs.start(job, Lane.WORK)

    def discard(self) -> None:
        """Take away all that was keyed in, and begin anew."""
        self.table.fill({})
        self._just = -1
        self._typed()
        self.view.choose(self.table.first())
        self.view.setFocus()

    @override
    def done(self, result: int) -> None:
        self._keeper.release()
        super().done(result)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # it leads from line to line here, and saves nothing
        elif self._held and event.matches(QKeySequence.StandardKey.Cancel):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._held:
            event.ignore()  # it closes by itself
        else:
            super().closeEvent(event)

    def _put_together(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(tokens.SPACE)
        grid.setColumnStretch(1, 1)
        self._add(grid, 0, _("&Day of the visits"), self.day.control, self.day)
        self.body.addLayout(grid)
        self.view.setMinimumHeight(self.theme.px(_HIGH))
        self.body.addWidget(self.view, 1)
        below = QGridLayout()
        below.setColumnStretch(1, 1)
        self._whose = self._add(below, 0, "", self.note, self.note)
        self.body.addLayout(below)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self._counted = label("", "strong", wraps=True)
        for part in (self._counted, self._problem):  # one of them at a time: lines need the room
            self.body.addWidget(part)
        self._discard = self.add_button(_("Dis&card"), self.discard, kind="quiet")
        self._later = self.add_cancel(_("La&ter"))
        self._save = self.add_button(_("&Save"), self.save, icon="save", kind="primary")
        self.save_by_keys(self._save)

    @staticmethod
    def _add(grid: QGridLayout, row: int, text: str, control: QWidget, part: QWidget) -> QLabel:
        said = label(text, "label")
        said.setBuddy(control)
        grid.addWidget(said, row, 0)
        grid.addWidget(part, row, 1)
        return said

    def _connect(self) -> None:
        self.view.ticked.connect(self.tick)
        self.view.emptied.connect(self.empty)
        self.view.noting.connect(self._write)
        self.view.chosen.connect(self._chosen)
        self.note.textEdited.connect(self._noted)
        self.note.returnPressed.connect(self._go_on)
        self.day.changed.connect(self._typed)

    def _write(self) -> None:
        """Go to the words about the line that was just keyed in, or else about the current one."""
        if self._just >= 0:
            self.view.choose(self._just)
        if self.note.isEnabled():
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            self.note.selectAll()

    def _go_on(self) -> None:
        """Lead from the words about a line to the next line."""
        self.view.choose(self.table.following(self.view.row))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _noted(self, text: str) -> None:
        self.table.change(self.view.row, note=text)
        self._typed()

    def _chosen(self) -> None:
        """Show the words about the line that is the current one now."""
        row, self._just = self.view.row, -1
        if row < 0:
            return
        one = self.table.lines[row]
        self._whose.setText(_("{n}: in one &line").format(n=self._door(one.line)))
        self.note.setEnabled(not one.is_done)
        self.note.setPlaceholderText(" ".join(filter(None, (one.line.title, one.line.who))))
        if self.note.text() != one.note:
            self.note.setText(one.note)

    def _door(self, line: SheetLine) -> str:
        """Return number and door of a line, cut where it would leave no room for the words."""
        text = f"{line.number} {line.title}".replace("&", "&&")
        wide = self.theme.px(_DOOR)
        return self._whose.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, wide)

    def _typed(self) -> None:
        """Keep what was keyed in; a day alone is nothing to keep."""
        facts = self.table.facts()
        if facts:
            self._keeper.keep(facts | {_DAY: self.day.value()})
        else:
            self._keeper.forget()
        self._problem.hide()
        self._counted.show()
        self._count()

    def _count(self) -> None:
        ready = sum(1 for one in self.table.lines if one.outcome)
        open_ = sum(1 for one in self.table.lines if not one.outcome and not one.is_done)
        self._counted.setText(_said(ready, open_))
        text = plural("&Save {n} visit", "&Save {n} visits", ready).format(n=ready)
        self._save.setText(text if ready else _("&Save"))
        self._save.setEnabled(bool(ready) and not self._held)
        self._discard.setVisible(bool(self.table.facts()))

    def _say_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._counted.hide()
        self._problem.show()

    def _hold(self) -> None:
        """Hold everything while it is being saved: what would be keyed in then would be lost."""
        self._here = self.focusWidget()
        parts = (self.view, self.day, self.note, self._discard, self._later, self._save)
        self._held = [one for one in parts if one.isEnabled()]
        for one in self._held:
            one.setEnabled(False)

    def _let_go(self) -> None:
        held, self._held = self._held, []
        for one in held:
            one.setEnabled(True)
        self._count()
        if self._here is not None:
            self._here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, result: object) -> None:
        count = cast("int", result)
        text = plural("{n} visit kept", "{n} visits kept", count).format(n=count)
        say_done(self._frame, text)
        self.accept()

    def _not_kept(self, error: Exception) -> None:
        self._let_go()
        if isinstance(error, GridKeeperError):
            self._say_problem(sentence(str(error)))
        else:
            self._frame.messages.failed(error)


def draft_of(code: str) -> str:
    """Return under which name the draft of a sheet is kept."""
    return f"{DRAFT}:{code}"


def _about(sheet: Sheet) -> str:
    text = plural(
        "Printed on {day}, {n} place; what is left out stays due.",
        "Printed on {day}, {n} places; what is left out stays due.",
        len(sheet.lines),
    )
    return text.format(day=days.in_full(sheet.printed_on), n=len(sheet.lines))


def _keys() -> str:
    """Return what each key means."""
    table = codes.table("visit_outcome")
    numbers = [f"{at} {table.text(tick)}" for at, tick in enumerate(TICKS, 1)]
    others = (_("Enter: words about the line just keyed in"), _("Backspace: empty the line"))
    return dotted(*numbers, *others)


def _said(ready: int, open_: int) -> str:
    keyed = plural("{n} line keyed in", "{n} lines keyed in", ready).format(n=ready)
    left = _("{n} not keyed in yet").format(n=open_)
    return pick("，", ", ").join((keyed, left)) + pick("。", ".")
