"""A restored store knows that it is a copy until somebody says that it goes on."""

from __future__ import annotations

import pytest

from gridkeeper.services.store.backups import BackupService, usual_folder
from gridkeeper.services.store.copies import CopyService
from gridkeeper.services.store.restoring import Unlocking, restore
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import OFFICE, QUIET


@pytest.fixture
def backup(town):
    """A backup of the office's store in its usual folder; the store is closed."""
    made = BackupService(town.office).make(None, QUIET).path
    town.office.close()
    return made


def restored(town, backup, target=None, *, replaces=False):
    """Restore a backup under another name; return the service of what was restored."""
    target = target or town.folder / "office-2.gkdb"
    unlocking = Unlocking(PASSWORD)
    restore(backup, target, unlocking, town.clock, QUIET, replaces=replaces)
    return CopyService(town.open(target.name))


def test_a_store_that_was_never_restored_is_no_copy(town):
    assert CopyService(town.office).copy() is None
    CopyService(town.office).told()
    assert CopyService(town.office).copy() is None


def test_a_restored_store_is_a_copy_of_the_file_beside_it(town, backup):
    copy = restored(town, backup).copy()

    assert copy.made_at == town.clock.now()
    assert copy.older == town.folder / OFFICE
    assert not copy.is_told


def test_it_is_told_once(town, backup):
    copies = restored(town, backup)

    copies.told()

    assert copies.copy().is_told


def test_where_the_older_one_is_not_at_hand_none_is_named(town, backup):
    elsewhere = backup.rename(town.folder / "stick.gkbak")
    (town.folder / OFFICE).rename(town.folder / "moved.gkdb")

    assert restored(town, elsewhere).copy().older is None


def test_a_backup_in_its_usual_folder_leads_to_the_older_one_from_anywhere(town, backup):
    away = town.folder / "away"
    away.mkdir()
    target = away / "office.gkdb"
    restore(backup, target, Unlocking(PASSWORD), town.clock, QUIET)
    for file in away.iterdir():
        file.rename(town.folder / file.name.replace("office", "again"))

    assert CopyService(town.open("again.gkdb")).copy().older == town.folder / OFFICE


def test_an_older_one_that_is_open_is_not_at_hand(town, backup):
    copies = restored(town, backup)
    (town.folder / f"{OFFICE}-wal").write_bytes(b"")

    assert copies.copy().older is None


def test_the_copy_that_goes_on_puts_the_older_one_aside(town, backup):
    copies = restored(town, backup)

    aside = copies.go_on()

    assert copies.copy() is None
    assert aside.name == "office.older-20261008-093000.gkdb"
    assert aside.is_file()
    assert aside.with_name(aside.name + ".key").is_file()
    assert not (town.folder / OFFICE).exists()


def test_without_an_older_one_the_copy_goes_on_too(town, backup):
    copies = restored(town, backup)
    (town.folder / OFFICE).unlink()

    assert copies.go_on() is None
    assert copies.copy() is None


def test_what_takes_the_place_of_a_damaged_store_is_no_copy(town, backup):
    assert restored(town, backup, replaces=True).copy() is None


def test_what_was_said_is_in_the_audit(town, backup):
    copies = restored(town, backup)
    copies.go_on()

    with copies._session.store.reading() as unit:
        lines = unit.connection.exec_driver_sql("SELECT action, detail FROM audit").all()

    assert ("copy goes on", '{"aside": "office.older-20261008-093000.gkdb"}') in lines
    assert usual_folder(town.folder / OFFICE).is_dir()


def test_a_copy_knows_of_no_backup_of_the_older_one(town):
    older = BackupService(town.office)
    older.make(None, QUIET)
    again = older.make(town.folder / "second.gkbak", QUIET)

    copies = restored(town, again.path)

    assert BackupService(copies._session).last() is None
    assert older.last().path == again.path
