"""Taking in rosters: people, and the doors, buildings and grids they belong to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import addresses, kinds
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.services import register_files
from gridkeeper.services.cases_import import Refused
from gridkeeper.services.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gridkeeper.domain.people import Person, PersonTag
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.ledgers.reading import Row, Sheet
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session, Work

_PLACES = ("grid", "building", "dwelling", "household")
_APART = re.compile(r"[、,，;；/|]+")


@dataclass
class RosterImported:
    """What came of a roster.

    Attributes:
        rows: How many rows were read: those `taken`, `unchanged` and `refused`.
        created: New records by kind.
        filled: Known people of whom something was missing here.
        unchanged: Rows that say nothing new.
        kept: Fields where the file differs from what is here; they were left.
        refused: Rows that could not be taken in, with the field and the reason.
        unused: Headings that nobody understood.
        refused_columns: Headings that a community may not collect, with the reason.
    """

    file: str
    sheet: str = ""
    rows: int = 0
    created: Counter[str] = field(default_factory=Counter)
    filled: int = 0
    unchanged: int = 0
    kept: int = 0
    refused: list[Refused] = field(default_factory=list)
    unused: tuple[str, ...] = ()
    refused_columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        """How many rows brought something."""
        return self.rows - self.unchanged - len(self.refused)


class RegisterImportService:
    """Takes in rosters."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(
        self, path: Path, mapping: Mapping[str, str], progress: Progress, *, rehearse: bool = False
    ) -> RosterImported:
        """Take in one roster in one transaction.

        People are known again by ID number, by name, birth and phone, or, where none of these is
        said, by name and household. What is missing here is
        filled in; what differs is left as it is and counted, nothing is overwritten.

        Args:
            path: A workbook or CSV file.
            mapping: `kind.field` by heading, where headings are not understood by themselves.
            progress: Steps are rows; the total is not known.
            rehearse: Do everything and keep nothing.

        Raises:
            FileMissingError: There is no such file.
            FileUnreadableError: It cannot be read as a sheet.
            HeadingsUnknownError: There is neither a name nor an address.
            MappingInvalidError: The mapping is wrong.
        """
        # calamine and openpyxl take their time to import: only those who read a file pay for it.
        from gridkeeper.ledgers import reading  # noqa: PLC0415

        given = {*mapping}
        sheet = reading.read(
            path, lambda heading: heading in given or register_files.knows(heading)
        )
        columns = register_files.columns(sheet.file, sheet.name, sheet.headings, mapping)
        done = RosterImported(
            sheet.file, sheet.name, unused=columns.unused, refused_columns=columns.refused
        )
        with self._session.writing("register import", keep=not rehearse, file=sheet.file) as work:
            _Taking(work, columns, done).take(sheet, progress)
        return done


class _Taking:
    """One roster while it is taken in, with what the register knows by its natural keys."""

    def __init__(self, work: Work, columns: register_files.Columns, done: RosterImported) -> None:
        self._work = work
        self._columns = columns
        self._done = done
        self._by_key: dict[tuple[object, ...], Record] = {}
        for name in (*_PLACES, "person", "person_tag"):
            for record in work.unit.listing.all(KINDS[name]):
                self._remember(record)

    def take(self, sheet: Sheet, progress: Progress) -> None:
        """Take in all rows."""
        for count, row in enumerate(sheet.rows, 1):
            self._take(row)
            self._done.rows = count
            if not count % 200:
                progress.report(count, 0)

    def _take(self, row: Row) -> None:
        facts = self._columns.facts(row.cells)
        drafts = {name: Draft(KINDS[name]) for name in facts}
        tags = _APART.split(facts["person_tag"].pop("tag", ""))
        _split_address(facts)
        for name, draft in drafts.items():
            draft.read(facts[name], self._work.today)
        person = drafts["person"].record(self._work.pen.new_id(), self._work.today)
        draft = drafts["person"]
        if not facts["person"]:
            draft.problems.clear()
        for name in _PLACES:
            self._check(drafts[name])
        tag_drafts = [self._tag(tag, drafts["person_tag"]) for tag in tags if tag]
        tag_drafts = [one for one in tag_drafts if one.refused or "tag" in one.values]
        wrong = [one.said() for one in (*drafts.values(), *tag_drafts) if one.refused]
        if wrong:
            self._done.refused.append(Refused(row.number, "；".join(wrong)))
            return
        before = self._done.created.total() + self._done.filled
        grid = self._grid(drafts["grid"])
        home = self._home(drafts, grid)
        if facts["person"]:
            self._person(cast("Person", person), home, grid, tag_drafts)
        if self._done.created.total() + self._done.filled == before:
            self._done.unchanged += 1

    def _check(self, draft: Draft) -> None:
        """Check what a row says of a place; what it leaves unsaid is no fault of the row."""
        draft.record(self._work.pen.new_id(), self._work.today)
        draft.problems = [one for one in draft.problems if one.code != "required"]

    def _tag(self, wording: str, beside: Draft) -> Draft:
        draft = Draft(kinds.PERSON_TAG, dict(beside.values))
        draft.take(kinds.PERSON_TAG.field("tag"), wording, self._work.today)
        return draft

    def _grid(self, draft: Draft) -> str | None:
        name = draft.values.get("name")
        if not name:
            grids = [record for key, record in self._by_key.items() if key[0] == "grid"]
            return grids[0].id if len(grids) == 1 else None
        return self._known_or_new(draft, ("grid", name)).id

    def _home(self, drafts: Mapping[str, Draft], grid: str | None) -> Record | None:
        """Return the household behind the door of a row, made where it is new."""
        building, dwelling, household = (
            drafts[name].values for name in ("building", "dwelling", "household")
        )
        if building.get("name"):
            house = self._known_or_new(
                drafts["building"], ("building", building.get("compound"), building["name"]), grid
            )
            dwelling["building_id"] = house.id
        if not dwelling.get("room"):
            if not household.get("number"):
                return None
            return self._known_or_new(drafts["household"], ("household", household["number"]), grid)
        key = ("dwelling", dwelling.get("building_id"), dwelling.get("unit"), dwelling["room"])
        door = self._known_or_new(drafts["dwelling"], key, grid)
        household["dwelling_id"] = door.id
        number = household.get("number")
        behind = ("household", number) if number else ("behind", door.id)
        return self._known_or_new(drafts["household"], behind, grid)

    def _known_or_new(
        self, draft: Draft, key: tuple[object, ...], grid: str | None = None
    ) -> Record:
        known = self._by_key.get(key)
        if known is not None:
            return known
        values = {**draft.values, "grid_id": grid} if draft.kind is not kinds.GRID else draft.values
        made = cast("type[Any]", draft.kind.record)(id=self._work.pen.new_id(), **values)
        return self._create(draft.kind, made)

    def _create(self, kind: Kind, record: Record) -> Record:
        self._work.create(record)
        self._done.created[kind.name] += 1
        self._remember(record)
        return record

    def _person(
        self, person: Person, home: Record | None, grid: str | None, tags: list[Draft]
    ) -> None:
        person = replace(
            person, household_id=home.id if home else None, grid_id=(home and home.grid_id) or grid
        )
        known = self._known(person)
        if known is not None:
            added = self._add_tags(known, tags)
            self._fill(known, person, added=added)
            return
        self._create(kinds.PERSON, person)
        self._add_tags(person, tags)
        if home is not None and person.relation in register_files.rules()["heads"]:
            self._name_head(home, person)

    def _known(self, person: Person) -> Person | None:
        """Return the person who is meant, if the register or an earlier row has them."""
        for key in _person_keys(person):
            known = cast("Person | None", self._by_key.get(key))
            # The same name, birthday and telephone with another number is somebody else.
            if known is not None and not _differ(known.id_number, person.id_number):
                return known
        return None

    def _add_tags(self, person: Person, tags: list[Draft]) -> int:
        """Give a person the classes of care that they do not have yet; return how many."""
        added = 0
        for draft in tags:
            tag = cast("PersonTag", draft.record(self._work.pen.new_id(), self._work.today))
            if ("tag", person.id, tag.tag) not in self._by_key:
                whose = replace(tag, person_id=person.id, grid_id=person.grid_id)
                self._create(kinds.PERSON_TAG, whose)
                added += 1
        return added

    def _name_head(self, home: Record, person: Person) -> None:
        household = self._by_key[("id", home.id)]
        if getattr(household, "head_id", None) is None:
            self._work.save()
            self._remember(self._work.change(household, head_id=person.id))

    def _fill(self, known: Person, person: Person, *, added: int) -> None:
        """Fill in what is missing of a person who is known; leave what differs."""
        missing: dict[str, Any] = {}
        for about in kinds.PERSON.fields:
            ours, theirs = getattr(known, about.name), getattr(person, about.name)
            if theirs is None or theirs == ours:
                continue
            if ours is None:
                missing[about.name] = theirs
            else:
                self._done.kept += 1
        if missing:
            self._work.save()
            self._remember(self._work.change(known, **missing))
        if missing or added:
            self._done.filled += 1

    def _remember(self, record: Record) -> None:
        for key in _keys(record):
            self._by_key[key] = record


def _split_address(facts: Mapping[str, dict[str, str]]) -> None:
    """Turn a whole address into building, stairway and room, where these are not said."""
    whole = facts["dwelling"].pop("address", "")
    if not whole or facts["dwelling"].get("room"):
        return
    door = addresses.parse(whole)
    parts = {
        "building": {"compound": door.compound, "name": door.building and f"{door.building}幢"},
        "dwelling": {"unit": door.unit, "floor": door.floor, "room": door.room},
    }
    for kind, values in parts.items():
        for name, value in values.items():
            if value:
                facts[kind].setdefault(name, value)


def _keys(record: Record) -> list[tuple[object, ...]]:
    """Return the keys by which a record of the register is known again."""
    value: Any = record
    found: list[tuple[object, ...]]
    match kind_of(record).name:
        case "grid":
            found = [("grid", value.name)]
        case "building":
            found = [("building", value.compound, value.name)]
        case "dwelling":
            found = [("dwelling", value.building_id, value.unit, value.room)]
        case "household":
            found = [("household", value.number)] if value.number else []
            found += [("behind", value.dwelling_id)] if value.dwelling_id else []
        case "person":
            found = _person_keys(value)
        case "person_tag":
            found = [("tag", value.person_id, value.tag)]
        case _:
            found = []
    return [*found, ("id", record.id)]


def _person_keys(person: Person) -> list[tuple[object, ...]]:
    """Return the keys of a person, the surest first."""
    keys: list[tuple[object, ...]] = []
    if person.id_number:
        keys.append(("person", person.id_number))
    if person.birth or person.phone:
        keys.append(("person", person.name, person.birth, person.phone))
    if not keys:
        # A child without papers: nobody else of this name lives behind the same door.
        keys.append(("person", person.name, person.household_id, person.grid_id))
    return keys


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)
