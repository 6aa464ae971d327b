"""Copies that other programs show are readable by nobody else, and wiped."""

from __future__ import annotations

import stat
import subprocess
import sys

import pytest

from gridkeeper.errors import FileUnwritableError
from gridkeeper.services.lending import Lending


def test_a_copy_has_its_name_and_only_its_owner_reads_it(tmp_path):
    lending = Lending(tmp_path)

    copies = [lending.lend("单.txt", b"text"), lending.lend("单.txt", b"other")]

    assert [copy.name for copy in copies] == ["单.txt", "单.txt"]
    assert [copy.read_bytes() for copy in copies] == [b"text", b"other"]
    lending.wipe()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights are other ones there")
def test_nobody_else_can_enter_the_folder(tmp_path):
    copy = Lending(tmp_path).lend("单.txt", b"text")

    assert stat.S_IMODE(copy.parent.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(copy.stat().st_mode) == 0o400


@pytest.mark.parametrize("name", ["", ".", "../x", "a/b.txt"])
def test_a_name_never_leads_elsewhere(tmp_path, name):
    lending = Lending(tmp_path)

    copy = lending.lend(name, b"text")

    assert copy.resolve().is_relative_to(tmp_path.resolve())
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_killed_program_has_left_goes_with_the_next_copy(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    left = tmp_path / f"gridkeeper-open-{int(ended.stdout)}-x" / "1"
    left.mkdir(parents=True)
    (left / "单.txt").write_bytes(b"text")
    other = tmp_path / "gridkeeper-open-unknown"
    other.mkdir()

    lending = Lending(tmp_path)
    lending.lend("新.txt", b"text")

    assert not left.parent.exists()
    assert other.exists()
    lending.wipe()


def test_wiping_when_nothing_was_lent_does_nothing(tmp_path):
    Lending(tmp_path).wipe()

    assert list(tmp_path.iterdir()) == []


def test_without_a_place_nothing_is_lent(tmp_path):
    with pytest.raises(FileUnwritableError):
        Lending(tmp_path / "none").lend("单.txt", b"text")
