"""Taking in rosters: people with the doors, buildings and grids they belong to; doors; units."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import GRID
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.imports import imported, register_files, roster_memory, roster_natures
from gridkeeper.services.imports.roster_taking import Taking
from gridkeeper.services.records.drafts import Draft
from gridkeeper.services.session import find

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.services.imports.cases_import import Refused
    from gridkeeper.services.imports.roster_known import Differing, Parked
    from gridkeeper.services.imports.roster_natures import Nature
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class NewGrid:
    """A grid that is made with the import, unless there is one of that name."""

    name: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wishes of an import beside the meaning of columns; see `take`."""

    grid: str | NewGrid = ""
    doubles: bool = False


@dataclass
class RosterImported:
    """What came of a roster.

    Attributes:
        rows: How many rows were read: those `taken`, `unchanged`, `parked` and `refused`.
        created: New records by kind.
        completed: Rows that made nothing new, and filled in what was missing.
        filled: Known people of whom something was missing here.
        placed: Known homes, buildings and units of which something was missing here.
        without_grid: Rows that name no grid, and whose home has none.
        new_grids: Names of grids that rows name and that are made with them.
        homeless: New people whose rows name no door; they belong to no household.
        doorless: The numbers of rows that were taken and whose address names no door; it is kept
            as a remark.
        unchanged: Rows that say nothing new.
        kept: Fields where the file differs from what is here; they were left.
        kept_in: Which fields these are, as `kind.field`, and how often each.
        differing: The rows in which they stand, and what it is.
        parked: Rows whose new people may be registered already; they are left out, or with
            `doubles` taken in, to be settled among the possible duplicates.
        doubles: Whether they were taken in.
        refused: Rows that could not be taken in, with the field and the reason.
        sums: The numbers of the lines of sums, which are left out.
        unused: Headings that nobody understood.
        refused_columns: Headings that a community may not collect, with the reason.
        roster: What was listed: `people`, `units` or `doors`.
        fields: What its columns mean, as `kind.field`; `meant` has them by the headings.
        mapping: What somebody said that columns mean, now or of an earlier roster like this.
        recalled: The columns of which it was said earlier.
        natures: What holds of everybody in it by what it is a list of, where no column says it.
        doubled: Fields that several columns mean, each with their headings; of each row the surest
            is taken.
        alike: Headings that are left out, with the one that means the same and is taken.
        id: Of the import, to take it back; "" if it wrote nothing.
    """

    file: str
    sheet: str = ""
    rows: int = 0
    created: Counter[str] = field(default_factory=Counter)
    completed: int = 0
    filled: int = 0
    unchanged: int = 0
    placed: int = 0
    without_grid: int = 0
    new_grids: list[str] = field(default_factory=list)
    homeless: int = 0
    doorless: list[int] = field(default_factory=list)
    kept: int = 0
    kept_in: Counter[str] = field(default_factory=Counter)
    differing: list[Differing] = field(default_factory=list)
    parked: list[Parked] = field(default_factory=list)
    doubles: bool = False
    refused: list[Refused] = field(default_factory=list)
    sums: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()
    refused_columns: Mapping[str, str] = field(default_factory=dict)
    roster: str = ""
    fields: tuple[str, ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)
    recalled: tuple[str, ...] = ()
    natures: tuple[Nature, ...] = ()
    doubled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alike: Mapping[str, str] = field(default_factory=dict)
    id: str = ""

    @property
    def taken(self) -> int:
        """How many rows brought something, without those that are parked."""
        return self.rows - self.unchanged - len(self.parked) - len(self.refused)


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
        grid: str | NewGrid | None = "",
        doubles: bool = False,
    ) -> RosterImported:
        """Take in one roster in one transaction.

        People are known again by ID number, by name, birth and phone, or, where none of these is
        said, by name and household. What is missing here is
        filled in; what differs is left as it is and counted, nothing is overwritten.

        Args:
            path: A workbook or CSV file.
            mapping: `kind.field` by heading, where headings are not understood by themselves; `-`
                leaves a column out. It is remembered for rosters of the same headings.
            progress: Steps are rows; the total is not known.
            rehearse: Do everything and keep nothing.
            grid: The id, name or code of the grid to which homes belong of which neither a row
                nor the register says it, or a new one; "" for the only one there is, or none;
                None if nobody has said it: then such rows are refused where there are several
                grids.
            doubles: Take also in who may be registered already; else those rows are left out.

        Raises:
            FileMissingError: There is no such file.
            FileUnreadableError: It cannot be read as a sheet.
            HeadingsUnknownError: There is neither a name nor a place.
            MappingInvalidError: The mapping is wrong.
            RecordUnknownError: There is no such grid.
            InputInvalidError: Nobody has said to which grid rows belong; nothing was kept.
        """
        # calamine and openpyxl take their time to import: only those who read a file pay for it.
        from gridkeeper.ledgers import reading  # noqa: PLC0415

        with self._session.store.reading() as unit:
            memory = roster_memory.of(unit)
        given = {*mapping, *roster_memory.heard(memory)}
        sheet = reading.read(
            path, lambda heading: heading in given or register_files.knows(heading)
        )
        recalled = roster_memory.recalled(memory, sheet.headings)
        earlier = tuple(heading for heading in recalled if heading not in mapping)
        mapping = {**recalled, **mapping}
        columns = register_files.columns(sheet.file, sheet.name, sheet.headings, mapping)
        done = RosterImported(
            sheet.file,
            sheet.name,
            unused=columns.unused,
            refused_columns=columns.refused,
            roster=columns.roster,
            fields=tuple(f"{one.kind}.{one.field}" for one in columns.fields.values()),
            meant=columns.meant,
            doubles=doubles,
            mapping=mapping,
            recalled=earlier,
            natures=roster_natures.of((path.stem, sheet.name), columns),
            doubled=columns.doubled,
            alike=columns.alike,
        )
        with self._session.writing("register import", keep=not rehearse, file=sheet.file) as work:
            first = work.unit.journal.own_seq + 1
            if isinstance(grid, NewGrid):
                of_rest = _made(work, grid, done)
            else:
                of_rest = _grid_of(work.unit, grid)
            taking = Taking(work, columns, done, of_rest, doubles=doubles)
            taking.take(sheet, progress)
            done.sums = tuple(sheet.sums)
            roster_memory.keep(work.unit, sheet.headings, mapping)
            if grid is None and not rehearse:
                taking.refuse_unplaced()
            rows = done.taken + (len(done.parked) if doubles else 0)
            done.id = imported.note(work, first, rows, done.created)
        if not rehearse:
            imported.remember(self._session, done.id)
        return done


def _made(work: Work, new: NewGrid, done: RosterImported) -> str:
    """Return the id of the grid of a name; it is made where there is none.

    Raises:
        InputInvalidError: It is no name of a grid.
    """
    draft = Draft(GRID)
    draft.read({"name": new.name}, work.today)
    grid = draft.record(work.pen.new_id(), work.today)
    if draft.refused:
        raise InputInvalidError(where=done.file, reason=draft.said())
    known = work.unit.listing.where(GRID, name=str(draft.values["name"]))
    if known:
        return known[0].id
    work.create(grid)
    work.save()
    done.created[GRID.name] += 1
    return grid.id


def _grid_of(unit: Unit, wording: str | None) -> str:
    """Return the id of the grid that an id, a name or a code means; "" if none is said."""
    if not wording:
        return ""
    for field_ in ("name", "code"):
        found = unit.listing.where(GRID, **{field_: wording})
        if len(found) == 1:
            return found[0].id
    return find(unit, GRID, wording).id
