"""Periods: the days that a ledger, a list or a report is about."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from gridkeeper.errors import PeriodInvalidError
from gridkeeper.texts import pick

_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Period:
    """All days from `first` to `last`, both included."""

    first: date
    last: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def months(self) -> int:
        """How many whole calendar months it is; 0 where it is not made of whole months."""
        starts = self.first.day == 1
        ends = self.last.day == monthrange(self.last.year, self.last.month)[1]
        if not (starts and ends):
            return 0
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def previous(self) -> Period:
        """Return the period of the same length just before: for months, the months before."""
        last = self.first - timedelta(days=1)
        if not self.months:
            return Period(last - (self.last - self.first), last)
        first = self.first
        for _ in range(self.months):
            first = (first - timedelta(days=1)).replace(day=1)
        return Period(first, last)

    def text(self) -> str:
        """Return what people call it, in the language in force."""
        first, last = self.first, self.last
        if first == last:
            return pick(f"{first.year}年{first.month}月{first.day}日", first.isoformat())
        if self.months == 1:
            return pick(f"{first.year}年{first.month}月", f"{first:%B %Y}")
        if self.months == 3 and first.month % 3 == 1:
            quarter = first.month // 3 + 1
            return pick(
                f"{first.year}年第{'一二三四'[quarter - 1]}季度", f"Q{quarter} {first.year}"
            )
        if self.months == 12 and first.month == 1:
            return pick(f"{first.year}年", f"{first.year}")
        # What is the same at both ends is said once: titles of papers fit on a line.
        year = f"{last.year}年" if last.year != first.year else ""
        month = f"{last.month}月" if year or last.month != first.month else ""
        return pick(
            f"{first.year}年{first.month}月{first.day}日至{year}{month}{last.day}日",
            f"{first.isoformat()} to {last.isoformat()}",
        )


def month(year: int, number: int) -> Period:
    """Return one calendar month."""
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def parse(text: str) -> Period:
    """Return the period that `2026-10`, `2026-Q4`, `2026` or `2026-10-01..2026-10-31` means.

    Raises:
        PeriodInvalidError: None of these, no such day, or the end before the beginning.
    """
    try:
        return _parse(text.strip())
    except ValueError as error:
        raise PeriodInvalidError(period=text) from error


def _parse(text: str) -> Period:
    if found := _QUARTER.fullmatch(text):
        year, quarter = int(found[1]), int(found[2])
        return Period(month(year, quarter * 3 - 2).first, month(year, quarter * 3).last)
    if found := _MONTH.fullmatch(text):
        return month(int(found[1]), int(found[2]))
    if _YEAR.fullmatch(text):
        return Period(date(int(text), 1, 1), date(int(text), 12, 31))
    first, dots, last = text.partition("..")
    period = Period(date.fromisoformat(first), date.fromisoformat(last if dots else first))
    if period.last < period.first:
        raise ValueError(text)
    return period
