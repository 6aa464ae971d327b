"""The papers of the demonstration, each read back or counted again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gridkeeper.domain import kinds
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.tallies import TALLIES, count
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import PERIODICAL, ReportExportService, left_again
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gridkeeper.domain.hazards import Hazard
    from gridkeeper.domain.periods import Period
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session

_LEDGERS = {
    "visits": kinds.VISIT,
    "disputes": kinds.DISPUTE,
    "hazards": kinds.HAZARD,
    "requests": kinds.REQUEST,
    "people": kinds.PERSON,
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was made.

    Attributes:
        checks: What was counted, on paper and in the store.
    """

    path: Path
    checks: tuple[tuple[str, int, int], ...] = ()


def print_all(
    session: Session,
    about: tuple[Period, str],
    folder: Path,
    progress: Progress,
    made: Callable[[Paper], None],
) -> None:
    """Write every ledger, report and form into a folder; tell each as soon as it is made.

    Args:
        session: The office's.
        about: The period, and the number of the visit whose form is printed.
        folder: With a folder for ledgers and one for reports in it.
        progress: Passed on to each.
        made: Called with every paper.
    """
    period, visit = about
    stamp = f"{period.first:%Y-%m}"
    for name in _LEDGERS:
        made(_ledger(session, period, name, folder / "ledgers" / f"{name}-{stamp}.xlsx", progress))
    masked = folder / "ledgers" / f"people-{stamp}-masked.xlsx"
    LedgerExportService(session).write("people", None, masked, Profile.MASKED, progress)
    made(Paper(masked))
    for name in PERIODICAL:
        made(_report(session, period, name, folder / "reports" / f"{name}-{stamp}.pdf", progress))
    for name, reference in (("visit", visit), *_notices(session, period)):
        path = folder / "reports" / f"{name}.pdf"
        ReportExportService(session).form(name, reference, path, Profile.FULL)
        made(Paper(path))


def _ledger(session: Session, period: Period, name: str, path: Path, progress: Progress) -> Paper:
    """Write a ledger, and read it back with another library than the one that wrote it."""
    # calamine takes its time to import: only those who read a file pay for it.
    from gridkeeper.ledgers import reading  # noqa: PLC0415

    kind = _LEDGERS[name]
    days = period if kind.day else None
    LedgerExportService(session).write(name, days, path, Profile.FULL, progress)
    labels = {about.label.zh for about in kind.fields} | {about.label.en for about in kind.fields}
    rows = sum(1 for _row in reading.read(path, labels.__contains__).rows)
    with session.store.reading() as unit:
        stored = unit.listing.count(kind, days)
    return Paper(path, ((_("rows of {file}").format(file=path.name), rows, stored),))


def _report(session: Session, period: Period, name: str, path: Path, progress: Progress) -> Paper:
    """Write a report, and count what stands in it once more, record by record."""
    found = ReportExportService(session).write(name, period, path, Profile.FULL, progress)
    with session.store.reading() as unit:
        names = {tally.kind for tally in TALLIES}
        records = {one: list(unit.listing.all(kinds.KINDS[one], period)) for one in names}
        left = [
            (f"{path.name}: {about}", printed, stored)
            for about, printed, stored in left_again(unit, found)
        ]
    checks = tuple(
        (
            f"{path.name}: {tally.label}",
            found.total(tally.name),
            sum(count(tally, records[tally.kind], found.cut_off).values()),
        )
        for tally in TALLIES
    )
    return Paper(path, (*checks, *left))


def _notices(session: Session, period: Period) -> list[tuple[str, str]]:
    """Return one hazard whose responsible person was told, if there is one, to be printed."""
    with session.store.reading() as unit:
        hazards = cast("list[Hazard]", list(unit.listing.all(kinds.HAZARD, period)))
    told = [one for one in hazards if one.responsible]
    return [("notice", one.number or one.id) for one in told[:1]]
