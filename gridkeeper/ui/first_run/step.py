"""One short page at the gate: a card with fields, what goes on, and the button that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.errors import GridKeeperError
from gridkeeper.texts import _
from gridkeeper.ui.first_run.attempt import Attempt
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.fitted import Fitted
from gridkeeper.ui.widgets.pieces import advance, button, card, label, row, rule
from gridkeeper.ui.widgets.soon import Soon
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Surroundings

_WIDE = 520
_MARGIN = 32
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Step(QWidget):
    """A page with one thing to do. Enter does it, Esc goes back.

    Its buttons stay where they are, and what is too high scrolls above them; on a short one, they
    follow what is to be typed, and more stands below.

    Attributes:
        is_short: Whether it is a short one.
        body: Where its fields go.
        foot: The line of the buttons; a field in it is always in sight.
        below: Where ways to somewhere else go, under the button.
        primary: The button that does it.

    Signals:
        left: The person goes back.
    """

    left = Signal()
    is_short = False

    def __init__(self, around: Surroundings, title: str, text: str, answer: str) -> None:
        """Put it together.

        Args:
            around: The window around it.
            title: What it is about.
            text: What it means.
            answer: The word on the button that does it, with a mnemonic.
        """
        super().__init__()
        self._soon = Soon(self, self._show_problem)
        self.around = around
        self.theme = around.theme
        self._attempt: Attempt | None = None
        self.body = QVBoxLayout()
        self._fields = QWidget()
        self._fields.setLayout(self.body)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.back = button(self.theme, _("&Back"), self.go_back, kind="quiet")
        self.primary = button(self.theme, answer, self.go_on, kind="primary")
        self.foot = row(self.back, None, self.primary)
        self._ways, self.below = QWidget(), QVBoxLayout()
        self._card, down = card(margin=0)
        self.theme.follow(self._card, lambda: self._card.setMaximumWidth(self.theme.px(_WIDE)))
        self._fill(down, title, text)
        self._lay_out()

    def begin(self) -> None:
        """Put the keyboard where the work begins."""
        self._fields.setFocus()

    def do(self) -> None:
        """Do what the page is for; called for the primary button and for Enter."""

    def go_on(self) -> None:
        """Do what the page is for, unless it is being done."""
        if self._attempt is None and self.primary.isEnabled():
            self.say_problem("")
            self.do()

    def go_back(self) -> None:
        """Go back, or stop what is being done."""
        if self._attempt is not None:
            self._attempt.job.cancel()
        elif not self.back.isHidden():
            self.left.emit()

    @property
    def problem(self) -> str:
        """What is said to be wrong with all of it."""
        return self._problem.text()

    @property
    def is_busy(self) -> bool:
        """Whether it is being done."""
        return self._attempt is not None

    def say_problem(self, text: str) -> None:
        """Say what is wrong with all of it."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if text:
            self._soon.start()  # when it has its room

    def failed(self, error: Exception) -> None:
        """Say what went wrong; pages with fields say it where it can be mended."""
        if isinstance(error, GridKeeperError):
            self.say_problem(sentence(str(error)))
            self.begin()  # waiting took the keyboard away from the fields
        else:
            self.around.messages.failed(error)

    def attempt(
        self, label_: str, work: Callable[[Progress], object], then: Callable[[object], None]
    ) -> None:
        """Do work on a worker thread while the page waits, then something with its result."""
        self._busy(label_)
        self._attempt = Attempt(self, work, then)
        self.around.jobs.start(self._attempt.job, Lane.WORK)

    def ended(self) -> None:
        """Stop waiting; called by the attempt."""
        self._attempt = None
        self._busy("")

    def show_progress(self, done: object, total: object) -> None:
        """Show how far the work is; called by the attempt."""
        if isinstance(done, int) and isinstance(total, int) and total:
            advance(self._bar, done, total)

    def say_doing(self, text: str) -> None:
        """Say what is being done, where it turns out while it is."""
        self._doing.setText(text)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tab_in_reading_order(self._card)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.is_busy or not self.back.isHidden()):
            self.go_back()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        else:
            self.go_on()

    def _busy(self, text: str) -> None:
        for part in (self._fields, self._ways):
            part.setEnabled(not text)
        self.primary.setEnabled(not text)
        self._bar.setMaximum(0)
        self._doing.setText(text)
        self._wait.setVisible(bool(text))
        self.back.setText(_("&Stop") if text else _("&Back"))
        if text:
            self.setFocus()

    def _show_problem(self) -> None:
        self._scroll.ensureWidgetVisible(self._problem)

    def _fill(self, down: QVBoxLayout, title: str, text: str) -> None:
        """Put the parts into the card."""
        content = QWidget()
        content.setProperty("kind", "page")
        outer = QVBoxLayout(content)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE)
        inside = QVBoxLayout()
        outer.addLayout(inside)
        inside.setContentsMargins(_MARGIN, SPACE * 3, _MARGIN, SPACE)
        inside.setSpacing(SPACE * 2)
        inside.addWidget(label(title, "title", wraps=True))
        if text:
            inside.addWidget(label(text, "soft", wraps=True))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE * 2)
        inside.addWidget(self._fields)
        inside.addWidget(self._problem)
        self._scroll = Fitted(content)
        down.setSpacing(0)
        down.addWidget(self._scroll, 1)
        if self.is_short:
            inside.addLayout(self._foot())
            self._ways.setLayout(self.below)
            outer.addWidget(self._ways)
            self.theme.follow(content, lambda: self._spare_edges(inside))
        else:
            down.addWidget(self._edge())
            foot = self._foot()
            self.theme.follow(content, lambda: self._line_up(foot))
            down.addLayout(foot)

    def _spare_edges(self, inside: QVBoxLayout) -> None:
        """Leave less free above, below and between where larger text needs the room."""
        more = self.theme.px(_MARGIN) - _MARGIN
        edge, between = max(_MARGIN - more * 5 // 4, SPACE), SPACE - more // 4
        inside.setSpacing(SPACE + between)
        self.below.setSpacing(between)
        inside.setContentsMargins(_MARGIN, edge, _MARGIN, SPACE)
        self.below.setContentsMargins(_MARGIN, 0, _MARGIN, edge)

    def _line_up(self, foot: QVBoxLayout) -> None:
        """Let the word on the quiet button stand in line with the fields, as all else does."""
        within = self.theme.px(SPACE) + 1
        foot.setContentsMargins(_MARGIN - within, SPACE, _MARGIN, SPACE * 2)
        self._under_way.setContentsMargins(within, 0, 0, SPACE)

    def _waiting(self) -> QWidget:
        self._wait = QWidget()
        self._doing = label("", "small")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(_("Progress"))
        self._under_way = down = QVBoxLayout(self._wait)
        down.setContentsMargins(0, 0, 0, SPACE)
        down.addWidget(self._doing)
        down.addWidget(self._bar)
        self._wait.hide()
        return self._wait

    def _foot(self) -> QVBoxLayout:
        """Return what goes on, and the buttons."""
        down = QVBoxLayout()
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._waiting())
        down.addLayout(self.foot)
        return down

    def _edge(self) -> QFrame:
        """Return a line above the foot, which is seen where the content scrolls under it."""
        self._line = rule()
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(self._show_edge)
        self._line.setVisible(bar.maximum() > 0)
        return self._line

    def _show_edge(self, _least: int, most: int) -> None:
        self._line.setVisible(most > 0)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        across = row(None, self._card, None)
        across.setStretch(1, 10)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE, SPACE, SPACE, 0)
        outer.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(2)

    def add_link(self, text: str, does: Callable[[], object]) -> QPushButton:
        """Add a way to somewhere else."""
        made = button(self.theme, text, does, kind="link")
        self.below.addWidget(made)
        return made
