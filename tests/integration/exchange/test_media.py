"""Media that are full, broken or pulled out; nothing half-written is left."""

from __future__ import annotations

import errno
import os
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest

from gridkeeper.domain import wire
from gridkeeper.domain.file_names import draft
from gridkeeper.errors import (
    BatchDamagedError,
    BatchMediumError,
    DiskFullError,
    FileUnreadableError,
    FileUnwritableError,
    system_reason,
)
from gridkeeper.exchange import media
from gridkeeper.exchange.framing import Frame
from gridkeeper.exchange.manifest import Numbers
from gridkeeper.exchange.reader import BatchFile, inspect
from gridkeeper.exchange.writer import write
from gridkeeper.progress import CancelledError
from tests.integration.exchange import builders

FULL = Path("/dev/full")
"""A device that has no room, wherever there is one: what it says is what a full disk says."""


@contextmanager
def room_for(size_bytes):
    """Let the system refuse to make any file larger than this."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("size_bytes", [1, 500, 2000])
def test_a_medium_without_room_keeps_nothing(tmp_path, size_bytes):
    with room_for(size_bytes), pytest.raises(FileUnwritableError, match="放不下"):
        builders.a_batch(tmp_path, builders.some_lines(20))
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not FULL.exists(), reason="a device of Linux")
def test_a_full_stick_is_called_full_with_its_folder(tmp_path):
    (tmp_path / draft("batch.gkb")).symlink_to(FULL)

    with pytest.raises(DiskFullError, match="磁盘满了") as caught:
        builders.a_batch(tmp_path)

    assert str(tmp_path) in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_medium_without_room_keeps_the_batch_that_was_there(tmp_path):
    path = builders.a_batch(tmp_path, builders.some_lines(2))
    with room_for(1000), pytest.raises(FileUnwritableError):
        builders.a_batch(tmp_path, builders.some_lines(20))
    assert inspect(path).counts == {"visit": 2}
    assert list(tmp_path.iterdir()) == [path]


def test_cancelling_leaves_nothing(tmp_path):
    path = tmp_path / "batch.gkb"
    keys = builders.worker_keys()
    with pytest.raises(CancelledError):
        write(
            path,
            builders.an_outgoing(),
            builders.some_lines(2500),
            keys,
            keys.seal_public,
            builders.CancelAfter(1),
        )
    assert not list(tmp_path.iterdir())


def test_writing_tells_how_far_it_is(tmp_path):
    watched, keys = builders.Recorded(), builders.worker_keys()
    numbers = Numbers(1, 1, 2500, whole=True)
    write(
        tmp_path / "batch.gkb",
        builders.an_outgoing(numbers=numbers),
        builders.some_lines(2500),
        keys,
        keys.seal_public,
        watched,
    )
    assert watched.steps == [(1000, 2500), (2000, 2500), (2500, 2500)]


ONE = builders.some_lines(1)[0]


@pytest.mark.parametrize(
    "line", [ONE.replace(b",", b",\n", 1), ONE.replace(b",", b"," + b" " * wire.LINE_LIMIT, 1)]
)
def test_what_is_not_one_line_leaves_nothing(tmp_path, line):
    with pytest.raises(ValueError, match="too long, or is several"):
        builders.a_batch(tmp_path, [line])
    assert not list(tmp_path.iterdir())


def test_what_is_no_change_leaves_nothing(tmp_path):
    with pytest.raises(wire.LineError):
        builders.a_batch(tmp_path, [b"{}"])
    assert not list(tmp_path.iterdir())


def test_a_failing_source_of_lines_leaves_nothing(tmp_path):
    def failing():
        yield builders.some_lines(1)[0]
        raise LookupError

    with pytest.raises(LookupError):
        builders.a_batch(tmp_path, failing())
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(FileUnwritableError, match="没有这个文件夹"):
        builders.a_batch(tmp_path / "nowhere")


def test_a_batch_beyond_plain_zip_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(Frame, "size_limit", 1500)
    with pytest.raises(FileUnwritableError, match="4 GB"):
        builders.a_batch(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_a_killed_program_left_is_replaced(tmp_path):
    (tmp_path / draft("batch.gkb")).write_bytes(b"half")
    path = builders.a_batch(tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_medium_that_keeps_something_else_is_noticed(tmp_path, monkeypatch):
    sync = os.fsync

    def decay(descriptor):
        os.pwrite(descriptor, b"\0", 200)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", decay)
    with pytest.raises(BatchMediumError, match=r"batch\.gkb"):
        builders.a_batch(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_medium_that_keeps_an_older_batch_is_noticed(tmp_path, monkeypatch):
    older = builders.a_batch(tmp_path).read_bytes()
    sync = os.fsync

    def stale(descriptor):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, older, 0)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", stale)
    (tmp_path / "new").mkdir()
    with pytest.raises(BatchMediumError):
        builders.a_batch(tmp_path / "new")
    assert not list((tmp_path / "new").iterdir())


def test_a_system_that_cannot_forget_is_content_without(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    assert inspect(builders.a_batch(tmp_path)).kind == "batch"


def test_a_system_that_cannot_sync_a_folder_is_content_without(tmp_path, monkeypatch):
    def refuse(*_arguments):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert inspect(builders.a_batch(tmp_path)).kind == "batch"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "空间不足"),
        (errno.EROFS, "写保护"),
        (errno.EACCES, "没有访问权限"),
        (errno.EIO, "拔出"),
    ],
)
def test_the_usual_troubles_are_said_in_words(number, words):
    assert words in system_reason(OSError(number, "as the system says it"))


def test_other_troubles_are_said_as_the_system_says_them():
    assert system_reason(OSError(errno.EMFILE, "Too many open files")) == "Too many open files"
    assert system_reason(OSError("no number")) == "no number"


def test_a_medium_that_fails_while_it_is_read_is_said(tmp_path):
    with (
        pytest.raises(FileUnreadableError, match="拔出"),
        media.reading(builders.a_batch(tmp_path)),
    ):
        raise OSError(errno.EIO, "Input/output error")


def test_an_empty_file_is_no_batch(tmp_path):
    path = tmp_path / "empty.gkb"
    path.touch()
    with pytest.raises(BatchDamagedError):
        BatchFile.open(path)
