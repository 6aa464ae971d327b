"""A paper while it is made, and then as it will be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.errors import GridKeeperError
from gridkeeper.progress import Progress
from gridkeeper.texts import _
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.papers import private
from gridkeeper.ui.papers.reading import Document, counted
from gridkeeper.ui.papers.sheet_view import SheetView, Zoom
from gridkeeper.ui.widgets.pieces import advance, button, empty, icon_button, label

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame, Surroundings

_LEAST = 80

Write = Callable[[Path, Progress], object]
"""Writes a PDF to a file."""


class Preview(QWidget):
    """Makes a paper beside the window and shows it; a newer wish puts an older one aside.

    Signals:
        ready: Something else is shown now: a paper, a table, or neither.
    """

    ready = Signal()

    def __init__(self, around: Frame | Surroundings, name: str) -> None:
        super().__init__()
        self._around = around
        self._number = 0
        self._job: Job | None = None
        self._again: Callable[[], object] = self.clear
        self.sheets = SheetView(around, name)
        self._stack = QStackedWidget()
        self._busy = _Busy(around, self.stop)
        self._paper = self._paper_with_its_bar()
        self._other: QWidget | None = None
        text = _("Choose a report or ledger, and the days.")
        for part in (
            empty(around.theme, "papers", _("No paper yet"), text),
            self._busy,
            self._paper,
        ):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        # What is chosen above it needs its room first.
        around.theme.follow(self, lambda: self._stack.setMinimumHeight(around.theme.px(_LEAST)))

    @override
    def hasHeightForWidth(self) -> bool:
        return False  # it takes what is left, whatever its sentences would like

    @property
    def document(self) -> Document | None:
        """The paper that is shown; None while another is made, and where a table is shown."""
        return self.sheets.document if self._stack.currentWidget() is self._paper else None

    @property
    def shown(self) -> QWidget | None:
        """What is shown: the sheets, a table, a sentence."""
        return self._stack.currentWidget()

    @property
    def is_making(self) -> bool:
        """Whether something is being made."""
        return self._job is not None

    def clear(self) -> None:
        """Show nothing."""
        self._stack.setCurrentIndex(0)
        self.ready.emit()

    def refuse(self, problem: str) -> None:
        """Say what is wrong with the wish, so that nothing is made."""
        theme = self._around.theme
        self.show_notice(empty(theme, "warning", _("The paper was not made"), problem))

    def show_notice(self, notice: QWidget) -> None:
        """Show something in the place of a paper, and make none."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._number += 1
        self._show(notice)

    def make_paper(self, text: str, write: Write) -> None:
        """Have a PDF written into a folder of its own, and show it.

        Args:
            text: What is being made, for the person who waits.
            write: Called on a worker with the file to write and a progress.
        """

        def work(progress: Progress) -> object:
            with private.folder() as folder:
                path = folder / "paper.pdf"
                write(path, progress)
                return Document(path.read_bytes())

        self._again = lambda: self.make_paper(text, write)
        self._make(text, work, self._show_paper, Lane.ERRAND)

    def make_table(
        self, text: str, work: Callable[[Progress], object], dress: Callable[[Any], QWidget]
    ) -> None:
        """Have something read from the store, and show the widget that is made of it."""
        self._again = lambda: self.make_table(text, work, dress)
        self._make(text, work, lambda found: self._show(dress(found)), Lane.LOOK)

    def stop(self) -> None:
        """Make nothing any more, and say so."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            again = button(self._around.theme, _("&Make it again"), self._again, "redo")
            self._show(
                empty(
                    self._around.theme,
                    "papers",
                    _("Stopped"),
                    _("Nothing was kept."),
                    again,
                )
            )

    def zoom(self, zoom: Zoom) -> None:
        """Show the paper as wide as there is room for, or whole."""
        self.sheets.use(zoom)
        for one, made in self._zooms.items():
            made.setChecked(one is zoom)

    def _make(
        self,
        text: str,
        work: Callable[[Progress], object],
        show: Callable[[Any], object],
        lane: Lane,
    ) -> None:
        if self._job is not None:
            self._job.cancel()
        self._number = number = self._number + 1

        def told(progress: Progress) -> object:
            try:
                return number, show, work(progress)
            except GridKeeperError as error:
                return number, self._show_problem, error

        job = Job("", told)
        job.finished.connect(self._made)
        job.failed.connect(self._failed)
        job.progressed.connect(self._busy.advance)
        self._job = job
        self._busy.begin(text)
        self._stack.setCurrentWidget(self._busy)
        self.ready.emit()
        self._around.jobs.start(job, lane)

    def _made(self, found: tuple[int, Callable[[Any], object], object]) -> None:
        number, show, result = found
        if number == self._number and self._job is not None:
            self._job = None
            show(result)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.clear()
        self._around.messages.failed(error)

    def _show_paper(self, document: Document) -> None:
        self._stack.setCurrentWidget(self._paper)
        self.sheets.show_document(document)
        self.ready.emit()

    def _show_problem(self, error: GridKeeperError) -> None:
        again = button(self._around.theme, _("&Make it again"), self._again, "redo")
        self._show(
            empty(
                self._around.theme,
                "warning",
                _("The paper was not made"),
                sentence(str(error)),
                again,
            )
        )

    def _show(self, other: QWidget) -> None:
        old, self._other = self._other, other
        self._stack.addWidget(other)
        self._stack.setCurrentWidget(other)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self.ready.emit()

    def _paper_with_its_bar(self) -> QWidget:
        theme = self._around.theme
        sheets = self.sheets
        self._where = label("", "soft")
        self._where.setMinimumWidth(theme.px(96))
        self._where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._before = icon_button(
            theme, _("Previous page"), "back", lambda: sheets.turn(sheets.page - 1)
        )
        self._after = icon_button(
            theme, _("Next page"), "forward", lambda: sheets.turn(sheets.page + 1)
        )
        self._zooms = {
            Zoom.WIDTH: button(theme, _("Fit &width"), lambda: self.zoom(Zoom.WIDTH), kind="quiet"),
            Zoom.PAGE: button(theme, _("W&hole page"), lambda: self.zoom(Zoom.PAGE), kind="quiet"),
        }
        bar = QHBoxLayout()
        bar.setSpacing(tokens.SPACE // 2)
        for part in (self._before, self._where, self._after):
            bar.addWidget(part)
        bar.addStretch(1)
        for zoom in self._zooms.values():
            zoom.setCheckable(True)
            bar.addWidget(zoom)
        self.zoom(Zoom.WIDTH)
        made = QWidget()
        down = QVBoxLayout(made)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        down.addLayout(bar)
        down.addWidget(sheets, 1)
        sheets.turned.connect(self._turned)
        return made

    def _turned(self) -> None:
        document, page = self.sheets.document, self.sheets.page
        pages = len(document) if document is not None else 0
        self._where.setText(counted(page, pages) if pages else "")
        self._before.setEnabled(page > 0)
        self._after.setEnabled(page < pages - 1)


class _Busy(QWidget):
    """What is being made, how far it is, and the way to stop it."""

    def __init__(self, around: Frame | Surroundings, stop: Callable[[], object]) -> None:
        super().__init__()
        theme = around.theme
        self._text = label("", "heading", wraps=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(280))
        self._bar.setAccessibleName(_("Progress"))
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.SPACE * 2)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addStretch(1)
        layout.addWidget(self._text)
        layout.addWidget(self._bar, 0, middle)
        layout.addWidget(button(theme, _("St&op"), stop, "close"), 0, middle)
        layout.addStretch(2)

    def begin(self, text: str) -> None:
        """Begin anew."""
        self._text.setText(text)
        self._bar.setRange(0, 0)

    def advance(self, done: int, total: int) -> None:
        """Show how far it is."""
        advance(self._bar, done, total)
