"""Files of released versions: each opens for ever, and still says the same."""

from __future__ import annotations

import shutil

import pytest

from gridkeeper.domain.clock import SystemClock
from gridkeeper.progress import Quiet
from gridkeeper.services.batch_import import BatchImportService
from gridkeeper.services.session import Session
from gridkeeper.services.stores import StoreService
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


def test_an_old_store_still_proves_itself(old):
    session, _folder = old

    assert StoreService(session).verify(Quiet()).problems == []


def test_an_old_batch_is_still_taken_in(old):
    session, folder = old

    (outcome,) = BatchImportService(session).take([folder / "second.gkb"], Quiet())

    assert outcome.refused == ""
    assert outcome.created == {"hazard": 1, "request": 1, "visit": 1}
