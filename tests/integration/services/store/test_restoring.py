"""Going back to a backup, never over anything; damaged stores are put aside."""

from __future__ import annotations

import json
import zipfile
from contextlib import closing

import pytest

from gridkeeper.domain.kinds import VISIT
from gridkeeper.errors import (
    BackupDamagedError,
    BackupTooNewError,
    DiskFullError,
    FileExistsAlreadyError,
    FileMissingError,
    FileUnwritableError,
    RecoveryKeyError,
    StoreKeyMissingError,
    StorePlaceError,
    StoreTooNewError,
    StoreUnlockError,
)
from gridkeeper.progress import CancelledError
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.store import restoring
from gridkeeper.services.store.backups import BackupService
from gridkeeper.services.store.restoring import Unlocking, restore
from gridkeeper.storage import births, drives, schema
from gridkeeper.storage.engine import key_file
from gridkeeper.storage.store import Store
from tests.helpers.stores import PASSWORD, verified
from tests.helpers.towns import OFFICE, QUIET, WORKER_1, a_visit_of, dumped, hand_in, take

BY_PASSWORD = Unlocking(PASSWORD)


@pytest.fixture
def saved(town):
    """A backup of a worker's store with one visit."""
    a_visit_of(town.mei)
    return BackupService(town.mei).make(town.folder / "saved.gkbak", QUIET).path


def back(town, backup, name="back.gkdb", unlocking=BY_PASSWORD):
    """Restore a backup under another name and open it."""
    restore(backup, town.folder / name, unlocking, town.clock, QUIET)
    return town.open(name)


def test_a_restored_store_is_what_it_was(town, saved):
    before = dumped(town.mei)
    a_visit_of(town.mei)

    restored = back(town, saved)

    assert dumped(restored) == before
    assert verified(restored.store).problems == []


def test_a_restore_tells_what_was_restored(town, saved):
    told = restore(saved, town.folder / "back.gkdb", BY_PASSWORD, town.clock, QUIET)

    assert (told.store, told.made_at) == (WORKER_1, "2026-10-08T01:30:00Z")


def test_a_restored_store_is_opened_with_the_recovery_key_too(town, saved):
    printed = town.mei.store.recovery_key()

    restored = back(town, saved, unlocking=Unlocking(recovery_key=printed))

    assert restored.replica.id == town.mei.replica.id


def test_a_restored_store_has_a_line_in_its_audit(town, saved):
    with back(town, saved).store.reading() as unit:
        lines = unit.connection.exec_driver_sql("SELECT action, detail FROM audit").all()

    assert ("restore", '{"backup": "saved.gkbak", "made_at": "2026-10-08T01:30:00Z"}') in lines


@pytest.mark.parametrize("end", ["", ".key", "-wal", "-shm"])
def test_a_restore_is_never_put_over_anything(town, saved, end):
    taken = town.folder / f"back.gkdb{end}"
    taken.write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsAlreadyError):
        back(town, saved)
    assert taken.read_text(encoding="utf-8") == "mine"


def test_a_restore_never_goes_to_a_share(town, saved, monkeypatch):
    monkeypatch.setattr(drives, "_fault_here", lambda path: "a network share")

    with pytest.raises(StorePlaceError):
        restore(saved, town.folder / "back.gkdb", BY_PASSWORD, town.clock, QUIET)


def names(town):
    return {one.name for one in town.folder.iterdir()}


@pytest.mark.parametrize(
    ("unlocking", "error"),
    [(Unlocking("falsch"), StoreUnlockError), (Unlocking(recovery_key="AAAA"), RecoveryKeyError)],
    ids=["password", "recovery key"],
)
def test_whoever_cannot_open_a_backup_does_not_get_it(town, saved, unlocking, error):
    before = names(town)

    with pytest.raises(error, match=r"^saved\.gkbak"):
        back(town, saved, unlocking=unlocking)
    assert names(town) == before


def test_a_backup_without_a_key_file_asks_for_the_recovery_key(town):
    key_file(town.mei.store.path).unlink()
    saved = BackupService(town.mei).make(town.folder / "saved.gkbak", QUIET).path

    with pytest.raises(StoreKeyMissingError, match=r"^saved\.gkbak"):
        back(town, saved)
    printed = town.mei.store.recovery_key()
    restore(saved, town.folder / "back.gkdb", Unlocking(recovery_key=printed), town.clock, QUIET)
    with closing(Store.open_recovered(town.folder / "back.gkdb", printed)) as store:
        assert store.replica.id == town.mei.replica.id


class Stopping:
    """Progress that stops after so many reports."""

    def __init__(self, left=-1):
        self.left, self.said = left, 0

    def report(self, _done, _total):
        if self.said == self.left:
            raise CancelledError
        self.said += 1


def test_a_cancelled_restore_leaves_nothing_wherever_it_was(town, saved):
    watched = Stopping()
    restore(saved, town.folder / "whole.gkdb", BY_PASSWORD, town.clock, watched)
    before = names(town)

    for stop in range(watched.said):
        with pytest.raises(CancelledError):
            restore(saved, town.folder / "cut.gkdb", BY_PASSWORD, town.clock, Stopping(stop))
        assert names(town) == before


def rewritten(saved, spoil):
    """Write a backup anew with some of its parts spoilt."""
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoil(parts)
    with zipfile.ZipFile(saved, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def about(parts, **facts):
    parts["about.json"] = json.dumps(json.loads(parts["about.json"]) | facts)


def flip(parts, place):
    data = bytearray(parts["store.gkdb"])
    data[place] ^= 1
    parts["store.gkdb"] = bytes(data)


SPOILT = {
    "no cover": lambda parts: parts.pop("about.json"),
    "no store": lambda parts: parts.pop("store.gkdb"),
    "something more": lambda parts: parts.update({"../evil": b"x"}),
    "a cover that is a list": lambda parts: parts.update({"about.json": b"[]"}),
    "a cover that is nothing": lambda parts: parts.update({"about.json": b"{"}),
    "a huge cover": lambda parts: about(parts, more="x" * 200_000),
    "no such number": lambda parts: about(parts, changes="many"),
    "another number": lambda parts: about(parts, changes=1),
    "a version that is none": lambda parts: about(parts, **{"gridkeeper backup": "x"}),
    "no version": lambda parts: about(parts, **{"gridkeeper backup": 0}),
    "a first page that is wrong": lambda parts: flip(parts, 5),
    "a page that is wrong": lambda parts: flip(parts, 4096 * 9 + 5),
    "an empty store": lambda parts: parts.update({"store.gkdb": b""}),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_backup_is_refused_whole(town, saved, spoil):
    rewritten(saved, spoil)
    before = names(town)

    with pytest.raises(BackupDamagedError, match=r"^saved\.gkbak"):
        back(town, saved)
    assert names(town) == before


@pytest.mark.parametrize("share", [0, 0.3, 0.99])
def test_half_a_backup_is_refused(town, saved, share):
    data = saved.read_bytes()
    saved.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(BackupDamagedError):
        back(town, saved)


def test_a_compressed_archive_is_no_backup(town, saved):
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)

    with pytest.raises(BackupDamagedError):
        back(town, saved)


def test_a_backup_of_a_newer_program_is_refused_in_words(town, saved):
    rewritten(saved, lambda parts: about(parts, **{"gridkeeper backup": 3}))

    with pytest.raises(BackupTooNewError, match="3"):
        back(town, saved)


def test_a_store_of_a_newer_program_is_refused_in_words(town, saved, monkeypatch):
    monkeypatch.setattr(schema, "revisions", lambda: ["0000"])

    with pytest.raises(StoreTooNewError, match=r"^saved\.gkbak"):
        back(town, saved)


def test_a_backup_that_is_not_there_is_said_to_be_missing(town):
    with pytest.raises(FileMissingError):
        back(town, town.folder / "none.gkbak")


def test_a_folder_that_is_not_there_cannot_take_a_store(town, saved):
    with pytest.raises(FileUnwritableError):
        restore(saved, town.folder / "no" / "back.gkdb", BY_PASSWORD, town.clock, QUIET)


def test_a_disk_without_room_is_said_in_words(town, saved, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    before = names(town)
    monkeypatch.setattr(births.os, "fsync", full)
    with pytest.raises(DiskFullError, match="空间"):
        back(town, saved)
    assert names(town) == before


def test_a_restored_worker_and_her_office_come_to_the_same_again(town, saved):
    take(town.office, hand_in(town.mei, town.folder, "1.gkb"))
    lost = a_visit_of(town.mei)
    take(town.office, hand_in(town.mei, town.folder, "2.gkb"))
    town.close(WORKER_1)
    restoring.set_aside(town.folder / WORKER_1, town.clock)
    restored = back(town, saved, WORKER_1)
    again = a_visit_of(restored)

    outcomes = take(town.office, hand_in(restored, town.folder, "3.gkb"))
    answer = BatchExportService(town.office).export(town.folder / "a.gkb", QUIET, "李梅")[0]
    outcomes += take(restored, answer.path)
    outcomes += take(town.office, hand_in(restored, town.folder, "4.gkb"))

    assert [one.refused for one in outcomes] == [""] * 3
    with town.office.store.reading() as unit:
        held = {one.id for one in unit.listing.all(VISIT)}
    assert {lost.id, again.id} <= held
    assert verified(town.office.store).problems == []
    assert restored.replica.epoch > 1


def test_an_office_that_is_restored_keeps_its_epoch(town):
    saved = BackupService(town.office).make(town.folder / "o.gkbak", QUIET).path

    assert back(town, saved).replica.epoch == 1


def test_a_damaged_store_is_put_aside_with_all_that_belongs_to_it(town):
    path = town.folder / OFFICE
    a_visit_of(town.office)
    town.close(OFFICE)
    (town.folder / f"{OFFICE}-wal").write_bytes(b"log")
    whole = path.read_bytes()

    aside = restoring.set_aside(path, town.clock)

    assert aside.name == "office.damaged-20261008-093000.gkdb"
    assert aside.read_bytes() == whole
    assert {one.name for one in town.folder.glob("office*")} == {
        aside.name,
        aside.name + ".key",
        aside.name + "-wal",
    }


def test_a_second_damaged_store_gets_a_name_of_its_own(town):
    first = restoring.set_aside(town.folder / OFFICE, town.clock)
    (town.folder / OFFICE).write_bytes(b"again")

    second = restoring.set_aside(town.folder / OFFICE, town.clock)

    assert second.name == "office.damaged-20261008-093000-2.gkdb"
    assert first.exists()


def test_a_store_that_cannot_be_renamed_is_said_in_words(town, monkeypatch):
    def denied(_path, _target):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(type(town.folder), "rename", denied)
    with pytest.raises(FileUnwritableError, match=OFFICE):
        restoring.set_aside(town.folder / OFFICE, town.clock)
