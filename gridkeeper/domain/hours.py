"""Hours of the day as people write them: `19:30`, `19点半`, `晚上7点`, `1930`."""

from __future__ import annotations

import re
import unicodedata

_NUMBERS = {
    name: number for number, name in enumerate(("十", "十一", "十二"), 10)
} | {name: number for number, name in enumerate("零一二三四五六七八九")} | {"两": 2}  # fmt: skip
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}
_LATER = frozenset(("下午", "傍晚", "晚上", "晚", "夜里", "pm"))
_NOON, _EARLIEST_NOON = "中午", 11
_WHEN = r"(?:早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|早|晚|am|pm)"
_HOUR = re.compile(
    rf"(?P<when>{_WHEN})?"
    r"(?:(?P<digits>\d{1,2})(?P<last>\d\d)"
    r"|(?P<hour>\d{1,2}|十[一二]?|[零一二两三四五六七八九])"
    r"(?:[:.点时](?:钟|整|(?P<part>半|一刻|三刻)|(?P<minute>\d{1,2})分?)?)?)"
    r"(?P<behind>am|pm)?"
)


def written(text: str) -> str | None:
    """Return an hour in the usual way, such as `19:30`; None where the text says none."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    found = _HOUR.fullmatch(plain)
    if found is None:
        return None
    said = found["digits"] or found["hour"]
    hour = int(said) if said.isdecimal() else _NUMBERS[said]
    minute = _PARTS.get(found["part"] or "", int(found["last"] or found["minute"] or 0))
    when = found["when"] or found["behind"] or ""
    if (when in _LATER and hour < 12) or (when == _NOON and hour < _EARLIEST_NOON):
        hour += 12
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def is_part_of_day(text: str) -> bool:
    """Whether a text is a part of the day without its hour, such as `晚上`."""
    return re.fullmatch(_WHEN, unicodedata.normalize("NFKC", text).casefold().strip()) is not None
