"""Numbers that prove themselves: identity cards (GB 11643) and credit codes (GB 32100)."""

from __future__ import annotations

import re
from datetime import date

MALE, FEMALE = "1", "2"

_CARD_18 = re.compile(r"\d{17}[\dX]")
_CARD_15 = re.compile(r"\d{15}")
_CARD_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CARD_CHECKS = "10X98765432"

_CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT = re.compile(rf"[{_CREDIT_LETTERS}]{{18}}")
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def cleaned(number: str) -> str:
    """Return a number in capitals, without spaces and the marks that force text in a sheet."""
    return "".join(number.split()).strip("'`’").upper()


def check_digit(first: str) -> str:
    """Return the last character of an identity card from its first 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first, _CARD_WEIGHTS, strict=True))
    return _CARD_CHECKS[total % 11]


def is_card(number: str) -> bool:
    """Whether a cleaned number is an identity card's of 18 characters, with its check digit."""
    if not _CARD_18.fullmatch(number) or birth_of(number) is None:
        return False
    return check_digit(number[:17]) == number[17]


def is_old_card(number: str) -> bool:
    """Whether a cleaned number is one of the 15 digits that were given until 1999."""
    return bool(_CARD_15.fullmatch(number)) and birth_of(upgraded(number)) is not None


def upgraded(old: str) -> str:
    """Return the 18 characters that 15 digits have become."""
    first = f"{old[:6]}19{old[6:]}"
    return first + check_digit(first)


def upgraded_if_old(number: str) -> str:
    """Return a number as it is written today; what is no old one stays as it is."""
    return upgraded(number) if is_old_card(number) else number


def age_on(birth: date, day: date) -> int:
    """Return how many years somebody is old on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def birth_of(number: str) -> date | None:
    """Return the birthday in a number of 18 characters; None if there is no such day."""
    digits = number[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def sex_of(number: str) -> str:
    """Return the code of `sex` in a number of 18 characters."""
    return MALE if int(number[16]) % 2 else FEMALE


def credit_check(first: str) -> str:
    """Return the last character of a credit code from its first 17."""
    values = (_CREDIT_LETTERS.index(letter) for letter in first)
    total = sum(value * weight for value, weight in zip(values, _CREDIT_WEIGHTS, strict=True))
    return _CREDIT_LETTERS[-total % 31]


def is_credit_code(code: str) -> bool:
    """Whether a cleaned code is a unified social credit code with its check character."""
    return bool(_CREDIT.fullmatch(code)) and credit_check(code[:17]) == code[17]
