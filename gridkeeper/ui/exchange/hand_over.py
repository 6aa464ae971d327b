"""The card from which batches are handed over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout
from typing_extensions import override

from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.services.day.today import Today
from gridkeeper.texts import N_, _, pick, plural
from gridkeeper.ui import handing
from gridkeeper.ui.exchange import addressees, work
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.exchange.places import Medium, PlaceBox
from gridkeeper.ui.exchange.ways import WayBox
from gridkeeper.ui.forms.unsaved import go_on
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.field import label_beside
from gridkeeper.ui.widgets.pieces import advance, button, label, recast, row, unlettered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QWidget

    from gridkeeper.services.exchange.batch_export import HandedOut
    from gridkeeper.services.exchange.batch_history import BatchLine, PeerLine
    from gridkeeper.ui.forms.unsaved import Unfinished
    from gridkeeper.ui.frame import Frame

_NOTHING_NEW = "nothing new to hand over"
_WRITING = {
    Medium.SHARED: N_("Writing and reading back …"),
    Medium.STICK: N_("Writing and reading back: do not pull the stick out yet."),
    Medium.FOLDER: N_("Writing and reading back. If it is a stick, do not pull it out yet."),
}


class HandOverCard(QFrame):
    """Says what was not handed over yet, and hands it over: a worker's or an office's way."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._peers: list[PeerLine] = []
        self._all = Today(date.min)
        self._invited: list[str] = []
        self._is_office = frame.desk.session.replica.role is Role.OFFICE
        self._wants_place = self._writing = self._by_hand = False
        self._leads = True
        self._again: BatchLine | None = None
        self._begun: Sequence[Unfinished] = ()
        self.setProperty("kind", "card")
        self._role = frame.desk.session.replica.role
        self._title = label(_("Send down") if self._is_office else _("Hand in"), "heading")
        self._stands, self._before = label("", "strong", wraps=True), label("", "soft", wraps=True)
        self.to = Box()
        self.to.setAccessibleName(_("For whom"))
        self.to.currentIndexChanged.connect(self._say)
        self.to.activated.connect(self._chosen)
        self.place = PlaceBox(frame)
        self.place.picked.connect(self._picked)
        self.way = WayBox(frame)
        kind = "" if self._is_office else "primary"
        self.button = button(frame.theme, handing.verb(self._role), self.hand_over, "export", kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(tokens.SPACE)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(_("Progress"))
        for part in (self._title, self._stands, self._before):
            layout.addWidget(part)
        layout.addLayout(self._rest_line())
        layout.addWidget(self._bar)
        self._bar.hide()
        layout.addStretch(1)
        layout.addLayout(self._boxes())

    def _boxes(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(tokens.SPACE)
        grid.setColumnStretch(1, 1)
        self._whom = label_beside(grid, self.to, columns=2)
        label_beside(grid, self.way, columns=2)
        label_beside(grid, self.place)
        grid.addWidget(self.button, grid.rowCount() - 1, 2)
        self._offer_workers()
        return grid

    def _offer_workers(self) -> None:
        for part in (self._whom, self.to):
            part.setVisible(self._is_office and bool(self._peers))

    def _rest_line(self) -> QHBoxLayout:
        self._rest = label("", wraps=True)
        self.finish = button(self._frame.theme, _("&Go on"), self._finish, "edit", "quiet")
        for part in (self._rest, self.finish):
            part.hide()
        line = row(self._rest, self.finish)
        line.setStretch(0, 1)
        return line

    @property
    def order(self) -> list[QWidget]:
        """What the Tab key goes through."""
        begun = [self.finish] if self._begun else []
        return [*begun, *([self.to] if self._is_office else []), self.way, self.place, self.button]

    @property
    def stands(self) -> str:
        """What it says about what was not handed over."""
        return self._stands.text()

    @property
    def rest(self) -> str:
        """What it says about what was begun and does not go along."""
        return self._rest.text()

    @property
    def is_again(self) -> bool:
        """Whether there is nothing that was not handed over to those who are meant."""
        peers = self._meant()
        if not peers or self._waiting(peers)[0] or addressees.moved(peers) or self._all.is_asked:
            return False
        # An office's batch is also the receipt of what was taken in since.
        return all(
            peer.sent_at is not None
            and not (self._is_office and peer.received_at and peer.received_at >= peer.sent_at)
            for peer in peers
        )

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # No proxy: with one, the Tab key would leave out what stands before it. Enter, pressed by
        # whoever comes here, must not hand over once more what was handed over.
        (self.place if self.is_again else self.button).setFocus(event.reason())

    def look(self) -> None:
        """Look anew where batches can go."""
        self.place.look()

    def show_peers(self, peers: Sequence[PeerLine], today: Today) -> None:
        """Show how things stand; `today` says how much waits in all."""
        self._all = today
        self._peers = [peer for peer in peers if peer.standing is Standing.ACTIVE]
        self._invited = [peer.name for peer in peers if peer.standing is Standing.INVITED]
        chosen = self.to.currentData() if self._by_hand else ""
        self.to.blockSignals(True)
        self.to.clear()
        if len(self._peers) > 1:
            everybody = plural("All {n} worker", "All {n} workers", len(self._peers))
            self.to.addItem(everybody.format(n=len(self._peers)), "")
        for peer in self._peers:
            self.to.addItem(f"{peer.name} · {peer.series}", peer.id)
        self.to.setCurrentIndex(max(self.to.findData(chosen), 0))
        self.to.blockSignals(False)
        self.button.setEnabled(bool(self._peers))
        self._offer_workers()
        self._say()

    def show_unfinished(self, begun: Sequence[Unfinished]) -> None:
        """Show what was begun and not saved: it does not go along."""
        self._begun = begun
        self._rest.setText(handing.unfinished(self._role, [one.text for one in begun]))
        for part in (self._rest, self.finish):
            part.setVisible(bool(begun))
        self._say()

    def lead(self, on: bool) -> None:
        """Fill the button of what comes next, or leave that to something that comes before it."""
        self._leads = on
        self._lead()

    def _lead(self) -> None:
        """Fill the button of what comes next: to finish what was begun, if nothing waits."""
        again, role = self.is_again, self._role
        self.button.setText(handing.again(role) if again else handing.verb(role))
        if again and self.window().focusWidget() is self.button:
            self.place.setFocus()
        if self._is_office:
            return  # what comes next there is to take in
        finishing = self._leads and bool(self._begun) and not self._waiting(self._meant())[0]
        theme = self._frame.theme
        recast(theme, self.finish, "edit", "primary" if finishing else "quiet")
        first = self._leads and not finishing and not again
        recast(theme, self.button, "export", "primary" if first else "")

    def _finish(self) -> None:
        """Open the form; of several, show them all."""
        if len(self._begun) == 1:
            go_on(self._frame, self._begun[0])
        else:
            self._frame.go("today")

    def choose(self, peer_id: str) -> None:
        """Choose for whom."""
        self.to.setCurrentIndex(max(self.to.findData(peer_id), 0))
        self._chosen()

    def _chosen(self) -> None:
        """Keep to whom a person has chosen among several; who joins later is one of all."""
        self._by_hand = len(self._peers) > 1

    def begin(self) -> None:
        """Hand over what is new; where nothing is, say so, and offer to do it once more."""
        if self.is_again and self.button.isEnabled():
            verb = unlettered(handing.again(self._role))
            said, about = self._before.text(), _NOTHING_NEW
            self._frame.notices.say(said, Tone.INFO, verb, self.hand_over, about)
        else:
            self.hand_over()

    def hand_over(self) -> None:
        """Hand over to the chosen place; if there is none, let one be picked first."""
        self._again = None
        if self.button.isEnabled():
            self._go()

    def _go(self) -> None:
        folder = self.place.place
        if folder is None:
            self._wants_place = True
            self.place.pick()
        else:
            self._write(folder)

    def repeat(self, line: BatchLine) -> None:
        """Hand over a batch of the past once more, with all that came since."""
        if self.button.isEnabled():
            self._again = line
            self._go()

    def _picked(self) -> None:
        if self._wants_place:
            self._wants_place = False
            self._go()

    def _write(self, folder: Path) -> None:
        to, again = self.to.currentData() or "", self._again
        changes = sum(peer.changes for peer in self._meant())
        self._frame.notices.settled(_NOTHING_NEW)
        if again is not None:
            changes, self._again = max(changes, again.changes), None
        self._bar.setRange(0, 0)
        self._bar.show()
        if self.isAncestorOf(self.window().focusWidget()):
            self._bar.setFocus()  # or Qt would go on to where files are taken in
        self.button.setEnabled(False)
        self._writing = True
        self._let_choose()
        batch = "" if again is None else again.id
        target = work.Target(folder, to, batch, self.way.limit)
        does = work.hand_over(self._frame.desk, target, changes)
        job = Job(handing.doing(self._role), does)
        job.progressed.connect(self._advance)
        job.finished.connect(self._written)
        job.failed.connect(self._frame.messages.failed)
        job.ended.connect(self._ended)
        self._before.setText(_(_WRITING[self.place.medium(folder)]))
        self._stands.setText(handing.doing(self._role))
        self._frame.jobs.start(job, Lane.WORK)

    def _advance(self, done: int, total: int) -> None:
        advance(self._bar, done, total)

    def _written(self, result: object) -> None:
        made = cast("list[HandedOut]", result)
        self._let_go()  # before a dialog remembers where the keyboard was
        medium = self.place.medium(made[0].path.parent)
        self._frame.messages.show(HandedDialog(self._frame, made, medium, self.window()))

    def _ended(self, _job: object) -> None:
        self._let_go()
        self._bar.hide()
        self.button.setEnabled(bool(self._peers))
        if self.window().focusWidget() is self.place and not self.is_again:
            self.button.setFocus()
        self._say()

    def _let_go(self) -> None:
        self._writing = False
        self._let_choose()
        if self.window().focusWidget() is self._bar:
            self.place.setFocus()

    def _let_choose(self) -> None:
        """Let nobody choose what is written or where to while it is."""
        for part in (self.to, self.way, self.place):
            part.setEnabled(not self._writing)

    def _meant(self) -> list[PeerLine]:
        to = self.to.currentData()
        return [peer for peer in self._peers if not to or peer.id == to]

    def _say(self) -> None:
        if self._writing:
            return
        peers = self._meant()
        self._lead()
        if not peers:
            self._stands.setText(sentence(handing.nobody(len(self._invited))))
            self._before.setText(
                _(
                    "The package is ready. You can send down once the worker's first batch is "
                    "taken in."
                )
                if self._invited
                else _("Enrol a worker first: “New worker\u00a0…” makes the package.")
            )
            return
        number, since = self._waiting(peers)
        never, rest = self._all.never_handed, bool(self._begun)
        asked = self._all.is_asked
        left = handing.left(self._role, number, since, never=never, rest=rest, asked=asked)
        moved = addressees.moved(peers)
        self._stands.setText(sentence(left if number or not moved else moved))
        also = sentence(moved) if moved and number else ""
        told = addressees.told(self._role, peers, self._invited, again=self.is_again)
        said = told, also, addressees.left_out(self._peers, peers), addressees.asked(peers)
        self._before.setText(pick("", " ").join(filter(None, said)))

    def _waiting(self, peers: Sequence[PeerLine]) -> tuple[int, date | None]:
        """Return how much waits for them, and since when."""
        if len(peers) == 1:
            return peers[0].waiting, peers[0].waiting_since
        return self._all.unsent, self._all.unsent_since
