"""交接: handing over, taking in, who has what."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import OFFICE_SERIES, Role
from gridkeeper.services.changes import BATCH
from gridkeeper.texts import _
from gridkeeper.ui.exchange import joining
from gridkeeper.ui.exchange.enrolling import Begun, EnrolDialog
from gridkeeper.ui.exchange.hand_over import HandOverCard
from gridkeeper.ui.exchange.intake import Intake
from gridkeeper.ui.exchange.mailbox_line import MailboxLine
from gridkeeper.ui.exchange.seen import look
from gridkeeper.ui.exchange.take_in import TakeInCard, dropped
from gridkeeper.ui.exchange.who_has_what import WhoHasWhat
from gridkeeper.ui.look import tokens
from gridkeeper.ui.page import Page
from gridkeeper.ui.widgets.fitted import EDGE, keep_edge
from gridkeeper.ui.widgets.pieces import button, label, row
from gridkeeper.ui.widgets.soon import Soon
from gridkeeper.ui.widgets.tiles import Columns

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from gridkeeper.progress import Progress
    from gridkeeper.services.changes import Changed
    from gridkeeper.ui.exchange.seen import Seen
    from gridkeeper.ui.frame import Frame

_GATHER_MS = 150
_LEAST_CARD = 336


class ExchangePage(Page):
    """Two cards for the two ways, and below them who has what."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._is_office = frame.desk.session.replica.role is Role.OFFICE
        self._asked = 0
        self._hands_over = False
        self._begins = self._restores = False
        self._begun = Begun()
        self._wanted: tuple[str, str] | None = None
        self._following = Soon(self, self._follow)
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self._look)
        self.setAcceptDrops(True)
        theme = frame.theme
        self.hand_over = HandOverCard(frame)
        self.mailbox = MailboxLine(frame)
        self.take_in = TakeInCard(frame, self.mailbox.door)
        self.mailbox.chosen.connect(self.hand_over.place.show_mailbox)
        self.mailbox.looked.connect(self._looked)
        self.mailbox.away.connect(self.hand_over.place.show_away)
        for given in (self.take_in.given, self.mailbox.given):
            given.connect(self.rehearse)
        self._new = button(theme, _("New &worker …"), self.enrol, "worker")
        self._above = button(theme, _("&Join a district …"), self.join, "join", "quiet")
        self.tabs = WhoHasWhat(frame, self.hand_over.repeat)
        self.peers, self.batches = self.tabs.peers, self.tabs.batches
        self.conflicts = self.tabs.conflicts
        self.conflicts.settled.connect(self._later)
        self.conflicts.reopened.connect(self.open)
        self.intake = Intake(frame)
        self.intake.left.connect(self.come_back)
        self.intake.settling.connect(self.show_conflicts)
        self.intake.restoring.connect(self._restore)
        self.peers.activated.connect(self._choose_peer)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._home())
        self._stack.addWidget(self.intake)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16 - EDGE, 16)
        layout.addWidget(self._stack)
        self._order()

    @override
    def enter(self) -> None:
        self.conflicts.revealed = frozenset()
        self.hand_over.look()
        self._look()
        if self._is_home:
            self._begins = True
            self._scrolled.verticalScrollBar().setValue(0)
            self._cards[0].setFocus()
            self._lead(self.mailbox.waits)
        else:
            self.intake.focus()

    @override
    def refresh(self, changed: Changed) -> None:
        self._later()

    @override
    def offers(self) -> frozenset[str]:
        return frozenset() if self._is_home else frozenset({"leave"})

    @override
    def perform(self, action: str) -> None:
        if action != "leave" and not self._is_home and self.intake.is_over:
            self.come_back()
        if action == "hand_over" and self._is_home:
            self._hands_over = self.hand_over.is_again or not self.hand_over.button.isEnabled()
            if self._hands_over:
                self._look()  # until it is known how things stand now, keep it in mind
            else:
                self.hand_over.hand_over()
        elif action == "take_in" and self._is_home:
            self.take_in.choose()
        elif action == "leave" and not self._is_home:
            self.intake.leave()

    @override
    def open(self, kind: str, record_id: str) -> None:
        self._wanted, self._restores = (kind, record_id), False
        self._look()

    @override
    def scrolled(self) -> QScrollArea | None:
        return self._scrolled if self._is_home else None

    @override
    def parts(self) -> list[QWidget]:
        if not self._is_home:
            return [self.intake.files, self.intake.steps, self.intake.take]
        return [self.hand_over, self.take_in, self.tabs]

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event.mimeData()) and not self.intake.is_busy:
            self.take_in.light_up(True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.take_in.light_up(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.take_in.light_up(False)
        event.acceptProposedAction()
        self.rehearse(dropped(event.mimeData()))

    def rehearse(self, paths: list[Path]) -> None:
        """Show what would come of files and folders."""
        self._stack.setCurrentWidget(self.intake)
        self.offering.emit()
        self.intake.begin(paths)
        self.intake.focus()

    def come_back(self) -> None:
        """Show the cards again."""
        self._stack.setCurrentIndex(0)
        self.offering.emit()
        self.enter()

    def show_conflicts(self) -> None:
        """Show what is in conflict."""
        self._stack.setCurrentIndex(0)
        self.offering.emit()
        self.tabs.settle()
        self._scrolled.ensureWidgetVisible(self.conflicts)

    def _restore(self, batch_id: str) -> None:
        """Let a batch that was taken back count again, as from its line in the history."""
        self._restores = True
        self._wanted = (BATCH, batch_id)
        self.come_back()

    def enrol(self) -> None:
        """Ask for a new worker."""
        dialog = EnrolDialog(self.frame, self.window(), self._begun)
        dialog.left.connect(self._keep_begun)
        dialog.made.connect(self._enrolled)
        self.frame.messages.show(dialog)

    def _keep_begun(self, begun: Begun) -> None:
        self._begun = begun

    def _enrolled(self, peer_id: str) -> None:
        """Go to the new line; the keyboard is there when the code is written down."""
        self._begun = Begun()
        self.open(BATCH, peer_id)

    def join(self) -> None:
        """Ask for the package of a district, to join it."""
        joining.choose(self.frame)

    @property
    def is_waiting(self) -> bool:
        """Whether it is about to look anew how things stand."""
        return self._gather.isActive()

    @property
    def _is_home(self) -> bool:
        return self._stack.currentIndex() == 0

    @property
    def _cards(self) -> tuple[TakeInCard | HandOverCard, ...]:
        """Both cards, the one for the work that is done more often first."""
        if self._is_office:
            return self.take_in, self.hand_over
        return self.hand_over, self.take_in

    def _looked(self, waits: bool) -> None:
        self._lead(waits)
        self._begins = False

    def _lead(self, waits: bool) -> None:
        """Let what is new in the shared folder come first, and whoever just came begin there."""
        for card in self._cards:
            card.lead(not waits)
        starts = self._begins and self._cards[0].isAncestorOf(self.window().focusWidget())
        if waits and starts and self._is_home:
            self.mailbox.take.setFocus()

    def _order(self) -> None:
        """Let the Tab key follow the reading order."""
        first: list[QWidget] = [self._above, self._new] if self._is_office else []
        first += self.mailbox.order
        cards: list[QWidget] = []
        for card in self._cards:
            # It is there only while something is not finished, and has its place all the same.
            cards += [self.hand_over.finish] if card is self.hand_over else []
            cards += card.order
        for one, following in pairwise([*first, *cards, self.tabs]):
            self.setTabOrder(one, following)

    def _home(self) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "page")
        cards = self._cards
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, EDGE, 0)
        layout.setSpacing(tokens.SPACE * 2)
        head = row(label(_("Exchange"), "title"), None)
        for offered in (self._above, self._new):
            head.addWidget(offered)
            if not self._is_office:
                offered.hide()
        layout.addLayout(head)
        layout.addWidget(self.mailbox)
        layout.addWidget(Columns(self.frame.theme, cards, _LEAST_CARD, 2))
        layout.addWidget(self.tabs, 1)
        self._scrolled = scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setWidget(made)
        scrolled.verticalScrollBar().rangeChanged.connect(lambda: keep_edge(scrolled))
        scrolled.verticalScrollBar().rangeChanged.connect(self.tabs.measure)
        scrolled.verticalScrollBar().rangeChanged.connect(self._following.start)
        self.tabs.go_along(scrolled)
        return scrolled

    def _follow(self) -> None:
        self.tabs.follow(self._scrolled)

    def _later(self) -> None:
        self._gather.start()

    def _look(self) -> None:
        self._asked += 1
        self.mailbox.look()
        asked, desk = self._asked, self.frame.desk
        revealed = self.conflicts.revealed

        def work(_progress: Progress) -> object:
            return look(desk, asked, revealed)

        self.frame.ask("", work, self._show)

    def _show(self, result: object) -> None:
        seen = cast("Seen", result)
        if seen.asked != self._asked:
            return
        self.hand_over.show_peers(seen.peers, seen.today)
        self.hand_over.show_unfinished(seen.begun)
        self.take_in.show_peers(seen.peers)
        if self._hands_over:
            self._hands_over = False
            self.hand_over.begin()
        self.tabs.show_seen(seen)
        if self._is_office:
            self._above.setVisible(not any(peer.series == OFFICE_SERIES for peer in seen.peers))
        self._go_where_wanted(seen)

    def _go_where_wanted(self, seen: Seen) -> None:
        if self._wanted is None:
            return
        (kind, record_id), self._wanted = self._wanted, None
        if kind in KINDS:
            self.show_conflicts()
            self.conflicts.choose(kind, record_id)
            return
        there = self.tabs.go_to(record_id, seen, restores=self._restores)
        self._restores = False
        if there is not None:
            self._scrolled.ensureWidgetVisible(there)

    def _choose_peer(self) -> None:
        """Send to whoever was chosen with Enter; who is only looked at changes nothing."""
        self.hand_over.choose(self.peers.table.line(self.peers.row).id)
        self.hand_over.setFocus()
