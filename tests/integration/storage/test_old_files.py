"""Files of released versions: each opens for ever, and still says the same."""

from __future__ import annotations

import shutil
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest

from gridkeeper.domain import wire
from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import ATTACHMENT, CHECKLIST, PERSON
from gridkeeper.errors import FileUnwritableError, StoreDamagedError
from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.services.attachments import contents
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.session import Session
from gridkeeper.services.store.stores import Place, StoreService
from gridkeeper.storage import earlier, engine, schema
from gridkeeper.storage.engine import KdfCost
from gridkeeper.storage.store import Store
from tests.helpers.old_files import DATA, PASSWORD

FOLDERS = sorted(DATA.glob("old_*"))
OFFICES = [file.parent for file in sorted(DATA.glob("old_*/**/office.gkdb"))]
"""Those of `gm-v1` too."""

LATER = [folder for folder in FOLDERS if (folder / "worker.gkdb").exists()]
"""Those that have what 0.1.0 did not leave yet."""


def a_copy(folder, tmp_path):
    """Return a copy of some old files."""
    return shutil.copytree(folder, tmp_path / "old")


@contextmanager
def _session(store):
    with closing(Store.open(store, PASSWORD)) as opened:
        yield Session(opened, SystemClock())


@pytest.fixture(params=OFFICES, ids=lambda folder: str(folder.relative_to(DATA)))
def old(request, tmp_path):
    """A copy of an old office, opened, and its folder."""
    folder = a_copy(request.param, tmp_path)
    with _session(folder / "office.gkdb") as session:
        yield session, folder


@pytest.fixture(params=LATER, ids=lambda folder: folder.name)
def later(request, tmp_path):
    """A copy of old files, with a worker's store among them."""
    return a_copy(request.param, tmp_path)


def test_every_release_left_its_files():
    assert FOLDERS


def test_an_old_store_still_says_the_same(old):
    session, folder = old

    assert b"\n".join(StoreService(session).dump()) == (folder / "office.jsonl").read_bytes()


def test_an_old_store_is_kept_as_it_was_beside_the_new_one(tmp_path):
    folder = a_copy(DATA / "old_0.1.0", tmp_path)
    Store.open(folder / "office.gkdb", PASSWORD).close()
    (before,) = folder.glob("office.gkdb.schema-*")
    revision = before.name.rpartition("-")[2]
    key = engine.unlocked(folder / "office.gkdb", PASSWORD)

    with closing(engine.bare(before, key)) as copy:
        (found,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        (changes,) = copy.execute("SELECT count(*) FROM change").fetchone()

    assert found == revision != schema.revisions()[-1]
    assert changes


def test_a_store_stays_as_it_is_where_no_copy_of_it_can_be_kept(tmp_path):
    folder = a_copy(DATA / "old_0.1.0", tmp_path)
    in_the_way = earlier.copy_of(folder / "office.gkdb", "0001")
    in_the_way.with_name(in_the_way.name + ".new").mkdir()
    whole = (folder / "office.gkdb").read_bytes()

    with pytest.raises(FileUnwritableError):
        Store.open(folder / "office.gkdb", PASSWORD)

    assert (folder / "office.gkdb").read_bytes() == whole


def test_an_old_store_that_is_damaged_says_so_and_not_that_the_medium_refuses(tmp_path):
    folder = a_copy(DATA / "old_0.1.0", tmp_path)
    file = folder / "office.gkdb"
    with file.open("r+b") as stream:
        stream.seek(file.stat().st_size // 2 // 4096 * 4096)
        stream.write(bytes(4096))

    with pytest.raises(StoreDamagedError):
        Store.open(file, PASSWORD)


def test_an_old_store_still_proves_itself(old):
    session, _folder = old

    assert StoreService(session).verify(Quiet()).problems == []


def test_an_old_batch_is_still_taken_in(old):
    session, folder = old

    (outcome,) = BatchImportService(session).take([folder / "second.gkb"], Quiet())

    assert outcome.refused == ""
    created = {kind: count for kind, count in outcome.created.items() if kind != "attachment"}
    assert created == {"hazard": 1, "request": 1, "visit": 1}


def test_what_came_with_an_old_batch_is_still_whole(later):
    with _session(later / "office.gkdb") as session:
        BatchImportService(session).take([later / "second.gkb"], Quiet())
        with session.store.reading() as unit:
            photos = list(unit.listing.all(ATTACHMENT))

        assert len(photos) == 2
        assert all(contents.sound(session.store.contents, one.sha256) for one in photos)


def test_old_volumes_are_still_put_together(later):
    with _session(later / "office.gkdb") as session:
        outcomes = BatchImportService(session).take([later / "volumes"], Quiet())

    assert [one.refused for one in outcomes] == [""]
    assert outcomes[0].created["visit"] == 2


def test_an_old_worker_still_says_the_same_and_takes_an_answer(later):
    with _session(later / "worker.gkdb") as session:
        said = b"\n".join(StoreService(session).dump())
        (outcome,) = BatchImportService(session).take([later / "answer.gkb"], Quiet())

    assert said == (later / "worker.jsonl").read_bytes()
    assert outcome.refused == ""
    assert outcome.confirmed


def test_an_old_package_still_lets_a_worker_in(later):
    code = (later / "code.txt").read_text(encoding="utf-8")
    place = Place(later / "second.gkdb", PASSWORD, KdfCost(1024, 1, 1))

    session, _key = enrolment.join(
        later / "package.gkb", code, place, SystemClock(), new_id, Quiet()
    )

    with closing(session.store), session.store.reading() as unit:
        assert [one.name for one in unit.listing.all(PERSON)] == ["𠮷野㛃䶮"]


def test_what_a_newer_program_sent_to_an_older_one_stands_in_the_rows_once_they_know_it(tmp_path):
    folder = a_copy(DATA / "old_0.2.0", tmp_path)
    key = engine.unlocked(folder / "office.gkdb", PASSWORD)
    with closing(engine.bare(folder / "office.gkdb", key)) as old:
        (line,) = old.execute("SELECT body FROM change WHERE kind = 'person'").fetchone()
        said = wire.decode(line)
        sets, bases = {"moved_to": "外地"}, {"moved_to": (said.id,)}
        more = replace(said, id=new_id(), creates=False, sets=sets, bases=bases)
        old.execute(
            "INSERT INTO change (id, record_id, kind, replica, epoch, batch_id, received_at, "
            "body, moves, seq, chain) SELECT ?, record_id, kind, replica, epoch, batch_id, "
            "received_at, ?, 0, 0, x'' FROM change WHERE id = ?",
            (more.id, wire.encode(more), said.id),
        )
        old.commit()

    with _session(folder / "office.gkdb") as session:
        with session.store.reading() as unit:
            person = unit.listing.get(PERSON, said.record)
        problems = StoreService(session).verify(Quiet()).problems

    assert (person.moved_to, problems) == ("外地", [])


def test_what_a_newer_office_checks_by_stands_in_a_row_once_an_old_store_knows_checklists(tmp_path):
    folder = a_copy(DATA / "old_0.2.0", tmp_path)
    key = engine.unlocked(folder / "office.gkdb", PASSWORD)
    with closing(engine.bare(folder / "office.gkdb", key)) as old:
        (line,) = old.execute("SELECT body FROM change WHERE kind = 'person'").fetchone()
        said = wire.decode(line)
        sets = {"name": "楼道巡查", "items": "灭火器\n安全出口", "season": {"from_month": "11"}}
        facts = {"kind": "checklist", "grid": "", "sets": sets, "bases": {}}
        more = replace(said, id=new_id(), record=new_id(), creates=True, **facts)
        old.execute(
            "INSERT INTO change (id, record_id, kind, replica, epoch, batch_id, received_at, "
            "body, moves, seq, chain) SELECT ?, ?, ?, replica, epoch, batch_id, "
            "received_at, ?, 0, 0, x'' FROM change WHERE id = ?",
            (more.id, more.record, more.kind, wire.encode(more), said.id),
        )
        old.commit()

    with _session(folder / "office.gkdb") as session:
        with session.store.reading() as unit:
            found = unit.listing.get(CHECKLIST, more.record)
        problems = StoreService(session).verify(Quiet()).problems

    assert ((found.name, found.from_month), problems) == (("楼道巡查", "11"), [])


def test_bringing_an_old_store_up_says_how_far_it_is(tmp_path):
    folder, steps = a_copy(DATA / "old_0.1.0", tmp_path), []

    class Watching:
        def report(self, done, total):
            steps.append((done, total))

    Store.open(folder / "office.gkdb", PASSWORD, Watching()).close()

    assert any(0 < done <= total for done, total in steps)


@pytest.mark.parametrize("while_copying", [True, False])
def test_a_store_that_is_not_brought_up_after_all_stays_as_it_was(tmp_path, while_copying):
    folder = a_copy(DATA / "old_0.1.0", tmp_path)
    whole = (folder / "office.gkdb").read_bytes()

    class Cancelling:
        def report(self, done, total):
            if bool(total) is while_copying:
                raise CancelledError

    with pytest.raises(CancelledError):
        Store.open(folder / "office.gkdb", PASSWORD, Cancelling())

    assert (folder / "office.gkdb").read_bytes() == whole
    assert not list(folder.glob("*.new"))
    Store.open(folder / "office.gkdb", PASSWORD).close()
