"""Keys that are counted: one press is one, also of several keys held together; words are apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.helpers.desktops import Program


class Counted:
    """A keyboard whose keys are counted.

    Attributes:
        count: How many were pressed.
        words: What was typed besides.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.count = 0
        self.words: list[str] = []

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as `ctrl+n`."""
        self.count += len(keys)
        self.program.keys(*keys)

    def type(self, words: str) -> None:
        """Type words."""
        self.words.append(words)
        self.program.type(words)
