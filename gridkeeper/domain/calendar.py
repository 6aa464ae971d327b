"""Working days: holidays and made-up working days as data, one file a year.

`resources/calendar/<year>.json` holds what the State Council publishes each autumn:
`{"year", "source", "holidays": [[first, last, zh, en], ...], "workdays": [[day, zh, en], ...]}`.
For a year without a file only weekends are known; whoever counts is told so.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from gridkeeper import resources
from gridkeeper.domain.labels import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Year:
    """The holidays of one year.

    Attributes:
        holidays: Every day off, weekends within a holiday too, by what it is for.
        workdays: Saturdays and Sundays that are worked, by the holiday they make up for.
    """

    source: str
    holidays: Mapping[date, Label]
    workdays: Mapping[date, Label]


@dataclass(frozen=True, slots=True)
class Counted:
    """Working days counted from a day on.

    Attributes:
        last: The last of them.
        holidays: Days off that were passed over, by holiday, in their order.
        weekends: Saturdays and Sundays that were passed over besides.
        made_up: Saturdays and Sundays that counted, because they were worked.
        missing: Years without a file, for which only weekends are known.
    """

    last: date
    holidays: Mapping[Label, int]
    weekends: int
    made_up: int
    missing: tuple[int, ...]


@cache
def year(number: int) -> Year | None:
    """Return the holidays of a year; None if they are not known."""
    file = resources.path(f"calendar/{number}.json")
    if not file.is_file():
        return None
    data = json.loads(file.read_text(encoding="utf-8"))
    holidays: dict[date, Label] = {}
    for first, last, zh, en in data["holidays"]:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            holidays[day] = Label(zh, en)
            day += _DAY
    workdays = {date.fromisoformat(day): Label(zh, en) for day, zh, en in data["workdays"]}
    return Year(data["source"], holidays, workdays)


def holiday(day: date) -> Label | None:
    """Return the holiday on which a day is off; None on all other days."""
    known = year(day.year)
    return known.holidays.get(day) if known else None


def is_made_up(day: date) -> bool:
    """Whether a day is a Saturday or Sunday that is worked."""
    known = year(day.year)
    return known is not None and day in known.workdays


def is_weekend(day: date) -> bool:
    """Whether a day is a Saturday or a Sunday."""
    return day.weekday() >= 5


def count(start: date, days: int) -> Counted:
    """Count working days; the day after `start` is the first that can count."""
    day, left = start, days
    holidays: Counter[Label] = Counter()
    weekends = made_up = 0
    while left:
        day += _DAY
        off = holiday(day)
        if off is not None:
            holidays[off] += 1
        elif is_weekend(day) and not is_made_up(day):
            weekends += 1
        else:
            made_up += is_made_up(day)
            left -= 1
    years = range(start.year, day.year + 1)
    missing = tuple(number for number in years if year(number) is None)
    return Counted(day, dict(holidays), weekends, made_up, missing)
