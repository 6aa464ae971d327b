"""Buildings and doors as the matrix shows them, masked, made of what the store knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridkeeper.domain import addresses, names, ordering
from gridkeeper.domain.contacts import VACANT
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.matrix.facts import Facts
from gridkeeper.services.matrix.layers import (
    Legend,
    Mark,
    is_vacant,
    layers,
    together,
)
from gridkeeper.storage.doors import Knock, Known
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridkeeper.domain.places import Building
    from gridkeeper.services.matrix.grid import Grid
    from gridkeeper.services.views.related import Group


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
class Home:
    """A household behind a door, masked; `who` is its head."""

    id: str
    who: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Door:
    """A door, masked.

    Attributes:
        id: Of the dwelling.
        home: Id of the household, of several the first one; "" where none is known.
        name: `3幢2单元501室`.
        place: The same with its compound, as visits name it.
        who: The head of that household, masked.
        homes: All households there.
        facts: Of all of them together.
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
    homes: Sequence[Home]
    facts: Facts
    marks: Mapping[str, Mark]

    @property
    def more(self) -> str:
        """`+1` where a second household lives."""
        return f"+{len(self.homes) - 1}" if len(self.homes) > 1 else ""

    @property
    def called_at(self) -> Sequence[Home | None]:
        """Each household that a visit is recorded for; None stands for the place alone."""
        return self.homes or (None,)

    def said(self, layer: str = "") -> str:
        """Return the door in one line: what it is, who lives there, what is the matter.

        What the given layer says comes first.
        """
        first = [self.marks[layer]] if layer in self.marks else []
        words = dict.fromkeys(mark.words for mark in (*first, *self.marks.values()) if mark.words)
        who = pick("、", ", ").join(home.who for home in self.homes if home.who)
        head = " ".join(part for part in (self.name, who) if part)
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
    """What stands beside the matrix about one household behind a door, masked.

    Attributes:
        answers: Label and text of what the last visit found.
        groups: People and open cases, as a dossier has them.
    """

    answers: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]


def about(door: Door, home: Home | None = None) -> dict[str, str]:
    """Return what a visit to a door begins with: a household, or the place where none is known.

    A place lies nowhere by itself, so its grid is said.

    Args:
        door: Where it is.
        home: Which of its households; the first one if it is left out.
    """
    if door.home:
        return {"household_id": home.id if home else door.home}
    return lies_at(door)


def lies_at(door: Door) -> dict[str, str]:
    """Return where a door is."""
    return {"place": door.place} | ({"grid_id": door.grid} if door.grid else {})


@dataclass(frozen=True, slots=True)
class Round:
    """What of several chosen doors one knock is meant for.

    Attributes:
        doors: Those where it is recorded.
        vacant: How many are left out since nobody lives there.
        done: How many are left out since somebody was there today.
    """

    doors: Sequence[Door]
    vacant: int = 0
    done: int = 0


def round_of(doors: Sequence[Door], outcome: str) -> Round:
    """Return where an outcome is recorded: one door is meant as it stands, many are looked through.

    Args:
        doors: Those that are chosen.
        outcome: Its code; that a door is empty is told of empty ones, too.
    """
    if len(doors) < 2:
        return Round(doors)
    todo = [door for door in doors if any(one.days != 0 for one in _each(door))]
    open_ = [door for door in todo if outcome == VACANT or not all(map(is_vacant, _each(door)))]
    return Round(open_, len(todo) - len(open_), len(doors) - len(todo))


def _each(door: Door) -> Sequence[Facts]:
    """Return what is known of each home behind a door; of the door where there is none."""
    return [home.facts for home in door.homes] or [door.facts]


def house_of(building: Building, doors: int) -> House:
    """Return a building with so many doors."""
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


def place_of(building: Building, row: Known) -> str:
    """Return what visits call the place of a door."""
    return addresses.text(_parts(building, row))


def door_of(
    building: Building,
    rows: Sequence[Known],
    knock: Knock | None,
    due: Mapping[str, date],
    today: date,
) -> Door:
    """Return a door of what is known of the homes behind it, or of a knock where none is.

    Args:
        building: Where it is.
        rows: Of its homes, in an order that stays; one without a home if there is none.
        knock: The last one where no home is known.
        due: By when homes are to be visited, by their ids.
        today: The day that ages are counted from.
    """
    row = rows[0]
    known = [(one, _facts(one, knock, due, today)) for one in rows]
    facts = together([told for _row, told in known], today)
    homes = [
        Home(one.home, shown(one.head or one.contact, Mask.NAME, Profile.MASKED), told)
        for one, told in known
        if one.home
    ]
    parts = _parts(building, row)
    return Door(
        id=row.id,
        home=row.home or "",
        grid=row.grid_id or "",
        name=addresses.text(replace(parts, compound="")),
        place=addresses.text(parts),
        unit=addresses.bare("unit", row.unit or ""),
        room=row.room or "",
        who=homes[0].who if homes else "",
        homes=tuple(homes),
        facts=facts,
        marks={layer.key: layer.mark(facts, today) for layer in layers()},
    )


def _facts(row: Known, knock: Knock | None, due: Mapping[str, date], today: date) -> Facts:
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
        due=due.get(row.home) if row.home else _named(last),
        checked=row.checked or "",
    )


def _named(last: Knock | None) -> date | None:
    """Return the day that the last visit to a place named for the next."""
    return date.fromisoformat(last.next_due) if last is not None and last.next_due else None


def in_order(doors: Iterable[Door]) -> list[Door]:
    """Return doors as somebody walks: one staircase after the other, from below."""
    return sorted(doors, key=lambda one: ordering.key(one.name, is_person=False))
