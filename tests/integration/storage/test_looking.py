"""A store that lies where nothing can be written is looked at, or refused with what to do."""

from __future__ import annotations

import shutil
import sys
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import text

from gridkeeper.domain import periods
from gridkeeper.domain.clock import SystemClock
from gridkeeper.domain.kinds import VISIT
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import (
    StoreBusyError,
    StoreClosedInError,
    StoreMisplacedError,
    StoreProtectedError,
    StoreUnloggedError,
)
from gridkeeper.progress import Quiet
from gridkeeper.services.papers.report_export import ReportExportService
from gridkeeper.services.session import Session
from gridkeeper.services.showing import lists
from gridkeeper.services.store.stores import StoreService
from gridkeeper.storage import drives
from gridkeeper.storage.drives import Drives, Mount
from gridkeeper.storage.store import Store
from tests.helpers.rights import a_folder_for_all, write_protected
from tests.helpers.stores import PASSWORD, a_store, a_visit, save

OCTOBER = periods.parse("2026-10")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


@pytest.fixture
def folder():
    with a_folder_for_all() as made:
        yield made


def with_a_visit(folder):
    store = a_store(folder)
    with store.writing() as unit:
        save(unit, a_visit())
    return store


def left_by_a_killed_program(folder, tmp_path):
    """Leave a store whose visit is still in its log."""
    with closing(with_a_visit(tmp_path)):
        for file in tmp_path.iterdir():
            shutil.copy(file, folder)


@contextmanager
def looked_at(folder):
    """Open the store of a folder in which nothing can be written."""
    with (
        write_protected(folder),
        closing(Store.open(folder / "store.gkdb", PASSWORD)) as store,
    ):
        yield store


def visits(store):
    with store.reading() as unit:
        return len(list(unit.listing.all(VISIT)))


def test_a_store_where_nothing_can_be_written_is_open_for_looking(folder):
    with_a_visit(folder).close()

    with looked_at(folder) as store:
        assert store.looking
        assert visits(store) == 1


def test_what_is_still_in_the_log_is_seen(folder, tmp_path):
    left_by_a_killed_program(folder, tmp_path)

    with looked_at(folder) as store:
        assert visits(store) == 1


def test_a_log_that_cannot_be_read_is_not_passed_over_in_silence(folder, tmp_path):
    left_by_a_killed_program(folder, tmp_path)
    (folder / "store.gkdb-shm").unlink()

    with pytest.raises(StoreClosedInError, match=r"store\.gkdb.*本机硬盘"), looked_at(folder):
        pass


def test_a_store_of_an_older_program_cannot_be_brought_up_there(folder):
    with closing(with_a_visit(folder)) as store, store.writing() as unit:
        unit.connection.execute(text("DELETE FROM alembic_version"))

    with pytest.raises(StoreClosedInError, match="旧版本"), looked_at(folder):
        pass


def test_nothing_is_saved_and_it_is_said_what_to_do(folder):
    with_a_visit(folder).close()

    with looked_at(folder) as store:
        for transaction in (store.writing, store.rehearsing):
            with (
                pytest.raises(StoreProtectedError, match=r"只能查看.*store\.gkdb\.key"),
                transaction(),
            ):
                pass
        assert store.unsaved.all() == []
    assert {file.name for file in folder.iterdir()} == {"store.gkdb", "store.gkdb.key"}


def test_a_store_that_is_looked_at_can_be_searched_and_checked(folder):
    with closing(with_a_visit(folder)) as store, store.writing() as unit:
        save(unit, a_visit())  # is not in the index yet

    with looked_at(folder) as store:
        session = Session(store, SystemClock())
        lists.follow(session)
        found = StoreService(session).verify(Quiet())
    assert (found.problems, found.records["visit"]) == ([], 2)


def test_somebody_else_who_writes_meanwhile_is_noticed(folder):
    with_a_visit(folder).close()

    with looked_at(folder) as store:
        visits(store)
    with (folder / "store.gkdb-wal").open("wb") as log:
        log.write(b"log")
    with pytest.raises(StoreBusyError):
        visits(store)


def test_a_write_protected_stick_may_be_looked_at(folder):
    file = folder / "store.gkdb"
    file.touch()
    with a_folder_for_all() as blocks:
        (blocks / "sdb").mkdir(mode=0o755)
        (blocks / "sdb" / "removable").write_text("1\n")
        own = Mount("/", "ext4", "/dev/sda")
        stick = Drives((own, Mount(str(folder), "vfat", "/dev/sdb")), blocks)

        with pytest.raises(StoreMisplacedError):
            drives.check_existing(file, stick)
        with write_protected(folder):
            drives.check_existing(file, stick)


def test_what_is_masked_is_shown_without_a_note_and_what_is_full_is_refused(folder):
    with_a_visit(folder).close()

    with looked_at(folder) as store:
        session = Session(store, SystemClock())
        session.note_seeing("report", Profile.MASKED, report="month")
        with pytest.raises(StoreUnloggedError, match=r"脱敏版.*store\.gkdb\.key"):
            session.note_seeing("report", Profile.FULL, report="month")


def test_a_report_is_made_masked_and_refused_in_full_before_anything_is_written(folder, tmp_path):
    with_a_visit(folder).close()
    masked, full = tmp_path / "masked.pdf", tmp_path / "full.pdf"
    with write_protected(folder):
        store = Store.open(folder / "store.gkdb", PASSWORD)

    with closing(store):
        reports = ReportExportService(Session(store, SystemClock()))
        reports.write("month", OCTOBER, masked, Profile.MASKED, Quiet())
        with pytest.raises(StoreUnloggedError):
            reports.write("month", OCTOBER, full, Profile.FULL, Quiet())

    assert masked.read_bytes().startswith(b"%PDF")
    assert not full.exists()
