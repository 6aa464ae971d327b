"""A disk that is full: a small file system of its own, the real window, and keys.

Run by hand, as root: `python -m pytest tests/desk/test_full_disk.py`.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress

import openpyxl
import pytest

from gridkeeper.domain import kinds
from gridkeeper.progress import Quiet
from gridkeeper.storage import proof
from tests.helpers import pdfs
from tests.helpers.desktops import Program, until
from tests.helpers.stories import (
    KEY,
    chooses_the_visits_of_this_year,
    given,
    leaves,
    looked_into,
    names_file,
    saves,
    sits_down,
    takes_in,
    unlocks,
    writes_a_visit,
)
from tests.helpers.towns import OFFICE, WORKER_1, a_visit_of, take, where

pytestmark = pytest.mark.end2end

SAYS = "磁盘满了"
_PIECES = (1 << 20, 1 << 16, 1 << 12, 1)


class Small:
    """A file system of six megabytes."""

    def __init__(self, folder):
        self.folder = folder

    def fill(self):
        """Leave no byte."""
        with (self.folder / "ballast").open("wb", buffering=0) as stream:
            for size in _PIECES:
                with suppress(OSError):
                    while stream.write(bytes(size)) == size:
                        pass

    def free(self):
        """Make room again."""
        (self.folder / "ballast").unlink()

    @property
    def names(self):
        """What lies there, besides the ballast."""
        return {one.name for one in self.folder.iterdir()} - {"ballast"}


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(folder)]
    subprocess.run(mount, check=True)  # noqa: S603 - fixed words
    try:
        yield Small(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


def put(small, store):
    """Put a store onto the small file system."""
    for end in ("", ".key"):
        shutil.copy(store.with_name(store.name + end), small.folder)
    return small.folder / store.name


def is_sound(store, kind, count):
    """Check that a store holds so many records of a kind, and that nothing is wrong with it."""
    with looked_into(store) as session:
        assert len(where(session, kind)) == count
        with session.store.rehearsing() as unit:
            assert not proof.verify(unit, Quiet()).problems


def test_a_visit_is_kept_in_the_form_until_there_is_room(desktop, town, small):
    store = put(small, given(town, WORKER_1))
    program = sits_down(desktop, store)
    writes_a_visit(program, "deng pao huai le")
    small.fill()

    program.keys("ctrl+s")

    program.sees(SAYS)
    program.sees(str(small.folder))
    program.sees("deng pao huai le", "text")
    small.free()
    saves(program)
    leaves(program)
    is_sound(store, kinds.VISIT, 1)
    # On leaving, a backup was made of what there is now.
    assert small.names == {store.name, store.name + ".key", store.name + ".backups"}


def test_typing_goes_on_while_no_draft_can_be_kept(desktop, town, small):
    store = put(small, given(town, WORKER_1))
    program = sits_down(desktop, store)
    small.fill()

    writes_a_visit(program, "deng pao huai le")

    program.sees(SAYS)
    program.sees("deng pao huai le", "text")
    small.free()
    saves(program)
    leaves(program)
    is_sound(store, kinds.VISIT, 1)


def test_a_stick_without_room_keeps_nothing_and_the_next_time_all(desktop, town, small):
    a_visit_of(town.mei)
    program = sits_down(desktop, given(town, WORKER_1))
    small.fill()

    program.keys("ctrl+e")
    names_file(program, small.folder)

    program.sees(SAYS)
    assert not small.names
    program.keys("Escape")
    small.free()
    program.keys("ctrl+e")  # it remembers where to
    program.sees("可以拔出")
    (batch,) = small.folder.glob("*.gkb")
    assert not take(town.office, batch)[0].refused


def saves_once_there_is_room(program, small, file):
    """Save what is shown while the disk is full, be told so, and save it when it is not."""
    small.fill()
    program.keys("ctrl+s")
    names_file(program, file)
    program.sees(SAYS)
    assert not small.names
    small.free()
    program.keys("ctrl+s")
    names_file(program, file)
    until(file.exists)


def test_a_report_is_saved_once_there_is_room(desktop, town, small):
    file = small.folder / "report.pdf"
    program = sits_down(desktop, given(town, WORKER_1))
    program.keys("ctrl+9")
    program.sees("第 1 页", "label")
    saves_once_there_is_room(program, small, file)

    assert "晨光街道" in pdfs.text(file)


def test_a_ledger_is_saved_once_there_is_room(desktop, town, small):
    a_visit_of(town.mei, situation="deng pao huai le")
    file = small.folder / "visits.xlsx"
    program = sits_down(desktop, given(town, WORKER_1))
    chooses_the_visits_of_this_year(program)
    saves_once_there_is_room(program, small, file)

    rows = openpyxl.load_workbook(file).active.values
    assert any("deng pao huai le" in [str(cell) for cell in row] for row in rows)


def test_a_backup_is_made_once_there_is_room(desktop, town, small):
    store = put(small, given(town, WORKER_1))
    program = sits_down(desktop, store)
    program.keys("ctrl+comma")
    program.sees("立即备份", "push button")
    small.fill()

    program.tab_to("立即备份")
    program.keys("Return")

    program.sees(SAYS)
    assert not list(small.folder.rglob("*.gkbak*"))
    assert not list(small.folder.rglob(".gridkeeper-*.part"))
    small.free()
    program.tab_to("立即备份")
    program.keys("Return")
    program.sees("已备份")
    assert list(small.folder.rglob("*.gkbak"))


def test_a_batch_is_taken_in_once_there_is_room(desktop, town, small):
    for number in range(30):
        a_visit_of(town.mei, situation=f"deng pao {number}" * 40)
    batch = town.hand_in(town.mei)
    store = put(small, given(town, OFFICE))
    program = sits_down(desktop, store)
    program.keys("ctrl+i")
    names_file(program, batch)
    program.focus("收取 1 个文件")
    small.fill()

    program.keys("Return")

    program.sees(SAYS)
    small.free()
    program.keys("Escape")
    takes_in(program, batch)
    leaves(program)
    is_sound(store, kinds.VISIT, 30)


def test_a_store_on_a_full_disk_is_not_called_damaged(desktop, town, small):
    store = put(small, given(town, WORKER_1))
    small.fill()
    program = Program(desktop, "app", str(store))
    program.focus("密码")
    program.type(KEY)
    program.keys("Return")

    program.sees(SAYS)

    small.free()
    program.keys("ctrl+a")
    unlocks(program)
    leaves(program)
    is_sound(store, kinds.VISIT, 0)
