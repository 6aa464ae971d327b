"""Photos from the folder of a camera: chosen by ticks and keys."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from gridkeeper.ui.attachments import adding
from gridkeeper.ui.attachments.camera_dialog import CameraDialog
from tests.helpers.attachments import a_photo


@pytest.fixture
def folder(tmp_path):
    """Three photos, each an hour newer than the one before."""
    made = tmp_path / "DCIM"
    made.mkdir()
    for n in (1, 2, 3):
        os.utime(a_photo(made / f"{n}.jpg", seed=n), (n * 3600, n * 3600))
    return made


def shown(place, folder):
    section = place.section()
    place.window.frame.preferences.keep_folder(adding.CAMERA, folder)
    adding.choose_from_camera(place.window.frame, section)
    place.idle()
    (dialog,) = place.window.findChildren(CameraDialog)
    return dialog


def test_the_newest_stand_first_and_space_ticks_them(place, folder):
    dialog = shown(place, folder)

    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    said = dialog.take.text()
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    place.idle()

    assert [one.name for one in dialog.model.tiles] == ["3.jpg", "2.jpg", "1.jpg"]
    assert "添加 2 张" in said
    assert place.names() == ["3.jpg", "1.jpg"]


def test_without_a_tick_enter_takes_the_one_that_the_keyboard_is_on(place, folder):
    dialog = shown(place, folder)
    QTest.keyClick(dialog.view, Qt.Key.Key_Down)

    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    place.idle()

    assert place.names() == ["2.jpg"]


def test_a_click_ticks_a_photo_too(place, folder):
    dialog = shown(place, folder)
    first = dialog.view.visualRect(dialog.model.index(0, 0)).center()

    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, pos=first)

    assert len(dialog.model.ticked) == 1
    dialog.close()


def test_a_folder_without_photos_says_so(place, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()

    dialog = shown(place, empty)

    assert "没有照片" in dialog.said.text()
    assert not dialog.take.isEnabled()
    dialog.close()


def test_the_folder_is_asked_for_once(place, folder):
    section = place.section()
    adding.choose_from_camera(place.window.frame, section)
    (asked,) = place.window.findChildren(QFileDialog)

    asked.filesSelected.emit([str(folder)])
    asked.close()
    place.idle()
    (dialog,) = place.window.findChildren(CameraDialog)

    assert place.window.frame.preferences.folder(adding.CAMERA) == folder
    assert len(dialog.model.tiles) == 3
    dialog.close()


def test_files_are_chosen_in_a_dialog(place, folder):
    section = place.section()
    adding.choose_files(place.window.frame, section)
    (asked,) = place.window.findChildren(QFileDialog)

    asked.filesSelected.emit([str(folder / "1.jpg"), str(folder / "2.jpg")])
    asked.close()
    place.idle()

    assert place.names() == ["1.jpg", "2.jpg"]
