"""A quick line made into the beginning of a record; it is never kept by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import addresses, checks, codes, guessed_names, kinds, names, quick_lines
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.quick_lines import Sense
from gridkeeper.domain.quick_parts import TOLD
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.records import doors
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.texts import _

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.quick_lines import Line, Part
    from gridkeeper.domain.records import Kind
    from gridkeeper.services.records.keeping import Facts
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_LONGEST_TITLE = 40
_DISPUTES = ("纠纷", "矛盾")
_TABLES = {
    Sense.OUTCOME: "visit_outcome",
    Sense.FORM: "visit_form",
    Sense.LEVEL: "hazard_level",
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a line amounts to.

    Attributes:
        kind: What it records.
        facts: What a form begins with, and `RecordingService.record` takes. They hold what was
            typed and where a door lies, and no name that was not typed. Who is not in the register
            is named as forms name such people: as a party, as who asks, or in the words.
        line: Its pieces, and as what each was understood.
        problems: What keeps it from being kept, and what is to be looked at.
    """

    kind: Kind
    facts: Facts
    line: Line
    problems: tuple[Problem, ...]


def meaning(line: Line, part: Part) -> str:
    """Return what a piece of a line means, where that is more than its own text; else ""."""
    name = _TABLES.get(part.sense) or (
        quick_lines.CATEGORIES[line.kind] if part.sense is Sense.CATEGORY else ""
    )
    said = part.value
    if name:
        said = codes.table(name).text(part.value)
    elif part.sense in (Sense.DOOR, Sense.OTHER_DOOR):
        said = addresses.text(addresses.parse(part.value))
    elif part.is_patrol:
        said = codes.table("visit_kind").text(checks.ON_PATROL)
    elif part.sense is Sense.KIND:
        said = str(KINDS[part.value].label)
    elif part.is_guess and guessed_names.is_surname(part.text):
        said = _("{name} (surname only: please check)").format(name=part.value)
    elif part.is_guess:
        said = _("{name} (not in the register)").format(name=part.text)
    return "" if said == part.text else said


class QuickLineService:
    """Reads quick lines; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def propose(self, text: str) -> Proposal:
        """Return what a line amounts to; nothing is kept.

        Raises:
            InputInvalidError: There is nothing in it.
        """
        today = self._session.today()
        with self._session.store.reading() as unit:
            around = Surroundings(unit, today)
            line = quick_lines.read(
                text,
                today,
                lambda name: bool(_people(around, name)),
                lambda word: guessed_names.may_be(word) and not _is_place(around, word),
            )
            line = replace(line, parts=tuple(_on_stairs(unit, part) for part in line.parts))
            if not line.parts:
                raise InputInvalidError(where=_("the line"), reason=_("there is nothing in it"))
            facts = _Facts(around, line, today).made()
        kind = KINDS[line.kind]
        problems = RecordingService(self._session).check(kind, facts)
        return Proposal(kind, facts, line, problems)


def _on_stairs(unit: Unit, part: Part) -> Part:
    """Return a piece; `3-1` is a stairway where the register knows it, and no such room."""
    if part.sense not in (Sense.DOOR, Sense.OTHER_DOOR):
        return part
    door = addresses.parse(part.value)
    if door.unit or doors.dwellings(unit, door) or not (house := doors.stairway(unit, door)):
        return part
    stairs = addresses.Door(door.compound or house.compound or "", door.building, door.room)
    return replace(part, value=addresses.text(stairs))


def _people(around: Surroundings, name: str) -> list[Person]:
    wanted = names.cleaned(name)
    if len(wanted) < 2:
        return []
    return cast("list[Person]", around.unit.listing.where(kinds.PERSON, name=wanted))


def _is_place(around: Surroundings, word: str) -> bool:
    """Whether a compound is called so, or a building: 万科 begins as a name does."""
    where = around.unit.listing.where
    return any(where(kinds.BUILDING, **{name: word}) for name in ("compound", "name"))


@dataclass(frozen=True, slots=True)
class _Facts:
    around: Surroundings
    line: Line
    today: date

    def made(self) -> dict[str, object]:
        """Return the typed values of the record; what was not said is left out."""
        line, kind = self.line, KINDS[self.line.kind]
        found: dict[str, object] = {kind.day: line.first(Sense.DAY) or self.today.isoformat()}
        match kind.name:
            case "visit":
                found |= self._patrol() if line.is_patrol else self._visit()
            case "dispute":
                found |= self._dispute()
            case "hazard":
                found |= self._hazard()
            case _:
                found |= self._request()
        return {name: value for name, value in found.items() if value}

    def _visit(self) -> dict[str, object]:
        person = self._person(Sense.PERSON, Sense.DOOR)
        told = self.line.words
        return {
            "household_id": self.line.first(Sense.DOOR),
            "person_id": person,
            "outcome": self._code(Sense.OUTCOME),
            "form": self._code(Sense.FORM),
            "situation": told if person else self._with_name(told),
        }

    def _patrol(self) -> dict[str, object]:
        """Return a patrol: it was somewhere and not at somebody's; whoever is named is told of."""
        door = self.line.first(Sense.DOOR)
        where = "" if door else quick_lines.place_of(self.line)
        said = [part for part in self.line.parts if part.sense in {*TOLD, Sense.PERSON}]
        return {
            "kind": codes.table("visit_kind").text(checks.ON_PATROL),
            "place": self._place(door) or where,
            "form": self._code(Sense.FORM),
            "situation": "，".join(part.text for part in said if part.text != where),
        }

    def _dispute(self) -> dict[str, object]:
        told, door = self.line.words, self.line.first(Sense.DOOR)
        what = (told or door)[:_LONGEST_TITLE]
        sides = (
            ("1", Sense.PERSON, Sense.DOOR),
            ("2", Sense.OTHER_PERSON, Sense.OTHER_DOOR),
        )
        parties = [self._party(side, who, where) for side, who, where in sides]
        return {
            "title": what if what.endswith(_DISPUTES) else f"{what}{_DISPUTES[0]}",
            "type": self._code(Sense.CATEGORY),
            "content": quick_lines.told(self.line),
            "place": self._place(door),
            "parties": [party for party in parties if party],
        }

    def _party(self, side: str, who: Sense, where: Sense) -> dict[str, object]:
        name, door = self.line.first(who), self.line.first(where)
        if not (name or addresses.parse(door).room):
            return {}
        place = self._place(door)
        party = {
            "side": side,
            # Kept, so Chinese, whatever is spoken here; where the door is, the address says.
            "name": name or f"{addresses.parse(door).room}室住户",
            "person_id": self._person(who, where),
            "address": place,
        }
        return {field: value for field, value in party.items() if value}

    def _hazard(self) -> dict[str, object]:
        door = self.line.first(Sense.DOOR)
        known = bool(door) and self.around.referred(kinds.HOUSEHOLD, door) is not None
        return {
            "category": self._code(Sense.CATEGORY),
            "level": self._code(Sense.LEVEL),
            "household_id": door if known else "",
            "place": self._place(door),
            "content": self._with_name(self.line.words),
        }

    def _request(self) -> dict[str, object]:
        told = self.line.words
        return {
            "title": told[:_LONGEST_TITLE],
            "category": self._code(Sense.CATEGORY),
            "reporter": self.line.first(Sense.PERSON),
            "place": self._place(self.line.first(Sense.DOOR)),
            "content": told,
        }

    def _code(self, sense: Sense) -> str:
        table = _TABLES.get(sense) or quick_lines.CATEGORIES[self.line.kind]
        return codes.table(table).text(self.line.first(sense))

    def _with_name(self, told: str) -> str:
        return "，".join(part for part in (self.line.first(Sense.PERSON), told) if part)

    def _place(self, door: str) -> str:
        """Return where a door is, as the register says it; else as it was typed, in full."""
        if not door:
            return ""
        homes = doors.households(self.around.unit, door)
        known = self.around.address(homes[0].id) if homes else ""
        return known or addresses.text(addresses.parse(door))

    def _person(self, who: Sense, where: Sense) -> str:
        """Return the id of the one person who is meant; "" where nobody or several are."""
        name, door = self.line.first(who), self.line.first(where)
        if not name:
            return ""
        people = _people(self.around, name)
        homes = {home.id for home in doors.households(self.around.unit, door)} if door else set()
        living = [person for person in people if person.household_id in homes] or people
        return living[0].id if len(living) == 1 else ""
