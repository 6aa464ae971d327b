"""A folder in which files for several people lie: what is for others is no trouble."""

from __future__ import annotations

import pytest

from gridkeeper.exchange import reader
from gridkeeper.services.exchange.batch_export import BatchExportService
from tests.helpers.towns import OFFICE, QUIET, WORKER_1, WORKER_2, a_visit_of, take


@pytest.fixture
def shared(town):
    """A folder with an answer for each worker, and what 李梅 has handed in."""
    folder = town.folder / "shared"
    folder.mkdir()
    for worker in (town.mei, town.gang):
        a_visit_of(worker)
        take(town.office, town.hand_in(worker))
    BatchExportService(town.office).export(folder, QUIET)
    a_visit_of(town.mei)
    town.hand_in(town.mei, "shared/own.gkb")
    town.close_all()
    return folder


def test_files_for_others_in_a_folder_are_no_refusal(shell, shared):
    said = shell.well("batch", "import", shared, "--store", WORKER_1)
    assert said.out.count("不是给本库的，没有动它") == 2  # her colleague's and her own
    assert "王芳" in said.out

    rehearsed = shell.well("batch", "import", shared, "--store", WORKER_2, "--rehearse")
    assert rehearsed.out.count("不是给本库的，没有动它") == 2


def test_a_file_for_somebody_else_that_is_named_is_refused(shell, shared):
    line = shell("batch", "import", shared / "own.gkb", "--store", WORKER_1).line

    assert line.startswith("own.gkb：")
    assert "没有收取任何内容" in line


def test_a_file_says_for_whom_it_is_even_where_she_is_not_known(shell, shared):
    batches = [one for one in shared.iterdir() if one.name != "own.gkb"]
    (meant,) = (one for one in batches if reader.inspect(one).recipient.name == "02")
    line = shell("batch", "import", meant, "--store", WORKER_1).line

    assert "给编号 02 的网格员的" in line
    assert "编号 02" in shell.well("batch", "inspect", meant).out


@pytest.mark.usefixtures("quick_codes")
def test_a_package_in_a_folder_is_no_refusal_either(shell, shared):
    package = shared / "孙丽.gkb"
    shell.well("enrol", "孙丽", "--grid", "WG01", "--store", OFFICE, "--out", package)

    assert "孙丽.gkb：不是给本库的" in shell("batch", "import", shared, "--store", OFFICE).out
    assert "加入街道" in shell("batch", "import", package, "--store", OFFICE).line


def test_a_damaged_file_in_a_folder_still_is(shell, shared):
    (shared / "x.gkb").write_bytes(b"x")

    said = shell("batch", "import", shared, "--store", WORKER_1)

    assert said.code == 1
    assert "x.gkb" in said.line
