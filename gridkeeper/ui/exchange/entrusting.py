"""Which grids a worker looks after: changed, or all of them handed over to another worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from typing_extensions import override

from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.texts import _
from gridkeeper.ui.exchange.grid_ticks import GridTicks
from gridkeeper.ui.exchange.panel import Doing
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog, unbroken
from gridkeeper.ui.widgets.field import Field
from gridkeeper.ui.widgets.pieces import button, flush, label, row
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QPushButton

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.batch_history import PeerLine
    from gridkeeper.services.exchange.entrusting import Entrusted
    from gridkeeper.ui.frame import Frame


def doing() -> Doing:
    """Return what can be done with a worker of the list."""
    return Doing(
        "grid",
        text=lambda _line: _("C&hange the grids …"),
        may=lambda line: line.role is Role.WORKER and line.standing is not Standing.REVOKED,
        does=_open,
    )


def _open(frame: Frame, line: PeerLine) -> None:
    frame.messages.show(GridsDialog(frame, line))


def sentences(done: Entrusted) -> list[str]:
    """Return what changes for a worker."""
    gained = (
        _("{name} now also looks after these grids: {grids}")
        if done.keeps
        else _("{name} looks after these grids now: {grids}")
    )
    return [
        sentence(
            text.format(
                name=done.peer.name, grids=_(", ").join(_with_others(done, grid) for grid in grids)
            )
        )
        for text, grids in (
            (gained, done.gained),
            (_("{name} looks after these grids no longer: {grids}"), done.lost),
        )
        if grids
    ]


def warning(*moves: Entrusted) -> str:
    """Return which grids nobody will look after; "" if there are none."""
    deserted = [grid for done in moves for grid in done.deserted]
    if not deserted:
        return ""
    return _("Nobody will look after {grids}.").format(grids=_(", ").join(deserted))


def _with_others(done: Entrusted, grid: str) -> str:
    names = done.others.get(grid)
    if not names:
        return grid
    return _("{grid} (also {names})").format(grid=grid, names=_(", ").join(names))


class MovesDialog(Dialog):
    """Says what would change before it is kept."""

    def __init__(self, frame: Frame, line: PeerLine, title: str, text: str) -> None:
        super().__init__(frame.theme, title, frame.messages.window, text)
        self.frame = frame
        self.line = line
        self.said = label("", "", wraps=True)
        self.warned = label("", "advice", wraps=True)
        self.keep: QPushButton
        self._asked = 0
        self._soon = Soon(self, self._rehearse)

    def finish(self, keep: str) -> None:
        """Put what changes, and the buttons, below what was asked."""
        for part in (self.said, self.warned):
            self.body.addWidget(part)
        self.said.hide()
        self.warned.hide()
        self.add_cancel()
        self.keep = self.add_button(keep, self._keep, kind="primary")
        self.save_by_keys(self.keep)
        self.keep.setEnabled(False)

    def change(self, *, rehearse: bool) -> Callable[[], list[Entrusted]] | None:
        """Return what makes the change, with what is chosen now; None if nothing can be made."""
        raise NotImplementedError

    def told(self, made: Sequence[Entrusted]) -> str:
        """Return what is told afterwards."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Say soon what would change now."""
        self._asked += 1
        self.keep.setEnabled(False)
        self._soon.start()

    def _rehearse(self) -> None:
        asked, move = self._asked, self.change(rehearse=True)
        if move is None:
            self._show("", "")
            return

        def work(_progress: Progress) -> object:
            return asked, move()

        self.frame.ask("", work, self._rehearsed, Lane.WORK)

    def _rehearsed(self, result: object) -> None:
        asked, made = cast("tuple[int, list[Entrusted]]", result)
        if asked != self._asked:
            return
        changes = [one for one in made if one.gained or one.lost]
        said = [text for one in changes for text in sentences(one)]
        if changes:
            text = _("{name} looks after these grids already; nothing changes there.")
            said += [text.format(name=one.peer.name) for one in made if one not in changes]
        self._show("\n".join(said) or _("Nothing changes."), warning(*made))
        self.keep.setEnabled(bool(changes) and self.frame.may_write)

    def _show(self, said: str, warned: str) -> None:
        for part, text in ((self.said, said), (self.warned, warned)):
            part.setText(text)
            part.setVisible(bool(text))

    def _keep(self) -> None:
        move = self.change(rehearse=False)
        if move is None:
            return

        def work(_progress: Progress) -> object:
            return move()

        self.keep.setEnabled(False)
        self.frame.ask("", work, self._kept, Lane.WORK)

    def _kept(self, result: object) -> None:
        self.frame.notices.say(self.told(cast("list[Entrusted]", result)), Tone.GOOD)
        self.accept()


class GridsDialog(MovesDialog):
    """Asks which grids a worker looks after from now on."""

    def __init__(self, frame: Frame, line: PeerLine) -> None:
        title = _("The grids of {name}").format(name=unbroken(line.name))
        super().__init__(frame, line, title, "")
        self.grids = GridTicks(frame.theme)
        hint = _("Space ticks a grid.")
        self.area = Field(frame.theme, _("&Grids"), self.grids, hint)
        self.body.addWidget(self.area)
        self.all = button(frame.theme, _("&Hand all over to …"), self.hand_over, "worker", "quiet")
        self.finish(_("&Save"))
        self.body.addLayout(row(flush(self.all), None))
        self.all.setEnabled(False)
        self.grids.itemChanged.connect(self.look_again)
        self._held: tuple[str, ...] = ()
        service, entrusting = frame.desk.enrolment, frame.desk.entrusting

        def look(_progress: Progress) -> object:
            return service.grids(), entrusting.workers()

        frame.ask("", look, self.fill)
        self.grids.setFocus()

    def fill(self, looked: object) -> None:
        """Offer all grids; hers are ticked."""
        grids, workers = cast("tuple[list[tuple[str, str]], list[Peer]]", looked)
        held = next((one.grids for one in workers if one.id == self.line.id), ())
        self._held = held
        self.grids.fill(grids, held)
        self.all.setEnabled(bool(held) and len(workers) > 1)

    @override
    def change(self, *, rehearse: bool) -> Callable[[], list[Entrusted]] | None:
        self.area.clear_problem()
        chosen, service, who = self.grids.chosen, self.frame.desk.entrusting, self.line.id
        if not chosen:
            self.area.say_problem(
                _("One grid has to stay; if all go to somebody else, choose “Hand all over”.")
            )
            return None
        return lambda: [service.entrust(who, chosen, rehearse=rehearse)]

    @override
    def told(self, made: Sequence[Entrusted]) -> str:
        text = _("The grids of {name} are changed. The next batch sent down tells it there.")
        return text.format(name=self.line.name)

    def hand_over(self) -> None:
        """Ask to whom all of her grids go."""
        self.reject()
        self.frame.messages.show(HandAllDialog(self.frame, self.line))


class HandAllDialog(MovesDialog):
    """Asks who takes over all grids of a worker who leaves."""

    def __init__(self, frame: Frame, line: PeerLine) -> None:
        text = _(
            "What {name} hands in later is still taken in as before. Once {name} takes in the next "
            "batch sent down, nothing of these grids is shown to {name} any more."
        )
        title = _("Hand over all grids of {name}").format(name=unbroken(line.name))
        super().__init__(frame, line, title, text.format(name=line.name))
        self.to = Box()
        self.body.addWidget(Field(frame.theme, _("&To whom"), self.to))
        self.finish(_("&Hand over"))
        entrusting = frame.desk.entrusting

        def look(_progress: Progress) -> object:
            return entrusting.workers()

        frame.ask("", look, self.fill)
        self.to.setFocus()

    def fill(self, looked: object) -> None:
        """Offer everybody else, nobody at first."""
        self.to.addItem(_("(choose)"), "")
        for peer in cast("list[Peer]", looked):
            if peer.id != self.line.id:
                self.to.addItem(f"{peer.name} · {peer.series}", peer.id)
        self.to.currentIndexChanged.connect(self.look_again)

    @override
    def change(self, *, rehearse: bool) -> Callable[[], list[Entrusted]] | None:
        to, service, who = self.to.currentData(), self.frame.desk.entrusting, self.line.id
        if not to:
            return None
        return lambda: list(service.hand_over(who, to, rehearse=rehearse))

    @override
    def told(self, made: Sequence[Entrusted]) -> str:
        text = _("{name} looks after the grids of {who} now. The next batches tell it to both.")
        return text.format(name=made[-1].peer.name, who=self.line.name)
