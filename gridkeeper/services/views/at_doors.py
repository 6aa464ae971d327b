"""What is found where somebody asks for a door: its homes, their people, what happened there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import addresses, kinds, search
from gridkeeper.domain.households import is_open
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.records import doors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gridkeeper.domain.addresses import Door
    from gridkeeper.domain.households import Household
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.unit import Unit

_HAPPENED = (kinds.VISIT, *kinds.CASES)
_NUMBERS = frozenset({"number", "original_number"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that means a door, and the dwellings that it means.

    Attributes:
        text: The question as it was typed.
        dwellings: Their ids; without any, nothing is known of the door but what texts say.
    """

    text: str
    door: Door
    dwellings: tuple[str, ...]

    def places(self, unit: Unit) -> Iterator[tuple[str, str]]:
        """Yield kind and id of the homes, who lives in them, and what happened there.

        Closed ones come last.
        """
        found = unit.listing.among(kinds.HOUSEHOLD, "dwelling_id", self.dwellings)
        homes = sorted(cast("Sequence[Household]", found), key=is_open, reverse=True)
        ids = [home.id for home in homes]
        yield from ((kinds.HOUSEHOLD.name, one) for one in ids)
        yield from ((kinds.DWELLING.name, one) for one in self.dwellings)
        if not ids:
            return
        for kind in (kinds.PERSON, *_HAPPENED):
            if "household_id" in kind.by_name:
                found = unit.listing.among(kind, "household_id", ids)
                yield from ((kind.name, one.id) for one in _newest_first(kind, found))

    def only(self, unit: Unit, hits: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Yield those records of the index that say this very door, or these very characters.

        The index knows of a door only that its numbers occur, and a phone may end like a room.
        """
        for name in dict.fromkeys(name for name, _id in hits):
            kind, ids = KINDS[name], [one for known, one in hits if known == name]
            records = unit.listing.some(kind, ids)
            yield from ((name, one) for one in ids if one in records and self._in(records[one]))

    def _in(self, record: Record) -> bool:
        for about in search.searched(kinds.kind_of(record)):
            value = getattr(record, about.name)
            if value and (self._is_door(value) or _holds(value, self.text, about.name in _NUMBERS)):
                return True
        return False

    def _is_door(self, written: str) -> bool:
        found, door = addresses.parse(written), self.door
        return (
            (found.building, found.room) == (door.building, door.room)
            and door.unit in ("", found.unit)
            and door.compound in found.compound
        )


def asked(unit: Unit, text: str) -> Asked | None:
    """Return what door a question means, if it means one.

    A beginning such as `3-2-5` means 501 and 502 where no room is called 5.
    """
    door = addresses.parse(text)
    if not (door.building and door.room):
        return None
    found = doors.dwellings(unit, door) or doors.beginning(unit, door)
    if door.compound and not found:
        return None  # such as a name before a door
    return Asked(text, door, tuple(one.id for one in found))


def _newest_first(kind: Kind, records: Iterable[Record]) -> list[Record]:
    if not kind.day:
        return list(records)
    return sorted(records, key=lambda one: str(getattr(one, kind.day) or ""), reverse=True)


def _holds(value: str, text: str, may_go_on: bool) -> bool:  # noqa: FBT001 - read beside its name
    """Whether a text holds a question as it stands, and not as a part of other digits."""
    end = "" if may_go_on else r"(?!\d)"
    wanted = re.escape(_plain(text))
    return re.search(rf"(?<![\d-]){wanted}{end}", _plain(value)) is not None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
