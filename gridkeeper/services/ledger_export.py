"""Ledgers: rows out of the store, checked against its own counts, into a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain.kinds import PERSON
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.figures import counts
from gridkeeper.services.paper_lines import LineMaker
from gridkeeper.services.papers import cut_off, heading
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gridkeeper.domain.lines import AnyLine
    from gridkeeper.domain.periods import Period
    from gridkeeper.ledgers.workbook import Written
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session


class LedgerExportService:
    """Writes ledgers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def write(
        self, name: str, period: Period | None, path: Path, profile: Profile, progress: Progress
    ) -> Written:
        """Write one ledger, all of it read in one transaction.

        Args:
            name: One of `gridkeeper.ledgers.registry.NAMES`.
            period: Which days; of people, who have none, it is left out.
            path: A workbook; one that is there is replaced when the new one is complete.
            profile: Who it is for.
            progress: Steps are rows.

        Raises:
            InputInvalidError: No such ledger, a period is missing, or people for the board.
            PaperInconsistentError: A figure on paper is not what the store counts.
            FileUnwritableError: The file cannot be written.
        """
        # openpyxl takes a tenth of a second to import: only those who write a ledger pay for it.
        from gridkeeper.ledgers import checks, registry, workbook  # noqa: PLC0415

        if name not in registry.NAMES:
            raise InputInvalidError(where=name, reason=_("there is no such ledger"))
        ledger = registry.ledger(name, self._session.today())
        if ledger.kind.day and period is None:
            raise InputInvalidError(where=name, reason=_("a period is needed: --period 2026-10"))
        if ledger.kind is PERSON and profile is Profile.PUBLIC:
            raise InputInvalidError(
                where=name, reason=_("this paper is about people; not for the board")
            )
        of_days = period if ledger.kind.day else None
        head = heading(self._session, of_days, profile)
        with self._session.store.reading() as unit:
            rows = unit.listing.count(ledger.kind, of_days)
            sums = [checks.Check(str(ledger.kind.label), None, rows)]
            if of_days is not None:
                until = cut_off(self._session, of_days)
                found = counts(unit, of_days, until, ledger.kind)
                sums = list(checks.of_tallies(ledger, found, profile))
            lines = cast("Iterator[AnyLine]", LineMaker(unit).lines(ledger.kind, of_days))
            written = workbook.write(
                path, workbook.Paper(ledger, head, profile), lines, sums, progress
            )
        with self._session.writing("ledger", ledger=name, profile=profile.value, rows=written.rows):
            return written
