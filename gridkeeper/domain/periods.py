"""Periods: the days that a ledger, a list or a report is about."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridkeeper.errors import PeriodInvalidError
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Mapping

_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_WORDS = {
    "today": ("today", "今天", "今日"),
    "yesterday": ("yesterday", "昨天", "昨日"),
    "week": ("this-week", "本周", "这周"),
    "last_week": ("last-week", "上周"),
    "month": ("this-month", "本月", "这个月"),
    "last_month": ("last-month", "上月", "上个月"),
    "quarter": ("this-quarter", "本季度"),
    "last_quarter": ("last-quarter", "上季度"),
    "year": ("this-year", "今年", "本年"),
    "last_year": ("last-year", "去年"),
}
_NAMES = {word: name for name, words in _WORDS.items() for word in words}


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


def week(day: date) -> Period:
    """Return the week that a day lies in; it begins on Monday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6))


def usual(today: date) -> Mapping[str, Period]:
    """Return the periods that have a name of their own, seen from a day, the shortest first."""
    first = (today.month - 1) // 3 * 3 + 1
    day, this = Period(today, today), month(today.year, today.month)
    quarter = Period(date(today.year, first, 1), month(today.year, first + 2).last)
    year = Period(date(today.year, 1, 1), date(today.year, 12, 31))
    return {
        "today": day,
        "yesterday": day.previous(),
        "week": week(today),
        "last_week": week(today).previous(),
        "month": this,
        "last_month": this.previous(),
        "quarter": quarter,
        "last_quarter": quarter.previous(),
        "year": year,
        "last_year": year.previous(),
    }


def parse(text: str, today: date | None = None) -> Period:
    """Return the period that `2026-10`, `2026-Q4`, `2026` or `2026-10-01..2026-10-31` means.

    Seen from a day, `last-week` or `上周` is one too, and so are the others of `usual`.

    Raises:
        PeriodInvalidError: None of these, no such day, or the end before the beginning.
    """
    plain = text.strip()
    if today is not None and (name := _NAMES.get(plain.casefold())):
        return usual(today)[name]
    try:
        return _parse(plain)
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
