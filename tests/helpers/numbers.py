"""Numbers of people, known one by one, and where any of them can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gridkeeper.domain.identity_numbers import check_digit

if TYPE_CHECKING:
    from collections.abc import Iterable

_RUN = 8
"""So many characters in a row of one number are too many; a mask leaves four, of one kind."""

_BETWEEN = re.compile(r"(?<=[\dXx])[\s\-－—·]+(?=[\dXx])")
_LONG = re.compile(r"\d{7,}[\dXx]")


class Numbers:
    """Gives out numbers, each once, and finds them again however they are written."""

    def __init__(self) -> None:
        self._given = 0
        self._planted: dict[str, str] = {}
        self._runs: dict[str, str] = {}

    def __len__(self) -> int:
        """How many are known."""
        return len(self._planted)

    def phone(self, planted: str) -> str:
        """Return a mobile number that nobody else has; `planted` says where it will stand."""
        self._given += 1
        return self.know(f"19{self._mixed(1_000_000_000):09}", planted)

    def card(self, planted: str) -> str:
        """Return an ID number that passes the checks."""
        self._given += 1
        mixed = self._mixed(1_000_000)
        born = f"{1930 + mixed % 70}{1 + mixed % 12:02}{1 + mixed % 28:02}"
        first = f"11{mixed % 9000 + 1000}{born}{mixed % 1000:03}"
        return self.know(first + check_digit(first), planted)

    def know(self, number: str, planted: str) -> str:
        """Look for a number, too, that somebody else made."""
        self._planted[number] = planted
        for start in range(len(number) - _RUN + 1):
            # Of the digits that several share, any of them may be named.
            self._runs[number[start : start + _RUN].upper()] = planted
        return number

    def within(self, text: str) -> list[str]:
        """Return where the numbers were planted that a text shows, whole or nearly."""
        found = []
        for long in _LONG.findall(_BETWEEN.sub("", text)):
            runs = (long[at : at + _RUN].upper() for at in range(len(long) - _RUN + 1))
            found += [f"{self._runs[run]} as {long}" for run in runs if run in self._runs][:1]
        return found

    def leaks(self, told: Iterable[tuple[str, str]]) -> list[str]:
        """Return what is shown of them: where, and whose it is."""
        return sorted({f"{where}: {one}" for where, text in told for one in self.within(text)})

    def _mixed(self, most: int) -> int:
        """Return a number that does not look like the one before."""
        return self._given * 7_368_787_919 % most
