"""The folder of a camera: what is in it, the newest first."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image

from gridkeeper.errors import FileMissingError
from gridkeeper.services.attachments import camera
from tests.helpers.attachments import a_document, a_photo
from tests.helpers.towns import QUIET


def test_the_newest_photo_comes_first_wherever_it_lies(tmp_path):
    deep = tmp_path / "DCIM" / "100ANDRO"
    deep.mkdir(parents=True)
    for hour, folder in enumerate((tmp_path, deep, tmp_path / "DCIM"), 1):
        os.utime(a_photo(folder / f"{hour}.JPG"), (hour * 3600, hour * 3600))

    found = camera.shots(tmp_path, QUIET)

    assert [one.file.name for one in found] == ["3.JPG", "2.JPG", "1.JPG"]
    assert found[0].size_bytes == (tmp_path / "DCIM" / "3.JPG").stat().st_size


def test_copied_photos_stand_in_the_order_in_which_they_were_taken(tmp_path):
    for n in (1, 2):
        taken = {"_306": f"2026:11:1{5 - n} 09:30:00"}
        os.utime(a_photo(tmp_path / f"{n}.jpg", **taken), (n * 3600, n * 3600))

    found = camera.shots(tmp_path, QUIET)

    assert [(one.file.name, f"{one.at:%d %H:%M}") for one in found] == [
        ("1.jpg", "14 01:30"),
        ("2.jpg", "13 01:30"),
    ]


def test_what_is_no_photo_is_hidden_or_lies_too_deep_is_left_out(tmp_path):
    a_document(tmp_path / "一.txt")
    a_photo(tmp_path / ".hidden.jpg")
    deep = tmp_path / "1" / "2" / "3"
    deep.mkdir(parents=True)
    a_photo(deep / "deep.jpg")

    assert camera.shots(tmp_path, QUIET) == []


def test_only_the_newest_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(camera, "MOST", 1)
    for n in (1, 2):
        os.utime(a_photo(tmp_path / f"{n}.jpg"), (n, n))

    assert [one.file.name for one in camera.shots(tmp_path, QUIET)] == ["2.jpg"]


def test_a_camera_that_is_not_plugged_in_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileMissingError):
        camera.shots(tmp_path / "none", QUIET)


def test_a_small_picture_of_a_file_is_made(tmp_path):
    small = camera.thumbnail(a_photo(tmp_path / "1.jpg", size=(400, 200)), 40)

    assert Image.open(io.BytesIO(small)).size == (40, 20)


def test_what_cannot_be_read_has_none(tmp_path):
    assert camera.thumbnail(tmp_path / "none.jpg", 40) == b""
    assert camera.thumbnail(a_document(tmp_path / "一.jpg"), 40) == b""
