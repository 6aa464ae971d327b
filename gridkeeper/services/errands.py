"""Long work that runs in a process of its own, over a store that is open here.

Each function is given what opens the store, does one thing as its service does it, and lets go of
the store again; what goes in and comes out can be pickled. A cancelled errand leaves nothing
behind, as its service promises. Whoever runs one that writes calls `told` when it has ended,
however it ended: the process cannot tell this one what has changed.
"""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.session import Session
from gridkeeper.storage import store as storage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from gridkeeper.domain.clock import Clock
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.privacy import Profile
    from gridkeeper.domain.replicas import Role
    from gridkeeper.domain.tallies import Figures
    from gridkeeper.ledgers.workbook import Written
    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.batch_export import HandedOut
    from gridkeeper.services.exchange.batch_moving import Undone
    from gridkeeper.services.exchange.batch_outcomes import Outcome
    from gridkeeper.services.exchange.enrolment import Enrolled
    from gridkeeper.services.imports.cases_import import Imported
    from gridkeeper.services.imports.register_import import RosterImported, Wishes
    from gridkeeper.services.plans.visit_sheets import Drawn
    from gridkeeper.services.store.backups import Proved
    from gridkeeper.storage.proof import Findings

__all__ = ["Access", "access", "told"]


@dataclass(frozen=True, slots=True)
class Access:
    """What an errand works with: what opens the store, and what the session takes the time from.

    It goes through a pipe to a process of our own and is neither kept nor shown.

    Attributes:
        viewing: As `Session.viewing`.
        reason: As `Session.reason`.
    """

    store: storage.Access = field(repr=False)
    time: Clock
    viewing: bool = False
    reason: str = ""


def access(session: Session, reason: str = "") -> Access:
    """Return what an errand works with in the place of a session; for a process of our own only.

    Args:
        session: Of the store here.
        reason: Why it shows people in full, if it does.
    """
    return Access(session.store.access(), session.time, session.viewing, reason)


def told(session: Session, *, wholesale: bool = False) -> None:
    """Tell whoever listens that an errand may have changed anything.

    Args:
        session: Of the store here.
        wholesale: Whether it changed many records: what was done before is no last action then.
    """
    if wholesale:
        session.deeds.forget()
    session.changes.tell(Changed(frozenset({BATCH, *KINDS})))


def write_ledger(
    way: Access, name: str, period: Period | None, path: Path, profile: Profile, progress: Progress
) -> Written:
    """Write a ledger; see `LedgerExportService.write`."""
    from gridkeeper.services.papers.ledger_export import LedgerExportService  # noqa: PLC0415

    with _session(way) as session:
        return LedgerExportService(session).write(name, period, path, profile, progress)


def write_ledgers(
    way: Access, paths: Mapping[str, Path], period: Period, profile: Profile, progress: Progress
) -> None:
    """Write several ledgers; see `LedgerExportService.write_all`."""
    from gridkeeper.services.papers.ledger_export import LedgerExportService  # noqa: PLC0415

    with _session(way) as session:
        LedgerExportService(session).write_all(paths, period, profile, progress)


def print_ledger(
    way: Access, name: str, period: Period | None, path: Path, profile: Profile, progress: Progress
) -> None:
    """Write a ledger as it is printed; see `LedgerExportService.paper`."""
    from gridkeeper.services.papers.ledger_export import LedgerExportService  # noqa: PLC0415

    with _session(way) as session:
        LedgerExportService(session).paper(name, period, path, profile, progress)


def write_report(
    way: Access, name: str, period: Period, path: Path, profile: Profile, progress: Progress
) -> Figures:
    """Write a report; see `ReportExportService.write`."""
    from gridkeeper.services.papers.report_export import ReportExportService  # noqa: PLC0415

    with _session(way) as session:
        return ReportExportService(session).write(name, period, path, profile, progress)


def write_form(
    way: Access, name: str, reference: str, path: Path, profile: Profile, progress: Progress
) -> None:
    """Write the form of one record; see `ReportExportService.form`."""
    from gridkeeper.services.papers.report_export import ReportExportService  # noqa: PLC0415

    progress.report(0, 1)
    with _session(way) as session:
        ReportExportService(session).form(name, reference, path, profile)


def print_doors(way: Access, building: str, layer: str, path: Path, progress: Progress) -> None:
    """Write the doors of a building; see `door_matrix_paper.write`."""
    from gridkeeper.services.matrix import paper as door_matrix_paper  # noqa: PLC0415

    progress.report(0, 1)
    with _session(way) as session:
        door_matrix_paper.write(session, building, layer, path)


def draw_visit_sheet(
    way: Access, grid_id: str, path: Path, profile: Profile, progress: Progress
) -> Drawn:
    """Draw the sheet of the visits that are due; see `VisitSheetService.draw`."""
    from gridkeeper.services.plans.visit_sheets import VisitSheetService  # noqa: PLC0415

    progress.report(0, 1)
    with _session(way) as session:
        return VisitSheetService(session).draw(path, grid_id, profile)


def take_batches(way: Access, paths: Sequence[Path], progress: Progress) -> list[Outcome]:
    """Take batches in; see `BatchImportService.take`. Those taken before a cancel stay."""
    with _session(way) as session:
        return BatchImportService(session).take(paths, progress)


def rehearse_batches(way: Access, paths: Sequence[Path], progress: Progress) -> list[Outcome]:
    """Take batches in and keep nothing of it; see `BatchImportService.take`."""
    with _session(way) as session:
        return BatchImportService(session).take(paths, progress, rehearse=True)


def move_batch(way: Access, doing: str, batch_id: str, progress: Progress) -> Undone:
    """Take a batch back, or let it count again; see `BatchUndoService.move`."""
    return _moved(way, doing, batch_id, progress, rehearse=False)


def rehearse_move(way: Access, doing: str, batch_id: str, progress: Progress) -> Undone:
    """Say what would come of that, and keep nothing."""
    return _moved(way, doing, batch_id, progress, rehearse=True)


def hand_over(
    way: Access, path: Path, to: str, again: str, limit: int, progress: Progress
) -> list[HandedOut]:
    """Write batches; see `BatchExportService.export`. Those written before a cancel stay."""
    with _session(way) as session:
        return BatchExportService(session).export(path, progress, to, again=again, limit=limit)


def enrol(
    way: Access, name: str, grids: Sequence[str], path: Path, role: Role, progress: Progress
) -> Enrolled:
    """Make a package; see `EnrolmentService.enrol`. Its code takes a second."""
    from gridkeeper.services.exchange.enrolment import EnrolmentService  # noqa: PLC0415

    with _session(way) as session:
        return EnrolmentService(session).enrol(name, grids, path, progress, role)


def import_register(
    way: Access, path: Path, mapping: Mapping[str, str], wishes: Wishes, progress: Progress
) -> RosterImported:
    """Take a roster in; see `RegisterImportService.take`."""
    return _roster(way, path, mapping, wishes, progress, rehearse=False)


def rehearse_register(
    way: Access, path: Path, mapping: Mapping[str, str], wishes: Wishes, progress: Progress
) -> RosterImported:
    """Take a roster in and keep nothing of it; see `RegisterImportService.take`."""
    return _roster(way, path, mapping, wishes, progress, rehearse=True)


def import_cases(
    way: Access, path: Path, mapping: Mapping[str, str], origin: str, progress: Progress
) -> Imported:
    """Take in cases of another system; see `CasesImportService.take`."""
    return _cases(way, path, mapping, origin, progress, rehearse=False)


def rehearse_cases(
    way: Access, path: Path, mapping: Mapping[str, str], origin: str, progress: Progress
) -> Imported:
    """Take in cases of another system and keep nothing; see `CasesImportService.take`."""
    return _cases(way, path, mapping, origin, progress, rehearse=True)


def _moved(way: Access, doing: str, batch_id: str, progress: Progress, *, rehearse: bool) -> Undone:
    from gridkeeper.services.exchange.batch_undoing import BatchUndoService  # noqa: PLC0415

    with _session(way) as session:
        return BatchUndoService(session).move(doing, batch_id, progress, rehearse=rehearse)


def _roster(
    way: Access,
    path: Path,
    mapping: Mapping[str, str],
    wishes: Wishes,
    progress: Progress,
    *,
    rehearse: bool,
) -> RosterImported:
    from gridkeeper.services.imports.register_import import RegisterImportService  # noqa: PLC0415

    with _session(way) as session:
        service = RegisterImportService(session)
        return service.take(
            path,
            mapping,
            progress,
            rehearse=rehearse,
            grid=wishes.grid,
            doubles=wishes.doubles,
        )


def _cases(
    way: Access,
    path: Path,
    mapping: Mapping[str, str],
    origin: str,
    progress: Progress,
    *,
    rehearse: bool,
) -> Imported:
    from gridkeeper.services.imports.cases_import import CasesImportService  # noqa: PLC0415

    with _session(way) as session:
        service = CasesImportService(session)
        return service.take(path, mapping, progress, origin=origin, rehearse=rehearse)


def make_backup(way: Access, where: Path | None, progress: Progress) -> Proved:
    """Make a backup; see `BackupService.make`."""
    from gridkeeper.services.store.backups import BackupService  # noqa: PLC0415

    with _session(way) as session:
        return BackupService(session).make(where, progress)


def verify(way: Access, progress: Progress) -> Findings:
    """Check the whole store; see `StoreService.verify`."""
    from gridkeeper.services.store.stores import StoreService  # noqa: PLC0415

    with _session(way) as session:
        return StoreService(session).verify(progress)


@contextmanager
def _session(way: Access) -> Iterator[Session]:
    """Open the store for as long as the block lasts."""
    with closing(Session(storage.Store.open_with(way.store), way.time)) as session:
        session.viewing, session.reason = way.viewing, way.reason
        yield session
