"""Ledgers: rows out of the store, checked against its own counts, into a workbook or to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import boards
from gridkeeper.domain.fields import Type
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.tallies import TALLIES
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.papers.figures import counts
from gridkeeper.services.papers.sheets import cut_off, heading
from gridkeeper.services.papers.titles import LEDGER, Paper
from gridkeeper.services.showing.paper_lines import LineMaker
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gridkeeper.domain.labels import Label
    from gridkeeper.domain.lines import AnyLine
    from gridkeeper.domain.periods import Period
    from gridkeeper.ledgers.checks import Check
    from gridkeeper.ledgers.columns import Column, Ledger
    from gridkeeper.ledgers.workbook import Written
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

SEEN_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column of a ledger, as somebody sees it before the file is made.

    Attributes:
        group: The heading over this one and its neighbours of the same group, or "".
        width: In digits of the body font.
    """

    label: str
    group: str
    width: float
    is_number: bool


@dataclass(frozen=True, slots=True)
class SeenLedger:
    """The beginning of a ledger as its file will say it.

    Attributes:
        rows: The first ones, without their running numbers.
        total: How many rows the file will have.
        sums: What the store counts of them, with which the file is compared: name and number.
        is_ahead: Whether the period has not begun yet.
    """

    title: str
    columns: tuple[SeenColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    sums: tuple[tuple[str, str], ...]
    is_ahead: bool = False


class LedgerExportService:
    """Writes ledgers, and shows how they begin."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def titles(self) -> dict[str, Label]:
        """Return the titles of all ledgers by name, in order."""
        from gridkeeper.ledgers import registry  # noqa: PLC0415 - for those who want ledgers

        today = self._session.today()
        return {name: registry.ledger(name, today).title for name in registry.NAMES}

    def titles_for(self, profile: Profile) -> dict[str, tuple[Label, bool]]:
        """Return the titles of the ledgers that a profile may have, and whether each has days."""
        from gridkeeper.ledgers import registry  # noqa: PLC0415 - for those who want ledgers

        today = self._session.today()
        found = {name: registry.ledger(name, today) for name in registry.NAMES}
        if boards.refusal(LEDGER, profile):
            return {}
        return {name: (ledger.title, bool(ledger.kind.day)) for name, ledger in found.items()}

    def write_all(
        self, paths: Mapping[str, Path], period: Period, profile: Profile, progress: Progress
    ) -> None:
        """Write several ledgers, one after the other, as `write` does each; steps are ledgers.

        Args:
            paths: Of the workbooks, by the names of the ledgers.
            period: Which days.
            profile: Who they are for.
            progress: Is told of each.
        """
        for done, (name, path) in enumerate(paths.items()):
            progress.report(done, len(paths))
            self.write(name, period, path, profile, _Within(progress, done, len(paths)))
        progress.report(len(paths), len(paths))

    def begun(
        self,
        name: str,
        period: Period | None,
        profile: Profile,
        most: int = SEEN_AT_ONCE,
        reason: str = "",
    ) -> SeenLedger:
        """Return how a ledger begins; who sees one in full stands in the audit, with her reason.

        Raises:
            InputInvalidError: As `write` does.
        """
        ledger, of_days = self._asked(name, period, profile)
        # It takes openpyxl along; see `write`.
        from gridkeeper.ledgers import plain  # noqa: PLC0415

        columns = ledger.for_profile(profile)
        with self._session.store.reading() as unit:
            sums = self._sums(unit, ledger, of_days, profile)
            lines = islice(LineMaker(unit, profile).lines(ledger.kind, of_days), most)
            rows = tuple(plain.row(columns, line, profile) for line in lines)
        amounts = {column.key for column in columns if column.type is Type.AMOUNT}
        if profile is Profile.FULL:
            paper = Paper(LEDGER, name, profile, of_days, reason=reason)
            facts = paper.detail() | {"rows": len(rows)}
            self._session.note_seeing("ledger seen", profile, **facts)
        return SeenLedger(
            str(ledger.title),
            tuple(SeenColumn(**facts) for facts in map(_facts, columns)),
            rows,
            sums[0].stored,
            tuple((check.label, _shown(check, amounts)) for check in sums),
            is_ahead=of_days is not None and of_days.first > self._session.today(),
        )

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
            InputInvalidError: No such ledger, a period is missing, or it is asked for the board.
            PaperInconsistentError: A figure on paper is not what the store counts.
            FileUnwritableError: The file cannot be written.
        """
        ledger, of_days = self._asked(name, period, profile)
        # openpyxl takes a tenth of a second to import: only those who write a ledger pay for it.
        from gridkeeper.ledgers import workbook  # noqa: PLC0415

        head = heading(self._session, of_days, profile)
        with self._session.store.reading() as unit:
            ledger = _narrowed(unit, ledger, of_days)
            sums = self._sums(unit, ledger, of_days, profile)
            lines = cast("Iterator[AnyLine]", LineMaker(unit, profile).lines(ledger.kind, of_days))
            written = workbook.write(
                path, workbook.Paper(ledger, head, profile), lines, sums, progress
            )
        facts = Paper(LEDGER, name, profile, of_days).detail() | {"rows": written.rows}
        self._session.note_seeing("ledger", profile, **facts)
        return written

    def paper(
        self, name: str, period: Period | None, path: Path, profile: Profile, progress: Progress
    ) -> None:
        """Write one ledger as it is printed, a PDF: the same columns and rows, masked the same.

        The audit says that its pages were seen; that they left, it hears from who hands them out.

        Args:
            name: As of `write`, like the rest.
            period: Which days.
            path: A PDF file; one that is there is replaced when the new one is complete.
            profile: Who it is for.
            progress: Steps are rows, of each part that the columns are shared out among.

        Raises:
            InputInvalidError: As `write` does.
            PaperInconsistentError: The rows are not as many as the store counts.
            FileUnwritableError: The file cannot be written.
        """
        ledger, of_days = self._asked(name, period, profile)
        # They take openpyxl and reportlab along; see `write`.
        from gridkeeper.ledgers import heads, plain  # noqa: PLC0415
        from gridkeeper.reports import ledgers as papers  # noqa: PLC0415

        head = heading(self._session, of_days, profile)
        with self._session.store.reading() as unit:
            columns = _narrowed(unit, ledger, of_days).for_profile(profile)
            sums = self._sums(unit, ledger, of_days, profile)
            summed = plain.Summed(columns, sums)
            title = heads.title(ledger, head)
            lines = LineMaker(unit, profile).lines(ledger.kind, of_days)
            listed = papers.Listed(
                title=title,
                columns=[papers.ListedColumn(**facts) for facts in map(_facts, columns)],
                rows=summed.rows(title, lines, profile),
                total=sums[0].stored,
                about=heads.about(head),
                sums=lambda: heads.sums(columns, summed.totals),
                sums_called=heads.total(),
                named_by=ledger.frozen - 1,
            )
            papers.write(path, listed, head, progress)
        facts = Paper(LEDGER, name, profile, of_days).detail() | {"rows": listed.total}
        self._session.note_seeing("ledger pages", profile, **facts)

    def _asked(
        self, name: str, period: Period | None, profile: Profile
    ) -> tuple[Ledger, Period | None]:
        """Return a ledger and the days that it is about; people have none."""
        from gridkeeper.ledgers import registry  # noqa: PLC0415 - for those who want ledgers

        if name not in registry.NAMES:
            raise InputInvalidError(where=name, reason=_("there is no such ledger"))
        self._session.check_seeing(profile)
        ledger = registry.ledger(name, self._session.today())
        if ledger.kind.day and period is None:
            raise InputInvalidError(where=name, reason=_("a period is needed: --period 2026-10"))
        if refused := boards.refusal(LEDGER, profile):
            raise InputInvalidError(where=name, reason=refused)
        return ledger, period if ledger.kind.day else None

    def _sums(
        self, unit: Unit, ledger: Ledger, period: Period | None, profile: Profile
    ) -> list[Check]:
        """Return what the store counts, the number of all rows first."""
        from gridkeeper.ledgers import checks  # noqa: PLC0415 - for those who want ledgers

        rows = checks.Check(str(ledger.kind.label), None, unit.listing.count(ledger.kind, period))
        if period is None:
            return [rows]
        tallies = [tally for tally in TALLIES if tally.kind == ledger.kind.name]
        found = counts(unit, tallies, period, cut_off(self._session, period))
        return list(checks.of_tallies(ledger, found, profile))


@dataclass(frozen=True, slots=True)
class _Within:
    """The progress of one of several ledgers, whose rows are no steps; it can be cancelled."""

    whole: Progress
    done: int
    total: int

    def report(self, _done: int, _total: int) -> None:
        """Let the whole be cancelled."""
        self.whole.report(self.done, self.total)


def _narrowed(unit: Unit, ledger: Ledger, period: Period | None) -> Ledger:
    """Return a ledger whose optional columns are narrow where nobody has written anything."""
    return ledger.narrowed(unit.listing.unused(ledger.kind, ledger.optional, period))


def _facts(column: Column) -> dict[str, Any]:
    """Return what whoever shows a column has to know of it."""
    return {
        "label": str(column.label),
        "group": str(column.group or ""),
        "width": column.room,
        "is_number": column.type in {Type.AMOUNT, Type.NUMBER},
    }


def _shown(check: Check, amounts: set[str]) -> str:
    return f"{check.stored / 100:,.2f}" if check.column in amounts else f"{check.stored:,}"
