"""Takes batches in where memory is short, each in a process of its own, and says what it took.

    python -m tests.helpers.limited STORE PASSWORD FILE...

prints a line of JSON for each file: the code of the error, or what came instead; the seconds, and
the most memory of the process, which has everything loaded before. It gets no more than 200 MB.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.helpers.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOM_MB = 200


@dataclass(frozen=True)
class Taken:
    """What became of a file.

    Attributes:
        code: Of the error with which it was refused, or "taken", or what nobody expected.
    """

    code: str
    seconds: float
    peak_mb: float


def take_all(store: Path, password: str, files: Iterable[Path]) -> list[Taken]:
    """Take files in, each for itself; nothing of one is seen by the next."""
    command = [sys.executable, "-m", "tests.helpers.limited", str(store), password]
    done = subprocess.run(  # noqa: S603 - our own program
        [*command, *map(str, files)], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return [Taken(*json.loads(line)) for line in done.stdout.splitlines()]


def _main() -> None:
    from tests.helpers import towns  # noqa: PLC0415 - what is loaded is loaded before it counts

    store, password, *files = sys.argv[1:]
    for file in files:
        child = os.fork()
        if not child:
            _limit()
            _take(towns, Path(store), password, Path(file))
        os.waitpid(child, 0)


def _limit() -> None:
    """Leave room for so much more than this process has; what is only mapped is no memory."""
    text = Path("/proc/self/statm").read_text(encoding="ascii")
    mapped, held = (int(pages) * resource.getpagesize() for pages in text.split()[:2])
    most = mapped + ROOM_MB * 2**20 - held
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _take(towns: object, store: Path, password: str, file: Path) -> None:
    from gridkeeper.services.session import Session  # noqa: PLC0415
    from gridkeeper.storage.store import Store  # noqa: PLC0415

    session = Session(Store.open(store, password), towns.FixedClock())  # type: ignore[attr-defined]
    start = time.perf_counter()
    try:
        (outcome,) = towns.take(session, file)  # type: ignore[attr-defined]
        code = outcome.code or "taken"
    except BaseException as error:  # noqa: BLE001 - it is told to whoever asked
        code = repr(error)
    spent = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    session.close()
    os.write(1, json.dumps([code, round(spent, 3), round(peak, 1)]).encode() + b"\n")
    os._exit(0)


if __name__ == "__main__":
    _main()
