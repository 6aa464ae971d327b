"""How a worker joins: her name, her grids, her package, and a code that is told by voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QProgressBar
from typing_extensions import override

from gridkeeper.domain import file_names
from gridkeeper.errors import GridKeeperError
from gridkeeper.texts import _
from gridkeeper.ui.exchange import work
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.messages import BATCHES, batch_files
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.enrolment import Enrolled
    from gridkeeper.ui.frame import Frame

_GRID = int(Qt.ItemDataRole.UserRole)
_FEWEST_SHOWN, _MOST_SHOWN = 2, 6


class EnrolDialog(Dialog):
    """Asks for a worker and makes her package."""

    def __init__(self, frame: Frame, parent: QWidget | None) -> None:
        text = _(
            "The worker opens the package on their own computer, with a code that you tell "
            "them by voice."
        )
        super().__init__(frame.theme, _("New worker"), parent, text)
        self._frame = frame
        self._job: Job | None = None
        self.name = Field(frame.theme, _("&Name"), QLineEdit())
        self.grids = QListWidget()
        self.grids.setProperty("kind", "ticks")
        self.grids.setMinimumHeight(frame.theme.px(72))
        self.area = Field(frame.theme, _("&Grids"), self.grids, _("Space ticks a grid."))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(_("Progress"))
        self._said = label("", "problem", wraps=True)
        for part in (self.name, self.area, self._said, self._bar):
            self.body.addWidget(part)
        self._bar.hide()
        self._said.hide()
        self.add_cancel()
        self.make = self.add_button(_("&Make the package …"), self.ask_place, kind="primary")
        self.name.input.setFocus()
        service = frame.desk.enrolment

        def look(_progress: Progress) -> object:
            return service.grids(), service.inhabited()

        self._inhabited: frozenset[str] = frozenset()
        self._pressed = Qt.CheckState.Unchecked
        self.grids.itemPressed.connect(self._remember)
        self.grids.itemClicked.connect(self._tick)
        self.grids.itemChanged.connect(self._warn)
        frame.ask("", look, self.fill)

    def fill(self, looked: object) -> None:
        """Offer grids; the only one is ticked."""
        found, self._inhabited = cast("tuple[list[tuple[str, str]], frozenset[str]]", looked)
        for grid_id, name in found:
            item = QListWidgetItem(name)
            item.setData(_GRID, grid_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if len(found) == 1 else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.grids.addItem(item)
        if found:
            self._warn()
        if not found:
            self.area.advise(_("There is no grid yet: import a roster on the Residents page."))
        else:
            self.grids.setCurrentRow(0)
            lines = min(max(len(found), _FEWEST_SHOWN), _MOST_SHOWN)
            frame = 2 * self.grids.frameWidth() + self.theme.px(12)
            self.grids.setFixedHeight(lines * self.grids.sizeHintForRow(0) + frame)

    def _remember(self, item: QListWidgetItem) -> None:
        self._pressed = item.checkState()

    def _tick(self, item: QListWidgetItem) -> None:
        """Tick a grid by its words too; a click into its box has done it already."""
        if item.checkState() is self._pressed:
            is_ticked = self._pressed is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)

    def _warn(self) -> None:
        """Say it before the package is made if it would hold no household."""
        if self.chosen and self._inhabited.isdisjoint(self.chosen):
            self.area.advise(
                _("These grids have no households yet: the package will have no residents.")
            )
        else:
            self.area.advise("")

    @property
    def said(self) -> str:
        """What went wrong; "" if nothing did."""
        return self._said.text()

    @property
    def chosen(self) -> list[str]:
        """The ids of the ticked grids."""
        items = (self.grids.item(place) for place in range(self.grids.count()))
        return [item.data(_GRID) for item in items if item.checkState() is Qt.CheckState.Checked]

    def ask_place(self) -> None:
        """Ask where the package goes, if everything is said."""
        self.name.clear_problem()
        self.area.clear_problem()
        name = cast("QLineEdit", self.name.input).text().strip()
        if not name:
            self.name.say_problem(_("Required: the worker's name"))
        elif not self.chosen:
            self.area.say_problem(_("Required: at least one grid"))
        else:
            file = _("package-{name}.gkb").format(name=file_names.fit(name))
            title = _("Choose where to save the package")
            self._frame.messages.save_file(title, file, batch_files(), self.write, BATCHES)

    def write(self, path: Path) -> None:
        """Make the package."""
        name = cast("QLineEdit", self.name.input).text().strip()
        does = work.enrol(self._frame.desk, name, self.chosen, path)
        job = Job(_("Making the package"), does)
        job.finished.connect(self._made)
        job.failed.connect(self._failed)
        job.cancelled.connect(self._ended)
        self._said.hide()
        self._bar.show()
        self.make.setEnabled(False)
        self._job = self._frame.jobs.start(job, Lane.WORK)

    @override
    def reject(self) -> None:
        """Close; a package that is being made is not kept."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _ended(self) -> None:
        self._job = None
        self._bar.hide()
        self.make.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        self._ended()
        if isinstance(error, GridKeeperError):
            self._said.setText(sentence(str(error)))
            self._said.show()
        else:
            self._frame.messages.failed(error)

    def _made(self, result: object) -> None:
        self._ended()
        self.accept()
        made = cast("Enrolled", result)
        self._frame.messages.show(CodeDialog(self._frame, made, self.parentWidget()))


class CodeDialog(Dialog):
    """Shows the code, large; it is closed only by the button, since it is never shown again."""

    def __init__(self, frame: Frame, made: Enrolled, parent: QWidget | None) -> None:
        text = _("Tell {name} this code by phone or in person.")
        title = _("The package for {name} is ready").format(name=made.worker.name)
        super().__init__(frame.theme, title, parent, text.format(name=made.worker.name))
        self._frame = frame
        self._folder = made.path.parent
        self.code = label(made.code, "figure")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAccessibleName(_("One-time code {code}").format(code=" ".join(made.code)))
        warning = _("Never send it together with the package. It is not shown again.")
        self.body.addWidget(self.code)
        self.body.addWidget(label(warning, "advice", wraps=True))
        place = _("Package: {path}").format(path=made.path)
        self.body.addWidget(label(place, "soft", wraps=True))
        folder = button(frame.theme, _("Open the &folder"), self._open, "folder", "quiet")
        self.body.addLayout(row(folder, None))
        done = self.add_button(_("I have &written it down"), self.accept, kind="primary")
        done.setFocus()

    @override
    def reject(self) -> None:
        """Stay: Esc by mistake would lose the code."""

    def _open(self) -> None:
        self._frame.messages.open_folder(self._folder)
