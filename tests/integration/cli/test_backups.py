"""`store backup` and `store restore`."""

from __future__ import annotations

from contextlib import closing

import pytest

from gridkeeper.storage.store import Store
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import OFFICE, a_visit_of


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_store_is_backed_up_and_restored(town, shell, language):
    a_visit_of(town.office)
    town.close_all()
    before = shell.well("store", "dump", OFFICE).out

    made = shell.well("store", "backup", OFFICE, "out", "--language", language)
    (backup,) = (town.folder / "out").iterdir()
    restored = shell.well("store", "restore", backup, "back.gkdb", "--language", language)

    assert backup.name in made.out
    assert "back.gkdb" in restored.out
    assert ("副本" if language == "zh" else "copy") in restored.out
    assert shell.well("store", "dump", "back.gkdb").out == before
    assert shell("store", "verify", "back.gkdb").code == 0


def test_backups_are_told_to_programs(town, shell):
    town.close_all()

    made = shell.well("store", "backup", OFFICE, "b.gkbak", "--json").json
    told = shell.well("store", "restore", "b.gkbak", "back.gkdb", "--json").json

    assert made["path"].endswith("b.gkbak")
    assert (told["store"], told["changes"]) == ("back.gkdb", made["changes"])


def test_a_backup_is_restored_with_the_recovery_key(town, shell):
    with closing(Store.open(town.folder / OFFICE, PASSWORD)) as store:
        (town.folder / "key").write_text(store.recovery_key(), encoding="utf-8")
    shell.well("store", "backup", OFFICE, "b.gkbak")

    shell.well("store", "restore", "b.gkbak", "back.gkdb", "--recovery-key-file", "key")

    assert (town.folder / "back.gkdb").exists()


def test_a_restore_over_a_store_is_refused(town, shell):
    town.close_all()
    shell.well("store", "backup", OFFICE, "b.gkbak")

    assert OFFICE in shell("store", "restore", "b.gkbak", OFFICE).line
