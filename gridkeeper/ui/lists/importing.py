"""Taking in rosters and cases of other systems: what runs beside the window, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import HeadingsUnknownError
from gridkeeper.services import errands
from gridkeeper.services.imports import case_files, register_files, returned
from gridkeeper.services.imports.cases_import import ORIGIN
from gridkeeper.services.imports.register_import import RosterImported, Wishes
from gridkeeper.texts import _, joined, pick, plural
from gridkeeper.ui.jobs.child import in_child

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gridkeeper.errors import GridKeeperError
    from gridkeeper.progress import Progress
    from gridkeeper.services.imports.cases_import import Imported
    from gridkeeper.services.session import Session

REGISTER, CASES = "register", "cases"

_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what came, or would come, of an import."""

    text: str
    number: int


def work(
    session: Session,
    what: str,
    path: Path,
    mapping: Mapping[str, str],
    *,
    rehearse: bool,
    wishes: Wishes | None = None,
) -> Callable[[Progress], object]:
    """Return what takes a file in, or only says what would come of it, in a child process.

    Args:
        session: The open store.
        what: `register` or `cases`.
        path: The file.
        mapping: What columns mean, by their headings, as somebody said it.
        rehearse: Only say what would come of it.
        wishes: What is wished of a roster beside that.
    """
    way = errands.access(session)
    if what == REGISTER:
        roster = errands.rehearse_register if rehearse else errands.import_register
        return in_child(roster, way, path, mapping, wishes or Wishes())
    cases = errands.rehearse_cases if rehearse else errands.import_cases
    return in_child(cases, way, path, mapping, ORIGIN)


def lines(done: Imported | RosterImported, *, taken_in: bool = False) -> list[Line]:
    """Return what came of the rows of a file; the last number is the sum of the others.

    Args:
        done: What came, or would come.
        taken_in: Whether the rows that may be duplicates are taken in: they count as new then.
    """
    parked = completed = new = 0
    if isinstance(done, RosterImported):
        parked, completed = len(done.parked), done.completed
        new = parked if taken_in else 0
    return [
        Line(_("Rows with something new"), done.taken - completed + new),
        *([Line(_("Rows that fill in what is missing"), completed)] if completed else []),
        Line(_("Rows with nothing new"), done.unchanged),
        *([Line(_("Rows that may be duplicates"), parked - new)] if parked else []),
        Line(_("Rows that cannot be imported"), len(done.refused)),
        Line(_("Rows in the file"), done.rows),
    ]


def details(done: Imported | RosterImported) -> str:
    """Return what the rows that bring something bring; "" if there are none."""
    said = []
    if done.created:
        what = _(", ").join(KINDS[name].counted(n) for name, n in done.created.items())
        said.append(_("Added: {kind}").format(kind=what))
    if isinstance(done, RosterImported):
        if done.placed:
            text = _("Filled in: {n} homes, buildings and premises")
            said.append(text.format(n=f"{done.placed:,}"))
        changed, text = done.filled, _("Filled in: {n} residents")
    else:
        changed, text = done.updated, _("Updated: {n} records")
    if changed:
        said.append(text.format(n=f"{changed:,}"))
    return joined(said)


def brings(done: Imported | RosterImported) -> int:
    """Return how many records an import makes or changes."""
    if isinstance(done, RosterImported):
        return done.created.total() + done.filled + done.placed
    return done.created.total() + done.updated


def brought(done: Imported | RosterImported) -> str:
    """Return what an import has brought, as people count it: residents rather than all records."""
    people = done.created.get("person", 0)
    if people:
        text = plural("{n} resident imported", "{n} residents imported", people)
        return text.format(n=f"{people:,}")
    number = brings(done)
    text = plural("{n} record imported", "{n} records imported", number)
    return text.format(n=f"{number:,}")


def remarks(done: Imported | RosterImported) -> list[str]:
    """Return what else is to be known about an import, in sentences."""
    found = []
    if done.kept:
        text = plural(
            "{n} value differs from what is recorded here, which stays.",
            "{n} values differ from what is recorded here, which stays.",
            done.kept,
        )
        found.append(text.format(n=f"{done.kept:,}"))
    if isinstance(done, RosterImported) and done.homeless:
        text = plural(
            "{n} new resident has no room number in the file and belongs to no household.",
            "{n} new residents have no room number in the file and belong to no household.",
            done.homeless,
        )
        found.append(text.format(n=f"{done.homeless:,}"))
    if isinstance(done, RosterImported) and done.doorless:
        found.append(doorless(done.doorless))
    if isinstance(done, RosterImported) and _is_nowhere(done):
        found.append(
            _(
                "No column says where the households live, so they have no door. If one does, "
                "head it “Present address” and import the file again."
            )
        )
    if isinstance(done, RosterImported):
        found += _by_name(done)
    for heading, reason in done.refused_columns.items():
        text = _("The column “{heading}” is not read: {reason}")
        found.append(text.format(heading=heading, reason=reason))
    if done.sums:
        text = plural(
            "Row {rows} is a line of sums and is left out.",
            "Rows {rows} are lines of sums and are left out.",
            len(done.sums),
        )
        found.append(text.format(rows=_named(done.sums)))
    if isinstance(done, RosterImported) and done.recalled:
        text = _("Columns as they were explained for an earlier file like this: {headings}")
        found.append(text.format(headings=_(", ").join(done.recalled)))
    alike = done.alike if isinstance(done, RosterImported) else {}
    if unused := [heading for heading in done.unused if heading not in alike]:
        text = _("Columns not recognised: {headings}")
        found.append(text.format(headings=_(", ").join(unused)))
    return found


def doorless(rows: Sequence[int]) -> str:
    """Return of which rows the address names no door, and what becomes of it."""
    text = plural(
        "Row {rows}: the address names no door; it is kept as a remark. Write a door such as "
        "3-2-501.",
        "{n} rows ({rows}): the address names no door; it is kept as a remark. Write a door such "
        "as 3-2-501.",
        len(rows),
    )
    return text.format(n=f"{len(rows):,}", rows=_named(rows))


def _named(rows: Sequence[int]) -> str:
    """Return the numbers of rows; of a great many the first, and that there are more."""
    more = _(" and more") if len(rows) > _MOST_ROWS else ""
    return _(", ").join(map(str, rows[:_MOST_ROWS])) + more


def _by_name(done: RosterImported) -> list[str]:
    """Return what is filled in by what the file lists, and what several columns mean."""
    found = [one.said for one in done.natures]
    called = dict(meanings(done)) if done.doubled else {}
    for meant, headings in done.doubled.items():
        text = _(
            "The columns {headings} all mean “{field}”: in each row the most complete one is "
            "taken, and what the others say goes into the remark."
        )
        listed = pick("、", ", ").join(f"“{one}”" for one in headings)
        found.append(text.format(headings=listed, field=called.get(meant, meant)))
    for heading, taken in done.alike.items():
        text = _(
            "The column “{heading}” means the same as “{taken}”, which is taken; it is left out."
        )
        found.append(text.format(heading=heading, taken=taken))
    return found


def _is_nowhere(done: RosterImported) -> bool:
    """Whether a roster brings households and says of none where it is."""
    doors = any(one.partition(".")[0] in {"dwelling", "building"} for one in done.fields)
    return bool(done.created.get("household")) and not doors


def gridless(rows: int, grid: str) -> str:
    """Return what becomes of the rows that name no grid, where they come to a grid or to none."""
    if grid:
        text = plural(
            "{n} row names no grid; it goes to “{grid}”.",
            "{n} rows name no grid; they go to “{grid}”.",
            rows,
        )
    else:
        text = plural(
            "{n} row names no grid; workers are only sent what is in their own grids.",
            "{n} rows name no grid; workers are only sent what is in their own grids.",
            rows,
        )
    return text.format(n=f"{rows:,}", grid=grid)


def meanings(done: Imported | RosterImported) -> list[tuple[str, str]]:
    """Return what a column of the file can mean, with what people call it."""
    if isinstance(done, RosterImported):
        return register_files.choices(done.roster)
    return case_files.choices()


def rest(done: Imported | RosterImported) -> str:
    """Return what is left to do with the rows that stayed out, or else with those that differ."""
    parked = len(done.parked) if isinstance(done, RosterImported) and not done.doubles else 0
    if number := len(done.refused):
        text = plural(
            "{n} row was refused. Save it, correct it and import it again.",
            "{n} rows were refused. Save them, correct them and import them again.",
            number,
        )
    elif number := parked:
        text = plural(
            "{n} row may be a duplicate and was left out. Save it as a table to compare.",
            "{n} rows may be duplicates and were left out. Save them as a table to compare.",
            number,
        )
    else:
        number = len(returned.rows(done))
        text = plural(
            "{n} row differs from what is recorded here. Save it as a table to compare.",
            "{n} rows differ from what is recorded here. Save them as a table to compare.",
            number,
        )
    return text.format(n=f"{number:,}")


def free_name(path: Path) -> str:
    """Return a name for the rows of a file that are to be mended; nothing beside it has it yet.

    The rows of a file that was saved so before are not named so twice over.
    """
    whole = _("{name}, rows to correct.xlsx")
    ending = Path(whole.format(name="")).stem
    stem = path.stem.rpartition(ending)[0] if ending in path.stem else path.stem
    name, number = whole.format(name=stem), 2
    while path.with_name(name).exists() or name == path.name:
        name, number = f"{stem}{ending} {number}.xlsx", number + 1
    return name


def failure(error: GridKeeperError) -> str:
    """Return what is said of a file that cannot be read, to somebody who has no command line."""
    if not isinstance(error, HeadingsUnknownError):
        return str(error)
    text = _("{file}: no column was found for {fields}; correct its headings and import it again")
    return text.format(**error.places)
