"""Taking in a roster or the cases of another system: first what would come of it, then for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from gridkeeper.errors import GridKeeperError
from gridkeeper.services import errands
from gridkeeper.services.imports import imported, returned
from gridkeeper.services.imports.register_import import RosterImported, Wishes
from gridkeeper.texts import _, pick, plural
from gridkeeper.ui import undoing
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.lists import import_parked, importing
from gridkeeper.ui.lists.columns_dialog import ColumnsDialog
from gridkeeper.ui.lists.left_rows import left_rows
from gridkeeper.ui.lists.record_page import RecordPage
from gridkeeper.ui.lists.roster_doubles import RosterDoubles
from gridkeeper.ui.lists.roster_grid import RosterGrid
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.messages import excel_files
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.fitted import Fitted
from gridkeeper.ui.widgets.pieces import button, label
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

    from gridkeeper.progress import Progress
    from gridkeeper.services.imports.cases_import import Imported
    from gridkeeper.ui.frame import Frame

_BESIDE = 48


def choose(frame: Frame, what: str, parent: QWidget) -> QFileDialog:
    """Let a file be chosen and say what would come of it."""
    title = _("Import a roster") if what == importing.REGISTER else _("Import cases")

    def chosen(paths: list[Path]) -> None:
        frame.messages.show(ImportDialog(frame, what, paths[0], parent))

    return frame.messages.open_files(title, excel_files(), chosen)


class ImportDialog(Dialog):
    """Reads a file, says what would come of it, and takes it in if that is wanted."""

    def __init__(
        self,
        frame: Frame,
        what: str,
        path: Path,
        parent: QWidget,
        mapping: Mapping[str, str] | None = None,
    ) -> None:
        """Begin to read.

        Args:
            frame: The window around it.
            what: `register` or `cases`.
            path: The file.
            parent: The page above whose window it opens.
            mapping: What columns mean, by their headings, as somebody said it.
        """
        title = _("Import “{file}”").format(file=path.name)
        super().__init__(frame.theme, title, parent.window())
        self._frame = frame
        self._what = what
        self._path = path
        self._page = parent
        self._mapping = dict(mapping or {})
        self._job: Job | None = None
        self.done_: Imported | RosterImported | None = None
        self.grid: RosterGrid | None = None
        self.doubles: RosterDoubles | None = None
        room = parent.window().width() - _BESIDE
        self.setMinimumWidth(min(frame.theme.px(760), room))
        self.explain: QPushButton | None = None
        self._numbers: list[QLabel] = []
        self._said = label("", "", wraps=True)
        self.body.addWidget(self._said)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self.body.addWidget(self._bar)
        # What was found may be more than a small screen is high; the buttons are always seen.
        self._found = QVBoxLayout(found := QWidget())
        self._found.setContentsMargins(0, 0, 0, 0)
        self._found.setSpacing(tokens.SPACE)
        found.setProperty("kind", "page")
        self._asking = QVBoxLayout()
        self.body.addWidget(Fitted(found), 1)
        self._unsaved, self._saved = (
            label("", "problem", wraps=True),
            label("", "strong", wraps=True),
        )
        for told in (self._unsaved, self._saved):
            self.body.addWidget(told)
            told.hide()
        self._save = self.add_button(_("&Save these rows …"), self._save_refused, icon="save")
        self._save.hide()
        self._close = self.add_cancel()
        self._is_taken = self._is_saved = False
        self.import_id = ""
        self.take = self.add_button(_("&Import"), self._take, icon="import", kind="primary")
        self.take.setEnabled(False)
        self._run(_("Reading the file"), self._show, rehearse=True)

    @override
    def reject(self) -> None:
        """Stop what runs; nothing of it is kept. Rows that stayed out are not lost by a key."""
        if self._job is not None:
            self._job.cancel()
        refused = self.done_ is not None and self.done_.refused
        if self._is_taken and refused and not self._is_saved:
            asked = self._frame.messages.ask(
                _("Close without saving the refused rows?"),
                _(
                    "They were not imported. Save them as a table, correct them and import them "
                    "again."
                ),
                _("Do&n't save"),
                self.accept,
                danger=True,
            )
            text = _("&Save these rows …")
            save = asked.add_button(text, self._save_refused, icon="save", kind="primary")
            save.clicked.connect(asked.reject)
            save.show()  # now: what is hidden takes no keyboard
            save.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().reject()

    def _run(self, text: str, then: object, *, rehearse: bool) -> None:
        session = self._frame.desk.session
        grid = self.grid.chosen if self.grid is not None else ""
        wishes = Wishes(grid, doubles=self.doubles is not None and self.doubles.taken_in)
        work = importing.work(
            session, self._what, self._path, self._mapping, rehearse=rehearse, wishes=wishes
        )
        job = Job(text, work)
        job.progressed.connect(self._advance)
        job.finished.connect(then)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._ended)
        if not rehearse:
            # However it ended: only the other process knows what it has written.
            job.ended.connect(partial(_tell, self._frame, self))
        self._said.setText(pick(f"{text}…", f"{text} …"))
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
        self._mapping = dict(done.mapping) if isinstance(done, RosterImported) else self._mapping
        self._add_numbers(done)
        self._tell_result()
        if text := importing.details(done):
            self._found.addWidget(label(text, "soft", wraps=True))
        self._found.addLayout(self._asking)
        for text in importing.remarks(done):
            self._found.addWidget(label(text, "soft", wraps=True))
        if done.unused or self._mapping or done.meant:
            self._add_explaining(asked=bool(done.unused or self._mapping))
        if isinstance(done, RosterImported) and done.without_grid:
            service = self._frame.desk.enrolment
            self._frame.ask("", lambda _progress: service.grids(), self._offer_grids)
        if isinstance(done, RosterImported) and done.parked:
            self._offer_doubles(done)
        left = returned.rows(done)
        if left:
            called = _("Rows that cannot be imported") if done.refused else _("Rows that differ")
            self._table, view = left_rows(self.theme, left, called)
            self._found.addWidget(view, 1)
        self._save.setVisible(bool(left))
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        self.adjustSize()

    def _offer_doubles(self, done: RosterImported) -> None:
        """Ask once for all rows that may be duplicates; there may be thousands."""
        self.doubles = asked = RosterDoubles(self._frame, done)
        asked.chosen.connect(self._tell_result)
        self._asking.addWidget(asked)

    def _tell_result(self) -> None:
        """Say whether the file brings anything, with what is chosen for possible duplicates."""
        done = self.done_
        if done is None:
            return
        taken_in = self.doubles is not None and self.doubles.taken_in
        brings = importing.brings(done) > 0 or taken_in
        self._said.setText(_verdict(done, brings=brings))
        self.take.setEnabled(brings)
        for number, line in zip(
            self._numbers, importing.lines(done, taken_in=taken_in), strict=True
        ):
            number.setText(f"{line.number:,}")

    def _offer_grids(self, found: object) -> None:
        """Ask where rows belong that name no grid."""
        grids = cast("list[tuple[str, str]]", found)
        assert isinstance(self.done_, RosterImported)  # noqa: S101 - cases are asked nothing
        named = self.done_.new_grids
        self.grid = RosterGrid(self._frame, self.done_.without_grid, grids, named)
        self._asking.addWidget(self.grid)
        self.adjustSize()
        tab_in_reading_order(self)
        if self.grid.is_new:
            self.grid.come()

    def _add_explaining(self, *, asked: bool) -> None:
        """Offer to say what columns mean; quietly, if all of them were understood."""
        if asked:
            text = _("Say what these columns &mean …")
            self.explain = button(self.theme, text, self._explain, "edit")
        else:
            text = _("See what the columns &mean …")
            self.explain = button(self.theme, text, self._explain, kind="link")
        across = QHBoxLayout()
        across.addWidget(self.explain)
        across.addStretch(1)
        self._found.addLayout(across)

    def _explain(self) -> None:
        done = self.done_
        assert done is not None  # noqa: S101 - the button is shown after reading
        headings = list(dict.fromkeys((*self._mapping, *done.unused)))
        meant = {**done.meant, **self._mapping}
        asked = ColumnsDialog(self.theme, headings, importing.meanings(done), meant, self)
        asked.told.connect(self._read_again)
        self._frame.messages.show(asked)

    def _read_again(self, mapping: object) -> None:
        again = cast("dict[str, str]", mapping)
        self.accept()
        dialog = ImportDialog(self._frame, self._what, self._path, self._page, again)
        self._frame.messages.show(dialog)

    def _add_numbers(self, done: Imported | RosterImported) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.SPACE * 3)
        grid.setColumnStretch(2, 1)
        for row, line in enumerate(importing.lines(done)):
            grid.addWidget(label(line.text, "label"), row, 0)
            number = label(f"{line.number:,}", "strong")
            grid.addWidget(number, row, 1, Qt.AlignmentFlag.AlignRight)
            self._numbers.append(number)
        self._found.addLayout(grid)

    def _take(self) -> None:
        if self.grid is not None and not self.grid.keep():
            return
        if self.explain is not None:
            self.explain.hide()
        if self.doubles is not None:
            self.doubles.keep()
        self._run(_("Importing"), self._taken, rehearse=False)

    def _taken(self, found: object) -> None:
        self._ended()
        done = cast("Imported | RosterImported", found)
        said, self.import_id = importing.brought(done), done.id
        if isinstance(self._page, RecordPage):
            self._page.side.show_all()
        if not returned.rows(done):
            self._tell_taken(done, said)
            self.accept()
            return
        if self.doubles is not None and isinstance(done, RosterImported):
            self.doubles.taken(done)
        # It stays: the rows that were refused, or differ, are mended from what is saved here.
        self.done_, self._is_taken = done, True
        self._said.setText(f"{said}{_('; ')}{importing.rest(done)}")
        self._close.setText(_("&Close"))
        for gone in (self.take, self._save):
            gone.hide()
            gone.setDefault(False)
        if self._is_saved:
            self._close.setDefault(True)
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        text = _("&Save these rows …")
        self._save = self.add_button(text, self._save_refused, icon="save", kind="primary")
        self._save.show()  # now: what is hidden takes no keyboard
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_taken(self, done: Imported | RosterImported, said: str) -> None:
        """Say what was taken in, and lead to what is to be settled of it."""
        settle = getattr(self._page, "show_doubles", None)
        if isinstance(done, RosterImported) and done.parked and settle is not None:
            said = f"{said}{_('; ')}{import_parked.settle(done)}"
            self._frame.notices.say(said, Tone.GOOD, _("Possible duplicates …"), settle)
        else:
            undoing.say_done(self._frame, said)

    def _save_refused(self) -> None:
        name = importing.free_name(self._path)
        self._frame.messages.save_file(
            _("Save these rows"), name, _("Workbook (*.xlsx)"), self._write_refused
        )

    def _write_refused(self, path: Path) -> None:
        done, source, mapped, frame = self.done_, self._path, self._mapping, self._frame
        assert done is not None  # noqa: S101 - the button is shown after reading

        def write(_progress: Progress) -> object:
            try:
                return returned.write(source, path, done, mapped)
            except GridKeeperError as error:
                return error  # told here: a notice would lie behind this dialog

        def written(number: object) -> None:
            error = number if isinstance(number, GridKeeperError) else None
            if isValid(self):
                self._is_saved = self._is_saved or error is None
                self._tell_unsaved(error)
            elif error is not None:
                frame.messages.failed(error)
            if error is not None:
                return
            text = plural(
                "{n} row saved as {name}, with the reason",
                "{n} rows saved as {name}, with the reasons",
                cast("int", number),
            )
            said = text.format(n=number, name=path.name)
            if isValid(self) and not self._is_taken:
                # A notice would lie behind this dialog.
                self._saved.setText(sentence(said))
                self._saved.show()
                return
            show = partial(frame.messages.open_folder, path.parent)
            frame.notices.say(said, Tone.GOOD, _("Open the &folder"), show)
            if isValid(self):
                self.accept()

        frame.ask(_("Saving"), write, written, Lane.WORK)

    def _tell_unsaved(self, error: GridKeeperError | None) -> None:
        """Say why the rows could not be saved; None if they were."""
        self._unsaved.setText("" if error is None else sentence(str(error)))
        self._unsaved.setVisible(error is not None)


def _tell(frame: Frame, dialog: ImportDialog, _job: object) -> None:
    errands.told(frame.desk.session, wholesale=True)
    if dialog.import_id:
        imported.remember(frame.desk.session, dialog.import_id)


def _verdict(done: Imported | RosterImported, *, brings: bool) -> str:
    """Return what is said above the lines of a rehearsal."""
    if brings:
        return _("Nothing is imported yet. The result would be:")
    if len(done.refused) == done.rows:
        return _("None of the rows can be imported; the reasons are below.")
    return _("There is nothing new in this file.")
