"""Taking in rosters and cases of other systems: what runs beside the window, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.services import errands
from gridkeeper.services.cases_import import ORIGIN
from gridkeeper.services.register_import import RosterImported
from gridkeeper.texts import _, plural
from gridkeeper.ui.jobs.child import in_child

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.services.cases_import import Imported
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
        Line(_("Rows that bring something"), done.taken),
        Line(_("Rows that say nothing new"), done.unchanged),
        Line(_("Rows that cannot be taken in"), len(done.refused)),
        Line(_("All rows of the file"), done.rows),
    ]


def details(done: Imported | RosterImported) -> str:
    """Return what the rows that bring something bring; "" if there are none."""
    named = [(str(KINDS[name].label), number) for name, number in done.created.items()]
    said = []
    if named:
        what = _(", ").join(f"{label} {number:,}" for label, number in named)
        said.append(_("Added: {kind}").format(kind=what))
    if isinstance(done, RosterImported):
        if done.placed:
            text = _("Grid or compound filled in: {n} homes and buildings")
            said.append(text.format(n=f"{done.placed:,}"))
        changed, text = done.filled, _("Filled in: {n} residents")
    else:
        changed, text = done.updated, _("Newer values: {n} records")
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
            "{n} value differs from what was written here; it is left as it is.",
            "{n} values differ from what was written here; they are left as they are.",
            done.kept,
        )
        found.append(text.format(n=f"{done.kept:,}") + _rows(done))
    if isinstance(done, RosterImported) and done.without_grid:
        text = plural(
            "{n} row names no grid; a worker is only sent what lies in her grids.",
            "{n} rows name no grid; a worker is only sent what lies in her grids.",
            done.without_grid,
        )
        found.append(text.format(n=f"{done.without_grid:,}"))
    for heading, reason in done.refused_columns.items():
        text = _("The column “{heading}” is not read: {reason}")
        found.append(text.format(heading=heading, reason=reason))
    if done.unused:
        text = _("Columns that mean nothing here: {headings}")
        found.append(text.format(headings=_(", ").join(done.unused)))
    return found


def _rows(done: Imported | RosterImported) -> str:
    """Return in which rows values differ, as far as it is known."""
    rows = done.differing if isinstance(done, RosterImported) else []
    if not rows:
        return ""
    named = _(", ").join(map(str, rows[:_MOST_ROWS]))
    more = _(" and more") if len(rows) > _MOST_ROWS else ""
    return _(" (rows {rows}{more})").format(rows=named, more=more)
