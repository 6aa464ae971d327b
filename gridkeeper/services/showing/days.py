"""Days in sentences: `10月14日`, how long until then, how long since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import _, pick, plural

if TYPE_CHECKING:
    from datetime import date, datetime

SOON = 3
"""What is due in so many days is marked."""

_MONTHS, _YEARS = 2, 2
"""From so many months on, months are counted and no days; from so many years on, years."""


def said(day: date) -> str:
    """Return a day without its year, as people say it of days that are near."""
    return pick(f"{day.month}月{day.day}日", day.isoformat())


def in_full(day: date) -> str:
    """Return a day as running text has it; tables have `2026-10-14`."""
    return pick(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def moment(at: datetime) -> str:
    """Return a day and its time as running text has them; tables have `2026-10-14 09:30`."""
    return f"{in_full(at.date())} {at:%H:%M}"


def due(day: date, today: date) -> str:
    """Return by when something is due, and how far that is: `10月14日到期，已逾期 3 天`."""
    days = (day - today).days
    if not days:
        return _("Due today")
    if days > 0:
        text = plural("Due on {day}, in {days} day", "Due on {day}, in {days} days", days)
    else:
        text = plural(
            "Due on {day}, {days} day overdue", "Due on {day}, {days} days overdue", -days
        )
    return text.format(day=said(day), days=abs(days))


def to_visit(day: date, today: date) -> str:
    """Return when a visit shall be made: `应于10月10日走访，已逾期 3 天`."""
    days = (day - today).days
    if not days:
        return _("Visit due today")
    if days > 0:
        text = plural(
            "Visit due on {day}, in {days} day", "Visit due on {day}, in {days} days", days
        )
    else:
        text = plural(
            "Visit due on {day}, {days} day overdue",
            "Visit due on {day}, {days} days overdue",
            -days,
        )
    return text.format(day=said(day), days=abs(days))


def ago(day: date, today: date) -> str:
    """Return how long ago a day is, in the largest unit that says enough: `8 个月前`."""
    days = max((today - day).days, 0)
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if not days:
        return _("today")
    if months < _MONTHS:
        return plural("{n} day ago", "{n} days ago", days).format(n=days)
    if months < _YEARS * 12:
        return plural("{n} month ago", "{n} months ago", months).format(n=months)
    return plural("{n} year ago", "{n} years ago", months // 12).format(n=months // 12)
