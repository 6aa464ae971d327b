"""Taking in: first a rehearsal, then the real thing, file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QScrollArea, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.texts import _, pick, plural
from gridkeeper.ui.exchange import work
from gridkeeper.ui.exchange.outcomes import (
    outcome_columns,
    sentences,
    step_columns,
    steps,
    summary,
)
from gridkeeper.ui.exchange.tables import LineTable, LineView
from gridkeeper.ui.jobs.child import ChildBrokenError
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.fitted import EDGE
from gridkeeper.ui.widgets.pieces import advance, button, label, row
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from gridkeeper.services.exchange.batch_outcomes import Outcome
    from gridkeeper.ui.frame import Frame


_LEAST = 300
_OF_FILES_BESIDE_STEPS, _OF_FILES_ALONE = 0.4, 0.7


class Intake(QWidget):
    """Shows what would come of files; nothing is written before the person says so.

    Signals:
        left: Back to where it began; nothing runs any more.
        settling: The person wants to settle what is in conflict now.
        restoring: A batch, by its id, that was taken back is to count again.
    """

    left = Signal()
    settling = Signal()
    restoring = Signal(str)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._soon = Soon(self, self._share)
        self._paths: list[Path] = []
        self._job: Job | None = None
        self.outcomes: list[Outcome] = []
        self.rehearsed = True
        theme = frame.theme
        self._title = label("", "title")
        self._summary = label("", "", wraps=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self.files = LineView(theme, LineTable(outcome_columns(rehearsed=True)), _("Files"))
        self.files.chosen.connect(self._show_file)
        self._about = label("", "", wraps=True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.steps = LineView(theme, LineTable(step_columns()), _("What would change"))
        self._back = button(theme, _("Do &not take in"), self.leave, kind="quiet")
        self._settle = button(theme, _("&Settle conflicts"), self.settling.emit, "conflict")
        self.restore = button(theme, _("Let this batch &count again …"), self._restore, "undo")
        self.take = button(theme, "", self.go_on, "check", "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, EDGE, 0)
        layout.setSpacing(tokens.SPACE)
        for part in (self._title, self._summary, self._bar):
            layout.addWidget(part)
        self._split = self._halves()
        theme.follow(self._split, lambda: self._split.setMinimumHeight(theme.px(_LEAST)))
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._split)
        layout.addWidget(scroll, 1)
        layout.addLayout(row(self._back, None, self.restore, self._settle, self.take))

    @property
    def said(self) -> str:
        """The sentence about all files."""
        return self._summary.text()

    @property
    def about(self) -> str:
        """What is said of the file that is the current one."""
        return self._about.text()

    @property
    def is_busy(self) -> bool:
        """Whether something runs."""
        return self._job is not None

    @property
    def is_over(self) -> bool:
        """Whether files were taken in and only their outcome is shown."""
        return self._job is None and not self.rehearsed

    def begin(self, paths: list[Path]) -> None:
        """Rehearse files and folders."""
        if self._job is not None:
            return
        self._paths = paths
        self._show([], rehearsed=True)
        self._title.setText(_("Check first, then take in"))
        self._run(_("Reading the files"), work.rehearse(self._frame.desk, paths), self._rehearsed)

    def go_on(self) -> None:
        """Take in what was rehearsed; or leave, when that is done."""
        if self._job is not None:
            return
        if not self.rehearsed:
            self.left.emit()
            return
        changes = sum(one.new for one in self.outcomes)
        self._title.setText(_("Taking in"))
        does = work.take_in(self._frame.desk, self._paths, changes)
        self._run(_("Taking in"), does, self._taken)
        self._summary.setText(_("File by file; if you stop, what is taken in already stays."))
        self.focus()

    def leave(self) -> None:
        """Stop what runs, and go back; what was not taken in yet stays out."""
        if self._job is not None:
            self._job.cancel()
            self._back.setEnabled(False)
            self._summary.setText(_("Stopping …"))
        else:
            self.left.emit()

    def _restore(self) -> None:
        """Go to where a batch that was taken back can count again."""
        self.restoring.emit(self.outcomes[self.files.row].undone)

    def focus(self) -> None:
        """Give the keyboard to where work goes on."""
        ready = self.take.isEnabled() and self.take.isVisibleTo(self)
        (self.files if ready or self._job is None else self._back).setFocus()

    def _halves(self) -> QSplitter:
        below = QWidget()
        layout = QVBoxLayout(below)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.SPACE)
        layout.addWidget(self._about)
        layout.addWidget(self.steps, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(tokens.SPACE)
        split.addWidget(self.files)
        split.addWidget(below)
        return split

    def _run(self, text: str, does: work.Work, then: object) -> None:
        said = pick(f"{text}…", f"{text} …")
        job = Job(said, does)
        job.progressed.connect(self._advance)
        job.finished.connect(then)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._cancelled)
        self._summary.setText(said)
        self._bar.setRange(0, 0)
        self._job = job
        self._draw()
        self._frame.jobs.start(job, Lane.WORK)

    def _advance(self, done: int, total: int) -> None:
        advance(self._bar, done, total)

    def _rehearsed(self, result: object) -> None:
        self._job = None
        outcomes = cast("list[Outcome]", result)
        self._show(outcomes, rehearsed=True)
        self._tell_faults(outcomes, [])
        if outcomes and not self._can_go_on():
            self._remember()

    def _remember(self) -> None:
        """Let the history and the gaps know what was refused: nobody goes on from here."""
        does = work.take_in(self._frame.desk, self._paths, 0)
        self._frame.ask("", does, lambda _outcomes: None, Lane.WORK)

    def _taken(self, result: object) -> None:
        self._job = None
        self._title.setText(_("Taken in"))
        before, outcomes = self.outcomes, cast("list[Outcome]", result)
        self._show(outcomes, rehearsed=False)
        self._tell_faults(outcomes, before)

    def _tell_faults(self, outcomes: list[Outcome], before: list[Outcome]) -> None:
        """Show the first fault that nobody foresaw, once, where whoever mends it can copy it."""
        known = {one.file for one in before if one.fault}
        faults = (one.fault for one in outcomes if one.fault and one.file not in known)
        first = next(faults, "")
        if first:
            self._frame.messages.failed(ChildBrokenError(first))

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._frame.messages.failed(error)
        self.left.emit()

    def _cancelled(self) -> None:
        taking = self.rehearsed and bool(self.outcomes)
        self._job = None
        text = (
            _("Stopped. Batches that were taken in before stay; take the rest in later.")
            if taking
            else _("Stopped. Nothing was taken in.")
        )
        self._frame.notices.say(text, Tone.INFO)
        self.left.emit()

    def _show(self, outcomes: list[Outcome], *, rehearsed: bool) -> None:
        self.outcomes, self.rehearsed = outcomes, rehearsed
        self.files.table.show(outcomes, outcome_columns(rehearsed=rehearsed))
        self._summary.setText(summary(outcomes, rehearsed=rehearsed) if outcomes else "")
        self._draw()
        self.files.choose(self._worst())
        if self.isVisible():
            (self.take if self._can_go_on() else self.files).setFocus()

    def _worst(self) -> int:
        """Return the first file with something wrong; else the first that brings something."""
        places = list(enumerate(self.outcomes))
        refused = (row for row, one in places if one.refused and not one.for_others)
        good = (row for row, one in places if not one.refused and not one.seen)
        return next(refused, next(good, 0))

    def _show_file(self, row_: int) -> None:
        outcome = self.outcomes[row_] if 0 <= row_ < len(self.outcomes) else None
        found = steps(outcome) if outcome is not None else []
        said = sentences(outcome, rehearsed=self.rehearsed) if outcome is not None else []
        self._about.setText("\n".join(said))
        self.steps.table.show(found)
        may = outcome is not None and bool(outcome.undone) and self._frame.may_write
        self.restore.setVisible(may and self._job is None)
        shows = bool(found) and self.rehearsed
        self.steps.setVisible(shows)
        self._share()

    def _share(self) -> None:
        """Give the files the room that they need, but leave enough for what is said of one."""
        room = self._split.height() - self._split.handleWidth()
        beside = self.steps.isVisibleTo(self)
        self._split.handle(1).setEnabled(beside)  # else it would only turn grey under the mouse
        most = _OF_FILES_BESIDE_STEPS if beside else _OF_FILES_ALONE
        below = self._about.heightForWidth(self._split.width()) + tokens.SPACE
        below += self.steps.whole_height if beside else 0
        files = min(self.files.whole_height, max(round(room * most), room - below))
        self._split.setSizes([files, room - files])
        self.files.scrollTo(self.files.currentIndex())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()  # when the parts have their room

    def _can_go_on(self) -> bool:
        brings = any(not one.refused and not one.seen for one in self.outcomes)
        return self._job is None and (brings or not self.rehearsed)

    def _draw(self) -> None:
        good = sum(not one.refused and not one.seen for one in self.outcomes)
        text = plural("&Take in {n} batch", "&Take in {n} batches", good).format(n=good)
        self.take.setText(text if self.rehearsed else _("&Done"))
        self.take.setEnabled(self._can_go_on())
        self.take.setVisible(bool(good) or not self.rehearsed)
        contended = not self.rehearsed and any(one.conflicts for one in self.outcomes)
        self._settle.setVisible(contended)
        busy = self._job is not None
        self._bar.setVisible(busy)
        self._back.setText(_("&Stop") if busy else _("Do &not take in") if good else _("&Back"))
        self._back.setVisible(busy or self.rehearsed)
        self._back.setEnabled(True)
