"""The figures of a period beside those of the period before, and the records behind each.

A period that is not over yet is compared with as many days of the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import codes
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.queries import Query
from gridkeeper.domain.tallies import TALLIES, Tally, Test
from gridkeeper.reports import trends, wording
from gridkeeper.services.papers.figures import figures, so_far
from gridkeeper.services.papers.month_figures import Figure, label
from gridkeeper.services.papers.sheets import cut_off
from gridkeeper.storage.statements import watched
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.charts import Trend
    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.tallies import Figures
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session

_TALLIES: Mapping[str, Tally] = {tally.name: tally for tally in TALLIES}


@dataclass(frozen=True, slots=True)
class Group:
    """The records of a period that have the same value of a field, and how many there were.

    Attributes:
        key: The value as it is stored; "" where it is not filled in.
        label: What people call it.
        share: Which part of all records it is, as papers say it.
    """

    key: str
    label: str
    now: int
    before: int
    share: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of the days of a period that have come, and those of before.

    Attributes:
        chosen: The whole period.
        figures: Of `chosen` up to today.
        seen_on: When they were counted; states are those of this day.
    """

    chosen: Period
    figures: Figures
    seen_on: date

    @property
    def past(self) -> Period:
        """The days that it is compared with."""
        return self.figures.compared

    @property
    def is_over(self) -> bool:
        """Whether all days of the period have come."""
        return self.figures.period == self.chosen

    def groups(self, name: str) -> Sequence[Group]:
        """Return the groups of a tally: codes as papers order them, grids as the register does.

        Codes that nothing has are left out, grids are not; grids are never ordered by size.
        """
        tally = _TALLIES[name]
        now, before = self.figures.counts[name], self.figures.before[name]
        keys = list(wording.ordered(tally, now, before))
        if not KINDS[tally.kind].field(tally.by).codes:
            order = list(self.figures.names)
            keys = [*order, *sorted(set(keys).difference(order, {""})), *({""} & set(keys))]
        shares = wording.shares_of([now.get(key, 0) for key in keys])
        return [
            Group(
                key,
                wording.key_text(self.figures, tally, key),
                now.get(key, 0),
                before.get(key, 0),
                share,
            )
            for key, share in zip(keys, shares.texts, strict=True)
        ]

    def figure(self, name: str) -> Figure:
        """Return a tally's number beside the one of before."""
        tally = _TALLIES[name]
        now, before = self.figures.total(name), self.figures.total_before(name)
        return Figure(name, tally.kind, label(tally), now, before)

    def trend(self, name: str, unit: str) -> Trend:
        """Return a tally by day as a trend beside that of before."""
        return trends.trend(self.figures, name, unit)

    def trend_called(self, name: str) -> str:
        """Return what a trend is called: by day, or by month where that is what it shows."""
        return trends.called(self.figures, name)

    def behind(self, name: str, key: str | None = None) -> Query:
        """Return what finds the records that a tally counts, or one group of it."""
        return behind(name, self.figures.period, key)


def called(name: str, period: Period, group: str = "") -> str:
    """Return what the records behind a figure, or behind one group of it, are called."""
    tally = _TALLIES[name]
    what = f"{tally.label} {group}" if group else str(tally.label)
    if tally.distinct:
        # There are more of them than the figure says.
        what = _("{figure} (one line per {record})").format(
            figure=what, record=KINDS[tally.kind].label
        )
    return f"{what} · {period.text()}"


def behind(name: str, period: Period, key: str | None = None) -> Query:
    """Return what finds the records that a tally counts in a period, or one group of it."""
    tally = _TALLIES[name]
    equal: list[tuple[str, tuple[Stored, ...]]] = [
        (where.field, where.values) for where in tally.where if where.test is Test.IN
    ]
    equal += [(where.field, (None,)) for where in tally.where if where.test is Test.MISSING]
    if key is not None:
        equal += _grouped(tally, key)
    return Query(
        tally.kind,
        period=period,
        equal=tuple(equal),
        given=tally.distinct,
    )


class FigureService:
    """Counts; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def figures(self, period: Period, progress: Progress) -> Comparison:
        """Return the figures of a period, read in one transaction.

        Raises:
            CancelledError: `progress` did, which is asked while the store counts.
        """
        today = self._session.today()
        days, past = so_far(period, today)
        with self._session.store.reading() as unit, watched(unit.connection, progress):
            found = figures(unit, days, cut_off(self._session, period), past)
        return Comparison(period, found, today)


def _grouped(tally: Tally, key: str) -> list[tuple[str, tuple[Stored, ...]]]:
    """Return the fields that a group's records have in common, and their values."""
    other = tally.instead
    if other is None or key not in {"", other.key}:
        return [(tally.by, _stored(tally, key))]
    table = codes.table(KINDS[tally.kind].field(other.field).codes)
    rest = (None, *(code for code in table.labels if code != other.value))
    return [(tally.by, (None,)), (other.field, (other.value,) if key else rest)]


def _stored(tally: Tally, key: str) -> tuple[Stored, ...]:
    """Return the stored values that fall into a group."""
    if not key:
        return (None,)
    if not tally.level:
        return (key,)
    table = codes.table(KINDS[tally.kind].field(tally.by).codes)
    return (key, *(code for code in table.labels if code != key and code.startswith(key)))
