"""A medium that refuses: a disk that is full is never taken for one that is damaged or gone."""

from __future__ import annotations

import errno
import tempfile
from contextlib import contextmanager

import pytest

from gridkeeper.errors import DiskFullError, FileUnwritableError
from gridkeeper.storage import medium
from gridkeeper.storage.store import Store
from tests.helpers.stores import PASSWORD, a_store


@contextmanager
def refusing(monkeypatch, number):
    """Let the system refuse a new file, as a full or a broken disk does."""

    def refused(**_options):
        raise OSError(number, "as the system says it")

    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "TemporaryFile", refused)
        yield


@pytest.mark.parametrize("said", ["database or disk is full", "disk I/O error", "unable to open"])
def test_a_full_disk_is_called_full_whatever_sqlite_says(tmp_path, monkeypatch, said):
    with refusing(monkeypatch, errno.ENOSPC):
        found = medium.refused(tmp_path / "store.gkdb", said)

    assert isinstance(found, DiskFullError)
    assert str(tmp_path) in str(found)
    assert "store.gkdb" in str(found)


def test_a_quota_that_is_used_up_is_a_full_disk(tmp_path, monkeypatch):
    with refusing(monkeypatch, errno.EDQUOT):
        found = medium.refused(tmp_path / "store.gkdb", "disk I/O error")

    assert isinstance(found, DiskFullError)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EROFS, "写保护"), (errno.EIO, "拔出"), (errno.EFBIG, "放不下")]
)
def test_what_the_medium_has_against_it_is_said(tmp_path, monkeypatch, number, words):
    with refusing(monkeypatch, number):
        found = medium.refused(tmp_path / "store.gkdb", "disk I/O error")

    assert type(found) is FileUnwritableError
    assert words in str(found)


def test_a_medium_that_takes_what_it_is_given_has_another_fault(tmp_path):
    for said, words in (("disk I/O error", "拔出"), ("unable to open database file", "权限")):
        assert words in str(medium.refused(tmp_path / "store.gkdb", said))
    assert not list(tmp_path.iterdir())


def test_a_fault_of_the_program_is_no_fault_of_the_medium(tmp_path):
    assert medium.refused(tmp_path / "store.gkdb", "no such table: person") is None


def test_opening_on_a_full_disk_is_not_called_damage(tmp_path, monkeypatch):
    a_store(tmp_path).close()
    # The log's index finds no room: here something stands in its place.
    (tmp_path / "store.gkdb-shm").symlink_to("nowhere")

    with refusing(monkeypatch, errno.ENOSPC), pytest.raises(DiskFullError, match="磁盘满了"):
        Store.open(tmp_path / "store.gkdb", PASSWORD)
