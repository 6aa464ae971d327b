"""Days as people say them: `昨天`, `上周三`, `十月八日`, `8号`.

For typing only: in a sheet such words mean the day on which it was written, which nobody knows.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_WORDS = {
    "大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0, "明天": 1,
    "明日": 1, "大后天": 3, "后天": 2, "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip
_WEEKS = {"上": -7, "下": 7, "这": 0, "本": 0, "": 0}
_WEEKDAYS = {name: place for place, name in enumerate("一二三四五六日")} | {"天": 6}
_DIGITS = {"零": "0", "\u3007": "0"} | {
    name: str(digit) for digit, name in enumerate("一二三四五六七八九", 1)
}
_HAN = "".join(_DIGITS)

_ABRIDGED = re.compile(r"^(\s*[昨今明])(?=[早晚])")
_WORD = re.compile("|".join(_WORDS), re.IGNORECASE)
_WEEKDAY = re.compile(r"(上|下|这|本|)(?:周|星期|礼拜)([一二三四五六日天])")
_NUMBER = rf"(?:[{_HAN}]?十[{_HAN}]?|[{_HAN}]|\d{{1,2}})"
_HAN_DAY = re.compile(rf"(?:([{_HAN}]{{4}}|\d{{4}})年)?({_NUMBER})月({_NUMBER})[日号]?")
_BARE_DAY = re.compile(rf"({_NUMBER})[日号]")


def written(text: str, today: date, *, past: bool = False) -> str:
    """Return a text with the day that it begins with in digits; as it is if it begins with none.

    Args:
        text: As typed; a time of day may follow the day.
        today: The local date.
        past: Whether the day cannot lie in the future, so that `30号` may be last month's.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if found := _WORD.match(plain):
        day = today + timedelta(days=_WORDS[found[0].lower()])
    elif found := _WEEKDAY.match(plain):
        monday = today - timedelta(days=today.weekday())
        day = monday + timedelta(days=_WEEKS[found[1]] + _WEEKDAYS[found[2]])
    elif found := _HAN_DAY.match(plain):
        parts = (_plain_year(found[1]), str(_number(found[2])), str(_number(found[3])))
        return "-".join(part for part in parts if part) + plain[found.end() :]
    elif found := _BARE_DAY.match(plain):
        said = _of_month(_number(found[1]), today, past=past)
        if said is None:
            return text
        day = said
    else:
        return text
    return day.isoformat() + plain[found.end() :]


def unabridged(text: str) -> str:
    """Return `明晚` as `明天晚`: where a day is written, it can mean nothing else."""
    return _ABRIDGED.sub(r"\1天", text)


def _plain_year(year: str | None) -> str:
    return "".join(_DIGITS.get(digit, digit) for digit in year or "")


def _number(said: str) -> int:
    """Return a number below a hundred: `8`, `八`, `十`, `十八`, `二十八`."""
    if said.isdigit() and said.isascii():
        return int(said)
    tens, ten, ones = said.rpartition("十")
    high = int(_plain_year(tens) or 1) if ten else 0
    return high * 10 + int(_plain_year(ones) or 0)


def _of_month(number: int, today: date, *, past: bool) -> date | None:
    """Return that day of this month, or of the last one if it cannot lie ahead; None if none is."""
    month = today
    if past and number > today.day:
        month = today.replace(day=1) - timedelta(days=1)
    try:
        return month.replace(day=number)
    except ValueError:
        return None
