"""Programs that are killed, or run out of room, while they write; run in a process of their own.

    python -m tests.integration.storage.saving save|receive|fill STORE

`save` prints the id of each visit when its transaction has ended, for ever. `receive` takes in one
large batch and prints how far it is. `fill` saves while no file may grow much larger, and prints
what was saved and the sentence that a person would read.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper import texts
from gridkeeper.domain import wire
from gridkeeper.domain.ids import new_id
from gridkeeper.errors import FileUnwritableError
from gridkeeper.storage.journal import Source
from gridkeeper.storage.store import Store
from tests.helpers.stores import PASSWORD, STAMP, a_visit, created, save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.domain.changes import Change

CHANGES_OF_THE_BATCH = 12_000
_ROOM_BYTES = 100_000


def say(word: str) -> None:
    """Print a line at once."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def save_on(store: Store) -> None:
    """Save one visit after the other until nothing more can be written."""
    while True:
        visit = a_visit()
        with store.writing() as unit:
            save(unit, visit)
            unit.search.catch_up()
        say(visit.id)


def receive_much(store: Store) -> None:
    """Take in one batch in one transaction."""
    with store.writing() as unit:
        unit.journal.receive(_lines(), Source(new_id(), STAMP))
    say("kept")


def _lines() -> Iterator[tuple[Change, bytes]]:
    for number in range(CHANGES_OF_THE_BATCH):
        (change,) = created(a_visit())
        yield change, wire.encode(change)
        if number % 500 == 0:
            say(str(number))


def fill(store: Store) -> None:
    """Save until there is no room."""
    size = store.path.stat().st_size + _ROOM_BYTES
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        save_on(store)
    except FileUnwritableError as error:
        say(str(error))


if __name__ == "__main__":
    texts.use(texts.CHINESE)
    work = {"save": save_on, "receive": receive_much, "fill": fill}[sys.argv[1]]
    work(Store.open(Path(sys.argv[2]), PASSWORD))
