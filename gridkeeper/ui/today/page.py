"""The page that a day begins with: unfinished, unsent, due, sent back, contended."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _, pick
from gridkeeper.ui import handing
from gridkeeper.ui.forms.unsaved import unfinished
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.page import Page
from gridkeeper.ui.today import covered, visits
from gridkeeper.ui.today.cards import hand_over_card, month_tiles, unfinished_card
from gridkeeper.ui.today.sections import SectionCard, lines_beside
from gridkeeper.ui.today.visits import VisitsCard
from gridkeeper.ui.widgets.fitted import EDGE, keep_edge
from gridkeeper.ui.widgets.head import Head
from gridkeeper.ui.widgets.pieces import button, empty
from gridkeeper.ui.widgets.soon import Soon
from gridkeeper.ui.widgets.tabbing import first_stop, tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridkeeper.progress import Progress
    from gridkeeper.services.changes import Changed
    from gridkeeper.services.day.sections import Section
    from gridkeeper.services.day.today import Today
    from gridkeeper.services.plans.due import Covered
    from gridkeeper.ui.forms.unsaved import Unfinished
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.today.visits import Visits

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


class TodayPage(Page):
    """What is to be done today, and one key to begin with each of it."""

    calls_back = frozenset({"visit"})

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        theme = frame.theme
        self._asked = 0
        self._unfolded: set[str] = set()
        self._grid = self._covered = ""
        self._visits: VisitsCard | None = None
        self._leading = Soon(self, self._lead_to_visits)
        self._record = button(
            theme, _("Record a &visit"), lambda: frame.compose("visit"), "add", "primary"
        )
        self._more = button(theme, _("&Record …"), frame.actions["record"].trigger, "more")
        parts = (self._more, self._record)
        self._head = Head(theme, _("Today"), parts, folding=(self._more,))
        self._head.setFocusProxy(self._record)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._inside = QWidget()
        self._inside.setProperty("kind", "page")
        self._inside.setLayout(self._column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._inside)
        scroll.setAccessibleName(_("Today"))
        # What is in it takes the keyboard; a stop of its own would do nothing there.
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        scroll.verticalScrollBar().rangeChanged.connect(self._keep_edge)
        theme.follow(self, self._keep_edge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16 - EDGE, 16)
        layout.setSpacing(16)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, EDGE, 0)
        head.addWidget(self._head)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)
        self.setFocusProxy(self._record)

    @override
    def enter(self) -> None:
        super().enter()
        self._scroll.verticalScrollBar().setValue(0)
        self._ask()

    @override
    def enter_again(self) -> None:
        held = cast("QWidget | None", self.focusWidget())
        (self if held is None else held).setFocus()
        self._ask()

    @override
    def refresh(self, changed: Changed) -> None:
        if self.isVisible():
            self._ask()

    @override
    def parts(self) -> list[QWidget]:
        inside = self._scroll.focusProxy()
        return [self._head] if inside is None else [self._head, self._scroll]

    @override
    def offers(self) -> frozenset[str]:
        can_print = self._visits is not None and self._visits.may_print
        return frozenset({"print"} if can_print else ())

    @override
    def perform(self, action: str) -> None:
        if action == "print":
            self._print()

    @override
    def resume(self, record: tuple[str, str], preset: dict[str, str], draft: str) -> None:
        # Forms and papers come along with it, which nobody needs who only looks at her day.
        from gridkeeper.ui.today import sheets  # noqa: PLC0415

        sheets.key_in(self.frame, record[1], draft)

    @override
    def scrolled(self) -> QScrollArea:
        return self._scroll

    def _ask(self) -> None:
        self._asked += 1
        asked, desk, grid = self._asked, self.frame.desk, self._grid

        def look(_progress: Progress) -> object:
            today = desk.today.today()
            return today, unfinished(desk), visits.look(desk, today, grid)

        def show(found: object) -> None:
            if asked == self._asked:
                self._show(*cast("tuple[Today, list[Unfinished], Visits]", found))
                self._ask_coverage(asked)

        self.frame.ask("", look, show)

    def _ask_coverage(self, asked: int) -> None:
        """Ask how far the visits cover what was due: it takes longer than all the rest."""
        card, plans, grid = self._visits, self.frame.desk.plans, self._grid
        if card is None or not card.may_print:
            return

        def look(_progress: Progress) -> object:
            return plans.coverage(grid)

        def show(found: object) -> None:
            if asked == self._asked and card is self._visits:
                self._covered = covered.said(*cast("list[Covered]", found))
                card.say_coverage(self._covered)

        self.frame.ask("", look, show)

    def _print(self) -> None:
        from gridkeeper.ui.today.sheets import print_sheet  # noqa: PLC0415 - as in `resume`

        print_sheet(self.frame, self._grid)

    def _key_in(self) -> None:
        from gridkeeper.ui.today.sheets import ask_code  # noqa: PLC0415 - as in `resume`

        ask_code(self.frame)

    def _narrow(self, grid: str) -> None:
        self._grid, self._covered = grid, ""
        self._ask()

    def _show(self, today: Today, begun: list[Unfinished], due: Visits) -> None:
        day = today.day
        self._head.say(
            pick(
                f"{day.year}年{day.month}月{day.day}日 {_WEEKDAYS[day.weekday()]}",
                f"{day:%A} {day.isoformat()}",
            ),
            day.isoformat(),
        )
        # Of the window, also while a dialog has the keyboard: it gives it back.
        focus = cast("QWidget | None", self.window().focusWidget())
        held = focus.objectName() if focus is not None and self._inside.isAncestorOf(focus) else ""
        before = [one.objectName() for one in lines_beside([self._inside], held)]
        place = self._scroll.verticalScrollBar().value()
        self._clear()
        cards = list(self._cards(today, begun, due))
        has_lines = bool(today.sections or begun or due.is_anything)
        for part in [*cards, *([] if has_lines else [self._nothing(today)])]:
            self._column.addWidget(part, 0 if part in cards else 1)
            part.show()  # at once, and not when Qt comes to it: it may get the keyboard back
        if has_lines:
            self._column.addStretch(1)
        self._put_in_order()
        # Not among all children: those of before are still there for a moment.
        again = [one for part in cards for one in part.findChildren(QWidget, held)]
        if held:  # of what is settled, the line that stands in its place now
            at = before.index(held) + 1 if held in before else 0
            [*again, *lines_beside(cards, held)[:at][-1:], self][0].setFocus()
        self._scroll.verticalScrollBar().setValue(place)
        self.offering.emit()

    def _keep_edge(self) -> None:
        keep_edge(self._scroll)

    def _lead_to_visits(self) -> None:
        """Let what was put into another order by a key be seen, from its beginning on."""
        if self._visits is not None:
            for part in reversed(self._visits.beginning):
                self._scroll.ensureWidgetVisible(part)

    def _put_in_order(self) -> None:
        """Let Tab and F6 come to what has just been put together as it is read."""
        tab_in_reading_order(self._inside)
        first = first_stop(self._inside)
        if first is not None:  # what was it before has gone, and is nobody's proxy any more
            self._scroll.setFocusProxy(first)

    def _cards(self, today: Today, begun: list[Unfinished], due: Visits) -> Iterator[QWidget]:
        if begun:
            yield unfinished_card(self.frame, begun)
        if self.frame.role is Role.WORKER or (self.frame.role is Role.OFFICE and today.unsent):
            yield hand_over_card(self.frame, today, rest=bool(begun))
        if today.figures:
            yield month_tiles(self.frame, today)
        # What waits for a receipt comes last; all else is more urgent than a visit.
        last = [one for one in today.sections if one.name == "batches"]
        first = [one for one in today.sections if one.name not in {"batches", "visits"}]
        yield from self._sections(first)
        if due.is_anything:
            yield self._visits_card(due)
        yield from self._sections(last)

    def _visits_card(self, due: Visits) -> VisitsCard:
        whole = "visits" in self._unfolded
        made = self._visits = VisitsCard(self.frame, due, whole=whole, covered=self._covered)
        made.unfolded.connect(lambda: self._unfolded.add("visits"))
        made.arranged.connect(self._put_in_order)
        made.ordered.connect(self._leading.start)
        made.narrowed.connect(self._narrow)
        made.printing.connect(self._print)
        made.keying.connect(self._key_in)
        return made

    def _sections(self, several: Iterable[Section]) -> Iterator[QWidget]:
        for section in several:
            made = SectionCard(self.frame, section, whole=section.name in self._unfolded)
            made.unfolded.connect(self._unfolded.add)
            made.unfolded.connect(self._put_in_order)
            yield made

    def _nothing(self, today: Today) -> QWidget:
        theme = self.frame.theme
        unused = not any(one.now or one.before for one in today.figures)
        begins = unused and self.frame.may_write and not today.has_joined
        if self.frame.role is Role.OFFICE and begins:
            return empty(
                theme,
                "people",
                _("Getting started"),
                _first_steps(today),
                button(theme, _("To the resi&dents"), lambda: self.frame.go("people"), "people"),
                button(theme, _("To the &exchange"), lambda: self.frame.go("exchange"), "exchange"),
            )
        if self.frame.role is Role.ALONE and today.is_new:
            return self._beginning()
        advice = _("Ctrl+N records a visit, a case or a resident; Ctrl+K looks somebody up.")
        if not self.frame.may_write:
            advice = _("You are only viewing: Ctrl+K looks somebody up.")
        return empty(theme, "case-closed", _("Nothing is waiting for you"), advice)

    def _beginning(self) -> QWidget:
        """Return how somebody begins who works alone: by a roster, or by the first home."""
        frame, theme = self.frame, self.frame.theme
        return empty(
            theme,
            "people",
            _("Getting started"),
            _(
                "Import a roster, or record a building, a dwelling, a household; a first visit "
                "to a door such as 3-2-501 records all three."
            ),
            button(theme, _("To the resi&dents"), lambda: frame.go("people"), "people"),
            button(theme, _("Record a buildin&g"), lambda: frame.compose("building"), "building"),
            button(theme, _("Record a dwe&lling"), lambda: frame.compose("dwelling"), "door"),
            button(
                theme, _("Record a h&ousehold"), lambda: frame.compose("household"), "household"
            ),
        )

    def _clear(self) -> None:
        self._visits = None
        while (place := self._column.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _first_steps(today: Today) -> str:
    """Return what an office does until the first worker has handed in."""
    if today.invited:
        advice = _("When a worker's first file comes, take it in on the exchange page.")
        return pick("", " ").join((sentence(handing.nobody(today.invited)), advice))
    if today.is_new:
        return _("First import the roster of residents, then make a package for each worker.")
    return _("The register is begun. Now make a package for each worker.")
