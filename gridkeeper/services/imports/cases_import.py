"""Taking in cases of other systems: each row once, whoever imports the file how often."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock
from gridkeeper.domain.changes import CREATED, heads_of
from gridkeeper.domain.kinds import CASES
from gridkeeper.services.imports import case_files, imported
from gridkeeper.services.imports.case_files import IN_TIME, LATE, NUMBER, WHEN
from gridkeeper.services.records.drafts import Draft
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.ledgers.reading import Row, Sheet
    from gridkeeper.progress import Progress
    from gridkeeper.services.imports.case_files import Columns
    from gridkeeper.services.session import Session, Work

ORIGIN = "import"


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not taken in.

    Attributes:
        row: As the program that shows the sheet numbers it.
        cells: The places of the cells that are the reason, from 0; none where nobody can tell.
    """

    row: int
    reason: str
    cells: tuple[int, ...] = ()


@dataclass
class Imported:
    """What came of an import.

    Attributes:
        rows: How many rows were read: those `taken`, `unchanged` and `refused`.
        created: New records by kind.
        updated: Known records that got newer values.
        unchanged: Rows whose records say the same already.
        kept: Fields where the file differs from what somebody wrote here since; they were left.
        kept_in: Which fields these are, as `kind.field`, and how often each.
        refused: Rows that could not be taken in.
        sums: The numbers of the lines of sums, which are left out.
        unused: Headings that nobody understood.
        meant: What the others mean: names of fields, by the headings.
        refused_columns: Headings that a community may not collect, with the reason.
        id: Of the import, to take it back; "" if it wrote nothing.
    """

    file: str
    sheet: str = ""
    rows: int = 0
    created: Counter[str] = field(default_factory=Counter)
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    kept_in: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    sums: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict)
    refused_columns: Mapping[str, str] = field(default_factory=dict)
    id: str = ""

    @property
    def taken(self) -> int:
        """How many rows brought something."""
        return self.rows - self.unchanged - len(self.refused)


class CasesImportService:
    """Takes in files of cases."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(
        self,
        path: Path,
        mapping: Mapping[str, str],
        progress: Progress,
        *,
        origin: str = ORIGIN,
        rehearse: bool = False,
    ) -> Imported:
        """Take in one file in one transaction.

        A row whose original number is known from the same origin is compared with what is here:
        what nobody touched since is brought up to date, what somebody changed is left.

        Args:
            path: A workbook or CSV file.
            mapping: Field names by heading, where headings are not understood by themselves.
            progress: Steps are rows; the total is not known.
            origin: The name of the other system; its numbers are unique within it.
            rehearse: Do everything and keep nothing.

        Raises:
            FileMissingError: There is no such file.
            FileUnreadableError: It cannot be read as a sheet.
            HeadingsUnknownError: A column that is needed is missing.
            MappingInvalidError: The mapping is wrong.
        """
        # calamine and openpyxl take their time to import: only those who read a file pay for it.
        from gridkeeper.ledgers import reading  # noqa: PLC0415

        known = {*mapping}
        sheet = reading.read(path, lambda heading: heading in known or case_files.knows(heading))
        columns = case_files.columns(sheet.file, sheet.name, sheet.plain, mapping)
        done = Imported(
            sheet.file,
            sheet.name,
            unused=columns.unused,
            meant={sheet.plain[at]: name for name, all_ in columns.fields.items() for at in all_},
            refused_columns=columns.refused,
        )
        with self._session.writing("cases import", keep=not rehearse, file=sheet.file) as work:
            first = work.unit.journal.own_seq + 1
            _Taking(work, columns, origin, done).take(sheet, progress)
            done.sums = tuple(sheet.sums)
            done.id = imported.note(work, first, done.taken, done.created)
        if not rehearse:
            imported.remember(self._session, done.id)
        return done


class _Taking:
    """One import while it runs."""

    def __init__(self, work: Work, columns: Columns, origin: str, done: Imported) -> None:
        self._work = work
        self._columns = columns
        self._origin = origin
        self._done = done
        self._around = Surroundings(work.unit, work.today)
        self._known: dict[str, tuple[Kind, str]] = {}
        for kind in CASES:
            for number, record_id in work.unit.listing.originals(kind, origin).items():
                self._known[number] = (kind, record_id)
        self._here: set[str] = set()

    def take(self, sheet: Sheet, progress: Progress) -> None:
        """Take in all rows."""
        for count, row in enumerate(sheet.rows, 1):
            self._take(row)
            self._done.rows = count
            if not count % 200:
                progress.report(count, 0)
        self._work.save()

    def _take(self, row: Row) -> None:
        facts = self._columns.facts(row.cells)
        number = facts.get(NUMBER) or _digest(row)
        if number in self._here:
            reason = _("the original number {number} stands in the file twice")
            self._done.refused.append(Refused(row.number, reason.format(number=number)))
            return
        self._here.add(number)
        kind, record_id = self._known.get(number, (None, ""))
        draft = self._draft(kind or case_files.kind_of(facts), facts, number)
        said = tuple(draft.values)
        self._complete(draft)
        record = draft.record(record_id or self._work.pen.new_id(), self._work.today)
        self._excuse(draft)
        if draft.refused:
            self._done.refused.append(Refused(row.number, draft.said()))
        elif kind is None:
            self._work.create(self._around.finish(record, with_deadline=False))
            self._done.created[draft.kind.name] += 1
        else:
            self._compare(kind, record, said)

    def _draft(self, kind: Kind, facts: Mapping[str, str], number: str) -> Draft:
        draft, today = Draft(kind), self._work.today
        for name, text in facts.items():
            if name in kind.by_name:
                draft.take(kind.by_name[name], text, today)
        values = draft.values
        received: datetime | None = values.get(WHEN)  # type: ignore[assignment]
        if received is not None:
            values[kind.day] = clock.local_date(received)
        values |= {NUMBER: number, "origin": self._origin}
        said = facts.get("original_type") or facts.get("original_class")
        words = {"hazard": "content", "dispute": "title", "request": "title"}
        if said:
            values.setdefault(words[kind.name], said)
        if "channel" in facts and "source" in kind.by_name and "source" not in values:
            hint = Draft(kind)
            hint.take(kind.by_name["source"], facts["channel"], today)
            values |= hint.values
        name, code = case_files.category(kind, facts)
        if code:
            values.setdefault(name, code)
        self._close(values, facts)
        return draft

    def _complete(self, draft: Draft) -> None:
        """Fill in what a new record needs and the file does not say."""
        for name, otherwise in case_files.rules()["defaults"][draft.kind.name].items():
            draft.values.setdefault(name, otherwise)
        self._around.complete(draft)
        draft.values.pop("finder", None)

    def _excuse(self, draft: Draft) -> None:
        """Let a row without a title pass that says in another column what it is about."""
        if draft.values.get("content"):
            draft.problems = [
                one for one in draft.problems if (one.field, one.code) != ("title", "required")
            ]

    def _close(self, values: dict[str, Any], facts: Mapping[str, str]) -> None:
        """Say whether the other system has archived the case, and whether it was in time."""
        in_time, late = facts.get(IN_TIME) == "1", facts.get(LATE) == "1"
        if in_time != late:
            values["in_time"] = in_time
            values["state"] = case_files.rules()["archived_state"]

    def _compare(self, kind: Kind, record: Record, said: Iterable[str]) -> None:
        """Bring a known record up to date in what the file says and nobody here has changed."""
        held = self._work.unit.listing.held(kind, record.id)
        assert held is not None  # noqa: S101 - its number was read in this transaction
        newer, created = {}, heads_of(held.heads, CREATED)
        for name in said:
            value, ours = getattr(record, name), getattr(held.record, name)
            if value == ours:
                continue
            if heads_of(held.heads, kind.field(name).group) == created:
                newer[name] = value
            else:
                self._done.kept += 1
                self._done.kept_in[f"{kind.name}.{name}"] += 1
        if newer:
            self._work.pen.edit(held.record, replace(held.record, **newer), held.heads)
            self._done.updated += 1
        else:
            self._done.unchanged += 1


def _digest(row: Row) -> str:
    """Return a number for a row that has none: the same row, the same number."""
    return "#" + hashlib.sha256("\x1f".join(row.cells).encode()).hexdigest()[:16]
