"""Taking in rosters: people, and the doors, buildings and grids they belong to."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.services import register_files, roster_rows
from gridkeeper.services.cases_import import Refused
from gridkeeper.services.drafts import Draft
from gridkeeper.services.moving import move_along
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gridkeeper.domain.people import Person, PersonTag
    from gridkeeper.domain.places import Building
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
        placed: Known households, dwellings and buildings that got a grid or a compound.
        without_grid: Rows that name no grid, and whose home has none.
        unchanged: Rows that say nothing new.
        kept: Fields where the file differs from what is here; they were left.
        differing: The rows in which they stand.
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
    placed: int = 0
    without_grid: int = 0
    kept: int = 0
    differing: list[int] = field(default_factory=list)
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
        self,
        path: Path,
        mapping: Mapping[str, str],
        progress: Progress,
        *,
        rehearse: bool = False,
        grid: str = "",
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
            grid: The id of the grid to which homes belong of which neither a row nor the register
                says it; "" for the only one there is, or none.

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
            _Taking(work, columns, done, grid).take(sheet, progress)
        return done


class _Taking:
    """One roster while it is taken in, with what the register knows by its natural keys."""

    def __init__(
        self, work: Work, columns: register_files.Columns, done: RosterImported, grid: str
    ) -> None:
        self._work = work
        self._grid_of_rest = grid
        self._is_rest = False
        self._of_rest: set[str] = set()
        self._houses: dict[str, dict[str, Record]] = {}
        self._rows_of_numbers: dict[str, tuple[int, str]] = {}
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
        roster_rows.split_address(facts)
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
        wrong = roster_rows.said((*drafts.values(), *tag_drafts))
        wrong = wrong or self._twice(cast("Person", person), row.number)
        if wrong:
            self._done.refused.append(Refused(row.number, wrong))
            return
        before, kept = self._brought, self._done.kept
        self._is_rest = False
        grid = self._grid(drafts["grid"])
        home = self._home(drafts, grid)
        if facts["person"]:
            self._person(cast("Person", person), home, grid, tag_drafts)
        if self._brought == before:
            self._done.unchanged += 1
        self._done.without_grid += self._is_rest
        if self._done.kept != kept:
            self._done.differing.append(row.number)

    @property
    def _brought(self) -> int:
        return self._done.created.total() + self._done.filled + self._done.placed

    def _twice(self, person: Person, row: int) -> str:
        """Return why a row is refused whose number an earlier row gave to somebody else."""
        if not person.id_number:
            return ""
        first, name = self._rows_of_numbers.setdefault(person.id_number, (row, person.name or ""))
        if name == person.name:
            return ""
        text = _("row {row} has the same ID number with another name; one of them is wrong")
        return text.format(row=first)

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
            return None
        return (self._by_key.get(("grid", name)) or self._new(draft)).id

    def _rest(self, known: Record | None) -> str | None:
        """Return the grid of what no row places; it stays where the register has it."""
        if known is not None and known.grid_id and known.id not in self._of_rest:
            return known.grid_id
        grids = [record for key, record in self._by_key.items() if key[0] == "grid"]
        if len(grids) == 1:
            return grids[0].id
        self._is_rest = True
        return self._grid_of_rest or None

    def _home(self, drafts: Mapping[str, Draft], grid: str | None) -> Record | None:
        """Return the household behind the door of a row, made where it is new."""
        building, dwelling, household = (
            drafts[name].values for name in ("building", "dwelling", "household")
        )
        if building.get("name"):
            house = self._house(drafts["building"], grid)
            dwelling["building_id"] = house.id
            grid = grid or house.grid_id
        if not dwelling.get("room"):
            if not household.get("number"):
                return None
            return self._known_or_new(drafts["household"], ("household", household["number"]), grid)
        key = roster_rows.dwelling_key(
            dwelling.get("building_id"), dwelling.get("unit"), dwelling["room"]
        )
        door = self._known_or_new(drafts["dwelling"], key, grid)
        household["dwelling_id"] = door.id
        number = household.get("number")
        behind = ("household", number) if number else ("behind", door.id)
        return self._known_or_new(drafts["household"], behind, grid or door.grid_id)

    def _house(self, draft: Draft, grid: str | None) -> Record:
        """Return the building of a row: of its compound, or the only one of its name."""
        compound = draft.values.get("compound")
        key = roster_rows.building_key(compound, draft.values["name"])
        named = [cast("Building", one) for one in self._houses.get(str(key[-1]), {}).values()]
        if compound:
            open_ = [one for one in named if one.compound is None]
            found = [one for one in named if one.compound == compound] or open_
        else:
            found = named if len(named) == 1 else [one for one in named if one.compound is None]
        if not found:
            return self._known_or_new(draft, key, grid)
        return self._place(found[0], grid_id=grid or self._rest(found[0]), compound=compound)

    def _known_or_new(self, draft: Draft, key: tuple[object, ...], grid: str | None) -> Record:
        known = self._by_key.get(key)
        if known is not None:
            return self._place(known, grid_id=grid or self._rest(known))
        return self._new(draft, grid_id=grid or self._rest(None))

    def _new(self, draft: Draft, **values: object) -> Record:
        filled = {**draft.values, **values}
        made = cast("type[Any]", draft.kind.record)(id=self._work.pen.new_id(), **filled)
        if self._is_rest:
            self._of_rest.add(made.id)
        return self._create(draft.kind, made)

    def _place(self, known: Record, **values: object) -> Record:
        """Fill in where a known home or building lies, if nobody has said it."""
        missing = {name: value for name, value in values.items() if value}
        missing = {name: value for name, value in missing.items() if not getattr(known, name)}
        if not missing:
            return known
        self._work.save()
        placed = self._work.change(known, **missing)
        self._done.placed += 1
        if self._is_rest:
            self._of_rest.add(known.id)
        self._by_key.update(dict.fromkeys(roster_rows.keys(known), placed))
        self._remember(placed)
        return placed

    def _create(self, kind: Kind, record: Record) -> Record:
        self._work.create(record)
        self._done.created[kind.name] += 1
        self._remember(record)
        return record

    def _person(
        self, person: Person, home: Record | None, grid: str | None, tags: list[Draft]
    ) -> None:
        person = replace(person, household_id=home.id if home else None, grid_id=grid)
        if home is not None:
            person = replace(person, grid_id=home.grid_id or grid)
        known = self._known(person)
        if home is None and grid is None:
            person = replace(person, grid_id=self._rest(known))
        person = roster_rows.completed(person)
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
        for key in roster_rows.person_keys(person):
            known = cast("Person | None", self._by_key.get(key))
            # The same name, birthday and telephone with another number is somebody else.
            if known is None or _differ(known.id_number, person.id_number):
                continue
            if not _differ(known.birth, person.birth):
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
            changed = self._work.change(known, **missing)
            self._remember(changed)
            if "grid_id" in missing:
                self._work.save()
                move_along(self._work, changed, None)
        if missing or added:
            self._done.filled += 1

    def _remember(self, record: Record) -> None:
        keys = roster_rows.keys(record)
        self._by_key.update(dict.fromkeys(keys, record))
        if kind_of(record) is kinds.BUILDING:
            self._houses.setdefault(str(keys[0][-1]), {})[record.id] = record


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)
