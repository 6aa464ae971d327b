"""What the page shows of each kind of work, as data, and how it becomes cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.queries import Query
from gridkeeper.domain.tallies import TALLIES
from gridkeeper.services.papers import month_figures
from gridkeeper.services.papers.comparisons import called
from gridkeeper.texts import N_, _, capital
from gridkeeper.ui.figures.bars import BarList
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.charts import TrendChart
from gridkeeper.ui.widgets.pieces import card, label
from gridkeeper.ui.widgets.tiles import Columns, Tile, figure_tile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gridkeeper.services.papers.comparisons import Comparison
    from gridkeeper.ui.look.theme import Theme

    Follow = Callable[[Query, str, str], None]

_TILE_WIDTH, _LOW_TILE_WIDTH, _CARD_WIDTH = 168, 136, 380
_HEAD_LINES = 3
"""As much as so many bars are the title and the margins of a card."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of one kind of work.

    Attributes:
        text: English source text of the catalogue.
        groups: Tallies by group, the most telling one first.
        trend: A tally by day, or "".
    """

    text: str
    groups: tuple[str, ...]
    trend: str = ""


SECTIONS = (
    Shown(N_("Visits"), ("visits_by_kind", "visits_by_outcome"), "visits_by_day"),
    Shown(N_("Disputes"), ("disputes_by_type", "disputes_by_state", "disputes_by_source")),
    Shown(N_("Hazards"), ("hazards_by_category", "hazards_by_level", "hazards_by_state")),
    Shown(
        N_("Requests"),
        (
            "requests_by_category",
            "requests_by_state",
            "requests_by_nature",
            "requests_by_source",
        ),
    ),
    Shown(
        N_("Grids"),
        ("visits_by_grid", "disputes_by_grid", "hazards_by_grid", "requests_by_grid"),
    ),
)
_LABELS = {tally.name: tally.label for tally in TALLIES}
_REGISTER = ("grid", "building", "dwelling", "household", "person", "premises")


def shown(theme: Theme, found: Comparison, follow: Follow) -> Iterator[QWidget]:
    """Yield the cards of the page from above; `follow` shows the records behind a number."""
    yield _tiles(theme, found, follow)
    for section in SECTIONS:
        trend = _trend(theme, found, section.trend) if section.trend else None
        parts = [
            _side(theme, found, names, follow) for names in _sides(found, section.groups) if names
        ]
        if parts or trend is not None:
            yield label(_(section.text), "heading")
        if trend is not None:
            yield trend
        if parts:
            yield Columns(theme, parts, _CARD_WIDTH, 2)
    yield label(_("The register today"), "heading")
    yield _register(theme, found, follow)


def _tiles(theme: Theme, found: Comparison, follow: Follow) -> QWidget:
    tiles = []
    for name in month_figures.NAMES:
        does = partial(follow, found.behind(name), _called(found, name), name)
        tiles.append(figure_tile(theme, found.figure(name), does))
        tiles[-1].setObjectName(name)
    return Columns(theme, tiles, _TILE_WIDTH, 4)


def _has(found: Comparison, name: str) -> bool:
    return any(found.figures.counts[name].values())


def _sides(found: Comparison, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """Share out what has something in it among two sides, so that both end about as far down."""
    sides: tuple[list[str], list[str]] = ([], [])
    filled = [0, 0]
    for name in filter(partial(_has, found), names):
        lower = int(filled[1] < filled[0])
        sides[lower].append(name)
        filled[lower] += len(found.groups(name)) + _HEAD_LINES
    return sides


def _side(theme: Theme, found: Comparison, names: Sequence[str], follow: Follow) -> QWidget:
    """Return cards below each other."""
    cards = [_bars(theme, found, name, follow) for name in names]
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE * 2)
    for one in cards:
        column.addWidget(one)
    column.addStretch(1)
    return made


def _bars(theme: Theme, found: Comparison, name: str, follow: Follow) -> QWidget:
    groups = found.groups(name)
    labels = {group.key: group.label for group in groups}

    def open_group(key: str) -> None:
        follow(found.behind(name, key), _called(found, name, labels[key]), name)

    box, layout = _card(str(_LABELS[name]))
    bars = BarList(theme, str(_LABELS[name]), groups, open_group)
    bars.setObjectName(name)
    layout.addWidget(bars)
    return box


def _called(found: Comparison, name: str, group: str = "") -> str:
    """Return what the records behind a figure are called above their list."""
    return called(name, found.chosen, group)


def _trend(theme: Theme, found: Comparison, name: str) -> QWidget | None:
    if not _has(found, name):
        return None
    called_so = found.trend_called(name)
    box, layout = _card(called_so)
    trend = found.trend(name, _("visits"))
    layout.addWidget(TrendChart(theme, called_so, trend))
    if trend.waiting:
        layout.addWidget(label(trend.waiting, "small", wraps=True))
    return box


def _card(title: str) -> tuple[QWidget, QVBoxLayout]:
    box, layout = card()
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    layout.addWidget(label(title, "strong"))
    return box, layout


def _register(theme: Theme, found: Comparison, follow: Follow) -> QWidget:
    tiles = []
    for kind in _REGISTER:
        number, called_so = f"{found.figures.register[kind]:,}", str(KINDS[kind].several)
        does = partial(follow, Query(kind), "", f"register_{kind}")
        tiles.append(Tile(theme, capital(called_so), number, "", does))
        tiles[-1].setObjectName(f"register_{kind}")
    return Columns(theme, tiles, _LOW_TILE_WIDTH, 6)
