"""The rows of a roster, taken in one after the other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import InputInvalidError
from gridkeeper.services import register_files, restricting, roster_rows
from gridkeeper.services.cases_import import Refused
from gridkeeper.services.drafts import Draft
from gridkeeper.services.moving import move_along
from gridkeeper.services.roster_known import Differing, Known
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.people import Person, PersonTag
    from gridkeeper.domain.premises import Premises
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.ledgers.reading import Row, Sheet
    from gridkeeper.progress import Progress
    from gridkeeper.services.register_import import RosterImported
    from gridkeeper.services.session import Work

_PLACES = ("grid", "building", "dwelling", "household")
_APART = re.compile(r"[、,，;；/|]+")


class Taking:
    """One roster while it is taken in, with what the register knows by its natural keys."""

    def __init__(
        self, work: Work, columns: register_files.Columns, done: RosterImported, grid: str
    ) -> None:
        self._work = work
        self._grid_of_rest = grid
        self._is_rest = False
        self._of_rest: set[str] = set()
        self._rows_of_numbers: dict[str, tuple[int, str]] = {}
        self._columns = columns
        self._done = done
        self._differences: list[str] = []
        self._heads: dict[str, str] = {}
        self._checked: set[tuple[object, ...]] = set()
        self._known = Known(work)

    def take(self, sheet: Sheet, progress: Progress) -> None:
        """Take in all rows."""
        for count, row in enumerate(sheet.rows, 1):
            self._take(row)
            self._done.rows = count
            if not count % 200:
                progress.report(count, 0)
        self._name_heads()

    def refuse_unplaced(self) -> None:
        """Refuse a roster of which rows name no grid, where it could be one of several.

        Raises:
            InputInvalidError: It is so.
        """
        names = sorted(grid.name or grid.code or grid.id for grid in self._known.grids())
        if not self._done.without_grid or not names:
            return
        text = plural(
            "{n} row names no grid; say with --grid which it is, or --grid - for none: {grids}",
            "{n} rows name no grid; say with --grid which it is, or --grid - for none: {grids}",
            self._done.without_grid,
        )
        reason = text.format(n=f"{self._done.without_grid:,}", grids=_(", ").join(names))
        raise InputInvalidError(where=self._done.file, reason=reason)

    def _take(self, row: Row) -> None:
        facts = self._columns.facts(row.cells)
        drafts = {name: Draft(KINDS[name]) for name in facts}
        tags = _APART.split(facts["person_tag"].pop("tag", ""))
        whole = facts["dwelling"].get("address", "")
        roster_rows.split_address(facts)
        roster_rows.read_child(facts["person"])
        for name, draft in drafts.items():
            draft.read(facts[name], self._work.today)
        person = drafts["person"].record(self._work.pen.new_id(), self._work.today)
        if not facts["person"]:
            drafts["person"].problems.clear()
        if facts["premises"]:
            drafts["premises"].record(self._work.pen.new_id(), self._work.today)
        for name in _PLACES:
            self._check(drafts[name], facts[name])
        tag_drafts = [self._tag(tag, drafts["person_tag"]) for tag in tags if tag]
        tag_drafts = [one for one in tag_drafts if one.refused or "tag" in one.values]
        wrong = roster_rows.said((*drafts.values(), *tag_drafts))
        wrong = wrong or roster_rows.placeless(facts, whole)
        wrong = wrong or self._twice(cast("Person", person), row.number)
        if wrong:
            self._done.refused.append(Refused(row.number, wrong))
            return
        before = self._brought
        self._is_rest = False
        self._differences.clear()
        known = self._meant(cast("Person", person)) if facts["person"] else None
        head = person.id if known is None and _is_head(person) else None
        grid, home = self._settled(drafts, known, head)
        if facts["premises"]:
            self._unit(drafts["premises"], grid)
        if facts["person"]:
            self._person(cast("Person", person), home, grid, tag_drafts)
        self._conclude(row, is_new=self._brought != before)

    def _settled(
        self, drafts: Mapping[str, Draft], known: Person | None, head: str | None
    ) -> tuple[str | None, Record | None]:
        """Return the grid and the household of a row, made where they are new.

        Of somebody who lives elsewhere here than in the file nothing is made: they stay.
        """
        home = self._known.home(known, drafts)
        moved = self._known.elsewhere(home, drafts) if home else ""
        if home is not None and moved:
            self._differences.append(moved)
            return home.grid_id, home
        grid = self._grid(drafts["grid"])
        return grid, self._home(drafts, grid, home, head)

    def _conclude(self, row: Row, *, is_new: bool) -> None:
        """Count what came of a row."""
        self._done.unchanged += not is_new
        self._done.without_grid += self._is_rest
        # A home that lies in another grid says so once, not for its door and its people again.
        differences = dict.fromkeys(self._differences)
        if differences:
            self._done.kept += len(differences)
            self._done.differing.append(Differing(row.number, "；".join(differences)))

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

    def _check(self, draft: Draft, facts: Mapping[str, str]) -> None:
        """Check what a row says of a place; what it leaves unsaid is no fault of the row."""
        said = (draft.kind.name, *facts.items())
        if not facts or said in self._checked:
            return  # the row before was of the same house
        draft.record(self._work.pen.new_id(), self._work.today)
        draft.problems = [one for one in draft.problems if one.code != "required"]
        if not draft.problems:
            self._checked.add(said)

    def _tag(self, wording: str, beside: Draft) -> Draft:
        draft = Draft(kinds.PERSON_TAG, dict(beside.values))
        draft.take(kinds.PERSON_TAG.field("tag"), wording, self._work.today)
        restricting.check(self._work.unit, draft, self._work.today)
        return draft

    def _grid(self, draft: Draft) -> str | None:
        name = draft.values.get("name")
        if not name:
            return None
        return (self._known.get(("grid", name)) or self._new(draft)).id

    def _rest(self, known: Record | None) -> str | None:
        """Return the grid of what no row places; it stays where the register has it."""
        if known is not None and known.grid_id and known.id not in self._of_rest:
            return known.grid_id
        grids = self._known.grids()
        if len(grids) == 1:
            return grids[0].id
        self._is_rest = True
        return self._grid_of_rest or None

    def _home(
        self, drafts: Mapping[str, Draft], grid: str | None, meant: Record | None, head: str | None
    ) -> Record | None:
        """Return the household behind the door of a row, made where it is new.

        Args:
            drafts: What the row says.
            grid: Of the row.
            meant: The household that the person or its number says; there may be several at a door.
            head: The id of the new person whom the row calls the head.
        """
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
            numbered = ("household", household["number"])
            return self._known_or_new(drafts["household"], numbered, grid, head_id=head)
        key = roster_rows.dwelling_key(
            dwelling.get("building_id"), dwelling.get("unit"), dwelling["room"]
        )
        door = self._known_or_new(drafts["dwelling"], key, grid)
        household["dwelling_id"] = door.id
        behind: tuple[object, ...] = ("behind", door.id)
        if meant is not None:
            behind = ("id", meant.id)
        elif household.get("number"):
            behind = ("household", household["number"])
        return self._known_or_new(drafts["household"], behind, grid or door.grid_id, head_id=head)

    def _house(self, draft: Draft, grid: str | None) -> Record:
        """Return the building of a row: of its compound, or the only one of its name."""
        compound, name = draft.values.get("compound"), str(draft.values["name"])
        known = self._known.house(compound, name)
        if known is not None:
            return self._place(known, draft, grid or self._rest(known))
        return self._known_or_new(draft, roster_rows.building_key(compound, name), grid)

    def _unit(self, draft: Draft, grid: str | None) -> None:
        """Take in a shop or another unit: known by its credit code, or by its name and address."""
        unit = cast("Premises", draft.record(self._work.pen.new_id(), self._work.today))
        for key in roster_rows.premises_keys(unit):
            known = cast("Premises | None", self._known.get(key))
            if known is not None and not _differ(known.credit_code, unit.credit_code):
                self._place(known, draft, grid or self._rest(known))
                return
        self._new(draft, grid_id=grid or self._rest(None))

    def _known_or_new(
        self, draft: Draft, key: tuple[object, ...], grid: str | None, **made: object
    ) -> Record:
        """Return the record of a key; one that is new gets what is `made` with it."""
        known = self._known.get(key)
        if known is not None:
            return self._place(known, draft, grid or self._rest(known))
        return self._new(draft, grid_id=grid or self._rest(None), **made)

    def _new(self, draft: Draft, **values: object) -> Record:
        filled = {**draft.values, **values}
        made = cast("type[Any]", draft.kind.record)(id=self._work.pen.new_id(), **filled)
        if self._is_rest:
            self._of_rest.add(made.id)
        return self._create(draft.kind, made)

    def _place(self, known: Record, draft: Draft, grid: str | None) -> Record:
        """Fill in what nobody has said of a known home, building or unit; leave what differs."""
        missing, differing = self._known.compared(known, {**draft.values, "grid_id": grid})
        self._differences += differing
        if not missing:
            return known
        self._work.save()
        placed = self._work.change(known, **missing)
        self._done.placed += 1
        if self._is_rest:
            self._of_rest.add(known.id)
        self._known.remember(placed)
        return placed

    def _create(self, kind: Kind, record: Record) -> Record:
        self._work.create(record)
        self._done.created[kind.name] += 1
        self._known.remember(record)
        return record

    def _person(
        self, person: Person, home: Record | None, grid: str | None, tags: list[Draft]
    ) -> None:
        person = replace(person, household_id=home.id if home else None, grid_id=grid)
        if home is not None:
            person = replace(person, grid_id=home.grid_id or grid)
        known = self._meant(person)
        if home is None and grid is None:
            person = replace(person, grid_id=self._rest(known))
        person = roster_rows.completed(person)
        if known is not None:
            added = self._add_tags(known, tags)
            self._fill(known, person, added=added)
            return
        self._create(kinds.PERSON, person)
        self._add_tags(person, tags)
        self._done.homeless += home is None
        if home is not None and _is_head(person):
            self._heads.setdefault(home.id, person.id)

    def _meant(self, person: Person) -> Person | None:
        """Return the person who is meant, if the register or an earlier row has them."""
        for key in roster_rows.person_keys(person):
            known = cast("Person | None", self._known.get(key))
            # The same name, birthday and telephone with another number is somebody else.
            if known is None or _differ(known.id_number, person.id_number):
                continue
            if not _differ(known.birth, person.birth):
                return known
        return None

    def _add_tags(self, person: Person, tags: list[Draft]) -> int:
        """Give a person the care groups that they do not have yet; return how many."""
        added = 0
        for draft in tags:
            tag = cast("PersonTag", draft.record(self._work.pen.new_id(), self._work.today))
            if self._known.get(("tag", person.id, tag.tag)) is None:
                whose = replace(tag, person_id=person.id, grid_id=person.grid_id)
                self._create(kinds.PERSON_TAG, whose)
                added += 1
        return added

    def _name_heads(self) -> None:
        """Give homes their heads, at once for all: each save costs as much as many rows."""
        self._work.save()
        for home_id, person_id in self._heads.items():
            home = self._known.get(("id", home_id))
            if home is not None and getattr(home, "head_id", None) is None:
                self._work.change(home, head_id=person_id)

    def _fill(self, known: Person, person: Person, *, added: int) -> None:
        """Fill in what is missing of a person who is known; leave what differs."""
        said = {about.name: getattr(person, about.name) for about in kinds.PERSON.fields}
        missing, differing = self._known.compared(known, said)
        self._differences += differing
        if missing:
            self._work.save()
            changed = self._work.change(known, **missing)
            self._known.remember(changed)
            if "grid_id" in missing:
                self._work.save()
                move_along(self._work, changed, None)
        if missing or added:
            self._done.filled += 1


def _is_head(person: Record) -> bool:
    return getattr(person, "relation", None) in register_files.rules()["heads"]


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)
