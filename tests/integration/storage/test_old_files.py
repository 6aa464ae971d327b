"""Files of released versions: each opens for ever, and still says the same."""

from __future__ import annotations

import shutil
from contextlib import closing

import pytest

from gridkeeper.domain.clock import SystemClock
from gridkeeper.errors import FileUnwritableError, StoreDamagedError
from gridkeeper.progress import Quiet
from gridkeeper.services.batch_import import BatchImportService
from gridkeeper.services.session import Session
from gridkeeper.services.stores import StoreService
from gridkeeper.storage import earlier, engine, schema
from gridkeeper.storage.store import Store
from tests.helpers.old_files import DATA, PASSWORD

FOLDERS = sorted(DATA.glob("old_*"))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def old(request, tmp_path):
    """A copy of an old office, opened, and its folder."""
    folder = tmp_path / "old"
    shutil.copytree(request.param, folder)
    session = Session(Store.open(folder / "office.gkdb", PASSWORD), SystemClock())
    yield session, folder
    session.store.close()


def test_every_release_left_its_files():
    assert FOLDERS


def test_an_old_store_still_says_the_same(old):
    session, folder = old

    assert b"\n".join(StoreService(session).dump()) == (folder / "office.jsonl").read_bytes()


def test_an_old_store_is_kept_as_it_was_beside_the_new_one(old):
    _session, folder = old
    (before,) = folder.glob("office.gkdb.schema-*")
    revision = before.name.rpartition("-")[2]
    key = engine.unlocked(folder / "office.gkdb", PASSWORD)

    with closing(engine.bare(before, key)) as copy:
        (found,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        (changes,) = copy.execute("SELECT count(*) FROM change").fetchone()

    assert found == revision != schema.revisions()[-1]
    assert changes


def test_a_store_stays_as_it_is_where_no_copy_of_it_can_be_kept(tmp_path):
    folder = tmp_path / "old"
    shutil.copytree(FOLDERS[0], folder)
    in_the_way = earlier.copy_of(folder / "office.gkdb", "0001")
    in_the_way.with_name(in_the_way.name + ".new").mkdir()
    whole = (folder / "office.gkdb").read_bytes()

    with pytest.raises(FileUnwritableError):
        Store.open(folder / "office.gkdb", PASSWORD)

    assert (folder / "office.gkdb").read_bytes() == whole


def test_an_old_store_that_is_damaged_says_so_and_not_that_the_medium_refuses(tmp_path):
    folder = shutil.copytree(DATA / "old_0.1.0", tmp_path / "old")
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
    assert outcome.created == {"hazard": 1, "request": 1, "visit": 1}
