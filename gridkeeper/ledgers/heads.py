"""What stands above and below the rows of a ledger, in words: the same in a file and on a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.ledgers.values import clean
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.lines import Heading
    from gridkeeper.ledgers.checks import Totals
    from gridkeeper.ledgers.columns import Column, Ledger

_TO_SIGN = "　" * 10  # of the usual size four centimetres


def title(ledger: Ledger, heading: Heading) -> str:
    """Return the title, with whose ledger it is."""
    unit = clean(heading.unit)
    return pick(f"{unit}{ledger.title}", f"{ledger.title}: {unit}")


def about(heading: Heading) -> list[str]:
    """Return who made it and for which days, each fact behind its name; empty ones are left out."""
    facts = [
        (pick("填报单位", "Unit"), heading.unit),
        (pick("填报人", "Filled in by"), heading.author or _TO_SIGN),
        (pick("审核人", "Checked by"), _TO_SIGN),
        (pick("填报时间", "Filled in on"), heading.made_on),
        (pick("所属期间", "Period"), heading.period),
    ]
    return [named(name, fact) for name, fact in facts if fact]


def named(name: str, fact: str) -> str:
    """Return a fact behind its name."""
    return f"{name}{pick('：', ': ')}{fact}"


def total() -> str:
    """Return what the row of sums is called."""
    return pick("合计", "Total")


def sums(columns: Sequence[Column], totals: Totals) -> tuple[str, ...]:
    """Return the row of sums behind its name: how many rows, and what the amounts come to."""
    count = pick(f"{totals.rows} 条", f"Rows: {totals.rows}")
    amounts = totals.amounts
    cells = [f"{amounts[one.key]:,.2f}" if one.key in amounts else "" for one in columns]
    return (count, *cells[1:])
