"""Numbers that check out and cannot exist.

No division of China has an administrative code that begins with 99, and the telephone numbers are
one block that is marked as the sample's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import identity_numbers

if TYPE_CHECKING:
    import random
    from datetime import date

LOCAL = "990108"
ELSEWHERE = ("990216", "990325", "990431", "990522", "990684", "990727", "990813", "990931")

_BLOCK = 19_900_000_000
_SIZE = 100_000
# Coprime to the block's size, so that every number comes once before one comes again.
_STRIDE = 38_197

_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


class Numbers:
    """Numbers of one community, no two alike."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._next = rng.randrange(_SIZE)
        self._given: set[str] = set()

    def phone(self) -> str:
        """Return a telephone number."""
        self._next = (self._next + _STRIDE) % _SIZE
        return str(_BLOCK + self._next)

    def card(self, birth: date, sex: str, area: str) -> str:
        """Return an identity number; its 17th digit is odd for a man."""
        while True:
            order = self._rng.randrange(1, 499) * 2 + int(sex == identity_numbers.MALE)
            first = f"{area}{birth:%Y%m%d}{order:03d}"
            number = first + identity_numbers.check_digit(first)
            if number not in self._given:
                self._given.add(number)
                return number

    def credit_code(self, kind: str) -> str:
        """Return a credit code: of a company (`91`), a trader (`92`), ….

        The nine characters of the organisation within it have a check of their own (GB 11714).
        """
        body = "MA" + "".join(self._rng.choices(_LETTERS, k=6))
        values = (int(letter, 36) for letter in body)
        rest = 11 - sum(v * w for v, w in zip(values, _WEIGHTS, strict=True)) % 11
        first = f"{kind}{LOCAL}{body}{'0123456789X0'[rest]}"
        return first + identity_numbers.credit_check(first)
