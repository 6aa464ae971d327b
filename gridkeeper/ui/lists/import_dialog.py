"""Taking in a roster or the cases of another system: first what would come of it, then for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QProgressBar, QTableView, QWidget
from typing_extensions import override

from gridkeeper.errors import GridKeeperError
from gridkeeper.services import errands
from gridkeeper.services.register_import import RosterImported
from gridkeeper.texts import _, plural
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.lists import importing
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.messages import excel_files
from gridkeeper.ui.models.refused import RefusedTable
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

    from gridkeeper.progress import Progress
    from gridkeeper.services.cases_import import Imported
    from gridkeeper.ui.frame import Frame

_BESIDE = 48
_LAST_GRID = "roster_grid"
_MOST_WRAPPED = 200
_MOST_SHOWN = 12
"""Rows of the table of refused rows; more are reached by scrolling."""


def choose(frame: Frame, what: str, parent: QWidget) -> QFileDialog:
    """Let a file be chosen and say what would come of it."""
    title = _("Import a roster") if what == importing.REGISTER else _("Import cases")

    def chosen(paths: list[Path]) -> None:
        frame.messages.show(ImportDialog(frame, what, paths[0], parent))

    return frame.messages.open_files(title, excel_files(), chosen)


class ImportDialog(Dialog):
    """Reads a file, says what would come of it, and takes it in if that is wanted."""

    def __init__(self, frame: Frame, what: str, path: Path, parent: QWidget) -> None:
        """Begin to read.

        Args:
            frame: The window around it.
            what: `register` or `cases`.
            path: The file.
            parent: The page above whose window it opens.
        """
        title = _("Import “{file}”").format(file=path.name)
        super().__init__(frame.theme, title, parent.window())
        self._frame = frame
        self._what = what
        self._path = path
        self._job: Job | None = None
        self.done_: Imported | RosterImported | None = None
        self.grid: Box | None = None
        room = parent.window().width() - _BESIDE
        self.setMinimumWidth(min(frame.theme.px(760), room))
        self._said = label("", "", wraps=True)
        self.body.addWidget(self._said)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self.body.addWidget(self._bar)
        self._save = self.add_button(_("&Save these rows …"), self._save_refused, icon="save")
        self._save.hide()
        self._close = self.add_cancel()
        self._is_taken = False
        self.take = self.add_button(_("&Import"), self._take, icon="import", kind="primary")
        self.take.setEnabled(False)
        self._run(_("Reading the file"), self._show, rehearse=True)

    @override
    def reject(self) -> None:
        """Stop what runs; nothing of it is kept. Rows that stayed out are not lost by a key."""
        if self._job is not None:
            self._job.cancel()
        if self._is_taken and self.done_ is not None and self.done_.refused:
            self._frame.messages.ask(
                _("Close without saving the refused rows?"),
                _(
                    "They were not imported. Save them as a table, correct them and import them "
                    "again."
                ),
                _("Do&n't save"),
                self.accept,
                danger=True,
            )
        else:
            super().reject()

    def _run(self, text: str, then: object, *, rehearse: bool) -> None:
        session = self._frame.desk.session
        work = importing.work(
            session, self._what, self._path, rehearse=rehearse, grid=self._chosen_grid()
        )
        job = Job(text, work)
        job.progressed.connect(self._advance)
        job.finished.connect(then)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._ended)
        if not rehearse:
            # However it ended: only the other process knows what it has written.
            job.ended.connect(partial(_tell, self._frame))
        self._said.setText(f"{text} …")
        self._bar.show()
        self.take.setEnabled(False)
        self._job = self._frame.jobs.start(job, Lane.WORK)

    def _advance(self, done: int, _total: int) -> None:
        if self._job is not None:
            rows = plural("{n} row", "{n} rows", done).format(n=f"{done:,}")
            self._said.setText(f"{self._job.label} … {rows}")

    def _ended(self) -> None:
        self._job = None
        self._bar.hide()

    def _failed(self, error: Exception) -> None:
        self._ended()
        if isinstance(error, GridKeeperError):
            self._said.setText(importing.failure(error))
        else:
            self._frame.messages.failed(error)

    def _show(self, found: object) -> None:
        self._ended()
        done = cast("Imported | RosterImported", found)
        self.done_ = done
        brings = importing.brings(done)
        self._said.setText(
            _("Nothing is imported yet. The result would be:")
            if brings
            else _("There is nothing new in this file.")
        )
        self._add_numbers(done)
        for text in filter(None, [importing.details(done), *importing.remarks(done)]):
            self.body.addWidget(label(text, "soft", wraps=True))
        if isinstance(done, RosterImported) and done.without_grid:
            service = self._frame.desk.enrolment
            self._frame.ask("", lambda _progress: service.grids(), self._offer_grids)
        if done.refused:
            self._add_refused(done)
        self._save.setVisible(any(importing.left_out(done)))
        self.take.setEnabled(brings > 0)
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        self.adjustSize()

    def _offer_grids(self, found: object) -> None:
        """Ask where rows belong that name no grid; what was chosen last is offered first."""
        grids = cast("list[tuple[str, str]]", found)
        if not grids:
            return
        self.grid = Box()
        self.grid.addItem(_("No grid"), "")
        for grid_id, name in grids:
            self.grid.addItem(name, grid_id)
        last = self._frame.preferences.text(_LAST_GRID)
        self.grid.setCurrentIndex(max(0, self.grid.findData(last)))
        text = _("&Grid of the rows that name none")
        self.body.addWidget(Field(self._frame.theme, text, self.grid))
        self.adjustSize()

    def _chosen_grid(self) -> str:
        return str(self.grid.currentData()) if self.grid is not None else ""

    def _add_numbers(self, done: Imported | RosterImported) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE * 3)
        grid.setColumnStretch(2, 1)
        for row, line in enumerate(importing.lines(done)):
            grid.addWidget(label(line.text, "label"), row, 0)
            number = label(f"{line.number:,}", "strong")
            grid.addWidget(number, row, 1, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(grid)

    def _add_refused(self, done: Imported | RosterImported) -> None:
        view = QTableView()
        view.setProperty("kind", "framed")
        view.setAccessibleName(_("Rows that cannot be imported"))
        self._table = RefusedTable(done.refused, view)
        view.setModel(self._table)
        view.setTabKeyNavigation(False)
        view.setShowGrid(False)
        view.setAlternatingRowColors(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        rows, header, theme = view.verticalHeader(), view.horizontalHeader(), self._frame.theme
        rows.hide()
        rows.setSectionResizeMode(rows.ResizeMode.Fixed)
        # Reasons are read in full; of thousands, measuring each would hold up the window.
        if len(done.refused) <= _MOST_WRAPPED:
            header.sectionResized.connect(view.resizeRowsToContents)
        rows.setDefaultSectionSize(theme.px(tokens.ROW - 6))
        rows.setMinimumSectionSize(theme.px(tokens.ROW - 6))
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.resizeSection(0, theme.px(72))
        shown = min(len(done.refused), _MOST_SHOWN)
        view.setMinimumHeight(theme.px(44 + min(shown, 5) * (tokens.ROW - 6)))
        self.body.addWidget(view, 1)

    def _take(self) -> None:
        if self.grid is not None:
            self._frame.preferences.set(_LAST_GRID, self._chosen_grid())
            self.grid.setEnabled(False)
        self._run(_("Importing"), self._taken, rehearse=False)

    def _taken(self, found: object) -> None:
        self._ended()
        done = cast("Imported | RosterImported", found)
        said = importing.brought(done)
        if not any(importing.left_out(done)):
            self._frame.notices.say(said, Tone.GOOD)
            self.accept()
            return
        # It stays: the rows that were refused, or differ, are mended from what is saved here.
        self.done_, self._is_taken = done, True
        self._said.setText(f"{said}{_('; ')}{importing.rest(done)}")
        self._close.setText(_("&Close"))
        for gone in (self.take, self._save):
            gone.hide()
            gone.setDefault(False)
        text = _("&Save these rows …")
        self._save = self.add_button(text, self._save_refused, icon="save", kind="primary")
        self._save.show()  # now: what is hidden takes no keyboard
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save_refused(self) -> None:
        name = _("{name}, rows to correct.xlsx").format(name=self._path.stem)
        self._frame.messages.save_file(
            _("Save these rows"), name, _("Workbook (*.xlsx)"), self._write_refused
        )

    def _write_refused(self, path: Path) -> None:
        done, source = self.done_, self._path
        assert done is not None  # noqa: S101 - the button is shown after reading

        def write(_progress: Progress) -> object:
            from gridkeeper.services import returned  # noqa: PLC0415

            return returned.write(source, path, *importing.left_out(done))

        def written(number: object) -> None:
            text = plural(
                "{n} row saved as {name}, with the reason",
                "{n} rows saved as {name}, with the reasons",
                cast("int", number),
            )
            frame = self._frame
            frame.notices.say(
                text.format(n=number, name=path.name),
                Tone.GOOD,
                _("Open the &folder"),
                lambda: frame.messages.open_folder(path.parent),
            )
            if self._is_taken:
                self.accept()

        self._frame.ask(_("Saving"), write, written, Lane.WORK)


def _tell(frame: Frame, _job: object) -> None:
    errands.told(frame.desk.session, wholesale=True)
