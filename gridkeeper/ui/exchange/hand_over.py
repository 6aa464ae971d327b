"""The card from which batches are handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.texts import _, plural
from gridkeeper.ui.exchange import work
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.exchange.history import when
from gridkeeper.ui.exchange.places import PlaceBox
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QFocusEvent

    from gridkeeper.services.batch_export import HandedOut
    from gridkeeper.services.batch_history import PeerLine
    from gridkeeper.ui.frame import Frame


class HandOverCard(QFrame):
    """Says what was not handed out yet, and hands it out: a worker's one way, an office's many."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._peers: list[PeerLine] = []
        self._invited = False
        self._is_office = frame.desk.session.replica.role is Role.OFFICE
        self._wants_place = False
        self.setProperty("kind", "card")
        self._title = label(_("Hand out") if self._is_office else _("Hand in"), "heading")
        self._stands = label("", "strong", wraps=True)
        self._before = label("", "soft", wraps=True)
        self.to = QComboBox()
        self.to.setAccessibleName(_("For whom"))
        self.to.currentIndexChanged.connect(self._say)
        self.place = PlaceBox(frame)
        self.place.picked.connect(self._picked)
        text = _("Hand &out") if self._is_office else _("&Hand in")
        kind = "" if self._is_office else "primary"
        self.button = button(frame.theme, text, self.hand_over, "export", kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(tokens.SPACE)
        for part in (self._title, self._stands, self._before):
            layout.addWidget(part)
        layout.addStretch(1)
        if self._is_office:
            layout.addWidget(self.to)
        else:
            self.to.setParent(self)
            self.to.hide()
        layout.addLayout(row(self.place, self.button))

    @property
    def order(self) -> list[QWidget]:
        """What the Tab key goes through."""
        return [*([self.to] if self._is_office else []), self.place, self.button]

    @property
    def stands(self) -> str:
        """What it says about what was not handed out."""
        return self._stands.text()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # No proxy: with one, the Tab key would leave out what stands before it.
        self.button.setFocus(event.reason())

    def look(self) -> None:
        """Look anew where batches can go."""
        self.place.look()

    def show_peers(self, peers: Sequence[PeerLine]) -> None:
        """Show how things stand."""
        self._peers = [peer for peer in peers if peer.standing is Standing.ACTIVE]
        self._invited = any(peer.standing is Standing.INVITED for peer in peers)
        chosen = self.to.currentData()
        self.to.blockSignals(True)
        self.to.clear()
        everybody = plural("All {n} worker", "All {n} workers", len(self._peers))
        self.to.addItem(everybody.format(n=len(self._peers)), "")
        for peer in self._peers:
            self.to.addItem(f"{peer.name} · {peer.series}", peer.id)
        self.to.setCurrentIndex(max(self.to.findData(chosen), 0))
        self.to.blockSignals(False)
        self.button.setEnabled(bool(self._peers))
        self.to.setEnabled(bool(self._peers))
        self._say()

    def choose(self, peer_id: str) -> None:
        """Choose for whom."""
        self.to.setCurrentIndex(max(self.to.findData(peer_id), 0))

    def hand_over(self) -> None:
        """Hand over to the chosen place; if there is none, let one be picked first."""
        if not self.button.isEnabled():
            return
        folder = self.place.place
        if folder is None:
            self._wants_place = True
            self.place.pick()
        else:
            self._write(folder)

    def _picked(self) -> None:
        if self._wants_place:
            self._wants_place = False
            self.hand_over()

    def _write(self, folder: Path) -> None:
        to = self.to.currentData() or ""
        changes = sum(peer.changes for peer in self._meant())
        self.button.setEnabled(False)
        does = work.hand_over(self._frame.desk, folder, to, changes)
        job = Job(_("Handing over"), does)
        job.finished.connect(self._written)
        job.failed.connect(self._frame.messages.failed)
        job.ended.connect(self._ended)
        self._frame.jobs.start(job, Lane.WORK)

    def _written(self, result: object) -> None:
        made = cast("list[HandedOut]", result)
        self._frame.messages.show(HandedDialog(self._frame, made, self.window()))

    def _ended(self, _job: object) -> None:
        self.button.setEnabled(bool(self._peers))

    def _meant(self) -> list[PeerLine]:
        to = self.to.currentData()
        return [peer for peer in self._peers if not to or peer.id == to]

    def _say(self) -> None:
        peers = self._meant()
        if not peers:
            self._stands.setText(_("Nobody has joined yet"))
            self._before.setText(
                _("The package is made. Once her first file is taken in, you can hand out to her.")
                if self._invited
                else _("Enrol a worker first: “New worker …” makes her package.")
            )
            return
        self._stands.setText(self._waiting(peers))
        self._before.setText(self._told(peers))

    def _waiting(self, peers: Sequence[PeerLine]) -> str:
        most = max(peers, key=lambda peer: peer.waiting)
        if not most.waiting:
            return (
                _("Everything is handed out") if self._is_office else _("Everything is handed in")
            )
        text = (
            plural("{n} record not handed out", "{n} records not handed out", most.waiting)
            if self._is_office
            else plural("{n} record not handed in", "{n} records not handed in", most.waiting)
        )
        said = text.format(n=f"{most.waiting:,}")
        if most.waiting_since is not None:
            said += _(", since {day}").format(day=most.waiting_since.isoformat())
        return said

    def _told(self, peers: Sequence[PeerLine]) -> str:
        sent = max((peer.sent_at for peer in peers if peer.sent_at is not None), default=None)
        if sent is None:
            return _("Nothing was handed over yet.")
        without = sum(peer.unconfirmed for peer in peers)
        if not without:
            return _("Last handed over {at}; all of it has a receipt.").format(at=when(sent))
        text = plural(
            "Last handed over {at}; {n} change has no receipt yet.",
            "Last handed over {at}; {n} changes have no receipt yet.",
            without,
        )
        return text.format(at=when(sent), n=f"{without:,}")
