"""The rows of a roster, taken in one after the other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import kinds
from gridkeeper.domain.identity_numbers import upgraded_if_old
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.imports import register_files, roster_natures, roster_rows
from gridkeeper.services.imports.cases_import import Refused
from gridkeeper.services.imports.roster_doubles import Doubles
from gridkeeper.services.imports.roster_known import Differing, Known, Parked
from gridkeeper.services.imports.roster_places import Places
from gridkeeper.services.records import restricting
from gridkeeper.services.records.drafts import Draft
from gridkeeper.services.records.moving import move_along
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.people import Person, PersonTag
    from gridkeeper.domain.records import Record
    from gridkeeper.ledgers.reading import Row, Sheet
    from gridkeeper.progress import Progress
    from gridkeeper.services.imports.register_import import RosterImported
    from gridkeeper.services.session import Work

_PLACES = ("grid", "building", "dwelling", "household")
_APART = re.compile(r"[、,，;；/|]+")


class Taking:
    """One roster while it is taken in, with what the register knows by its natural keys."""

    def __init__(
        self,
        work: Work,
        columns: register_files.Columns,
        done: RosterImported,
        grid: str,
        *,
        doubles: bool,
    ) -> None:
        """Begin.

        Args:
            work: The transaction.
            columns: What the columns mean.
            done: Is told what comes of it.
            grid: The id of the grid of rows that name none; "" for none.
            doubles: Take also in who may be registered already; else those rows are left out.
        """
        self._takes_doubles = doubles
        self._work = work
        self._rows_of_numbers: dict[str, tuple[int, str]] = {}
        self._columns = columns
        self._done = done
        self._heads: dict[str, str] = {}
        self._lost = False  # whether the row at hand has an address that names no door
        self._checked: set[tuple[object, ...]] = set()
        self._known = Known(work)
        self._places = Places(work, self._known, done, grid)
        self._doubles = Doubles(work.unit, self._known)

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
        roster_natures.fill(self._done.natures, facts)
        drafts = {name: Draft(KINDS[name]) for name in facts}
        roster_rows.keep_untagged(facts)
        tags = _APART.split(facts["person_tag"].pop("tag", ""))
        whole = facts["dwelling"].get("address", "")
        self._lost = roster_rows.split_address(facts)
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
        tags += roster_natures.tags_by_age(self._done.natures, person, self._work.today)
        tag_drafts = [self._tag(tag, drafts["person_tag"]) for tag in tags if tag]
        tag_drafts = [one for one in tag_drafts if one.refused or "tag" in one.values]
        refused = self._wrong([*drafts.values(), *tag_drafts], row)
        if refused is None and (said := roster_rows.placeless(facts, drafts, whole)):
            refused = Refused(row.number, said, tuple(self._columns.places("dwelling", "room")))
        refused = refused or self._twice(cast("Person", person), row.number)
        if refused:
            self._done.refused.append(refused)
            return
        before, made_before = self._brought, self._done.created.total()
        self._places.begin()
        known = self._registered(cast("Person", person), drafts) if facts["person"] else None
        is_parked = known is None and bool(facts["person"]) and self._park(person, drafts, row)
        if is_parked and not self._takes_doubles:
            return
        head = person.id if known is None and roster_rows.is_head(person) else None
        grid, home = self._settled(drafts, known, head)
        if facts["premises"]:
            self._places.unit(drafts["premises"], grid)
        if facts["person"]:
            whom = self._person(cast("Person", person), known, home, grid, tag_drafts)
            self._doubles.remember(whom, row.number)
        is_new = self._brought != before
        self._done.completed += is_new and self._done.created.total() == made_before
        self._conclude(row, is_new=is_new)

    def _wrong(self, drafts: Sequence[Draft], row: Row) -> Refused | None:
        """Return that a row is refused for what it says; None if all of it is in order."""
        cells = roster_rows.at_fault(drafts, self._columns)
        said = roster_rows.said(drafts, [self._columns.headings[cell] for cell in cells])
        return Refused(row.number, said, cells) if said else None

    def _park(self, person: Record, drafts: Mapping[str, Draft], row: Row) -> bool:
        """Put a row aside whose new person may be somebody who is known; whether it was."""
        why = self._doubles.why(cast("Person", person), self._known.door(drafts))
        if why:
            names = tuple(self._columns.places("person", "name"))
            self._done.parked.append(Parked(row.number, why, names))
        return bool(why)

    def _settled(
        self, drafts: Mapping[str, Draft], known: Person | None, head: str | None
    ) -> tuple[str | None, Record | None]:
        """Return the grid and the household of a row, made where they are new.

        Of somebody who lives elsewhere here than in the file nothing is made: they stay.
        """
        home = self._known.home(known, drafts)
        moved = self._known.elsewhere(home, drafts) if home else None
        if home is not None and moved:
            self._places.differences.append(moved)
            return home.grid_id, home
        grid = self._places.grid(drafts["grid"])
        return grid, self._places.home(drafts, grid, home, head)

    def _conclude(self, row: Row, *, is_new: bool) -> None:
        """Count what came of a row."""
        self._done.unchanged += not is_new
        if is_new and self._lost:
            self._done.doorless.append(row.number)
        self._done.without_grid += self._places.is_rest
        # A home that lies in another grid says so once, not for its door and its people again.
        differences = {one.text: one for one in self._places.differences}.values()
        if differences:
            self._done.kept += len(differences)
            self._done.kept_in.update(f"{one.kind}.{one.field}" for one in differences)
            said = "；".join(one.text for one in differences)
            pairs = ((one.kind, one.field) for one in differences)
            cells = {place for pair in pairs for place in self._columns.places(*pair)}
            self._done.differing.append(Differing(row.number, said, tuple(sorted(cells))))

    @property
    def _brought(self) -> int:
        return self._done.created.total() + self._done.filled + self._done.placed

    def _twice(self, person: Person, row: int) -> Refused | None:
        """Return that a row is refused whose number an earlier row gave to somebody else."""
        if not person.id_number:
            return None
        number = upgraded_if_old(person.id_number)
        first, name = self._rows_of_numbers.setdefault(number, (row, person.name or ""))
        if name == person.name:
            return None
        text = _("row {row} has the same ID number with another name; one of them is wrong")
        cells = [*self._columns.places("person", "name")]
        cells += self._columns.places("person", "id_number")
        return Refused(row, text.format(row=first), tuple(cells))

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

    def _person(
        self,
        person: Person,
        known: Person | None,
        home: Record | None,
        grid: str | None,
        tags: list[Draft],
    ) -> Person:
        """Make somebody, or fill in what is missing of her; return her as she is known now."""
        person = replace(person, household_id=home.id if home else None, grid_id=grid)
        if home is not None:
            person = replace(person, grid_id=home.grid_id or grid)
        if home is None and grid is None:
            person = replace(person, grid_id=self._places.rest(known))
        person = roster_rows.completed(person)
        if known is not None:
            added = self._add_tags(known, tags)
            self._fill(known, person, added=added)
            return known
        self._places.create(kinds.PERSON, person)
        self._add_tags(person, tags)
        self._done.homeless += home is None
        if home is not None and roster_rows.is_head(person):
            self._heads.setdefault(home.id, person.id)
        return person

    def _registered(self, person: Person, drafts: Mapping[str, Draft]) -> Person | None:
        """Return whom a row means, who may have nothing but a name and a place."""
        home = self._known.behind(drafts)
        grid = self._known.get(("grid", drafts["grid"].values.get("name")))
        lies_in = grid.id if grid else self._places.usual
        lives_in = home.id if home else None
        return self._meant(replace(person, household_id=lives_in, grid_id=lies_in))

    def _meant(self, person: Person) -> Person | None:
        """Return the person who is meant, if the register or an earlier row has them."""
        for key in roster_rows.person_keys(person):
            known = cast("Person | None", self._known.get(key))
            # The same name, birthday and telephone with another number is somebody else.
            if known is None or roster_rows.differ(_number(known), _number(person)):
                continue
            if not roster_rows.differ(known.birth, person.birth):
                return known
        found = (self._known.survivor(key) for key in roster_rows.person_keys(person))
        return next((one for one in found if one is not None), None)

    def _add_tags(self, person: Person, tags: list[Draft]) -> int:
        """Give a person the care groups that they do not have yet; return how many."""
        added = 0
        for draft in tags:
            tag = cast("PersonTag", draft.record(self._work.pen.new_id(), self._work.today))
            if self._known.get(("tag", person.id, tag.tag)) is None:
                whose = replace(tag, person_id=person.id, grid_id=person.grid_id)
                self._places.create(kinds.PERSON_TAG, whose)
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
        self._places.differences += differing
        if missing:
            self._work.save()
            changed = self._work.change(known, **missing)
            self._known.remember(changed)
            if "grid_id" in missing:
                self._work.save()
                move_along(self._work, changed, None)
        if missing or added:
            self._done.filled += 1


def _number(person: Person) -> str:
    return upgraded_if_old(person.id_number or "")
