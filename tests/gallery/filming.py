"""Pictures of the real program, one after the other."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from tests.helpers.desktops import Program, until
from tests.helpers.stories import names_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.helpers.desktops import Desktop


class Film:
    """Takes numbered pictures of a screen.

    Attributes:
        desktop: The screen.
        out: Where the pictures go.
        program: What runs on it at present.
    """

    program: Program

    def __init__(self, desktop: Desktop, out: Path) -> None:
        self.desktop = desktop
        self.out = out.absolute()
        self._numbers = count(1)

    def begins(self) -> Program:
        """Start the program as somebody does who has never seen it."""
        self.program = Program(self.desktop)
        return self.program

    def hands_over(self, name: str, folder: Path | None = None) -> None:
        """Hand over, to a folder that is asked for if there is one, and see that it may be gone."""
        self.program.keys("ctrl+e")
        if folder is not None:
            names_file(self.program, folder)
        self.program.sees("可以拔出")
        self.take(name)
        self.program.keys("Return")
        self.program.sees_not("可以拔出")

    def take(self, name: str) -> None:
        """Take a picture once everything stands still, for a screen reader and for the eye."""
        self.program.stands_still()
        file = self.out / f"{next(self._numbers):02d}-{name}.png"
        last = [b""]

        def same() -> bool:
            self.desktop.picture(file)
            before, last[0] = last[0], file.read_bytes()
            return before == last[0]

        until(same)
