"""Long lists: where all records of a query lie, in order, and what some of them say, masked.

A list holds the places and asks for the rows that are seen. Places are those of one moment: when
something was written, ask for them again. Until then a row that went is left out, and in rare cases
another record of the kind has come to lie at a place; `Row.id` says which one a row is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import workflow
from gridkeeper.domain.fields import Type
from gridkeeper.domain.households import is_closed
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import free
from gridkeeper.domain.queries import ADDRESS, Query
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, check_period, follow, references
from gridkeeper.services.showing.receipts import Ways
from gridkeeper.texts import _

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.browsing import Placed
    from gridkeeper.storage.unit import Unit

__all__ = ["ADDRESS", "HEAD", "PEOPLE", "BrowseService", "Query", "Row"]

HEAD, PEOPLE = "head", "people"
"""Columns of households besides their fields: the head's name, how many people."""

_COLOUR = "colour"
"""The attention that a household needs; none once it is closed, which then stands instead."""

_LYING = {"household": (), "dwelling": (), "person": ("household_id",)}
"""Kinds with a column `ADDRESS` that is no field of theirs, and the fields that it takes."""

_INSTEAD = {("visit", "household_id"): ("premises_id", "place")}
"""What a column shows where its own field has no value: a visit to a shop, to an empty dwelling."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record as a long list shows it.

    Attributes:
        texts: In the order of the columns that were asked for, masked; "" where nothing is said.
        states: The codes of those columns that have some, and of the state, by field name.
        way: As `receipts.Passage.way`, and `whom` with it.
        conflicts: How many of its field groups are in conflict.
        overdue: Whether it is a case that is still worked on after its deadline.
    """

    id: str
    texts: tuple[str, ...]
    states: Mapping[str, str]
    way: str
    conflicts: int
    overdue: bool
    whom: tuple[str, ...] = ()


class BrowseService:
    """Reads long lists; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def places(self, query: Query, progress: Progress) -> array[int]:
        """Return where all records of a query lie, in its order.

        Raises:
            InputInvalidError: A period for a kind that has no day.
            CancelledError: `progress` did.
        """
        self._prepare(query)
        with self._session.store.reading() as unit:
            return unit.browsing.places(query, Ways(unit).reached, progress)

    def count(self, query: Query) -> int:
        """Return how many records a query finds; raises what `places` raises."""
        self._prepare(query)
        with self._session.store.reading() as unit:
            return unit.browsing.count(query, Ways(unit).reached)

    def rows(self, query: Query, places: Sequence[int], columns: Sequence[str]) -> dict[int, Row]:
        """Return what lies at some hundred places; where nothing lies any more, nothing.

        Args:
            query: Its kind; `overdue_on` is the day to which `Row.overdue` refers, else today.
            places: What `places` returned, or some of it.
            columns: Names of fields, and `ADDRESS`, `HEAD` and `PEOPLE`.
        """
        kind = KINDS[query.kind]
        today = query.overdue_on or self._session.today()
        with self._session.store.reading() as unit:
            found = unit.browsing.rows(kind, places, _fields(kind, columns))
            records = {
                place: kind.record.restored(placed.id, placed.stored)
                for place, placed in found.items()
            }
            if free(kind.name).intersection(_said(kind, columns)):
                veiled = naming.veiled(unit, records.values())
                records = dict(zip(records, veiled, strict=True))
            page = _Page(unit, kind, columns, records.values())
            ways = Ways(unit)
        return {
            place: page.row(record, found[place], ways, today) for place, record in records.items()
        }

    def place_of(self, kind: str, record_id: str) -> int | None:
        """Return where a record lies; None if it is not known or deleted."""
        with self._session.store.reading() as unit:
            return unit.browsing.place_of(KINDS[kind], record_id)

    def id_of(self, kind: str, place: int) -> str | None:
        """Return the id of the record at a place; None if none lies there any more."""
        return next(iter(self.ids(Query(kind), [place])), None)

    def ids(self, query: Query, places: Sequence[int]) -> list[str]:
        """Return the ids of the records at places, in their order, without those that went."""
        with self._session.store.reading() as unit:
            found = unit.browsing.rows(KINDS[query.kind], places, ())
        return [found[place].id for place in places if place in found]

    def _prepare(self, query: Query) -> None:
        check_period(KINDS[query.kind], query.period)
        if query.text:
            follow(self._session)


class _Page:
    """Some records of a kind, with all that their columns say."""

    def __init__(
        self, unit: Unit, kind: Kind, columns: Sequence[str], records: Iterable[Record]
    ) -> None:
        self._kind, self._columns = kind, columns
        wanted = defaultdict(set, references(kind, records))
        own = {record.id for record in records}
        if {ADDRESS, HEAD}.intersection(columns) and kind.name in _LYING:
            wanted[kind.name] |= own
        self._named = Named(unit, wanted)
        self._people = unit.browsing.people_of(own) if PEOPLE in columns else {}

    def row(self, record: Record, placed: Placed, ways: Ways, today: date) -> Row:
        """Return the row of one of the records."""
        passage = ways.of(placed.trace, placed.conflicts, placed.grid, placed.parts)
        return Row(
            id=record.id,
            texts=tuple(self._text(record, name) for name in self._columns),
            states=_states(self._kind, record),
            way=passage.way,
            conflicts=placed.conflicts,
            overdue=_is_overdue(self._kind, record, today),
            whom=passage.whom,
        )

    def _text(self, record: Record, name: str) -> str:
        if name == _COLOUR and is_closed(record):
            return _("closed")
        if name in self._kind.by_name:
            others = _INSTEAD.get((self._kind.name, name), ())
            for one in (name, *others):
                if (value := getattr(record, one)) is not None:
                    return self._named.text(self._kind.field(one), value)
            return ""
        if name == ADDRESS:
            return self._named.address(self._kind, record)
        is_head = name == HEAD
        return self._named.head(record.id) if is_head else str(self._people.get(record.id, 0))


def _said(kind: Kind, columns: Sequence[str]) -> list[str]:
    """Return columns with the fields that they show instead of their own."""
    return [one for name in columns for one in (name, *_INSTEAD.get((kind.name, name), ()))]


def _fields(kind: Kind, columns: Sequence[str]) -> list[str]:
    """Return the fields that it takes to show columns; the rest of a record is not read.

    Raises:
        KeyError: The kind has no such column.
    """
    wanted = dict.fromkeys(name for name in _said(kind, columns) if name in kind.by_name)
    for name in columns:
        if name == ADDRESS and kind.name in _LYING:
            wanted.update(dict.fromkeys(_LYING[kind.name]))
        elif name not in kind.by_name and (name not in {HEAD, PEOPLE} or kind.name != "household"):
            raise KeyError(name)
    if free(kind.name).intersection(wanted):
        wanted.update(dict.fromkeys(naming.NAMED_BY.get(kind.name, ())))
    always = ("state", "deadline", "closed_on") if kind.case else ("state",)
    if _COLOUR in wanted:
        always = (*always, "ended_on", "joined_into")
    return list(wanted | dict.fromkeys(name for name in always if name in kind.by_name))


def _states(kind: Kind, record: Record) -> dict[str, str]:
    found = {
        about.name: getattr(record, about.name) for about in kind.fields if about.type is Type.CODE
    }
    if is_closed(record):
        found.pop(_COLOUR, None)
    return {name: code for name, code in found.items() if code}


def _is_overdue(kind: Kind, record: Record, today: date) -> bool:
    deadline = getattr(record, "deadline", None)
    if not kind.case or deadline is None:
        return False
    return bool(deadline < today) and workflow.of(kind.name).is_open(record)
