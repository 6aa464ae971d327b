"""The visits that are due: by weight or along the way, how far they are covered, their sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from gridkeeper.texts import _, capital, plural
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.pages import icon_of
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.lines import DoorLine
from gridkeeper.ui.widgets.pieces import button, card, chip, label, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import SignalInstance

    from gridkeeper.services.day.sections import Line, Section
    from gridkeeper.services.day.today import Today
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.plans.visit_sheets import Printed
    from gridkeeper.ui.frame import Frame

WEIGHT, WAY = "weight", "way"
_ORDER = "today_order"
_AT_FIRST = 5
_NOT_COUNTED = " \n "  # as high as what will stand there: nothing below it moves then
_NONE = Tone.NEUTRAL
_GRID_LEAST, _GRID_MOST = 8, 20  # letters of the name of a grid that can be seen


@dataclass(frozen=True, slots=True)
class Visits:
    """What the card of visits shows.

    Attributes:
        section: The visits; None where none is due.
        grid: The id of the grid that is looked at; "" for all.
        grids: Names by id.
        sheets: Printed sheets that wait to be keyed in.
        by_grid: Whether a grid has to be chosen before the rules are asked for all of its homes.
    """

    section: Section | None
    grid: str
    grids: Mapping[str, str]
    sheets: Sequence[Printed]
    by_grid: bool = False

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to show or to do."""
        return bool(self.section or self.sheets or self.grid or self.by_grid)

    @property
    def is_planned(self) -> bool:
        """Whether it is known of each visit where it lies on the way."""
        return self.section is not None and all(one.way for one in self.section.lines)


def look(desk: Desk, today: Today, grid: str) -> Visits:
    """Return what the card shows; on a worker thread."""
    found = next((one for one in today.sections if one.name == "visits"), None)
    grids = dict(desk.enrolment.grids())
    grid = grid if grid in grids else ""
    if grid:
        of_grid = desk.today.visits(grid)
        found = of_grid if of_grid.lines else None
    by_grid = not grid and len(grids) > 1 and desk.plans.is_by_grid()
    return Visits(found, grid, grids, desk.visit_sheets.recent(), by_grid)


class VisitsCard(QWidget):
    """The visits that are due; the first lines at once, all of them on demand.

    Signals:
        unfolded: All lines are shown from now on.
        arranged: Other lines stand there now.
        ordered: They stand in another order, which may have been chosen from far away.
        narrowed: The id of the grid that shall be looked at; "" for all.
        printing: The sheet is wanted.
        keying: What was ticked on a sheet shall be keyed in.
    """

    unfolded = Signal()
    arranged = Signal()
    ordered = Signal()
    narrowed = Signal(str)
    printing = Signal()
    keying = Signal()

    def __init__(
        self, frame: Frame, visits: Visits, *, whole: bool = False, covered: str = ""
    ) -> None:
        """Show visits.

        Args:
            frame: The window around it.
            visits: What is due.
            whole: Whether all of the lines are shown.
            covered: What `say_coverage` said last.
        """
        super().__init__()
        self._frame, self._visits, self._whole = frame, visits, whole
        self._orders: dict[str, QPushButton] = {}
        self._along = visits.is_planned and frame.preferences.text(_ORDER, WEIGHT) == WAY
        box, layout = card(margin=12)
        found = visits.section
        number = chip(str(found.count if found else 0), found.lines[0].tone if found else _NONE)
        layout.addLayout(row(label(_("Visits due within 7 days"), "heading"), number, None))
        self._covered = label("", "small", wraps=True)
        self._covered.setObjectName("coverage")
        self._covered.setText(covered or _NOT_COUNTED)
        layout.addWidget(self._covered)
        self._covered.setVisible(visits.is_planned)  # inside the card: else it is a window
        if parts := list(self._parts()):
            layout.addWidget(Flow(*parts))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        self._rest = label("", "small", wraps=True)
        layout.addWidget(self._rest)
        self._more = button(frame.theme, "", self._show_all, "choose", "link")
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._fill()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)

    @property
    def may_print(self) -> bool:
        """Whether there is a plan of which a sheet can be printed."""
        return self._visits.is_planned

    @property
    def beginning(self) -> list[QWidget]:
        """What the lines are ordered by, and the first of them."""
        return [*self._orders.values(), *self._doors()[:_AT_FIRST]]

    def say_coverage(self, text: str) -> None:
        """Say how many were due and how many of these were visited, this month and last."""
        self._covered.setText(text)

    def _parts(self) -> Iterable[QWidget]:
        """Yield what can be chosen and done above the lines."""
        theme, visits = self._frame.theme, self._visits
        if len(visits.grids) > 1:
            yield self._grid_box()
        if visits.section is not None and visits.is_planned:
            self._orders = {
                WEIGHT: button(theme, _("By ur&gency"), partial(self._order, WEIGHT), kind="quiet"),
                WAY: button(theme, _("Along the &way"), partial(self._order, WAY), kind="quiet"),
            }
            for name, made in self._orders.items():
                made.setObjectName(f"order:{name}")
                made.setCheckable(True)
                made.setChecked((name == WAY) == self._along)
                yield made
        if visits.is_planned:
            yield self._named("print_sheet", _("&Print the visit sheet"), self.printing, "print")
        yield self._named("key_sheet", _("&Key in a visit sheet"), self.keying, "edit")

    def _named(self, name: str, text: str, told: SignalInstance, icon: str) -> QPushButton:
        made = button(self._frame.theme, text, told.emit, icon)
        made.setObjectName(name)
        return made

    def _grid_box(self) -> QComboBox:
        made = Box()
        made.setObjectName("grid")
        made.setAccessibleName(_("Grid"))
        longest = max(map(len, self._visits.grids.values()))
        made.setMinimumContentsLength(min(max(longest, _GRID_LEAST), _GRID_MOST))
        made.addItem(_("All grids"), "")
        for grid, name in self._visits.grids.items():
            made.addItem(name, grid)
        made.setCurrentIndex(made.findData(self._visits.grid))
        made.activated.connect(lambda at: self.narrowed.emit(made.itemData(at)))
        return made

    def _order(self, name: str) -> None:
        for one, made in self._orders.items():
            made.setChecked(one == name)
        if self._along == (name == WAY):
            return
        self._along = name == WAY
        self._frame.preferences.set(_ORDER, name)
        self._fill()
        self.arranged.emit()
        self.ordered.emit()

    def _show_all(self) -> None:
        following = len(self._shown())
        self._whole = True
        self._fill()
        self._doors()[following].setFocus()
        self.unfolded.emit()
        self.arranged.emit()

    def _shown(self) -> Sequence[Line]:
        return self._listed if self._whole else self._listed[:_AT_FIRST]

    @property
    def _listed(self) -> Sequence[Line]:
        """All lines, in the order that was chosen."""
        found = self._visits.section
        if found is None:
            return ()
        if not self._along:
            return found.lines
        return sorted(found.lines, key=lambda one: one.way.number if one.way else 0)

    def _doors(self) -> list[QWidget]:
        places = (self._lines.itemAt(at).widget() for at in range(self._lines.count()))
        return [one for one in places if isinstance(one, DoorLine)]

    def _fill(self) -> None:
        while self._lines.count():
            old = self._lines.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        shown, found = self._shown(), self._visits.section
        if self._visits.by_grid:
            said_ = _(
                "Only visits with a fixed date are listed; choose a grid to see all that is due."
            )
            self._add(label(said_, "small", wraps=True))
        elif found is None:
            self._add(label(_("No visit is due."), "soft"))
        if self._along:
            self._fill_along(shown)
        else:
            for line in shown:
                self._add(self._door(line, line.title))
        listed, total = (len(found.lines), found.count) if found else (0, 0)
        text = _("Show all {n}") if listed == total else _("Show the first {n}")
        self._more.setText(text.format(n=listed))
        self._more.setVisible(listed > len(shown))
        self._rest.setText(_rest(total - listed))
        self._rest.setVisible(self._whole and total > listed)

    def _fill_along(self, lines: Sequence[Line]) -> None:
        """Show lines under their buildings and staircases."""
        homes = [one.way.place for one in self._listed if one.way]
        for place, of in groupby(lines, key=lambda one: one.way.place if one.way else ""):
            here = homes.count(place)
            text = plural("{place} · {n} place", "{place} · {n} places", here)
            heading = label(text.format(place=place, n=here), "strong", wraps=True)
            heading.setContentsMargins(0, 8, 0, 2)
            self._add(heading)
            for line in of:
                self._add(self._door(line, line.way.door if line.way else line.title))

    def _add(self, part: QWidget) -> None:
        self._lines.addWidget(part)
        part.show()  # at once, and not when Qt comes to it: it may get the keyboard

    def _door(self, line: Line, title: str) -> DoorLine:
        open_ = partial(self._frame.show_record, line.kind, line.record_id)
        made = DoorLine(self._frame.theme, title, capital(line.why), open_, icon_of(line.kind))
        made.setObjectName(f"visits:{line.record_id}")
        if line.way:
            made.setToolTip("\n".join((line.title, *line.way.reasons)))
        return made


def _rest(n: int) -> str:
    text = plural(
        "{n} less urgent one follows when these are done.",
        "{n} less urgent ones follow when these are done.",
        n,
    )
    return text.format(n=f"{n:,}")
