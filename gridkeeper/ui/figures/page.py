"""The page of figures, for an office and for those who lead it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.services.showing import days
from gridkeeper.texts import _
from gridkeeper.ui.figures.days import Days
from gridkeeper.ui.figures.sections import shown
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.look import tokens
from gridkeeper.ui.page import Page
from gridkeeper.ui.widgets.fitted import EDGE, keep_edge
from gridkeeper.ui.widgets.pieces import button, empty, label, row

if TYPE_CHECKING:
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.queries import Query
    from gridkeeper.progress import Progress
    from gridkeeper.services.changes import Changed
    from gridkeeper.services.papers.comparisons import Comparison
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.jobs.job import Job


class FiguresPage(Page):
    """Shows a period beside the one before; whatever is counted leads to its records."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._asked = 0
        self._job: Job | None = None
        self._stale = True
        self._followed = ""
        self._shown: Period | None = None
        report = button(
            frame.theme, _("&Report of this period"), self._report, "report", kind="primary"
        )
        self.days = Days(frame)
        self.days.chosen.connect(self._ask)
        self._said = label("", "soft", wraps=True)
        self._said.setContentsMargins(0, 0, EDGE, 0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setAccessibleName(_("Figures"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16 - EDGE, 16)
        layout.setSpacing(tokens.SPACE + 4)
        head = row(label(_("Figures"), "title"), None, report)
        head.setContentsMargins(0, 0, EDGE, 0)
        layout.addLayout(head)
        layout.addWidget(self.days)
        layout.addWidget(self._said)
        layout.addWidget(self._scroll, 1)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_edge)
        frame.theme.follow(self, self._keep_edge)

    @override
    def enter(self) -> None:
        self.days.chosen_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._hold(self._followed)
        self._followed = ""
        if self._stale:
            self._ask(self.days.period)

    @override
    def choice(self) -> object:
        return self.days.choice

    @override
    def choose_again(self, choice: object) -> None:
        self.days.choose(*cast("tuple[str, Period]", choice))
        self._stale = True

    @override
    def refresh(self, changed: Changed) -> None:
        self._stale = True
        if self.isVisible():
            self._ask(self.days.period)

    @override
    def parts(self) -> list[QWidget]:
        return [self.days.chosen_button, self._scroll]

    @override
    def scrolled(self) -> QScrollArea:
        return self._scroll

    def _ask(self, period: Period) -> None:
        self._asked += 1
        self._stale = False
        asked, desk = self._asked, self.frame.desk
        if self._job is not None:
            self._job.cancel()

        def look(progress: Progress) -> object:
            return desk.figures.figures(period, progress)

        def show(found: object) -> None:
            if asked == self._asked:
                self._job = None
                self._show(cast("Comparison", found))

        self._job = self.frame.ask("", look, show)

    def _show(self, found: Comparison) -> None:
        self._said.setText(_counted(found))
        figures = found.figures
        inside = QWidget()
        inside.setProperty("kind", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, EDGE, 0)
        column.setSpacing(tokens.SPACE * 2)
        if not any(map(figures.total, ("visits", "disputes", "hazards", "requests"))):
            said = _("Choose other days, or take in what the workers have handed in.")
            if not self.frame.may_write:
                said = _("Choose other days.")
            text = _("Nothing was recorded in this period")
            if figures.period.first > found.seen_on:
                text = _("This period has not begun yet")
            column.addWidget(empty(self.frame.theme, "figures", text, said))
        for part in shown(self.frame.theme, found, self._follow):
            column.addWidget(part)
        column.addStretch(1)
        bar, held = self._scroll.verticalScrollBar(), self._held()
        same = self._shown in {None, figures.period}  # else other figures, read from their head on
        place, self._shown = bar.value() if same else 0, figures.period
        self._scroll.setWidget(inside)
        self._keep_edge()
        self._hold(held)
        bar.setValue(place)

    def _follow(self, query: Query, called: str, number: str) -> None:
        """Show the records behind a number, and keep in mind which one it was."""
        self._followed = number
        self.frame.show_query(query, called)

    def _held(self) -> str:
        """Return which number has the keyboard; "" if none has."""
        return self.window().focusWidget().objectName() if holds_focus(self._scroll) else ""

    def _hold(self, number: str) -> None:
        """Give the keyboard to a number, if it is still there."""
        found = self.findChild(QWidget, number) if number else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(found)

    def _keep_edge(self) -> None:
        if self._scroll.widget() is not None:
            keep_edge(self._scroll)

    def _report(self) -> None:
        self.frame.show_report("month", self.days.period)


def _counted(found: Comparison) -> str:
    """Return the line that says what was counted, and how."""
    if found.figures.period.first > found.seen_on:
        text = _("{days}, not begun yet; compared with {past}; status as of {cut_off}.")
    elif found.is_over:
        text = _("{days}, compared with {past}; status as of {cut_off}.")
    else:
        text = _("{days} so far, compared with {past}; status as of {cut_off}.")
    return text.format(
        days=found.figures.period.text(),
        past=found.past.text(),
        cut_off=days.in_full(found.seen_on),
    )
