"""Backups are proved, thinned and remembered."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy.exc import OperationalError

from gridkeeper.errors import (
    BackupUnprovenError,
    FileExistsAlreadyError,
    FileUnwritableError,
    StoreDamagedError,
)
from gridkeeper.progress import CancelledError
from gridkeeper.services.store.backups import MANY_CHANGES, BackupService, backups_in
from gridkeeper.storage import backup, proof, statements
from gridkeeper.storage.engine import key_file
from gridkeeper.storage.store import Store
from tests.helpers.stores import a_visit, save
from tests.helpers.towns import QUIET, a_visit_of, take


class Watched:
    """Progress that is remembered, and stops where a test wants it."""

    def __init__(self, stop=-1):
        self.said, self._stop = [], stop

    def report(self, done, total):
        if len(self.said) == self._stop:
            raise CancelledError
        self.said.append((done, total))


@pytest.fixture
def service(town):
    a_visit_of(town.mei)
    return BackupService(town.mei)


def left_in(town):
    """Return the names of everything in a town's folder, log files left out."""
    return {
        one.relative_to(town.folder).as_posix()
        for one in town.folder.rglob("*")
        if not one.name.endswith(("-wal", "-shm"))
    }


def test_a_new_store_has_no_backup_and_needs_one(town):
    service = BackupService(town.mei)

    assert (service.last(), service.failed()) == (None, None)
    assert service.due(town.clock.now())


def test_a_backup_is_proved_and_remembered(town, service):
    proved = service.make(None, QUIET)

    assert proved.path.parent == service.usual_folder()
    assert proved.path.name == "worker-1-20261008-093000.gkbak"
    assert proved.size_bytes == proved.path.stat().st_size
    with town.mei.store.reading() as unit:
        found = proof.counts(unit)
    assert (proved.changes, proved.records) == (found.changes, sum(found.records.values()))
    assert service.last() == proved
    assert service.failed() is None


def test_a_backup_holds_for_the_day(town, service):
    proved = service.make(None, QUIET)

    assert not service.due(town.clock.now())
    assert service.due(town.clock.now() + timedelta(days=1))
    assert service.due(town.clock.now() - timedelta(days=3))
    proved.path.unlink()
    assert service.due(town.clock.now())


def test_much_written_since_calls_for_another_backup(town, service):
    a_visit_of(town.mei)
    proved = service.make(None, QUIET)
    later = town.clock.now() + timedelta(minutes=40)
    a_visit_of(town.mei)
    assert (service.since(proved), service.due(later)) == (1, False)

    for _ in range(MANY_CHANGES):
        a_visit_of(town.mei)

    assert service.due(later)


def test_a_backup_of_an_empty_store_is_not_enough_once_something_is_written(town, service):
    proved = service.make(None, QUIET)
    with town.mei.store.writing() as unit:
        facts = json.loads(unit.settings.get("backup_proved", ""))
        unit.settings.set("backup_proved", json.dumps(facts | {"changes": 0}))

    assert service.due(town.clock.now())
    assert proved.is_there


def test_a_batch_taken_in_calls_for_another_backup(town):
    service = BackupService(town.office)
    service.make(None, QUIET)
    later = town.clock.now() + timedelta(minutes=40)
    a_visit_of(town.mei)
    file = town.hand_in(town.mei)
    assert not service.due(later)

    town.clock.moment += timedelta(minutes=1)
    take(town.office, file)

    assert service.due(later)


def test_a_backup_that_moved_with_its_store_is_found_beside_it(town, service):
    elsewhere = service.make(town.folder, QUIET).path
    service.usual_folder().mkdir()
    moved = elsewhere.rename(service.usual_folder() / elsewhere.name)

    assert service.last().path == moved
    assert not service.due(town.clock.now())


def test_a_copied_store_does_not_count_the_backup_that_it_left_behind(town, service):
    proved = service.make(None, QUIET)
    assert service.last().is_there

    shutil.move(proved.path, proved.path.with_suffix(".elsewhere"))
    assert not service.last().is_there


def test_a_backup_leaves_nothing_beside_it(town, service):
    before = left_in(town)

    service.make(None, QUIET)

    folder = "worker-1.gkdb.backups"
    assert left_in(town) - before == {folder, f"{folder}/worker-1-20261008-093000.gkbak"}


def test_nothing_about_people_can_be_read_in_a_backup(service):
    proved = service.make(None, QUIET)

    assert "张三".encode() not in proved.path.read_bytes()
    with zipfile.ZipFile(proved.path) as archive:
        about = json.loads(archive.read("about.json"))
    assert set(about) == {
        *("gridkeeper backup", "made_at", "replica", "store", "software", "changes", "records")
    }


@pytest.mark.skipif(os.name != "posix", reason="Windows gives rights another way")
def test_nobody_else_may_look_into_the_usual_folder(service):
    service.make(None, QUIET)

    assert service.usual_folder().stat().st_mode & 0o077 == 0


def test_a_backup_goes_where_it_is_told(town, service):
    folder = service.make(town.folder / "stick", QUIET).path
    town.clock.pass_days(1)
    file = service.make(town.folder / "mine.gkbak", QUIET).path

    assert folder.parent == town.folder / "stick"
    assert file == town.folder / "mine.gkbak"


def test_a_backup_is_never_put_over_another_file(town, service):
    taken = town.folder / "mine.gkbak"
    taken.write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsAlreadyError):
        service.make(taken, QUIET)
    assert taken.read_text(encoding="utf-8") == "mine"


def test_why_there_is_no_backup_is_remembered_until_there_is_one(town, service):
    with pytest.raises(FileUnwritableError):
        service.make(town.folder / "none" / "deep", QUIET)

    failed = service.failed()
    assert failed.at == town.clock.now()
    assert "deep" in failed.text
    service.make(None, QUIET)
    assert service.failed() is None


def test_others_may_write_while_a_backup_is_made(town, service):
    class Writing(Watched):
        def report(self, done, total):
            super().report(done, total)
            if len(self.said) < 6:
                writer = Thread(target=write)
                writer.start()
                writer.join()

    def write():
        with town.mei.store.writing() as unit:
            save(unit, a_visit())

    with town.mei.store.reading() as unit:
        before = proof.counts(unit).changes
    proved = service.make(None, Writing())

    assert proved.changes == before
    with town.mei.store.reading() as unit:
        assert proof.counts(unit).changes > before


def test_progress_only_goes_on(service):
    watched = Watched()

    service.make(None, watched)

    assert watched.said == sorted(watched.said)
    assert watched.said[-1] == (1000, 1000)


def test_a_cancelled_backup_leaves_nothing_wherever_it_was(town, service):
    watched = Watched()
    service.make(town.folder / "whole.gkbak", watched)
    before, last = left_in(town), service.last()

    for stop in range(len(watched.said)):
        with pytest.raises(CancelledError):
            service.make(town.folder / "cut.gkbak", Watched(stop))
        assert (left_in(town), service.last(), service.failed()) == (before, last, None)


def test_a_long_check_can_be_cancelled(town, monkeypatch):
    monkeypatch.setattr(statements, "_WATCHED_EVERY", 1)

    with (
        pytest.raises(CancelledError),
        town.mei.store.reading() as unit,
    ):
        proof.sound(unit, Watched(stop=3))


def test_an_error_in_the_check_is_not_taken_for_a_wish_to_stop(town, monkeypatch):
    def fail(unit, found):
        unit.connection.exec_driver_sql("SELECT none_such")

    monkeypatch.setattr(proof, "_check_file", fail)
    with pytest.raises(OperationalError, match="no such column"), town.mei.store.reading() as unit:
        proof.sound(unit, QUIET)


def spoilt(monkeypatch, spoil):
    """Let every backup be spoilt behind the back of whoever wrote it."""
    fill = backup.fill

    def spoiling(stream, about, copy, *rest):
        spoil(copy)
        fill(stream, about, copy, *rest)

    monkeypatch.setattr(backup, "fill", spoiling)


def flip(copy, place):
    data = bytearray(copy.read_bytes())
    data[place] ^= 1
    copy.write_bytes(data)


@pytest.mark.parametrize("place", [50, 4096 * 3 + 7, -9])
def test_a_backup_that_was_spoilt_fails_its_trial(town, service, monkeypatch, place):
    spoilt(monkeypatch, lambda copy: flip(copy, place))
    before = left_in(town)

    with pytest.raises(BackupUnprovenError, match=r"worker-1-.*没有通过"):
        service.make(None, QUIET)

    assert left_in(town) - before == {"worker-1.gkdb.backups"}
    assert service.last() is None
    assert "没有通过" in service.failed().text


def test_a_backup_that_lacks_a_change_fails_its_trial(service, monkeypatch):
    counts = proof.counts

    def one_more(unit):
        found = counts(unit)
        found.changes += 1
        return found

    monkeypatch.setattr(proof, "counts", one_more)
    with pytest.raises(BackupUnprovenError, match="内容不全"):
        service.make(None, QUIET)


def test_a_backup_that_says_something_else_fails_its_trial(service, monkeypatch):
    fill = backup.fill

    def lying(stream, about, *rest):
        other = backup.About(**{**backup.asdict(about), "replica": "another"})
        fill(stream, other, *rest)

    monkeypatch.setattr(backup, "fill", lying)
    with pytest.raises(BackupUnprovenError, match="不符"):
        service.make(None, QUIET)


def test_a_store_without_a_key_file_is_backed_up_all_the_same(town, service):
    key_file(town.mei.store.path).unlink()

    proved = service.make(None, QUIET)

    with zipfile.ZipFile(proved.path) as archive:
        assert set(archive.namelist()) == {"about.json", "store.gkdb"}


def days_of_backups(town, service, days):
    """Make a backup each day; return all of them."""
    made = []
    for _ in range(days):
        town.clock.pass_days(1)
        made.append(service.make(None, QUIET).path)
    return made


def test_older_backups_are_thinned_out(town, service):
    made = days_of_backups(town, service, 10)

    left = [path for path, _about in backups_in(service.usual_folder())]
    assert left[:7] == made[:-8:-1]
    assert set(left) < set(made)


def test_only_backups_of_this_store_are_thinned_out(town, service):
    folder = service.usual_folder()
    folder.mkdir()
    notes = folder / "notes.gkbak"
    notes.write_text("no backup", encoding="utf-8")
    town.clock.pass_days(-300)
    others = BackupService(town.gang).make(folder, QUIET).path
    town.clock.pass_days(300)

    days_of_backups(town, service, 9)

    assert notes.exists()
    assert others.exists()


def test_backups_elsewhere_are_not_thinned_out(town, service):
    made = []
    for _ in range(9):
        town.clock.pass_days(1)
        made.append(service.make(town.folder / "stick", QUIET).path)

    assert all(path.exists() for path in made)


def test_the_proved_backup_stays_even_if_the_clock_went_back(town, service):
    days_of_backups(town, service, 8)
    town.clock.pass_days(-200)
    service.make(None, QUIET)
    town.clock.pass_days(-1)

    proved = service.make(None, QUIET)

    assert proved.path.exists()


def test_what_a_killed_backup_left_is_taken_away_after_a_day(town, service):
    trial = town.folder / "worker-1.gkdb.trial-x"
    trial.mkdir()
    (trial / "copy").write_text("half", encoding="utf-8")
    part = service.usual_folder() / "worker-1-20261001-093000.gkbak.part"
    part.parent.mkdir()
    part.write_text("half", encoding="utf-8")
    young = town.folder / "worker-1.gkdb.trial-y"
    young.mkdir()
    now = town.clock.now().timestamp()
    for left, age in ((trial, 90_000), (part, 90_000), (young, 100)):
        os.utime(left, (now - age, now - age))

    service.make(None, QUIET)

    assert (trial.exists(), part.exists(), young.exists()) == (False, False, True)


def test_a_store_that_cannot_be_read_is_not_backed_up(town, service, monkeypatch):
    def damaged(store):
        raise StoreDamagedError(store="worker-1.gkdb", reason="x")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "twin_to_be", lambda store, path: damaged(store))
        with pytest.raises(StoreDamagedError):
            service.make(None, QUIET)
    assert "worker-1.gkdb" in service.failed().text
