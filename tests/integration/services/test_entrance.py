"""The way in: opening, making, joining, looking round, going back to a backup."""

from __future__ import annotations

import shutil

import pytest

from gridkeeper.domain import file_names
from gridkeeper.domain.kinds import GRID, VISIT
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import (
    BatchForOtherError,
    BatchFromStrangerError,
    EnrolmentCodeError,
    FileExistsAlreadyError,
    FileUnwritableError,
    RecoveryKeyError,
    StoreDamagedError,
    StoreUnlockError,
)
from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.services.entrance import Entrance
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.samples.sampling import COMMUNITY, OFFICE_FILE, PASSWORD
from gridkeeper.services.store import sample_mark
from gridkeeper.services.store.backups import BackupService
from gridkeeper.services.store.restoring import Unlocking, restore
from gridkeeper.services.store.stores import StoreService
from tests.helpers.stores import CHEAP
from tests.helpers.towns import QUIET, FixedClock, cheap_codes, where

PLACE_PASSWORD = "晨光花园"


@pytest.fixture
def entrance(tmp_path):
    return Entrance(FixedClock(), cost=CHEAP, folder=tmp_path)


def made(entrance, tmp_path, role=Role.OFFICE):
    place = tmp_path / "office.gkdb", PLACE_PASSWORD
    desk, key = entrance.create(role, "王芳", "", place)
    desk.session.close()
    return place[0], key


class Stopping:
    """Progress that is stopped at its first step past a share."""

    def __init__(self, share):
        self.share = share

    def report(self, done, total):
        if total and done / total > self.share:
            raise CancelledError


def test_a_new_store_opens_with_its_password(entrance, tmp_path):
    path, _key = made(entrance, tmp_path, Role.ALONE)

    desk = entrance.open(path, PLACE_PASSWORD)

    assert desk.session.replica.role is Role.ALONE
    assert desk.session.replica.unit == "王芳"  # the name, since no unit was given
    desk.session.close()


def test_a_new_store_gets_the_folder_it_needs(entrance, tmp_path):
    desk, _key = entrance.create(Role.OFFICE, "王芳", "", (tmp_path / "new" / "a.gkdb", "x"))

    assert (tmp_path / "new" / "a.gkdb").is_file()
    desk.session.close()


def test_a_folder_that_cannot_be_made_is_said(entrance, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(FileUnwritableError):
        entrance.create(Role.OFFICE, "王芳", "", (tmp_path / "file" / "a.gkdb", "x"))


def test_a_wrong_password_opens_nothing(entrance, tmp_path):
    path, _key = made(entrance, tmp_path)

    with pytest.raises(StoreUnlockError):
        entrance.open(path, "wrong")


def test_the_recovery_key_brings_a_new_password(entrance, tmp_path):
    path, key = made(entrance, tmp_path)

    entrance.recover(path, key.lower(), "new").session.close()

    entrance.open(path, "new").session.close()
    with pytest.raises(StoreUnlockError):
        entrance.open(path, PLACE_PASSWORD)


def test_a_recovery_key_that_was_copied_wrongly_changes_nothing(entrance, tmp_path):
    path, key = made(entrance, tmp_path)

    with pytest.raises(RecoveryKeyError):
        entrance.recover(path, key[:-1] + ("A" if key[-1] != "A" else "B"), "new")

    entrance.open(path, PLACE_PASSWORD).session.close()


def test_names_that_are_taken_or_unfit_are_not_suggested(entrance, tmp_path):
    (tmp_path / "晨光_社区.gkdb").touch()

    assert entrance.free_name(tmp_path, "晨光/社区").name == "晨光_社区-2.gkdb"
    assert entrance.free_name(tmp_path, " . ").name == "GridKeeper.gkdb"


def test_a_new_store_is_named_as_every_other_file(entrance, tmp_path):
    name = "晨光\n社区?" + "长" * 40

    assert entrance.free_name(tmp_path, name).stem == file_names.fit(name)


def test_stores_go_into_the_documents_if_nothing_else_is_said(tmp_path):
    assert Entrance(FixedClock()).suggested_folder(tmp_path) == tmp_path / "GridKeeper"


@pytest.mark.usefixtures("quick_codes")
def test_a_worker_joins_with_her_package(entrance, town, tmp_path):
    from gridkeeper.services.exchange.enrolment import EnrolmentService  # noqa: PLC0415

    enrolled = EnrolmentService(town.office).enrol("陈静", ["第一网格"], tmp_path / "e.gkb", QUIET)

    with pytest.raises(EnrolmentCodeError):
        entrance.join(enrolled.path, "AAAA-AAAA-AAAA", (tmp_path / "c.gkdb", "x"), QUIET)
    desk, key = entrance.join(enrolled.path, enrolled.code, (tmp_path / "c.gkdb", "x"), QUIET)

    assert desk.session.replica.name == "陈静"
    assert key.count("-") == 13
    desk.session.close()


@pytest.fixture(scope="module")
def made_sample(tmp_path_factory):
    """A folder in which the sample was made, once for all: it holds two months of work."""
    folder = tmp_path_factory.mktemp("sample") / "docs"
    folder.mkdir()
    with cheap_codes():
        Entrance(FixedClock(), cost=CHEAP, folder=folder).sample(folder, Quiet()).session.close()
    return folder


@pytest.mark.usefixtures("quick_codes")
class TestSample:
    def test_it_holds_a_month_of_work_with_some_not_handed_in(
        self, entrance, made_sample, tmp_path
    ):
        shutil.copytree(made_sample, tmp_path, dirs_exist_ok=True)
        desk = entrance.sample(tmp_path, Quiet())

        facts = StoreService(desk.session).facts()
        assert facts.replica.role is Role.WORKER
        assert facts.replica.unit == COMMUNITY  # says that it is a sample
        assert facts.records[VISIT.name] > 100
        assert 0 < facts.unsent < 20
        assert entrance.is_sample(desk.session.store.path)
        assert {grid.worker for grid in where(desk.session, GRID)} == {facts.replica.name}
        desk.session.close()

    def test_its_worker_and_its_office_lead_to_each_other(self, entrance, made_sample, tmp_path):
        shutil.copytree(made_sample, tmp_path, dirs_exist_ok=True)
        (worker,) = tmp_path.rglob("示例网格员.gkdb")

        office = entrance.sample_beside(worker)

        assert office.name == "示例街道.gkdb"
        assert entrance.sample_beside(office) == worker
        assert entrance.sample_beside(tmp_path / "示例网格员.gkdb") is None
        office.unlink()
        assert entrance.sample_beside(worker) is None

    @pytest.mark.parametrize("name", ["示例网格员.gkdb", OFFICE_FILE])
    def test_what_was_restored_from_a_backup_of_it_is_known_as_the_sample(
        self, entrance, made_sample, tmp_path, name
    ):
        shutil.copytree(made_sample, tmp_path, dirs_exist_ok=True)
        (path,) = tmp_path.rglob(name)
        desk = entrance.open(path, PASSWORD)
        saved = desk.backups.make(tmp_path / "saved.gkbak", Quiet()).path
        desk.session.close()
        target = tmp_path / "elsewhere.gkdb"
        restore(saved, target, Unlocking(PASSWORD), FixedClock(), Quiet())

        restored = entrance.open(target, PASSWORD)

        assert sample_mark.is_on(restored.session)
        restored.session.close()

    def test_it_is_made_once(self, entrance, made_sample, tmp_path):
        shutil.copytree(made_sample, tmp_path, dirs_exist_ok=True)
        before = sorted(tmp_path.rglob("*.gkdb"))

        desk = entrance.sample(tmp_path, Stopping(-1))  # nothing is left to report

        assert sorted(tmp_path.rglob("*.gkdb")) == before
        desk.session.close()

    def test_its_batches_are_for_the_sample_office_only(
        self, entrance, made_sample, town, tmp_path
    ):
        shutil.copytree(made_sample, tmp_path, dirs_exist_ok=True)
        desk = entrance.sample(tmp_path, Quiet())
        (batch,) = BatchExportService(desk.session).export(tmp_path / "b.gkb", Quiet())
        desk.session.close()

        (outcome,) = BatchImportService(town.office).take([batch.path], Quiet())

        assert outcome.code in {BatchForOtherError.code, BatchFromStrangerError.code}
        office = entrance.open(tmp_path / "示例社区" / OFFICE_FILE, PASSWORD)
        (outcome,) = BatchImportService(office.session).take([batch.path], Quiet())
        assert not outcome.refused
        assert outcome.new == batch.changes
        office.session.close()

    def test_cancelled_it_leaves_nothing_behind(self, entrance, tmp_path):
        with pytest.raises(CancelledError):
            entrance.sample(tmp_path / "docs", Stopping(0.5))

        assert not list((tmp_path / "docs").iterdir())

    def test_ended_by_force_it_leaves_nothing_behind(self, entrance, tmp_path):
        def ended(_make, whole):
            def work(_progress):
                draft = whole.with_name(whole.name + ".part")
                draft.mkdir(parents=True)
                raise CancelledError

            return work

        with pytest.raises(CancelledError):
            entrance.sample(tmp_path / "docs", Quiet(), ended)

        assert not list((tmp_path / "docs").iterdir())

    def test_it_does_not_go_over_something_else(self, entrance, tmp_path):
        (tmp_path / "示例社区").mkdir()

        with pytest.raises(FileExistsAlreadyError):
            entrance.sample(tmp_path, Quiet())

    def test_a_folder_that_cannot_be_made_is_said(self, entrance, tmp_path):
        (tmp_path / "file").touch()

        with pytest.raises(FileUnwritableError):
            entrance.sample(tmp_path / "file", Quiet())


class TestRestore:
    def saved(self, entrance, tmp_path):
        path, key = made(entrance, tmp_path)
        desk = entrance.open(path, PLACE_PASSWORD)
        BackupService(desk.session).make(None, Quiet())
        desk.session.close()
        return path, key

    def test_a_damaged_store_gives_way_to_its_backup_and_stays(self, entrance, tmp_path):
        path, _key = self.saved(entrance, tmp_path)
        damaged = b"x" * path.stat().st_size
        path.write_bytes(damaged)
        with pytest.raises(StoreDamagedError):
            entrance.open(path, PLACE_PASSWORD)

        saved = entrance.saved(path)
        desk = entrance.restore(saved.path, path, Unlocking(PLACE_PASSWORD), Quiet())

        assert desk.session.replica.name == "王芳"
        assert desk.session.store.path == path
        (aside,) = tmp_path.glob("office.damaged-*.gkdb")
        assert aside.read_bytes() == damaged
        desk.session.close()
        entrance.open(path, PLACE_PASSWORD).session.close()

    def test_with_a_wrong_password_nothing_moves(self, entrance, tmp_path):
        path, _key = self.saved(entrance, tmp_path)
        before = path.read_bytes()

        with pytest.raises(StoreUnlockError):
            entrance.restore(entrance.saved(path).path, path, Unlocking("wrong"), Quiet())

        assert path.read_bytes() == before
        assert sorted(tmp_path.glob("*.gkdb")) == [path]

    def test_the_recovery_key_restores_where_nothing_is(self, entrance, tmp_path):
        path, key = self.saved(entrance, tmp_path)
        saved = entrance.told(entrance.saved(path).path)
        target = tmp_path / "again.gkdb"

        desk = entrance.restore(saved.path, target, Unlocking("", key), Quiet())

        assert saved.store == "office"
        assert desk.session.store.path == target
        desk.session.close()

    def test_a_store_without_a_backup_has_none(self, entrance, tmp_path):
        path, _key = made(entrance, tmp_path)

        assert entrance.saved(path) is None
