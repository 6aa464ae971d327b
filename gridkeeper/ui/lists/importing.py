"""Taking in rosters and cases of other systems: what runs beside the window, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import HeadingsUnknownError
from gridkeeper.services import errands
from gridkeeper.services.cases_import import ORIGIN
from gridkeeper.services.register_import import RosterImported
from gridkeeper.texts import _, plural
from gridkeeper.ui.jobs.child import in_child

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gridkeeper.errors import GridKeeperError
    from gridkeeper.progress import Progress
    from gridkeeper.services.cases_import import Imported, Refused
    from gridkeeper.services.roster_known import Differing
    from gridkeeper.services.session import Session

REGISTER, CASES = "register", "cases"

_MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what came, or would come, of an import."""

    text: str
    number: int


def work(
    session: Session, what: str, path: Path, *, rehearse: bool, grid: str = ""
) -> Callable[[Progress], object]:
    """Return what takes a file in, or only says what would come of it, in a child process.

    Args:
        session: The open store.
        what: `register` or `cases`.
        path: The file.
        rehearse: Only say what would come of it.
        grid: The id of the grid of homes that nobody says it of; "" for none.
    """
    way = errands.access(session)
    if what == REGISTER:
        roster = errands.rehearse_register if rehearse else errands.import_register
        return in_child(roster, way, path, {}, grid)
    cases = errands.rehearse_cases if rehearse else errands.import_cases
    return in_child(cases, way, path, {}, ORIGIN)


def lines(done: Imported | RosterImported) -> list[Line]:
    """Return what came of the rows of a file; the last number is the sum of the others."""
    return [
        Line(_("Rows with something new"), done.taken),
        Line(_("Rows with nothing new"), done.unchanged),
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
    return _("; ").join(said)


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
        found.append(text.format(n=f"{done.kept:,}") + _rows(left_out(done)[1]))
    if isinstance(done, RosterImported) and done.without_grid:
        text = plural(
            "{n} row names no grid; workers are only sent what is in their own grids.",
            "{n} rows name no grid; workers are only sent what is in their own grids.",
            done.without_grid,
        )
        found.append(text.format(n=f"{done.without_grid:,}"))
    for heading, reason in done.refused_columns.items():
        text = _("The column “{heading}” is not read: {reason}")
        found.append(text.format(heading=heading, reason=reason))
    if done.unused:
        text = _("Columns not recognised: {headings}")
        found.append(text.format(headings=_(", ").join(done.unused)))
    return found


def rest(done: Imported | RosterImported) -> str:
    """Return what is left to do with the rows that were refused, or else with those that differ."""
    number = len(done.refused)
    text = plural(
        "{n} row was refused. Save it, correct it and import it again.",
        "{n} rows were refused. Save them, correct them and import them again.",
        number,
    )
    if not number:
        number = len(left_out(done)[1])
        text = plural(
            "{n} row differs from what is recorded here. Save it as a table to compare.",
            "{n} rows differ from what is recorded here. Save them as a table to compare.",
            number,
        )
    return text.format(n=f"{number:,}")


def left_out(
    done: Imported | RosterImported,
) -> tuple[Sequence[Refused], Sequence[Differing]]:
    """Return the rows that a workbook gives back: those refused, and those that differ."""
    return done.refused, done.differing if isinstance(done, RosterImported) else ()


def failure(error: GridKeeperError) -> str:
    """Return what is said of a file that cannot be read, to somebody who has no command line."""
    if not isinstance(error, HeadingsUnknownError):
        return str(error)
    text = _("{file}: no column was found for {fields}; correct its headings and import it again")
    return text.format(**error.places)


def _rows(rows: Sequence[Differing]) -> str:
    """Return in which rows values differ, as far as it is known, and what can be done."""
    if not rows:
        return ""
    named = _(", ").join(str(one.row) for one in rows[:_MOST_ROWS])
    more = _(" and more") if len(rows) > _MOST_ROWS else ""
    text = plural(
        " See row {rows}{more}; save it as a table to compare.",
        " See rows {rows}{more}; save them as a table to compare.",
        len(rows),
    )
    return text.format(rows=named, more=more)
