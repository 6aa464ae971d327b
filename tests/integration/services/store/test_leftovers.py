"""What a killed program has left half-written has no name of ours, and goes with the next start."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from contextlib import closing, contextmanager
from itertools import islice

import pytest

from gridkeeper.domain import clock
from gridkeeper.domain.file_names import DRAFT, draft
from gridkeeper.exchange.reader import inspect
from gridkeeper.services.entrance import Entrance
from gridkeeper.services.store import leftovers
from gridkeeper.services.store.backups import BackupService
from gridkeeper.storage.store import Store
from tests.helpers.sources import ROOT
from tests.helpers.stores import PASSWORD, a_store
from tests.helpers.towns import QUIET, WORKER_1, a_visit_of

_DAY_S = 24 * 3600 + 60


@contextmanager
def killed(what, path, reports):
    """Run a program of `saving` on a store until it has said so much; then kill it."""
    command = [sys.executable, "-m", "tests.integration.storage.saving", what, str(path)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert len(list(islice(process.stdout, reports))) == reports
        finally:
            process.kill()
            process.wait()
        yield


@pytest.fixture
def path(town):
    """A worker's store with something in it that nobody has open."""
    a_visit_of(town.mei)
    path = town.mei.store.path
    BackupService(town.mei).make(path.with_name("backup.gkbak"), QUIET)
    town.sessions.pop(WORKER_1).close()
    path.with_name("stick").mkdir()
    return path


def drafts(folder):
    return [one.name for one in folder.rglob(f"{DRAFT}*")]


def opens(path):
    with closing(Store.open(path, PASSWORD)) as store:
        return store.replica.name


def is_whole(file):
    match file.suffix:
        case ".gkb":
            return bool(inspect(file).parts)
        case ".gkdb":
            return bool(opens(file))
        case _:
            with zipfile.ZipFile(file) as archive:
                return archive.testzip() is None


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("what", "ending"),
    [
        ("back_up", "*.gkbak"),
        ("restore", "[0-9].gkdb"),
        ("export", "stick/*.gkb"),
        ("ledger", "*.xlsx"),
    ],
)
@pytest.mark.parametrize("reports", [1, 2, 5])
def test_a_killed_program_leaves_nothing_half_written(path, what, ending, reports):
    folder = path.parent
    with killed(what, path, reports):
        assert all(is_whole(one) for one in folder.glob(ending))

    Entrance(clock.SystemClock()).tidy([path], [folder / "stick"])

    assert drafts(folder) == []
    assert opens(path)


def test_what_is_being_written_is_left_alone(tmp_path):
    mine = tmp_path / draft("a.xlsx")
    mine.write_text("half", encoding="utf-8")

    leftovers.sweep(tmp_path)

    assert mine.exists()


def test_what_is_not_ours_is_left_alone(tmp_path):
    others = [tmp_path / name for name in ("a.part", "电影.mp4.part", ".x.xlsx.abc.part")]
    for one in others:
        one.write_text("half", encoding="utf-8")
        os.utime(one, (0, 0))

    leftovers.sweep(tmp_path, tmp_path / "nowhere")

    assert all(one.exists() for one in others)


def test_what_another_computer_writes_is_left_for_a_day(tmp_path):
    young, old = (tmp_path / f"{DRAFT}1-00000000-0000000{number}.part" for number in (1, 2))
    for one in (young, old):
        one.write_text("half", encoding="utf-8")
    then = old.stat().st_mtime - _DAY_S
    os.utime(old, (then, then))

    leftovers.sweep(tmp_path)

    assert (young.exists(), old.exists()) == (True, False)


def a_birth_cut_short(folder, number, *held):
    """Leave what a program leaves that is killed while a store is made; return its key file."""
    name = draft("new.gkdb").replace(f"{DRAFT}{os.getpid()}-", f"{DRAFT}{number}-")
    left = folder / name
    left.mkdir()
    for one in held:
        (left / one).write_bytes(b"half")
    key = folder / "new.gkdb.key"
    key.write_text("of somebody", encoding="utf-8")
    return key


def an_ended_program():
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_key_goes_with_the_store_that_never_came_to_be(tmp_path):
    key = a_birth_cut_short(tmp_path, an_ended_program(), "new.gkdb")

    leftovers.sweep(tmp_path)

    assert list(tmp_path.iterdir()) == []
    assert not key.exists()


@pytest.mark.parametrize("held", [(), ("new.gkdb", "new.gkdb.key")], ids=str)
def test_a_key_that_was_there_before_stays(tmp_path, held):
    """Its own key had not got its name yet: this one is of a store that was moved away."""
    key = a_birth_cut_short(tmp_path, an_ended_program(), *held)

    leftovers.sweep(tmp_path)

    assert list(tmp_path.iterdir()) == [key]


def test_the_key_of_a_store_that_is_there_stays(tmp_path):
    key = a_birth_cut_short(tmp_path, an_ended_program(), "new.gkdb")
    (tmp_path / "new.gkdb").write_bytes(b"whole")

    leftovers.sweep(tmp_path)

    assert sorted(tmp_path.iterdir()) == [tmp_path / "new.gkdb", key]


@pytest.mark.parametrize("number", ["ended", "mine"])
def test_the_next_attempt_does_not_mind_what_the_last_one_left(tmp_path, number):
    """Nor what one of the same number left: numbers come again."""
    a_birth_cut_short(
        tmp_path, an_ended_program() if number == "ended" else os.getpid(), "new.gkdb"
    )

    a_store(tmp_path, name="new.gkdb").close()

    assert sorted(one.name for one in tmp_path.iterdir()) == ["new.gkdb", "new.gkdb.key"]
