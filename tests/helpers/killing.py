"""A process that plays stories in children of its own, which are killed at one of their points.

    python -m tests.helpers.killing

It reads one line of JSON after the other: which story, in which folder, and at which point; and
answers each with what became of it. It loads the program once and forks, so that a kill costs the
blink of an eye and all points can be tried.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.helpers.points import Points, killed, watched
from tests.helpers.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


class Killing:
    """The way to that process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def play(self, story: str, folder: Path, at: int = 0) -> dict[str, Any]:
        """Play a story and kill whoever plays it at a point.

        Returns:
            `killed`: whether the point was met; `said`: how many pieces were confirmed; `met`: all
            points, if it came to its end; `error`: the traceback of what nobody expected.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([story, str(folder), at]) + "\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found


@contextmanager
def killing() -> Iterator[Killing]:
    """Start that process; it ends with the block."""
    command = [sys.executable, "-m", "tests.helpers.killing"]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Killing(process)
        finally:
            process.kill()


def _play(story: str, folder: Path, at: int) -> dict[str, Any]:
    """Play a story in a child and wait for its end."""
    here, there = os.pipe()
    child = os.fork()
    if not child:
        os.close(here)
        _in_the_child(story, folder, at, there)
    os.close(there)
    with os.fdopen(here, encoding="utf-8") as stream:
        said = stream.read().splitlines()
    _number, status = os.waitpid(child, 0)
    found: dict[str, Any] = {"killed": os.WIFSIGNALED(status), "said": said.count("done")}
    for line in said:
        if line != "done":
            found |= json.loads(line)
    return found


def _in_the_child(story: str, folder: Path, at: int, there: int) -> None:
    from tests.helpers.killed_stories import STORIES  # noqa: PLC0415 - the stories know no process

    def say(word: str) -> None:
        os.write(there, word.encode() + b"\n")

    points = Points(folder, at, killed)
    try:
        with watched(points, sql=True):
            STORIES[story].play(folder, lambda: say("done"))
            points.meet("end")
        say(json.dumps({"met": points.met}))
    except BaseException:  # noqa: BLE001 - it is told to whoever asked
        say(json.dumps({"error": traceback.format_exc(), "met": points.met}))
    finally:
        os._exit(0)


def _serve() -> None:
    for line in sys.stdin:
        story, folder, at = json.loads(line)
        sys.stdout.write(json.dumps(_play(story, Path(folder), at)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    import tests.helpers.killed_stories  # noqa: F401 - loaded once, for all children

    _serve()
