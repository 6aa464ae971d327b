"""Typed text to values: what people write in forms and sheets, and what it means.

Nothing is guessed: a text that could mean two things, or that a spreadsheet has spoilt, comes back
as a problem in words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, codes, hours, identity_numbers, names
from gridkeeper.domain.fields import Check, Mask, Type
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.domain.fields import Field, Value


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one value.

    Attributes:
        field: The field's name.
        code: Stable, for scripts and tests.
        text: One sentence in the language in force; it holds nothing of the value but the wording
            of a code.
        warning: Whether the record can be kept all the same.
        refers: Kind and id of the record that stands in the way; ("", "") for none.
    """

    field: str
    code: str
    text: str
    warning: bool = False
    refers: tuple[str, str] = ("", "")


_EMPTY = frozenset(
    ("", "-", "--", "---", "—", "——", "/", "\\", "无", "空", "暂无", "null", "none", "n/a")
)  # fmt: skip
_YES = frozenset(
    ("是", "有", "对", "已", "√", "✓", "✔", "☑", "1", "y", "yes", "true", "合格", "通过", "成功")
)  # fmt: skip
_NO = frozenset(
    ("否", "无", "不", "未", "没有", "×", "✗", "✘", "☐", "x", "0", "n", "no", "false", "不合格",
     "不通过", "不成功")
)  # fmt: skip

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_DIGITS_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR = re.compile(r"\d{4}\s*年?")
_SHORT_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_TIME = re.compile(r"[T\s]*(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?)?分?)?")
_STAMPED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_UNITS = re.compile(
    r"(?:元|人民币|人|户|次|天|日|层|个|件|年|岁|平方米|平米|m2|㎡|rmb)+$", re.IGNORECASE
)
# U+FFFD stands where whoever read the sheet saw that the cell was a number and lost its end.
_SPOILT = re.compile(r"\d(?:\.\d+)?[Ee]\+?\d+|\d{16,}\.0*|\ufffd")
_EXPONENT = re.compile(r"(\d)(?:\.(\d+))?[Ee]\+?(\d{1,2})")
_EXACT_DIGITS = 15
"""So many digits a spreadsheet keeps; what it writes of more is rounded."""

_FLOAT = re.compile(r"(\d+)\.0+")
_MYRIAD = "万"
_UNSEEN = {ord(mark): None for mark in "\u200b\u200e\u200f\u2060\ufeff"}
_CENT = Decimal("0.01")
_EARLIEST, _LATEST = 1850, 2200


def parse(field: Field, text: str, today: date) -> Value | Problem:
    """Return what a typed text means for a field; None where it means that there is nothing.

    Args:
        field: The field's description.
        text: As typed, pasted, or read from a cell.
        today: The local date, for days without a year.
    """
    seen = text.translate(_UNSEEN)
    plain = unicodedata.normalize("NFKC", seen).strip()
    if plain.casefold() in _EMPTY and not _means_something(field, plain):
        return None
    match field.type:
        case Type.DAY | Type.MOMENT:
            read = _day if field.type is Type.DAY else _moment
            return read(field, plain, today)
        case Type.NUMBER | Type.AMOUNT:
            return _number(field, plain)
        case Type.YES_NO:
            return _yes_no(field, plain)
        case _:
            return _text(field, seen)


def _means_something(field: Field, plain: str) -> bool:
    if field.type is Type.YES_NO:
        return plain in _NO
    return field.type is Type.CODE and codes.table(field.codes).code(plain) is not None


def _problem(field: Field, code: str, text: str) -> Problem:
    return Problem(field.name, code, text.format(field=field.label))


def _not_a_day(field: Field, plain: str) -> Problem:
    if field.name == "birth":
        text = (
            _("“{field}”: the year alone is not enough; write 1956-03-08 or 19560308, for example")
            if _YEAR.fullmatch(plain)
            else _("“{field}”: write a full date, such as 1956-03-08 or 19560308")
        )
    elif _YEAR.fullmatch(plain):
        text = _("“{field}”: the year alone is not enough; write 2026-10-08, for example")
    elif is_written_as_a_day(plain):
        text = _("“{field}”: there is no such day")
    else:
        text = _("“{field}”: write a full date, such as 2026-10-08")
    return _problem(field, "not_a_day", text)


def is_written_as_a_day(text: str) -> bool:
    """Whether a text has the form of a day, be there such a day or not."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return any(one.fullmatch(plain) for one in (_DAY, _DIGITS_DAY, _SHORT_DAY))


def _day(field: Field, plain: str, today: date) -> date | Problem:
    day, rest = _day_and_rest(field, plain, today) or (None, "-")
    if not rest or _TIME.fullmatch(rest) or hours.is_part_of_day(rest) or _hour_in_words(rest):
        return day or _not_a_day(field, plain)
    if not rest[0].isalpha():
        return _not_a_day(field, plain)
    text = _("“{field}”: the day is understood, but not the words behind it; take them away")
    return _problem(field, "not_a_day", text)


def behind_day(field: Field, text: str, today: date) -> str:
    """Return what a text says behind the day that it begins with; "" for nothing, or no day."""
    found = _day_and_rest(field, unicodedata.normalize("NFKC", text).strip(), today)
    return found[1].strip() if found else ""


def _day_and_rest(field: Field, plain: str, today: date) -> tuple[date, str] | None:
    """Return the day that a text begins with, and the text behind it."""
    for pattern in (_DAY, _DIGITS_DAY):
        if found := pattern.match(plain):
            year, month, day = (int(part) for part in found.groups())
            return _real(year, month, day, plain[found.end() :])
    found = _SHORT_DAY.match(plain)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    guess = _real(today.year, month, day, plain[found.end() :])
    if guess and guess[0] > today and Check.NOT_FUTURE in field.checks:
        # In January people write about December without saying the year.
        return _real(today.year - 1, month, day, plain[found.end() :])
    return guess


def _real(year: int, month: int, day: int, rest: str) -> tuple[date, str] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return (found, rest) if _EARLIEST <= year <= _LATEST else None


def _moment(field: Field, plain: str, today: date) -> datetime | Problem:
    """Return a moment; without a zone it is China's local time, as in every sheet."""
    if _STAMPED.fullmatch(plain):
        return _stamped(field, plain)
    found = _day_and_rest(field, plain, today)
    if found is None:
        return _not_a_day(field, plain)
    day, rest = found
    of_day = _time(rest)
    if of_day is None:
        return _problem(
            field, "not_a_moment", _("“{field}”: write a date and a time, such as 2026-10-08 09:30")
        )
    return datetime.combine(day, of_day, clock.CHINA).astimezone(UTC)


def _stamped(field: Field, plain: str) -> datetime | Problem:
    try:
        return clock.moment(plain)
    except ValueError:
        return _not_a_day(field, plain)


def _time(rest: str) -> time | None:
    if not rest:
        return time()
    found = _TIME.fullmatch(rest)
    if found is None:
        return time.fromisoformat(said) if (said := _hour_in_words(rest)) else None
    try:
        return time(int(found[1]), int(found[2] or 0), int(found[3] or 0))
    except ValueError:
        return None


def _hour_in_words(rest: str) -> str | None:
    """Return the hour that is said behind a day, such as `晚上7点`; digits may be of the day."""
    return None if rest.lstrip()[:1].isdecimal() else hours.written(rest)


def _number(field: Field, plain: str) -> int | Decimal | Problem:
    bare = _UNITS.sub("", plain.lstrip("¥￥").replace(",", "").replace(" ", ""))
    times = 10_000 if bare.endswith(_MYRIAD) else 1
    try:
        found = Decimal(bare.removesuffix(_MYRIAD)) * times
    except InvalidOperation:
        return _problem(field, "not_a_number", _("“{field}”: write a number"))
    if not found.is_finite() or abs(found) >= 10**13:
        return _problem(field, "not_a_number", _("“{field}”: write a number"))
    if field.type is Type.AMOUNT:
        return found.quantize(_CENT, ROUND_HALF_UP)
    if found != found.to_integral_value():
        return _problem(field, "not_whole", _("“{field}”: write a whole number"))
    return int(found)


def _yes_no(field: Field, plain: str) -> bool | Problem:
    folded = plain.casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    return _problem(field, "not_yes_no", _("“{field}”: write yes or no"))


def _text(field: Field, text: str) -> str | Problem:
    if field.type is Type.PROSE:
        return text.strip().replace("\r\n", "\n").replace("\r", "\n")
    line = " ".join(text.split())
    if field.type is Type.CODE:
        return _code(field, line)
    if Check.HOUR in field.checks:
        return hours.written(line) or line
    for check, clean in _CLEANERS.items():
        if check in field.checks:
            return _number_text(field, line, clean)
    return names.cleaned(line) if Check.PERSON_NAME in field.checks else line


def _code(field: Field, line: str) -> str | Problem:
    found = codes.table(field.codes).code(line)
    if found is not None:
        return found
    text = _("“{field}”: “{wording}” is not one of the choices")
    # In a sheet whose columns slipped, the number of somebody's card stands here.
    said = shown(line, Mask.PROSE, Profile.MASKED)[:20]
    return Problem(field.name, "code_unknown", text.format(field=field.label, wording=said))


def _number_text(field: Field, line: str, clean: Callable[[str], str]) -> str | Problem:
    """Return a number that is kept as text; one that a spreadsheet rounded is refused."""
    plain = unicodedata.normalize("NFKC", line)
    plain = unrounded(plain) or plain
    if _SPOILT.fullmatch(plain):
        text = _(
            "“{field}”: the spreadsheet has turned the number into a rounded figure and its last "
            "digits are lost; type it again in a column formatted as text"
        )
        return _problem(field, "digits_lost", text)
    whole = _FLOAT.fullmatch(plain)
    return clean(whole[1] if whole else plain)


def unrounded(text: str) -> str:
    """Return the digits of a number written with an exponent; "" where some of them are lost."""
    found = _EXPONENT.fullmatch(text)
    digits = found[1] + (found[2] or "") if found else ""
    is_whole = found is not None and len(digits) == int(found[3]) + 1 <= _EXACT_DIGITS
    return digits if is_whole else ""


def _phone(plain: str) -> str:
    bare = re.sub(r"^(?:\+|00)86[\s-]*", "", plain)
    joined = re.sub(r"[\s-]", "", bare)
    return joined if re.fullmatch(r"1\d{10}", joined) else bare


_CLEANERS: dict[Check, Callable[[str], str]] = {
    Check.ID_NUMBER: identity_numbers.cleaned,
    Check.CREDIT_CODE: identity_numbers.cleaned,
    Check.PHONE: _phone,
}
