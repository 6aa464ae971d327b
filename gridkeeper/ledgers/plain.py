"""What stands in the cells of a ledger, as plain text: for whoever looks before a file is made."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock
from gridkeeper.domain.fields import Type
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.ledgers.cells import words
from gridkeeper.ledgers.checks import Totals, compared
from gridkeeper.ledgers.values import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gridkeeper.domain.lines import Line
    from gridkeeper.ledgers.checks import Check
    from gridkeeper.ledgers.columns import Column


class Summed:
    """Rows that are summed on their way, and compared with the store behind the last.

    Attributes:
        totals: Of the rows so far.
    """

    def __init__(self, columns: Sequence[Column], checks: Sequence[Check]) -> None:
        self.totals = Totals(columns)
        self._columns = columns
        amounts = self.totals.amounts
        self._checks = [one for one in checks if not one.column or one.column in amounts]

    def rows(
        self, title: str, lines: Iterable[Line], profile: Profile
    ) -> Iterator[tuple[str, ...]]:
        """Yield the texts of lines.

        Raises:
            PaperInconsistentError: As `gridkeeper.ledgers.checks.compared`.
        """
        totals = self.totals
        summed = [column for column in self._columns if column.key in totals.amounts]
        for line in lines:
            totals.rows += 1
            for column in summed:
                value: Any = column.of(line)
                totals.amounts[column.key] += value or 0
            yield row(self._columns, line, profile)
        compared(title, self._columns, totals, self._checks)


def row(columns: Sequence[Column], line: Line, profile: Profile) -> tuple[str, ...]:
    """Return the texts of a line, one for each column."""
    return tuple(text(column, line, profile) for column in columns)


def text(column: Column, line: Line, profile: Profile) -> str:
    """Return what a column says of a line, as a profile may see it."""
    value: Any = column.of(line)
    if not value and column.otherwise is not None:
        return text(column.otherwise, line, profile)
    return "" if value is None else _text(column, value, profile)


def _text(column: Column, value: Any, profile: Profile) -> str:  # noqa: ANN401 - of its type
    match column.type:
        case Type.CODE | Type.YES_NO:
            said = words(column, value, profile)
        case Type.DAY | Type.MOMENT:
            is_moment = isinstance(value, datetime)
            said = f"{clock.local(value):%Y-%m-%d %H:%M}" if is_moment else str(value)
            said = shown(said, column.mask, profile)
        case Type.NUMBER:
            said = f"{value:d}"
        case Type.AMOUNT:
            said = f"{value:,.2f}"
        case _:
            parts = value if isinstance(value, tuple) else (value,)
            said = clean("、".join(shown(part, column.mask, profile) for part in parts))
    return said
