"""A folder as it is at a month's end: all sorts of files, each answered, none stops the others."""

from __future__ import annotations

import shutil

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import FileUnreadableError
from gridkeeper.exchange import opening
from gridkeeper.progress import CancelledError
from gridkeeper.services.exchange import gathering, streams
from gridkeeper.services.exchange.batch_import import BatchImportService
from tests.helpers.towns import QUIET, a_visit_of, dumped, record, take, where

PRIVATE = "13800001111 张三"


@pytest.fixture
def batches(town):
    """A batch of each worker, outside of the folder that is taken in."""
    a_visit_of(town.mei)
    record(town.gang, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07")
    return town.hand_in(town.mei, "mei.gkb"), town.hand_in(town.gang, "gang.gkb")


@pytest.fixture
def folder(town):
    """An empty folder."""
    made = town.folder / "收件"
    made.mkdir()
    return made


def answers(session, folder):
    """Return what is said of each file: its refusal's code, or whether it was there before."""
    return {
        one.file: one.code or ("seen" if one.seen else "taken") for one in take(session, folder)
    }


def test_sixty_files_get_an_answer_each(town, batches, folder):
    mei, gang = batches
    half = mei.read_bytes()[: mei.stat().st_size // 2]
    named = {
        "wx_file_8271": mei.read_bytes(),  # as a phone names what came by chat
        "上交 (1).gkb": mei.read_bytes(),
        "上交 (冲突副本 2026-10-08).gkb": mei.read_bytes(),
        "上交.GKB": gang.read_bytes(),
        "上交.gkb.part": half,
        "上交.tmp": half,
        "photo.gkb": b"\xff\xd8\xff" * 100,
        "empty.gkb": b"",
    }
    named |= {f"copy-{n}.bin": gang.read_bytes() for n in range(52)}
    for name, content in named.items():
        (folder / name).write_bytes(content)

    found = answers(town.office, folder)

    assert len(found) == len(named) == 60
    damaged = {name for name, what in found.items() if what == "batch.damaged"}
    assert damaged == {"上交.gkb.part", "上交.tmp", "photo.gkb", "empty.gkb"}
    assert list(found.values()).count("taken") == 2
    assert list(found.values()).count("seen") == 54
    assert len(where(town.office, kinds.VISIT)) == 1


def test_what_is_no_batch_and_does_not_say_so_is_passed_over(town, batches, folder):
    shutil.copy(batches[0], folder / "a.gkb")
    (folder / "notes.txt").write_text("hello")
    (folder / "letter.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "._a.gkb").write_bytes(bytes(100))  # a Mac's shadow on a stick
    (folder / ".gridkeeper-1-00000000-00000000.part").write_bytes(batches[0].read_bytes()[:900])
    (folder / "deeper.gkb").mkdir()

    assert answers(town.office, folder) == {"a.gkb": "taken"}


def test_what_is_to_be_read_is_what_is_taken_in(batches, folder):
    shutil.copy(batches[0], folder / "any name")
    (folder / "notes.txt").write_text("hello")
    size = batches[0].stat().st_size

    assert gathering.size([folder]) == size
    assert gathering.size([*batches, folder / "nowhere"]) == size + batches[1].stat().st_size


def test_a_folder_that_cannot_be_looked_into_is_said(folder, monkeypatch):
    def refuse(_folder):
        raise PermissionError(13, "no")

    monkeypatch.setattr(type(folder), "iterdir", refuse)

    with pytest.raises(FileUnreadableError, match="收件"):
        gathering.files([folder])


def broken_for(patch, name, step, error=ZeroDivisionError):
    """Let a step fail for one file as nobody foresaw."""
    owner, called = step
    whole = getattr(owner, called)

    def fails(*arguments):
        if any(getattr(getattr(one, "path", one), "name", "") == name for one in arguments):
            raise error(PRIVATE)
        return whole(*arguments)

    patch.setattr(owner, called, fails)


@pytest.mark.parametrize("rehearse", [False, True], ids=["taken", "rehearsed"])
@pytest.mark.parametrize(
    "step", [(opening, "opened"), (streams, "source")], ids=["opening", "applying"]
)
def test_what_nobody_foresaw_in_one_file_does_not_stop_the_others(
    town, batches, step, rehearse, monkeypatch
):
    broken_for(monkeypatch, "mei.gkb", step)
    before = dumped(town.office)

    found = {one.file: one for one in take(town.office, *batches, rehearse=rehearse)}

    assert found["mei.gkb"].code == "batch.unexpected"
    assert found["mei.gkb"].refused.startswith("mei.gkb：这个文件出了意外")
    assert "ZeroDivisionError" in found["mei.gkb"].fault
    assert PRIVATE not in found["mei.gkb"].fault
    assert found["gang.gkb"].new == 1
    assert (dumped(town.office) == before) == rehearse
    assert where(town.office, kinds.VISIT) == []


def test_the_file_that_failed_can_be_taken_in_later(town, batches):
    with pytest.MonkeyPatch.context() as patch:
        broken_for(patch, "mei.gkb", (streams, "source"))
        take(town.office, *batches)

    assert take(town.office, batches[0])[0].new == 1


def test_to_stop_in_one_file_stops_the_others_too(town, batches, monkeypatch):
    broken_for(monkeypatch, "mei.gkb", (streams, "source"), CancelledError)

    with pytest.raises(CancelledError):
        BatchImportService(town.office).take(batches, QUIET)
