"""Programs that are killed, or run out of room, while they write; run in a process of their own.

    python -m tests.integration.storage.saving WHAT STORE

`save` prints the id of each visit when its transaction has ended, for ever. `receive` takes in one
large batch and prints how far it is. `fill` saves while no file may grow much larger, and prints
what was saved and the sentence that a person would read. `type` types for ever into a form and
prints each text when it is kept. `back_up` makes backups for ever and prints how far each is;
`restore` the same with what `backup.gkbak` beside the store holds, `export` with batches to a
folder `stick`, `ledger` with one ledger that replaces itself.
"""

from __future__ import annotations

import resource
import sys
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper import texts
from gridkeeper.domain import wire
from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.periods import Period
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import FileUnwritableError
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.session import Session
from gridkeeper.services.store.backups import BackupService
from gridkeeper.services.store.restoring import Unlocking, restore
from gridkeeper.storage.journal import Source
from gridkeeper.storage.store import Store
from tests.helpers.stores import PASSWORD, STAMP, a_visit, created, save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.domain.changes import Change

CHANGES_OF_THE_BATCH = 12_000
_ROOM_BYTES = 100_000
_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


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


def type_on(store: Store) -> None:
    """Type one character after the other."""
    for number in count():
        store.unsaved.keep("visit", {"situation": str(number)}, STAMP)
        say(str(number))


def back_up(store: Store) -> None:
    """Make one backup after the other."""
    service = BackupService(Session(store, SystemClock()))
    for number in count():
        service.make(store.path.with_name(f"{number}.gkbak"), Told())


def restore_on(store: Store) -> None:
    """Restore one backup again and again."""
    backup = store.path.with_name("backup.gkbak")
    for number in count():
        target = store.path.with_name(f"{number}.gkdb")
        restore(backup, target, Unlocking(PASSWORD), SystemClock(), Told())


def export(store: Store) -> None:
    """Hand over again and again."""
    service = BatchExportService(Session(store, SystemClock()))
    for _number in count():
        service.export(store.path.with_name("stick"), Told(), everything=True)


def ledger(store: Store) -> None:
    """Write a ledger over the one before."""
    service = LedgerExportService(Session(store, SystemClock()))
    for _number in count():
        path = store.path.with_name("visits.xlsx")
        service.write("visits", _YEAR, path, Profile.MASKED, Told())


class Told:
    """Progress that is printed."""

    def report(self, done: int, _total: int) -> None:
        """Print it."""
        say(str(done))


if __name__ == "__main__":
    texts.use(texts.CHINESE)
    works = {
        "save": save_on,
        "receive": receive_much,
        "fill": fill,
        "type": type_on,
        "back_up": back_up,
        "restore": restore_on,
        "export": export,
        "ledger": ledger,
    }
    works[sys.argv[1]](Store.open(Path(sys.argv[2]), PASSWORD))
