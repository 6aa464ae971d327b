"""How far each record has come on its way, by what stands in its row: one rule, said twice.

Once as a condition for a list of a million rows, once in Python for the rows that are seen.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import and_, case, literal, not_, or_

from gridkeeper.domain.queries import Way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Table

    from gridkeeper.storage.traces import Trace

_NEVER = 2**62


@dataclass(frozen=True, slots=True)
class Passed:
    """How far a record has come.

    Attributes:
        way: None where nothing has to go anywhere.
        whom: Names of those for whom it has come no farther, at an office.
    """

    way: Way | None = None
    whom: tuple[str, ...] = ()


class Reached(Protocol):
    """How far somebody's batches have come."""

    def asked(self, table: Table, way: Way) -> ColumnElement[bool]:
        """Return the condition that a row of a kind's table has come so far."""

    def of(self, trace: Trace, conflicts: int, grid: str | None) -> Passed:
        """Return how far a record has come that lies in a grid."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How far a worker's own words have come.

    Attributes:
        sent: The last of her numbers that was handed in; `confirmed` the last that was received.
    """

    sent: int
    confirmed: int

    def asked(self, table: Table, way: Way) -> ColumnElement[bool]:
        """Return the condition that a row has come so far."""
        own, sent = table.c.own_seq, max(self.sent, self.confirmed)
        there = and_(own > 0, own <= self.confirmed)
        since = and_(table.c.office_lamport > table.c.own_lamport, table.c.conflicts == 0)
        match way:
            case Way.UNSENT:
                return own > sent
            case Way.SENT:
                return and_(own > self.confirmed, own <= sent)
            case Way.RECEIVED:
                return and_(there, not_(since))
            case _:
                return and_(there, since)

    def of(self, trace: Trace, conflicts: int, grid: str | None) -> Passed:  # noqa: ARG002
        """Return how far the last of her words on a record has come."""
        if not trace.own_seq:
            return Passed()
        if trace.own_seq > self.confirmed:
            return Passed(Way.SENT if trace.own_seq <= self.sent else Way.UNSENT)
        # What an office said without knowing it contradicts it, or is about something else.
        answered = trace.office_lamport > trace.own_lamport and not conflicts
        return Passed(Way.ANSWERED if answered else Way.RECEIVED)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody to whom an office sends down.

    Attributes:
        who: Her store in its present incarnation, as `traces.said_by` returns it.
        grids: Ids of her grids; empty means all.
        sent: The last arrival that was sent down to her; `confirmed` the last she has received.
        untold: Those of her grids of which nothing was sent down yet that was there before.
        owed: Those of which she has not received it.
    """

    name: str
    who: str
    grids: tuple[str, ...]
    sent: int
    confirmed: int
    untold: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()

    def sent_of(self, grid: str) -> int:
        """Return the last arrival about a grid that was sent down to her."""
        return 0 if grid in self.untold else max(self.sent, self.confirmed)

    def confirmed_of(self, grid: str) -> int:
        """Return the last arrival about a grid that she has received."""
        return 0 if grid in self.owed else self.confirmed


class SentDown:
    """How far the batches of an office have come."""

    def __init__(self, receivers: Sequence[Receiver]) -> None:
        self._by_grid: Mapping[str, list[Receiver]] = defaultdict(list)
        for one in receivers:
            for grid in one.grids or ("",):
                self._by_grid[grid].append(one)

    def asked(self, table: Table, way: Way) -> ColumnElement[bool]:
        """Return the condition that a row has come so far, and no farther, for somebody."""
        unsent = self._lacks(table, "sent")
        match way:
            case Way.UNSENT:
                return unsent
            case Way.SENT:
                return and_(self._lacks(table, "confirmed"), not_(unsent))
            case Way.RECEIVED:
                return and_(self._lacks(table, "never"), not_(self._lacks(table, "confirmed")))
            case _:
                return literal(value=False)

    def of(self, trace: Trace, conflicts: int, grid: str | None) -> Passed:  # noqa: ARG002
        """Return how far a record has come, and for whom it has come no farther."""
        found: dict[Way, list[str]] = defaultdict(list)
        place = grid or ""
        for one in (*self._by_grid.get(place, ()), *(self._by_grid.get("", ()) if place else ())):
            arrival = trace.arrival_besides if trace.said_by == one.who else trace.arrival
            if arrival > one.sent_of(place):
                found[Way.UNSENT].append(one.name)
            elif arrival > one.confirmed_of(place):
                found[Way.SENT].append(one.name)
            elif arrival:
                found[Way.RECEIVED].append(one.name)
        return next((Passed(way, tuple(found[way])) for way in Way if way in found), Passed())

    def _lacks(self, table: Table, upto: str) -> ColumnElement[bool]:
        """Return the condition that something of a row came after what somebody was given.

        Of those who look after a grid it is enough to know who was given least, how much, and how
        much the next one was: whoever wrote the last change herself has it.
        """
        everywhere = self._by_grid.get("", [])
        known = {
            grid: _least(grid, (*ones, *everywhere), upto)
            for grid, ones in self._by_grid.items()
            if grid
        }
        rest = _least("", everywhere, upto)
        least = min((one.first for one in (*known.values(), rest)), default=_NEVER)
        place = table.c.id if table.name == "grid" else table.c.grid_id

        def of_grid(name: str) -> ColumnElement[Any]:
            usual = _inline(getattr(rest, name))
            several = {grid: _inline(getattr(one, name)) for grid, one in known.items()}
            return case(several, value=place, else_=usual) if several else usual

        arrival, besides = table.c.arrival, table.c.arrival_besides
        first, who = of_grid("first"), of_grid("who")
        hers = or_(besides > first, arrival > of_grid("following"))
        return and_(
            arrival > _inline(least),
            arrival > first,
            or_(table.c.said_by != who, hers),
        )


@dataclass(frozen=True, slots=True)
class _Least:
    """Of those who look after a grid: who was given least, how much, and how much the next one."""

    who: str
    first: int
    following: int


def _least(grid: str, receivers: Sequence[Receiver], upto: str) -> _Least:
    def given(one: Receiver) -> int:
        match upto:
            case "sent":
                return one.sent_of(grid)
            case "confirmed":
                return one.confirmed_of(grid)
            case _:
                return 0

    order = sorted(((given(one), one.who) for one in receivers), key=lambda one: one[0])
    order += [(_NEVER, "")] * 2
    return _Least(order[0][1], order[0][0], order[1][0])


def _inline(value: int | str) -> ColumnElement[Any]:
    """Return a value that stands in the statement itself: there may be thousands of them."""
    return literal(value, literal_execute=True)
