"""What is done to stores while somebody pulls the plug: one table of stories.

Each is played upon the files of one common beginning (`begin`), tells when a person was told that
something is done, and says what people would see afterwards.
"""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import BatchDamagedError, GridKeeperError, StoreUnlockError
from gridkeeper.exchange import reader
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.session import Session
from gridkeeper.services.store import passwords, stores
from gridkeeper.services.store.backups import BackupService, usual_folder
from gridkeeper.services.store.restoring import Unlocking, restore
from gridkeeper.storage import engine
from gridkeeper.storage.store import Store
from tests.helpers import old_files
from tests.helpers.attachments import a_document, attach, hashes
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import (
    OFFICE,
    QUIET,
    WORKER_1,
    WORKER_2,
    FixedClock,
    a_town,
    a_visit_of,
    cheap_codes,
    dumped,
    hand_in,
    rename,
    take,
    where,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TAKEN, NEW, PACKAGE, CODE = "taken.gkdb", "new.gkdb", "package.gkb", "code.txt"
FIRST, SECOND, BACKUP = "first.gkb", "second.gkb", "backup.gkbak"
STICK, PHOTOS = "stick", "photos.gkb"
NEW_PASSWORD = "新的密码"
_LIGHT = {"category": "05", "level": "2", "content": "线路老化"}


@dataclass(frozen=True)
class Story:
    """Something that is done.

    Attributes:
        play: Does it in a folder, and says each time that a person was told of success.
        needs: Names of the files of the common beginning that it is done upon.
        state: What people would see; None while there is nothing to be seen.
        sound: What else must hold, whenever the plug was pulled.
        again: Does it once more, as a person would who was interrupted.
        heals: Goes on until all stores are of one mind, whatever was seen meanwhile.
        ends_alike: Whether it then is as if nobody had pulled the plug.
    """

    play: Callable[[Path, Callable[[], None]], None]
    needs: tuple[str, ...]
    state: Callable[[Path], list[bytes]]
    sound: Callable[[Path], None] = lambda _folder: None
    again: Callable[[Path], None] | None = None
    heals: Callable[[Path], None] = lambda _folder: None
    ends_alike: bool = False


@contextmanager
def at(folder: Path, name: str, days: int = 0) -> Iterator[Session]:
    """Sit down at a store, some days later."""
    clock = FixedClock()
    clock.pass_days(days)
    with closing(Session(_opened(folder / name), clock)) as session:
        yield session


def _opened(store: Path) -> Store:
    """Open a store with whichever of the passwords that it may have had last."""
    known = (PASSWORD, NEW_PASSWORD, old_files.PASSWORD)
    password = next(one for one in known if opens(store, one))
    return Store.open(store, password)


def opens(store: Path, password: str) -> bool:
    """Whether a password opens a store."""
    try:
        engine.unlocked(store, password)
    except StoreUnlockError:
        return False
    return True


def begin(folder: Path, made_town: Path) -> None:
    """Make the files that all stories begin with."""
    with a_town(made_town, folder) as town:
        for worker, name in ((town.mei, FIRST), (town.gang, SECOND)):
            for number in range(2):
                a_visit_of(worker, situation=f"{name} {number}", hazards=[_LIGHT])
            hand_in(worker, folder, name)
        attach(town.gang, where(town.gang, kinds.VISIT)[0], a_document(folder / "一.txt"))
        hand_in(town.gang, folder, PHOTOS)
        taken = town.copy(OFFICE, TAKEN)
        assert not any(one.refused for one in take(taken, folder / FIRST, folder / SECOND))
        rename(taken, kinds.VISIT, where(taken, kinds.VISIT)[0], situation="后来改过")
        BackupService(town.mei).make(folder / BACKUP, QUIET)
        with cheap_codes():
            enrolled = enrolment.EnrolmentService(town.office).enrol(
                "孙丽", ["WG02"], folder / PACKAGE, QUIET
            )
        (folder / CODE).write_text(enrolled.code, encoding="ascii")
    old = min(old_files.DATA.glob("old_*"))
    for end in ("", ".key"):
        shutil.copy(old / f"office.gkdb{end}", folder / f"old.gkdb{end}")


def _content(name: str) -> Callable[[Path], list[bytes]]:
    def state(folder: Path) -> list[bytes]:
        if not (folder / name).exists():
            return []
        with at(folder, name) as session:
            return dumped(session)

    return state


def _save(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, WORKER_1) as session:
        for number in range(2):
            a_visit_of(session, situation=f"新的 {number}", hazards=[_LIGHT])
            say()


def _type(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, WORKER_1) as session:
        for text in ("厨", "厨房", "厨房灯"):
            session.store.unsaved.keep("visit", {"situation": text}, "2026-10-08T01:30:00Z")
            say()
        session.store.unsaved.forget("visit")
        say()


def _typed(folder: Path) -> list[bytes]:
    with at(folder, WORKER_1) as session:
        return [str(session.store.unsaved.kept("visit") or "").encode()]


def _export(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, TAKEN) as session:
        for worker in ("李梅", "赵刚"):
            BatchExportService(session).export(folder / STICK, QUIET, worker)
            say()


def _handed_out(folder: Path) -> list[bytes]:
    with at(folder, TAKEN) as session, session.store.reading() as unit:
        return [f"{one.peer_id} {one.number}".encode() for one in unit.peers.batches()]


def _whole_batches(folder: Path) -> None:
    """Every batch that can be seen is whole, and every one that is noted can be seen."""
    seen = {reader.inspect(file).number for file in (folder / STICK).glob("*.gkb")}
    with at(folder, TAKEN) as session, session.store.reading() as unit:
        # The packages of the beginning lie elsewhere.
        noted = {one.number for one in unit.peers.batches() if one.outgoing}
    assert {number for number in noted if "-2026" in number} <= seen


def _carry(folder: Path) -> None:
    """Whatever was seen is carried, in whatever order; in the end all are of one mind."""
    for _round in range(2):
        for name in (WORKER_1, WORKER_2):
            with at(folder, name) as session:
                take(session, *(folder / STICK).glob("*.gkb"))
                batch = hand_in(session, folder / STICK)
            with at(folder, TAKEN) as session:
                assert not take(session, batch)[0].refused
        with at(folder, TAKEN) as session:
            BatchExportService(session).export(folder / STICK, QUIET)
    with at(folder, TAKEN) as office, at(folder, WORKER_2) as worker:
        assert where(worker, kinds.VISIT) == where(office, kinds.VISIT)


def _replace(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, WORKER_1) as session:
        a_visit_of(session, situation="后来的")
        hand_in(session, folder, FIRST)
        say()


def _first_batch(folder: Path) -> list[bytes]:
    """Return what the batch says that is replaced: the old one, or the new one, and whole."""
    counts = reader.inspect(folder / FIRST).counts
    return [f"{kind}: {count}".encode() for kind, count in counts.items()]


def _import(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, OFFICE) as session:
        for name in (FIRST, SECOND):
            (outcome,) = take(session, folder / name)
            if outcome.refused:
                raise BatchDamagedError(file=name, reason=outcome.refused)
            say()


def _undo(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, TAKEN) as session:
        service = BatchUndoService(session)
        batch = reader.inspect(folder / FIRST).batch_id
        service.undo(batch, QUIET)
        say()
        service.redo(batch, QUIET)
        say()


def _undo_again(folder: Path) -> None:
    """Whoever presses the button again is told that it is done, or does it."""
    with at(folder, TAKEN) as session:
        batch = reader.inspect(folder / FIRST).batch_id
        for move in (BatchUndoService(session).undo, BatchUndoService(session).redo):
            try:
                move(batch, QUIET)
            except GridKeeperError as error:
                assert error.code in {"batch.undone", "batch.counts"}  # noqa: PT017 - either is right


def _entrust(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, TAKEN) as session:
        service = EntrustingService(session)
        service.entrust("李梅", ["WG02"])
        say()
        service.entrust("赵刚", ["WG01"])
        say()


def _entrusted(folder: Path) -> list[bytes]:
    with at(folder, TAKEN) as session, session.store.reading() as unit:
        peers = [f"{one.name} {one.grids} {one.past}".encode() for one in unit.peers.all()]
    return [*peers, *_content(TAKEN)(folder)]


def _migrate(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, "old.gkdb"):
        say()


def _back_up(folder: Path, say: Callable[[], None], days: int = 0) -> None:
    with at(folder, WORKER_1, days) as session:
        service = BackupService(session)
        service.make(None, QUIET)
        say()
        session.time.pass_days(1)  # type: ignore[attr-defined] - a clock of ours
        service.make(None, QUIET)
        say()


def _backed_up(folder: Path) -> list[bytes]:
    with at(folder, WORKER_1) as session:
        proved = BackupService(session).last()
    return [] if proved is None else [proved.path.name.encode()]


def _whole_backups(folder: Path) -> None:
    """Every backup that can be seen can be restored, and the one that is noted can be seen."""
    made = list(usual_folder(folder / WORKER_1).glob("*.gkbak"))
    for number, file in enumerate(made):
        restore(file, folder / f"whole-{number}.gkdb", Unlocking(PASSWORD), FixedClock(), QUIET)
        for end in ("", ".key"):
            (folder / f"whole-{number}.gkdb{end}").unlink()
    # The first one was made before the story, and lies elsewhere.
    assert {name.decode() for name in _backed_up(folder)} <= {file.name for file in made} | {BACKUP}


def _restore(folder: Path, say: Callable[[], None]) -> None:
    restore(folder / BACKUP, folder / NEW, Unlocking(PASSWORD), FixedClock(), QUIET)
    say()


def _unless_there(play: Callable[[Path, Callable[[], None]], None]) -> Callable[[Path], None]:
    def again(folder: Path) -> None:
        if not (folder / NEW).exists():
            play(folder, lambda: None)

    return again


def _create(folder: Path, say: Callable[[], None]) -> None:
    replica = stores.new_replica(new_id(), Role.OFFICE, "王芳", "晨光街道")
    place = stores.Place(folder / NEW, PASSWORD, CHEAP)
    made, _key = stores.make(place, replica, FixedClock(), new_id)
    with closing(made):
        say()


def _join(folder: Path, say: Callable[[], None]) -> None:
    code = (folder / CODE).read_text(encoding="ascii")
    place = stores.Place(folder / NEW, PASSWORD, CHEAP)
    with cheap_codes():
        made, _key = enrolment.join(folder / PACKAGE, code, place, FixedClock(), new_id, QUIET)
    with closing(made):
        say()


def _can_speak(folder: Path) -> None:
    """Who has a store has all of it: keys, too, with which batches are sealed and signed."""
    if (folder / NEW).exists():
        with at(folder, NEW) as session, session.store.reading() as unit:
            assert stores.keys_of(unit).sign_private


def _change_password(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, WORKER_1) as session:
        for old, new in ((PASSWORD, NEW_PASSWORD), (NEW_PASSWORD, PASSWORD)):
            if opens(session.store.path, old):
                passwords.change_password(session, old, new, cost=CHEAP)
            say()


def _password(folder: Path) -> list[bytes]:
    """Return which password opens the store."""
    known = (PASSWORD, NEW_PASSWORD)
    return [one.encode() for one in known if opens(folder / WORKER_1, one)]


def _both(name: str) -> tuple[str, str]:
    return name, f"{name}.key"


def _attach(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, WORKER_1) as session:
        for one in ("协议", "回执"):
            attach(session, where(session, kinds.VISIT)[0], a_document(folder / f"{one}.txt", one))
            say()


def _bring(folder: Path, say: Callable[[], None]) -> None:
    with at(folder, OFFICE) as session:
        assert not take(session, folder / PHOTOS)[0].refused
        say()


def _all_contents(name: str) -> Callable[[Path], None]:
    def sound(folder: Path) -> None:
        with at(folder, name) as session, session.store.reading() as unit:
            assert set(unit.attachments.named()) == hashes(session)

    return sound


STORIES = {
    "save": Story(_save, _both(WORKER_1), _content(WORKER_1)),
    "type": Story(_type, _both(WORKER_1), _typed),
    "attach": Story(_attach, _both(WORKER_1), _content(WORKER_1), _all_contents(WORKER_1)),
    "bring": Story(
        _bring, (*_both(OFFICE), PHOTOS), _content(OFFICE), _all_contents(OFFICE), ends_alike=True
    ),
    "export": Story(
        _export,
        (*_both(TAKEN), *_both(WORKER_1), *_both(WORKER_2)),
        _handed_out,
        _whole_batches,
        heals=_carry,
    ),
    "replace": Story(_replace, (*_both(WORKER_1), FIRST), _first_batch),
    "import": Story(_import, (*_both(OFFICE), FIRST, SECOND), _content(OFFICE), ends_alike=True),
    "batch undo": Story(
        _undo, (*_both(TAKEN), FIRST), _content(TAKEN), again=_undo_again, ends_alike=True
    ),
    "entrust": Story(_entrust, _both(TAKEN), _entrusted, ends_alike=True),
    "migrate": Story(_migrate, _both("old.gkdb"), _content("old.gkdb"), ends_alike=True),
    "backup": Story(
        _back_up,
        _both(WORKER_1),
        _backed_up,
        _whole_backups,
        lambda folder: _back_up(folder, lambda: None, days=3),
    ),
    "restore": Story(
        _restore, (BACKUP,), _content(NEW), _can_speak, _unless_there(_restore), ends_alike=True
    ),
    "create": Story(_create, (), _content(NEW), _can_speak, _unless_there(_create)),
    "join": Story(
        _join, (PACKAGE, CODE), _content(NEW), _can_speak, _unless_there(_join), ends_alike=True
    ),
    "password": Story(_change_password, _both(WORKER_1), _password),
}
"""By name."""
