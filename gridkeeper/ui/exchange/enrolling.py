"""How a worker joins: her name, her grids, her package, and a code that is told by voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar
from typing_extensions import override

from gridkeeper.domain import file_names
from gridkeeper.domain.replicas import Peer, Role
from gridkeeper.errors import GridKeeperError
from gridkeeper.texts import _
from gridkeeper.ui.exchange import work
from gridkeeper.ui.exchange.grid_ticks import GridTicks
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.messages import BATCHES, batch_files
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog, unbroken
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import button, flush, label, row

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.enrolment import Enrolled
    from gridkeeper.ui.frame import Frame

    _Looked = tuple[
        list[tuple[str, str]], frozenset[str], list[Peer], Mapping[str, tuple[str, ...]]
    ]

_STREET = "street"


@dataclass(frozen=True, slots=True)
class Begun:
    """What was typed about a worker before her package was made."""

    name: str = ""
    grids: tuple[str, ...] = ()


class EnrolDialog(Dialog):
    """Asks for a worker and makes her package.

    Signals:
        made: The id of whom the package is for.
        left: It is closed without a package; what was typed, to go on with another time.
    """

    made = Signal(str)
    left = Signal(object)

    def __init__(self, frame: Frame, parent: QWidget | None, begun: Begun | None = None) -> None:
        """Ask; `begun` is what was typed before."""
        title, text = _words(street=False)
        super().__init__(frame.theme, title, parent, text)
        self._frame = frame
        self._job: Job | None = None
        self._begun = begun or Begun()
        self.who = Box()
        self.who.addItem(_("A new worker"), "")
        self.name = Field(frame.theme, _("&Name"), QLineEdit(self._begun.name))
        self.grids = GridTicks(frame.theme)
        self.area = Field(frame.theme, _("&Grids"), self.grids, _("Space ticks a grid."))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(_("Progress"))
        self._said = label("", "problem", wraps=True)
        who = Field(frame.theme, _("&Who joins"), self.who)
        for part in (who, self.name, self.area, self._said, self._bar):
            self.body.addWidget(part)
        self._bar.hide()
        self._said.hide()
        self.add_cancel()
        self.make = self.add_button(_("&Make the package …"), self.ask_place, kind="primary")
        self.name.input.setFocus()
        service = frame.desk.enrolment

        def look(_progress: Progress) -> object:
            return service.grids(), service.inhabited(), service.revoked(), service.holders()

        self._inhabited: frozenset[str] = frozenset()
        self._revoked: dict[str, Peer] = {}
        self.grids.itemChanged.connect(self._warn)
        frame.ask("", look, self.fill)

    def fill(self, looked: object) -> None:
        """Offer grids with whose they are; the only one is ticked if it is nobody's."""
        found, self._inhabited, revoked, held = cast("_Looked", looked)
        for peer in revoked:
            text = _("{name} · {series}, on a new computer")
            self.who.addItem(text.format(name=peer.name, series=peer.series), peer.id)
            self._revoked[peer.id] = peer
        self.who.addItem(_("A street office, below this one"), _STREET)
        self.who.currentIndexChanged.connect(self._choose)
        only = [one for one, _name in found if one not in held] if len(found) == 1 else []
        named = [(one, " · ".join((name, *held.get(one, ())))) for one, name in found]
        self.grids.fill(named, only or self._begun.grids)
        if found:
            self._warn()
        else:
            self.area.advise(_no_grid())

    def _choose(self) -> None:
        """Fill in who is known already; a street has grids of its own."""
        peer = self._revoked.get(self.who.currentData())
        self.area.setVisible(not self.is_street)
        self.name.clear_problem()
        self.name.call(_("&Name of the street office") if self.is_street else _("&Name"))
        self.retitle(*_words(street=self.is_street))
        if peer is not None:
            cast("QLineEdit", self.name.input).setText(peer.name)
            self.grids.tick(peer.grids)

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
        """The ids of the ticked grids; a street brings its own."""
        return [] if self.is_street else self.grids.chosen

    @property
    def is_street(self) -> bool:
        """Whether a street joins, and no worker."""
        return bool(self.who.currentData() == _STREET)

    def ask_place(self) -> None:
        """Ask where the package goes, if everything is said."""
        self.name.clear_problem()
        self.area.clear_problem()
        name = cast("QLineEdit", self.name.input).text().strip()
        if not name:
            self.name.say_problem(_("Required"))
        elif not self.chosen and not self.is_street:
            there = self.grids.count()
            self.area.say_problem(_("Choose at least one grid.") if there else _no_grid())
        else:
            file = _("package-{name}.gkb").format(name=file_names.fit(name))
            title = _("Choose where to save the package")
            self._frame.messages.save_file(title, file, batch_files(), self.write, BATCHES)

    def write(self, path: Path) -> None:
        """Make the package."""
        name = cast("QLineEdit", self.name.input).text().strip()
        role = Role.OFFICE if self.is_street else Role.WORKER
        does = work.enrol(self._frame.desk, name, self.chosen, path, role)
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
        name = cast("QLineEdit", self.name.input).text().strip()
        is_worker = not self.who.currentData()  # others need but be chosen again
        self.left.emit(Begun(name, tuple(self.chosen)) if is_worker else Begun())
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
        self.made.emit(made.worker.id)
        self._frame.messages.show(CodeDialog(self._frame, made, self.parentWidget()))


def _no_grid() -> str:
    return _("There is no grid yet: import a roster on the Residents page.")


def _words(*, street: bool) -> tuple[str, str]:
    """Return the title, and what is said below it, for a street office or for a worker."""
    if street:
        text = _(
            "The street office opens the package with “Join a district\u00a0…”, and a code that "
            "you tell them by voice."
        )
        return _("New street office"), text
    text = _(
        "The worker opens the package on their own computer, with a code that you tell "
        "them by voice."
    )
    return _("New worker"), text


class CodeDialog(Dialog):
    """Shows the code, large; it is closed only by the button, since it is never shown again."""

    def __init__(self, frame: Frame, made: Enrolled, parent: QWidget | None) -> None:
        text = _("Tell {name} this code by phone or in person.")
        title = _("The package for {name} is ready").format(name=unbroken(made.worker.name))
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
        self.body.addLayout(row(flush(folder), None))
        done = self.add_button(_("I have &written it down"), self.accept, kind="primary")
        done.setFocus()

    @override
    def reject(self) -> None:
        """Stay: Esc by mistake would lose the code."""

    def _open(self) -> None:
        self._frame.messages.open_folder(self._folder)
