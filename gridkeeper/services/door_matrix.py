"""The matrix of doors: a building as a worker walks through it, masked, with what is due."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import addresses, kinds, names, ordering
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.errors import RecordUnknownError
from gridkeeper.services import naming
from gridkeeper.services.door_matrix_grid import Grid, Place, laid_out
from gridkeeper.services.door_matrix_layers import NOBODY, Facts, Legend, Mark, layers
from gridkeeper.services.lists import text_of
from gridkeeper.services.recording import RecordingService
from gridkeeper.services.related import Group, Relatives
from gridkeeper.storage.doors import Doors, Knock, Known
from gridkeeper.storage.due import Due
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridkeeper.domain.places import Building
    from gridkeeper.services.recording import Recorded
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_EARLY_DAYS = 7
_REMEMBERED_DAYS = 400
_EVERYBODY = 1_000_000
_SAID_ELSEWHERE = frozenset({"visit", "dwelling"})
_ANSWERS = ("visited_on", "outcome", "situation", "demands", "measures", "conclusion", "next_due")


@dataclass(frozen=True, slots=True)
class House:
    """A building in the list of them.

    Attributes:
        doors: How many the register has.
        spelled: What a search finds it by: its characters, its pinyin, its initials.
    """

    id: str
    compound: str
    name: str
    doors: int
    spelled: str

    @property
    def title(self) -> str:
        """Compound and building."""
        return self.compound + self.name


@dataclass(frozen=True, slots=True)
class Door:
    """A door, masked.

    Attributes:
        id: Of the dwelling.
        home: Id of the household; "" where none is known.
        name: `3幢2单元501室`.
        place: The same with its compound, as visits name it.
        who: The head of the household, masked.
        homes: How many households there are; the first one is shown.
        marks: What each layer says, by its key.
    """

    id: str
    home: str
    grid: str
    name: str
    place: str
    unit: str
    room: str
    who: str
    homes: int
    facts: Facts
    marks: Mapping[str, Mark]

    def said(self, layer: str = "") -> str:
        """Return the door in one line: what it is, who lives there, what is the matter.

        What the given layer says comes first.
        """
        first = [self.marks[layer]] if layer in self.marks else []
        words = dict.fromkeys(mark.words for mark in (*first, *self.marks.values()) if mark.words)
        head = " ".join(part for part in (self.name, self.who) if part)
        return " ".join((head, pick("，", ", ").join(words))).strip()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A building with its doors.

    Attributes:
        doors: By id.
        legends: Lines of the legend, by layer.
    """

    house: House
    grid: Grid
    doors: Mapping[str, Door]
    legends: Mapping[str, tuple[Legend, ...]]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands beside the matrix about one door, masked.

    Attributes:
        answers: Label and text of what the last visit found.
        groups: People and open cases, as a dossier has them.
    """

    answers: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]


class DoorMatrixService:
    """Reads the doors of buildings and records what was found there; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def houses(self) -> list[House]:
        """Return all buildings in the order of their addresses."""
        with self._session.store.reading() as unit:
            counts = _doors(unit).counts()
            found = cast("Iterable[Building]", unit.listing.all(kinds.BUILDING, as_listed=True))
            return [_house(one, counts.get(one.id, 0)) for one in found]

    def due(self) -> Mapping[str, int]:
        """Return how many households of each building shall be visited by now."""
        today = self._session.today()
        with self._session.store.reading() as unit:
            due = Due(unit.connection, _EVERYBODY, unit.replica.grids).visits(today)
            return Counter(_doors(unit).buildings_of({home for _day, home in due.homes}))

    def matrix(self, building_id: str) -> Matrix:
        """Return a building with its doors.

        Raises:
            RecordUnknownError: It is not here.
        """
        today = self._session.today()
        with self._session.store.reading() as unit:
            building = cast("Building | None", unit.listing.get(kinds.BUILDING, building_id))
            if building is None or building.deleted:
                raise RecordUnknownError(reference=building_id, kind=kinds.BUILDING.name)
            rows: dict[str, list[Known]] = defaultdict(list)
            for row in _doors(unit).of(building_id, today):
                rows[row.id].append(row)
            places = {one: _place(building, of[0]) for one, of in rows.items()}
            empty = {places[one] for one, of in rows.items() if not of[0].home}
            since = today - timedelta(_REMEMBERED_DAYS)
            knocked = _doors(unit).knocked(empty, since) if empty else {}
        doors = {
            one: _door(building, of, knocked.get(places[one]), today) for one, of in rows.items()
        }
        grid = laid_out(
            Place(one, of[0].unit or "", of[0].floor or "", of[0].room or "")
            for one, of in rows.items()
        )
        legends = {
            layer.key: layer.legend(door.marks[layer.key] for door in doors.values())
            for layer in layers()
        }
        return Matrix(_house(building, len(doors)), grid, doors, legends)

    def behind(self, door: Door) -> Behind:
        """Return what stands beside the matrix about a door."""
        if not door.home:
            return Behind((), ())
        today = self._session.today()
        with self._session.store.reading() as unit:
            home = unit.listing.get(kinds.HOUSEHOLD, door.home)
            if home is None:
                return Behind((), ())
            related = Relatives(unit, today, Profile.MASKED).of(home)
            groups = tuple(one for one in related if one.links[0].kind not in _SAID_ELSEWHERE)
            visits: list[Any] = unit.listing.where(kinds.VISIT, household_id=door.home)
            last = max(visits, key=lambda one: (str(one.visited_on), one.id), default=None)
            answers = _answers(unit, last) if last is not None else ()
        return Behind(answers, groups)

    def knock(self, doors: Sequence[Door], outcome: str) -> list[Recorded]:
        """Record today's visit to some doors that met nobody, in one transaction.

        Knocks in vain are counted up, until somebody is met.

        Raises:
            RecordInvalidError: Nothing was kept.
        """
        facts = []
        for door in doors:
            told = {"outcome": outcome, "visited_on": self._session.today().isoformat()}
            if outcome == NOBODY:
                again = door.facts.tries or 1
                tries = again + 1 if door.facts.outcome == NOBODY else 1
                told["tries"] = str(tries)
            facts.append(about(door) | {"kind": "01"} | told)
        return RecordingService(self._session).record(kinds.VISIT, facts)

    def record(self, doors: Sequence[Door], values: Mapping[str, str]) -> list[Recorded]:
        """Record one visit with the same values to each of some doors, in one transaction.

        Raises:
            RecordInvalidError: Nothing was kept.
        """
        facts = [about(door) | dict(values) for door in doors]
        return RecordingService(self._session).record(kinds.VISIT, facts)


def about(door: Door) -> dict[str, str]:
    """Return what a visit to a door begins with: its household, or its place where none is known.

    A place lies nowhere by itself, so its grid is said.
    """
    if door.home:
        return {"household_id": door.home}
    return {"place": door.place} | ({"grid_id": door.grid} if door.grid else {})


def _doors(unit: Unit) -> Doors:
    return Doors(unit.connection, unit.replica.grids)


def _house(building: Building, doors: int) -> House:
    compound, name = building.compound or "", building.name or ""
    characters = [names.reading(one) for one in compound + name]
    spellings = ("".join(characters), "".join(one[:1] for one in characters))
    spelled = " ".join((compound + name, *spellings)).casefold()
    return House(building.id, compound, name, doors, spelled)


def found(houses: Sequence[House], text: str) -> list[House]:
    """Return the buildings that a search finds: by characters, pinyin, initials or number."""
    wanted = text.casefold().split()
    return [house for house in houses if all(part in house.spelled for part in wanted)]


def _parts(building: Building, row: Known) -> addresses.Door:
    return addresses.Door(
        compound=building.compound or "",
        building=building.name or "",
        unit=row.unit or "",
        floor=row.floor or "",
        room=row.room or "",
    )


def _place(building: Building, row: Known) -> str:
    return addresses.text(_parts(building, row))


def _door(building: Building, rows: Sequence[Known], knock: Knock | None, today: date) -> Door:
    row = min(rows, key=lambda one: one.day or "")  # of several homes, whose turn is first
    facts = _facts(row, knock, today)
    parts = _parts(building, row)
    return Door(
        id=row.id,
        home=row.home or "",
        grid=row.grid_id or "",
        name=addresses.text(replace(parts, compound="")),
        place=addresses.text(parts),
        unit=addresses.bare("unit", row.unit or ""),
        room=row.room or "",
        who=shown(row.head or row.contact, Mask.NAME, Profile.MASKED),
        homes=sum(1 for one in rows if one.home),
        facts=facts,
        marks={layer.key: layer.mark(facts, today) for layer in layers()},
    )


def _facts(row: Known, knock: Knock | None, today: date) -> Facts:
    last = knock
    if row.day:
        last = Knock(row.day, row.outcome or "", row.named or "", row.tries or 0)
    return Facts(
        is_home=bool(row.home),
        days=(today - date.fromisoformat(last.day)).days if last else None,
        outcome=last.outcome if last else "",
        tries=last.tries if last else 0,
        tags=row.tags,
        hazards=row.hazards,
        overdue=row.overdue is not None and row.overdue < today.isoformat(),
        use=row.use or "",
        occupancy=row.occupancy or "",
        rent_use=row.rent_use or "",
        due=_due(row.next_visit, last),
        checked=row.checked or "",
    )


def _due(planned: str | None, last: Knock | None) -> date | None:
    """Return when the next visit shall be, as `storage.due` has it for the day list."""
    if last is not None and last.next_due:
        return date.fromisoformat(last.next_due)
    if not planned:
        return None
    day = date.fromisoformat(planned)
    early = (day - timedelta(_EARLY_DAYS)).isoformat()
    return None if last is not None and last.day >= early else day


def _answers(unit: Unit, visit: Any) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 - its kind's record
    (veiled,) = naming.veiled(unit, [visit])
    fields = [kinds.VISIT.field(name) for name in _ANSWERS]
    said = (
        (str(one.label), shown(text_of(one, value), one.mask, Profile.MASKED))
        for one in fields
        if (value := getattr(veiled, one.name)) is not None
    )
    return tuple(said)


def in_order(doors: Iterable[Door]) -> list[Door]:
    """Return doors as somebody walks: one staircase after the other, from below."""
    return sorted(doors, key=lambda one: ordering.key(one.name, is_person=False))
