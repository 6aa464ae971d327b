"""One story that is interrupted again and again, each time in a folder of its own."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from gridkeeper.domain import ids
from gridkeeper.services.store import leftovers
from tests.helpers.killed_stories import STICK, STORIES, at
from tests.helpers.stores import verified

if TYPE_CHECKING:
    from pathlib import Path

_IDS = re.compile(ids.PATTERN.encode())
_LEFT = re.compile(r"^\.gridkeeper-|\.new$|\.part|-wal$|-shm$|-journal$|\.unsaved$")


class Stage:
    """One story, to be played in many folders."""

    def __init__(self, name: str, beginning: Path, tmp_path: Path) -> None:
        self.name, self.story = name, STORIES[name]
        self._beginning, self._folder, self._number = beginning, tmp_path, 0
        self._known: set[bytes] = set()

    def fresh(self) -> Path:
        """Return another folder with what the story needs."""
        self._number += 1
        folder = self._folder / str(self._number)
        (folder / STICK).mkdir(parents=True)
        for name in self.story.needs:
            shutil.copy(self._beginning / name, folder / name)
        return folder

    def seen(self, folder: Path) -> list[bytes]:
        """Return what people would see; what is new in it is not told apart by its ids."""
        lines = self.story.state(folder)
        if not self._known:
            self._known = {one for line in lines for one in _IDS.findall(line)}
        return sorted(
            _IDS.sub(lambda one: one[0] if one[0] in self._known else b"*", line) for line in lines
        )

    def stages(self) -> list[list[bytes]]:
        """Return what is seen before, and each time that something was confirmed."""
        folder = self.fresh()
        found = [self.seen(folder)]
        self.story.play(folder, lambda: found.append(self.seen(folder)))
        return found

    def check(self, folder: Path, said: int, stages: list[list[bytes]]) -> None:
        """Check that all that was confirmed is there, and of what was not all or nothing."""
        assert self.seen(folder) in stages[said : said + 2]
        self.story.sound(folder)
        self._are_sound(folder)

    def go_on(self, folder: Path, stages: list[list[bytes]]) -> None:
        """Do it again, as whoever was interrupted does."""
        if self.story.again:
            self.story.again(folder)
        else:
            self.story.play(folder, lambda: None)
        self.story.sound(folder)
        self._are_sound(folder)
        if self.story.ends_alike:
            assert self.seen(folder) == stages[-1]

    @staticmethod
    def left(folder: Path) -> list[str]:
        """Return what is half-written and was not taken away by another start of the program."""
        leftovers.sweep(folder)
        return [one.name for one in folder.rglob("*") if _LEFT.search(one.name)]

    @staticmethod
    def _are_sound(folder: Path) -> None:
        for file in folder.glob("*.gkdb"):
            with at(folder, file.name) as session:
                assert verified(session.store).problems == []
