"""Days that somebody searches for: `2026-11-20`, `11-20`, `11月20日`, `2026年11月`, `昨天`, `本周`.

A text is days only as a whole, and only if it is not rather a door: `11-20` is a day as lists
write it, `3-2` is building and unit, and `8号` a house.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import spoken_days
from gridkeeper.domain.fields import Check
from gridkeeper.domain.parsing import parse
from gridkeeper.domain.periods import Period, month, week

if TYPE_CHECKING:
    from gridkeeper.domain.fields import Field

_DOOR = re.compile(r"\d{1,2}\s*-\s*\d|\d\s*-\s*\d{1,2}|\d{1,2}号")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?份?")
_BARE_MONTH = re.compile(r"(\d{1,2})月份?")
_YEAR = re.compile(r"(\d{4})年")
_WEEKS = {"上": -7, "本": 0, "这": 0, "下": 7}
_WEEK = re.compile(r"([上本这下])个?(?:周|星期|礼拜)")
_MONTHS = {"上": -1, "本": 0, "这": 0, "下": 1}
_OTHER_MONTH = re.compile(r"([上本这下])个?月")
_YEARS = {"去年": -1, "今年": 0, "本年": 0, "明年": 1}
_EARLIEST, _LATEST = 1850, 2200


def sought(text: str, about: Field, today: date) -> Period | None:
    """Return the days that the whole of a text means; None if it means something else.

    Args:
        text: As typed into a search box.
        about: The field with the days that are searched.
        today: The local date.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return None
    for read in (_span, _month, _day):
        if found := read(plain, about, today):
            return found
    return None


def _span(plain: str, _about: Field, today: date) -> Period | None:
    if found := _WEEK.fullmatch(plain):
        return week(today + timedelta(days=_WEEKS[found[1]]))
    if found := _OTHER_MONTH.fullmatch(plain):
        number = today.year * 12 + today.month - 1 + _MONTHS[found[1]]
        return month(number // 12, number % 12 + 1)
    if plain in _YEARS:
        return _year(today.year + _YEARS[plain])
    if found := _YEAR.fullmatch(plain):
        return _year(int(found[1]))
    return None


def _month(plain: str, about: Field, today: date) -> Period | None:
    if found := _MONTH.fullmatch(plain):
        return _real_month(int(found[1]), int(found[2]))
    found = _BARE_MONTH.fullmatch(plain)
    if found is None:
        return None
    number = int(found[1])
    past = Check.NOT_FUTURE in about.checks and number > today.month
    return _real_month(today.year - 1 if past else today.year, number)


def _day(plain: str, about: Field, today: date) -> Period | None:
    if _DOOR.fullmatch(plain):
        return None
    past = Check.NOT_FUTURE in about.checks
    day = parse(about, spoken_days.written(plain, today, past=past), today)
    return Period(day, day) if type(day) is date else None


def _year(number: int) -> Period | None:
    if not _EARLIEST <= number <= _LATEST:
        return None
    return Period(date(number, 1, 1), date(number, 12, 31))


def _real_month(year: int, number: int) -> Period | None:
    if not (_EARLIEST <= year <= _LATEST and 1 <= number <= 12):
        return None
    return month(year, number)
