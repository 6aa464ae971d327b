"""Figures on paper beside figures of the store.

What a ledger says is counted while its rows are written, from the very values that are written.
The store counts the same with a query of its own. Where the two differ no file is made.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gridkeeper.domain import codes
from gridkeeper.domain.fields import Stored, Type
from gridkeeper.domain.privacy import Profile, seen_code
from gridkeeper.domain.tallies import TALLIES, Tally, Test
from gridkeeper.errors import PaperInconsistentError
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gridkeeper.domain.tallies import Counts
    from gridkeeper.ledgers.columns import Column, Ledger

_COUNTED = (Type.CODE, Type.YES_NO)


@dataclass(frozen=True, slots=True)
class Check:
    """A figure to compare.

    Attributes:
        printed: Where the caller counted it; None where the ledger shall: its rows, or with
            `column` only those that have one of `values` there, or the sum of an amount column.
        stored: What the store counts; hundredths for amounts.
        note: How it was counted, in words.
        level: Only the first so many characters of the codes are compared; 0 is the whole.
    """

    label: str
    printed: int | None
    stored: int
    note: str = ""
    column: str = ""
    values: tuple[Stored, ...] = ()
    level: int = 0


class Totals:
    """What has been written so far.

    Attributes:
        rows: How many rows of data.
        values: By column of codes or of yes and no: how many rows have which value.
        several: The columns that may have more than one value in a row.
        amounts: By column of amounts: the sum.
        shortened: How many texts were too long for a cell.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self.rows = 0
        self.shortened = 0
        self.several: set[str] = set()
        self.values: dict[str, Counter[Stored]] = {
            column.key: Counter() for column in columns if column.type in _COUNTED
        }
        self.amounts = {column.key: Decimal() for column in columns if column.type is Type.AMOUNT}


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure that was compared, as it is printed; of the type of number that it is."""

    label: str
    printed: Decimal
    stored: Decimal
    note: str
    type: Type = Type.NUMBER


def of_tallies(
    ledger: Ledger, counts: Mapping[str, Counts], profile: Profile = Profile.FULL
) -> tuple[Check, ...]:
    """Return the checks that the store's tallies of the same records allow.

    Args:
        ledger: Only tallies over its kind and its columns are used.
        counts: By tally name, as `gridkeeper.domain.tallies.Figures.counts`.
        profile: Whom the ledger is written for; columns that are not shown are not compared.
    """
    columns = {column.key: column for column in ledger.for_profile(profile)}
    return tuple(
        check
        for tally in TALLIES
        if tally.kind == ledger.kind.name and tally.name in counts and not tally.distinct
        for check in _of_tally(tally, columns, counts[tally.name], profile)
    )


def _of_tally(
    tally: Tally, columns: Mapping[str, Column], counts: Counts, profile: Profile
) -> Iterator[Check]:
    label, total = str(tally.label), sum(counts.values())
    column = columns.get(tally.by or tally.sums)
    if column is not None and not tally.where:
        if tally.sums:
            yield Check(label, None, total, column=column.key)
        elif column.type is Type.CODE:
            yield from _of_codes(tally, column, counts, profile)
    elif not (tally.by or tally.sums or tally.where):
        yield Check(label, None, total)
    elif tally.where and tally.where[-1].test is Test.IN:
        where = tally.where[-1]
        # Whether it was in time, a ledger says of what is settled only.
        alone = len(tally.where) == 1 or where.field == "in_time"
        if alone and where.field in columns:
            yield Check(label, None, total, "", where.field, where.values)


def _of_codes(tally: Tally, column: Column, counts: Counts, profile: Profile) -> Iterator[Check]:
    """Yield a check for each code as whoever counts the rows of the copy sees it."""
    table, seen = codes.table(column.codes), dict[str, list[str]]()
    for code in counts:
        seen.setdefault(seen_code(column.codes, code, profile), []).append(code)
    for code, own in seen.items():
        name = table.text(code) or pick("未填写", "not filled in")
        part = f"{tally.label}{pick('：', ': ')}{name}"
        stored, values = sum(counts[one] for one in own), tuple(one or None for one in own)
        yield Check(part, None, stored, "", column.key, values, tally.level)


def compared(
    paper: str, columns: Sequence[Column], totals: Totals, checks: Sequence[Check]
) -> list[Compared]:
    """Return all figures with their counterparts: the caller's checks and the sums of parts.

    Raises:
        PaperInconsistentError: Two figures differ; the first such pair is named.
    """
    lines = [_compared(check, totals) for check in checks]
    for column in columns:
        parts = totals.values.get(column.key)
        if parts and column.key not in totals.several:
            label = _("Sum of parts by {column}").format(column=column.name)
            note = pick("分项之和与总条数相比", "parts beside rows")
            lines.append(Compared(label, Decimal(parts.total()), Decimal(totals.rows), note))
    for line in lines:
        if line.printed != line.stored:
            raise PaperInconsistentError(
                paper=paper, figure=line.label, printed=line.printed, stored=line.stored
            )
    return lines


def _compared(check: Check, totals: Totals) -> Compared:
    stored = Decimal(check.stored)
    if check.printed is not None:
        return Compared(check.label, Decimal(check.printed), stored, check.note)
    if not check.column:
        return Compared(
            check.label, Decimal(totals.rows), stored, check.note or pick("按条数", "rows")
        )
    if check.column in totals.amounts:
        printed = totals.amounts[check.column]
        return Compared(
            check.label,
            printed,
            stored / 100,
            check.note or pick("金额合计（元）", "sum"),
            Type.AMOUNT,
        )
    printed = Decimal(
        sum(
            count
            for value, count in totals.values[check.column].items()
            if _cut(value, check.level) in check.values
        )
    )
    return Compared(check.label, printed, stored, check.note or pick("按该栏计数", "rows with it"))


def _cut(value: Stored, level: int) -> Stored:
    return value[:level] if level and isinstance(value, str) else value
