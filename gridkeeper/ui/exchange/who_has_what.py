"""Below the two cards of 交接: who has what, which batches went and came, what is in conflict."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _
from gridkeeper.ui.exchange import entrusting, gaps, repeating, revoking, undoing
from gridkeeper.ui.exchange.conflicts import ConflictDesk
from gridkeeper.ui.exchange.history import batch_columns, peer_columns
from gridkeeper.ui.exchange.panel import LinePanel, follow, go_along
from gridkeeper.ui.exchange.tables import LineTable, LineView
from gridkeeper.ui.exchange.tabs import Tabs, either
from gridkeeper.ui.widgets.pieces import empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QScrollArea

    from gridkeeper.services.exchange.batch_history import BatchLine
    from gridkeeper.ui.exchange.seen import Seen
    from gridkeeper.ui.frame import Frame


class WhoHasWhat(Tabs):
    """A tab for the workers, one for the batches, one for the conflicts.

    Attributes:
        peers: Those who hand over to this store; shown to an office only.
        batches: Every batch that was sent or received and file imported, the newest first.
        conflicts: The desk where what is in conflict is settled.
    """

    def __init__(self, frame: Frame, repeat: Callable[[BatchLine], None]) -> None:
        """Make them, empty; `repeat` makes a batch anew."""
        super().__init__(frame.theme)
        self._frame = frame
        role = frame.desk.session.replica.role
        self._is_office = role is Role.OFFICE
        self.peers = LineView(frame.theme, LineTable(peer_columns()), _("Workers"))
        self.batches = LineView(frame.theme, LineTable(batch_columns(role)), _("History"))
        self.conflicts = ConflictDesk(frame)
        # Its bar takes the keyboard; Qt sets the bar's policy, too.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self._peers: QStackedWidget | None = None
        if self._is_office:
            self._peers = self._peers_tab()
        else:
            self.peers.setParent(self)
            self.peers.hide()
        self._batches = self._batches_tab(repeat)
        self.addTab(self.conflicts, _("Conflicts"))
        self.currentChanged.connect(partial(self.conflicts.came, self))

    def go_along(self, scrolled: QScrollArea) -> None:
        """Let the lists scroll with the page that they stand on."""
        for view in (self.peers, self.batches, self.conflicts.lines):
            go_along(scrolled, view)

    def follow(self, scrolled: QScrollArea) -> None:
        """Keep in sight what is chosen in a list, now that the page has its height."""
        for view in (self.peers, self.batches):
            follow(scrolled, view, view.row)

    def measure(self) -> None:
        """Let the list that is shown be as high as it has to be, now that the page has its room."""
        shown = self.currentWidget()
        if isinstance(shown, QStackedWidget):
            shown = shown.currentWidget()
        if isinstance(shown, (LinePanel, ConflictDesk)):
            shown.measure()

    def show_seen(self, seen: Seen) -> None:
        """Show how things stand; what is chosen stays chosen."""
        for view, lines in ((self.peers, seen.peers), (self.batches, seen.batches)):
            view.show_anew(lines)
        if self.batches.row < 0 and seen.batches:
            self.batches.choose(0)  # the newest: what can be done with it stands below
        if self._peers is not None:
            self._peers.setCurrentIndex(int(bool(seen.peers)))
        self._batches.setCurrentIndex(int(bool(seen.batches)))
        was_settling = self.conflicts.has_focus
        self.conflicts.show_conflicts(seen.conflicts)
        number = len(seen.conflicts)
        if was_settling and not number:
            # The last one is settled: the keyboard was on a line that is gone.
            self.tabBar().setFocus()
        text = _("Conflicts")
        self.setTabText(self.indexOf(self.conflicts), f"{text} {number}" if number else text)

    def settle(self) -> None:
        """Show what is in conflict, with the keyboard there."""
        self.setCurrentWidget(self.conflicts)
        self.conflicts.focus()

    def go_to(self, wanted: str, seen: Seen, *, restores: bool) -> QWidget | None:
        """Go to the line of a batch or of a worker.

        Args:
            wanted: The id of either; of none that is there, it is the first worker's line.
            seen: What is shown.
            restores: Whether a batch that was taken back is to count again.

        Returns:
            The list in which the keyboard is now; None where nothing was gone to.
        """
        batches = [batch.id for batch in seen.batches]
        if wanted in batches:
            self._go_to_batch(batches.index(wanted), seen, restores=restores)
            return self.batches
        if self._peers is not None:
            self.setCurrentWidget(self._peers)
            self._go_to_peer(wanted, seen)
            return self.peers
        return None

    def _go_to_batch(self, place: int, seen: Seen, *, restores: bool) -> None:
        self.setCurrentWidget(self._batches)
        self.batches.choose(place)
        self.batches.setFocus()
        if restores and seen.batches[place].undone:
            undoing.move(self._frame, seen.batches[place])

    def _go_to_peer(self, peer_id: str, seen: Seen) -> None:
        ids = [peer.id for peer in seen.peers]
        place = ids.index(peer_id) if peer_id in ids else 0
        self.peers.choose(place)
        self.peers.setFocus()
        stream = seen.peers[place].stream if seen.peers else None
        if stream is not None and stream.may_ask:
            gaps.show(self._frame, seen.peers[place])

    def _peers_tab(self) -> QStackedWidget:
        advice = _(
            "Press “New worker\u00a0…” at the top: it makes a package with which a worker's "
            "computer joins, and a code that you tell by voice."
        )
        none = empty(self._frame.theme, "worker", _("No worker has joined yet"), advice)
        doings = gaps.doing(), entrusting.doing(), revoking.doing()
        made = either(LinePanel(self._frame, self.peers, *doings), none)
        self.addTab(made, _("Workers"))
        return made

    def _batches_tab(self, repeat: Callable[[BatchLine], None]) -> QStackedWidget:
        advice = _("Every file sent, received or imported is listed here.")
        none = empty(self._frame.theme, "exchange", _("Nothing sent or received yet"), advice)
        role = self._frame.desk.session.replica.role
        again = repeating.doing(role, repeat)
        made = either(LinePanel(self._frame, self.batches, again, undoing.doing(role)), none)
        self.addTab(made, _("History"))
        return made
