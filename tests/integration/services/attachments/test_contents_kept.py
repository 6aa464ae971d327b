"""What is in attachments survives backups, restoring, copies and damage, or is named."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import BackupDamagedError, BackupUnprovenError, FileUnwritableError
from gridkeeper.services.store.backups import BackupService
from gridkeeper.services.store.restoring import Unlocking, restore
from gridkeeper.services.store.stores import StoreService
from gridkeeper.storage.contents import Contents, contents_folder
from tests.helpers.attachments import a_photo, attach, hand_over, hashes
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import QUIET, WORKER_1, a_visit_of, take

BY_PASSWORD = Unlocking(PASSWORD)


@pytest.fixture
def sha256(town):
    """The hash of a photo that 李梅 has attached to a visit."""
    visit = a_visit_of(town.mei)
    return attach(town.mei, visit, a_photo(town.folder / "门.jpg"))[0].sha256


def spoil(file):
    data = bytearray(file.read_bytes())
    data[-20] ^= 1
    file.write_bytes(data)


def problems(session):
    return StoreService(session).verify(QUIET).problems


def back(town, source, name="back.gkdb"):
    restore(source, town.folder / name, BY_PASSWORD, town.clock, QUIET)
    return town.open(name)


def test_a_sound_store_has_no_problems(town, sha256):
    assert problems(town.mei) == []


def test_what_lies_beside_a_store_tells_nothing(town, sha256):
    content = town.mei.store.contents.read(sha256)
    (file,) = town.mei.store.contents.folder.glob("*/*")

    assert sha256 not in str(file)
    assert content[:64] not in file.read_bytes()


def test_a_damaged_content_is_named_and_comes_again(town, sha256):
    take(town.office, hand_over(town.mei, town.folder).path)
    take(town.mei, hand_over(town.office, town.folder, "李梅").path)
    spoil(town.office.store.contents.file(sha256))

    (problem,) = problems(town.office)
    take(town.mei, hand_over(town.office, town.folder, "李梅").path)
    take(town.office, hand_over(town.mei, town.folder).path)

    assert sha256 in problem
    assert hashes(town.office) == {sha256}
    assert problems(town.office) == []


def test_a_content_that_was_attached_here_and_is_gone_is_named(town, sha256):
    town.mei.store.contents.file(sha256).unlink()

    assert sha256 in problems(town.mei)[0]


def test_a_content_that_is_still_to_come_is_no_fault(town, sha256):
    take(town.office, hand_over(town.mei, town.folder).path)
    town.office.store.contents.file(sha256).unlink()

    assert problems(town.office) == []


def test_a_damaged_content_does_not_stop_the_others(town, sha256):
    visit = town.only(kinds.VISIT, town.mei)
    attach(town.mei, visit, a_photo(town.folder / "窗.jpg", seed=2))
    spoil(town.mei.store.contents.file(sha256))

    made = hand_over(town.mei, town.folder)

    assert (made.contents, made.shared.there, made.shared.whole) == (1, 1, 2)
    assert made.shared.absent == 1


def test_a_backup_that_goes_elsewhere_holds_the_contents(town, sha256):
    made = BackupService(town.mei).make(town.folder / "stick", QUIET)
    shutil.rmtree(town.mei.store.contents.folder)

    assert hashes(back(town, made.path)) == {sha256}
    with zipfile.ZipFile(made.path) as archive:
        assert json.loads(archive.read("about.json"))["contents"] == 1


def test_a_backup_beside_the_store_finds_the_contents_there(town, sha256):
    made = BackupService(town.mei).make(None, QUIET)

    restored = back(town, made.path)

    assert hashes(restored) == {sha256}
    assert problems(restored) == []
    with zipfile.ZipFile(made.path) as archive:
        assert not any(name.startswith("attachments/") for name in archive.namelist())


def test_a_store_that_is_restored_in_its_place_has_its_contents(town, sha256):
    made = BackupService(town.mei).make(town.folder / "stick", QUIET)
    town.close(WORKER_1)
    for end in ("", ".key"):
        (town.folder / (WORKER_1 + end)).unlink()

    assert hashes(back(town, made.path, WORKER_1)) == {sha256}


def test_a_backup_with_a_damaged_content_fails_its_trial(town, sha256, monkeypatch):
    monkeypatch.setattr(Contents, "is_sound", Contents.has)
    spoil(town.mei.store.contents.file(sha256))

    with pytest.raises(BackupUnprovenError, match="附件"):
        BackupService(town.mei).make(town.folder / "stick", QUIET)


def test_a_backup_with_a_content_too_few_is_refused(town, sha256):
    made = BackupService(town.mei).make(town.folder / "stick", QUIET)
    less = made.path.with_name("less.gkbak")
    with zipfile.ZipFile(made.path) as whole, zipfile.ZipFile(less, "w") as part:
        for name in whole.namelist():
            if not name.startswith("attachments/"):
                part.writestr(name, whole.read(name))

    with pytest.raises(BackupDamagedError, match="内容不全"):
        back(town, less)


def test_a_backup_with_a_foreign_content_fails_its_trial(town, sha256, monkeypatch):
    foreign = BackupService(town.mei)
    contents = town.mei.store.contents
    known = foreign._contents()
    more = {contents.name("0" * 64): contents.file(sha256)}
    monkeypatch.setattr(foreign, "_contents", lambda: known | more)

    with pytest.raises(BackupUnprovenError, match="不符"):
        foreign.make(town.folder / "stick", QUIET)


def test_contents_lie_beside_their_store(tmp_path):
    assert contents_folder(tmp_path / "a.gkdb") == tmp_path / "a.gkdb.attachments"


def test_contents_are_not_restored_where_they_have_no_room(town, sha256):
    made = BackupService(town.mei).make(town.folder / "stick", QUIET)
    contents_folder(town.folder / "back.gkdb").write_text("a file in the way", encoding="utf-8")

    with pytest.raises(FileUnwritableError):
        back(town, made.path)
    assert not (town.folder / "back.gkdb").exists()
