"""The search field and the choices above a list, and a chip for each that is in force."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gridkeeper.texts import _
from gridkeeper.ui.actions import shortcut
from gridkeeper.ui.lists.days_dialog import DaysDialog
from gridkeeper.ui.lists.filters import (
    OWN,
    PERIODS,
    WAYS,
    Filters,
    Standing,
    classes,
    period_text,
)
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.widgets.choosing import Box, Divided
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.line import Line
from gridkeeper.ui.widgets.pieces import button
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gridkeeper.domain.periods import Period
    from gridkeeper.services.views.browsing import Query
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.lists.shelf import Shelf

_GATHER_MS = 150
_LONGEST = 14
_WIDEST = 360
_AROUND = 52  # what a box needs beside its text: its edge and its arrow


class FilterBar(QWidget):
    """Says what a list shows.

    Signals:
        chosen: Something else is to be shown.
        left: The keyboard goes down to the list.
    """

    chosen = Signal()
    left = Signal()

    def __init__(self, frame: Frame, shelf: Shelf) -> None:
        super().__init__()
        self._frame = frame
        self._shelf = shelf
        self._filters = Filters()
        self._grids: Mapping[str, str] = {}
        self._boxes: dict[str, QComboBox] = {}
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self._search)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        self._across = Flow(spacing=tokens.SPACE, balanced=True)
        down.addWidget(self._across)
        self._chips = Flow(spacing=tokens.SPACE)
        self._chips.hide()
        down.addWidget(self._chips)
        self.field = self._make_field()
        self._make_boxes()
        frame.theme.follow(self, self._measure)

    @property
    def filters(self) -> Filters:
        """What is chosen."""
        return self._filters

    def query(self) -> Query:
        """Return what to ask."""
        return self._filters.query(self._shelf.record_kind, self._frame.desk.session.today())

    def search(self, text: str = "") -> None:
        """Take the keyboard into the search field; a text begins a new search there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.field.setText(text)
        else:
            self.field.selectAll()

    def choose(self, filters: Filters) -> None:
        """Show what these say."""
        self._gathering.stop()
        if filters != self._filters:
            self._filters = filters
            self._say()
            self.chosen.emit()

    def clear(self) -> None:
        """Show everything."""
        self.choose(Filters())

    def offer_grids(self, names: Mapping[str, str]) -> None:
        """Let one of several grids be chosen: names by id."""
        if len(names) > 1 and names != self._grids:
            self._grids = names
            box = self._boxes.get("grid") or self._box("grid", _("Grid"))
            self._fill(box, _("All grids"), names.items())
            self._measure()
            self._say()

    def _make_field(self) -> Line:
        made = Line()
        made.setObjectName("search")
        has_days = bool(self._shelf.record_kind.day)
        asked = _("Name, door, number, day") if has_days else _("Name, door, number")
        made.setPlaceholderText(asked)
        made.setAccessibleName(_("Search this list"))
        made.setToolTip(f"{_('Search this list')} ({shortcut('find')})")
        made.textChanged.connect(self._gather)
        made.returnPressed.connect(self._search_now)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.add_icon(self._frame.theme, "search", leading=True)
        made.add_cross(self._frame.theme, _("Empty the search field"))
        self._across.add(made)
        return made

    def _make_boxes(self) -> None:
        kind = self._shelf.record_kind
        if kind.day:
            box = self._box("days", _("Period"))
            spans = [(name, _(span.text)) for name, span in PERIODS.items()]
            self._fill(box, _("All days"), [*spans, (OWN, _("Other days …"))])
        box = self._box("standing", _("Status"))
        everything = _("All states") if "state" in kind.by_name else _("All records")
        self._fill(box, everything, *self._standings())
        for name in self._shelf.choices:
            label = str(kind.field(name).label)
            box = self._box(name, label)
            self._fill(box, label, classes(kind, name).items())

    def _standings(self) -> list[list[tuple[str, str]]]:
        """Return how records stand on the whole, on their way, and by their states."""
        kind = self._shelf.record_kind
        whole = [Standing.OPEN, Standing.OVERDUE] if kind.case else []
        groups = ([*whole, Standing.CONTENDED], WAYS.get(self._frame.role, ()))
        states = classes(kind, "state").items() if "state" in kind.by_name else ()
        return [*([(one.name, _(one.value)) for one in group] for group in groups), list(states)]

    def _box(self, name: str, label: str) -> QComboBox:
        made = Box()
        made.setObjectName(name)
        made.setAccessibleName(label)
        made.setToolTip(label)
        made.setMaxVisibleItems(18)
        made.setItemDelegate(Divided(self._frame.theme, made))
        made.view().setAccessibleName(label)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(3)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.activated.connect(partial(self._pick, name))
        self._boxes[name] = made
        self._across.add(made)
        return made

    def _fill(self, box: QComboBox, everything: str, *groups: Iterable[tuple[str, str]]) -> None:
        """Offer these lines; a rule divides the groups after the first one."""
        box.clear()
        box.addItem(everything, "")
        for place, lines in enumerate(filter(None, map(list, groups))):
            if place:
                box.insertSeparator(box.count())
            for value, text in lines:
                box.addItem(text, value)
        view = box.view()
        wide = view.sizeHintForColumn(0) + self._frame.theme.px(40)
        view.setMinimumWidth(min(wide, self._frame.theme.px(420)))

    def _pick(self, name: str, _row: int) -> None:
        value = str(self._boxes[name].currentData() or "")
        # What was typed just now holds too, though it was not asked yet.
        filters = replace(self._filters, text=self.field.text().strip())
        if name == "days" and value == OWN:
            dialog = DaysDialog(self._frame, filters.own, self)
            dialog.answered.connect(self._take_own)
            dialog.rejected.connect(self._say)
            dialog.open()
        elif name == "standing":
            known = value in Standing.__members__
            standing = Standing[value] if known else None
            state = "" if known else value
            self.choose(
                replace(filters, standing=standing, codes={**filters.codes, "state": state})
            )
        else:
            self.choose(filters.with_text(name, value))

    def _take_own(self, period: Period) -> None:
        self.choose(replace(self._filters, days=OWN, own=period))

    def _gather(self) -> None:
        if self.field.text().strip() != self._filters.text.strip():
            self._gathering.start()

    def _search(self) -> None:
        self.choose(replace(self._filters, text=self.field.text().strip()))

    def _search_now(self) -> None:
        self._search()
        self.left.emit()

    def _say(self) -> None:
        """Show in the field, the boxes and the chips what is chosen."""
        if self.field.text().strip() != self._filters.text:
            self.field.setText(self._filters.text)
        for name, box in self._boxes.items():
            box.setCurrentIndex(max(box.findData(self._value(name)), 0))
        self._measure()
        had_focus = holds_focus(self._chips)
        self._chips.clear()
        self._make_chips()
        tab_in_reading_order(self)  # chips and the box of grids come later than the list
        if had_focus:
            self.field.setFocus()

    def _make_chips(self) -> None:
        filters = self._filters
        for name in filters.active():
            text = self._text(name)
            longest = 3 * _LONGEST if name in {"asked", "text"} else _LONGEST
            short = text if len(text) <= longest else f"{text[:longest]}…"
            chip = button(self._frame.theme, "", partial(self._drop, name), "close", "filter")
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setText(short.replace("&", "&&"))
            chip.setAccessibleName(_("Do not filter by “{text}”").format(text=text))
            chip.setToolTip(chip.accessibleName())
            self._chips.add(chip)
        everything = button(self._frame.theme, _("Sho&w everything"), self.clear, "", "link")
        everything.setToolTip(f"{_('Show everything')} ({shortcut('clear_filters')})")
        self._chips.add(everything)
        self._chips.setVisible(not filters.is_empty)

    def _drop(self, name: str) -> None:
        self.choose(self._filters.without(name))

    def _value(self, name: str) -> str:
        filters = self._filters
        if name == "standing":
            state = filters.codes.get("state", "")
            return filters.standing.name if filters.standing else state
        if name in {"days", "grid"}:
            return str(getattr(filters, name))
        return filters.codes.get(name, "")

    def _text(self, name: str) -> str:
        filters, kind = self._filters, self._shelf.record_kind
        if name in filters.codes:
            return classes(kind, name).get(filters.codes[name], filters.codes[name])
        today = self._frame.desk.session.today()
        return {
            "asked": filters.called,
            "text": self._sought(today),
            "days": period_text(filters, today),
            "standing": _(filters.standing.value) if filters.standing else "",
            "grid": self._grids.get(filters.grid, filters.grid),
        }[name]

    def _sought(self, today: date) -> str:
        """Return what the search field asks for."""
        filters, kind = self._filters, self._shelf.record_kind
        days = filters.text_days(kind, today)
        if days is None:
            return _("contains {text}").format(text=filters.text)
        said = _("{field} {days}, or contains {text}")
        about = kind.field(kind.day).label
        return said.format(field=about, days=days.text(), text=filters.text)

    def _measure(self) -> None:
        theme = self._frame.theme
        self.field.setMinimumWidth(theme.px(180))
        metrics = QFontMetrics(fonts.sized(theme.px(tokens.TEXT)))
        for box in self._boxes.values():
            # What is chosen is read whole; and nothing moves when something short is chosen.
            texts = (box.itemText(0), box.currentText())
            wide = max(map(metrics.horizontalAdvance, texts)) + theme.px(_AROUND)
            box.setMinimumWidth(min(wide, theme.px(_WIDEST)))
