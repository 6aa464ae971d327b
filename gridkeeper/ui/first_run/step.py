"""One short page at the gate: a card with fields, what goes on, and the button that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gridkeeper.errors import GridKeeperError
from gridkeeper.texts import _
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.widgets.pieces import button, card, label
from gridkeeper.ui.widgets.soon import Soon
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QShowEvent

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Surroundings

_WIDE = 520
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Step(QWidget):
    """A page with one thing to do. Enter does it, Esc goes back.

    Attributes:
        body: Where its fields go.
        below: Where ways to somewhere else go, under the button.
        primary: The button that does it.

    Signals:
        left: The person goes back.
    """

    left = Signal()

    def __init__(self, around: Surroundings, title: str, text: str, answer: str) -> None:
        """Put it together.

        Args:
            around: The window around it.
            title: What it is about.
            text: What it means.
            answer: The word on the button that does it, with a mnemonic.
        """
        super().__init__()
        self._soon = Soon(self, self._show_primary)
        self.around = around
        self.theme = around.theme
        self._attempt: Attempt | None = None
        self._card, inside = card(margin=32)
        self.theme.follow(self._card, lambda: self._card.setMaximumWidth(self.theme.px(_WIDE)))
        inside.setSpacing(SPACE * 2)
        inside.addWidget(label(title, "title", wraps=True))
        if text:
            inside.addWidget(label(text, "soft", wraps=True))
        self._fields = QWidget()
        self.body = QVBoxLayout(self._fields)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACE * 2)
        inside.addWidget(self._fields)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        inside.addWidget(self._problem)
        inside.addWidget(self._waiting())
        self.back = button(self.theme, _("&Back"), self.go_back, kind="quiet")
        self.primary = button(self.theme, answer, self.go_on, kind="primary")
        inside.addLayout(self._foot())
        self.below = QVBoxLayout()
        self.below.setSpacing(SPACE)
        inside.addLayout(self.below)
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
            self._bring_into_view()

    def failed(self, error: Exception) -> None:
        """Say what went wrong; pages with fields say it where it can be mended."""
        if isinstance(error, GridKeeperError):
            self.say_problem(str(error))
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
            # Work in bytes goes beyond what Qt can count to.
            self._bar.setMaximum(1000)
            self._bar.setValue(done * 1000 // total)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        tab_in_reading_order(self._card)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)
        else:
            self.go_on()

    def _busy(self, text: str) -> None:
        self._fields.setEnabled(not text)
        self.primary.setEnabled(not text)
        self._bar.setMaximum(0)
        self._doing.setText(text)
        self._wait.setVisible(bool(text))
        self.back.setText(_("&Stop") if text else _("&Back"))
        if text:
            self.setFocus()
            self._bring_into_view()

    def _bring_into_view(self) -> None:
        """Show what goes on or went wrong, when it has its room; it stands above the buttons."""
        self._soon.start()

    def _show_primary(self) -> None:
        self._scroll.ensureWidgetVisible(self.primary)

    def _waiting(self) -> QWidget:
        self._wait = QWidget()
        self._doing = label("", "small")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName(_("How far it is"))
        down = QVBoxLayout(self._wait)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self._doing)
        down.addWidget(self._bar)
        self._wait.hide()
        return self._wait

    def _foot(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(SPACE)
        across.addWidget(self.back)
        across.addStretch(1)
        across.addWidget(self.primary)
        return across

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("kind", "page")
        down = QVBoxLayout(inner)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card, 10)
        across.addStretch(1)
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(2)
        self._scroll = scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def add_link(self, text: str, does: Callable[[], object]) -> QPushButton:
        """Add a way to somewhere else."""
        made = button(self.theme, text, does, kind="link")
        self.below.addWidget(made)
        return made


class Attempt(QObject):
    """Work that a page waits for; if the page goes first, nobody is told."""

    def __init__(
        self, step: Step, work: Callable[[Progress], object], then: Callable[[object], None]
    ) -> None:
        super().__init__(step)
        self._step = step
        self._then = then
        self.job = Job("", work)
        self.job.progressed.connect(self.progressed)
        self.job.finished.connect(self.finished)
        self.job.failed.connect(self.failed)
        self.job.cancelled.connect(self.cancelled)

    def progressed(self, done: object, total: object) -> None:
        """Show how far it is."""
        self._step.show_progress(done, total)

    def finished(self, result: object) -> None:
        """Go on with the result."""
        self._step.ended()
        self._then(result)
        self.deleteLater()

    def failed(self, error: Exception) -> None:
        """Say what went wrong."""
        self._step.ended()
        self._step.failed(error)
        self.deleteLater()

    def cancelled(self) -> None:
        """Be ready again."""
        self._step.ended()
        self._step.begin()
        self.deleteLater()
