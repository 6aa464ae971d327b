"""What a list shows: masked values, and how far each record has come on its way to the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, codes
from gridkeeper.domain.fields import Type
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import InputInvalidError
from gridkeeper.texts import N_, _, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session
    from gridkeeper.storage.store import Unit

UNSENT, SENT, CONFIRMED = N_("not handed in"), N_("handed in"), N_("received")


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as a list shows it.

    Attributes:
        values: Texts by field name, masked, of the fields that have a value.
        way: "" where nothing has to be handed in, else one of `UNSENT`, `SENT`, `CONFIRMED`.
        conflicts: How many of its field groups are in conflict.
    """

    id: str
    values: Mapping[str, str]
    way: str
    conflicts: int


class ListService:
    """Lists records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def list(
        self, kind: Kind, query: str = "", period: Period | None = None, limit: int = 1000
    ) -> list[Shown]:
        """Return records of a kind, the newest first, masked.

        Args:
            kind: Any kind.
            query: What a search box would be asked; all records if it is empty.
            period: Which days; only of kinds that have a day.
            limit: The most records to return.

        Raises:
            InputInvalidError: A period for a kind that has no day.
        """
        if period is not None and not kind.day:
            reason = _("records of this kind have no day; leave out the period")
            raise InputInvalidError(where=str(kind.label), reason=reason)
        if query:
            with self._session.store.writing() as unit:
                unit.search.catch_up()
        with self._session.store.reading() as unit:
            records = _found(unit, kind, query, period, limit)
            return [_shown(unit, kind, record) for _place, record in zip(range(limit), records)]  # noqa: B905 - the shorter one ends it


def _found(
    unit: Unit, kind: Kind, query: str, period: Period | None, limit: int
) -> Iterable[Record]:
    if not query:
        return unit.listing.all(kind, period, newest_first=True)
    ids = [record_id for _kind, record_id in unit.search.ask(query, kind, limit)]
    records = unit.listing.some(kind, ids)
    wanted = [records[record_id] for record_id in ids if record_id in records]
    return [one for one in wanted if period is None or getattr(one, kind.day) in period]


def _shown(unit: Unit, kind: Kind, record: Record) -> Shown:
    held = unit.listing.held(kind, record.id)
    values = {}
    for about in kind.fields:
        value = getattr(record, about.name)
        if value is not None:
            values[about.name] = shown(text_of(about, value), about.mask, Profile.MASKED)
    own_seq, conflicts = (held.own_seq, held.conflicts) if held else (0, 0)
    return Shown(record.id, values, _way(unit, own_seq), conflicts)


def _way(unit: Unit, own_seq: int) -> str:
    """Return how far this store's own last word on a record has come."""
    if unit.replica.role is not Role.WORKER or not own_seq:
        return ""
    peers = unit.peers.all()
    if own_seq <= max((peer.confirmed for peer in peers), default=0):
        return CONFIRMED
    return SENT if own_seq <= max((peer.sent for peer in peers), default=0) else UNSENT


def text_of(about: Field, value: Value) -> str:
    """Return a domain value as people read it, in the language in force."""
    match about.type:
        case Type.CODE:
            return codes.table(about.codes).text(str(value))
        case Type.YES_NO:
            return pick("是", "yes") if value else pick("否", "no")
        case Type.MOMENT:
            moment: datetime = value  # type: ignore[assignment]
            return f"{clock.local(moment):%Y-%m-%d %H:%M}"
        case _:
            return str(value)
