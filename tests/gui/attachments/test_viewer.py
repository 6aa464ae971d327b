"""Looking at photos: larger, beside each other; changing what is said; copies."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QToolButton

from gridkeeper.ui.attachments.pair_dialog import PairDialog
from gridkeeper.ui.attachments.picture_view import PictureView
from gridkeeper.ui.attachments.saying import SayingDialog
from gridkeeper.ui.attachments.viewer import Viewer
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.attachments import a_document, a_photo


def opened(place, row=0):
    place.section().look(row)
    place.idle()
    return place.window.findChildren(Viewer)[-1]


def press(dialog, text):
    next(
        one for one in dialog.findChildren(QPushButton) if text in one.text() and one.isVisible()
    ).click()


@pytest.fixture
def view(qtbot):
    made = PictureView("照片")
    qtbot.addWidget(made)
    made.resize(200, 100)
    made.show()
    return made


def test_a_picture_fits_its_room_and_is_never_larger_than_it_is(view):
    view.show_picture(QImage(400, 100, QImage.Format.Format_RGB32))
    fits = view.transform().m11()
    view.show_picture(QImage(20, 10, QImage.Format.Format_RGB32))

    assert fits == pytest.approx(view.viewport().width() / 400)
    assert view.transform().m11() == 1


def test_keys_make_it_larger_smaller_and_fit_again(view):
    view.show_picture(QImage(400, 100, QImage.Format.Format_RGB32))
    fits = view.transform().m11()

    QTest.keyClick(view, Qt.Key.Key_Plus)
    larger = view.transform().m11()
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    smaller = view.transform().m11()
    QTest.keyClick(view, Qt.Key.Key_0)

    assert smaller < fits < larger
    assert view.transform().m11() == pytest.approx(fits)
    assert view.is_fitting


def test_what_is_zoomed_stays_so_when_the_window_grows(view):
    view.show_picture(QImage(400, 100, QImage.Format.Format_RGB32))
    view.zoom(2)
    zoomed = view.transform().m11()

    view.resize(300, 150)

    assert view.transform().m11() == zoomed


def test_before_and_after_stand_side_by_side(place, tmp_path):
    place.hang(a_photo(tmp_path / "1.jpg", seed=1), purpose="整改前")
    place.hang(a_photo(tmp_path / "2.jpg", seed=2), purpose="整改后")
    viewer = opened(place)

    press(viewer, "前后对比")
    place.idle()

    (pair,) = place.window.findChildren(PairDialog)
    assert [one.scene().items() != [] for one in pair.views] == [True, True]
    pair.close()
    viewer.close()


def test_what_is_said_of_a_photo_is_changed_from_the_viewer(place, tmp_path):
    place.hang(a_photo(tmp_path / "门.jpg"))
    viewer = opened(place)

    press(viewer, "修改说明")
    place.idle()
    (dialog,) = place.window.findChildren(SayingDialog)
    dialog.name.setText("楼道")
    dialog.purpose.setCurrentIndex(0)
    dialog.note.setText("三楼")
    press(dialog, "保存")
    place.idle()

    place.qtbot.waitUntil(lambda: viewer.windowTitle() == "楼道.jpg")
    assert viewer.shown.purpose == "整改前"
    assert viewer.shown.record.note == "三楼"
    viewer.close()


def test_a_name_is_asked_for_where_there_is_none(place, tmp_path):
    place.hang(a_photo(tmp_path / "门.jpg"))
    viewer = opened(place)
    viewer.say()
    place.idle()
    (dialog,) = place.window.findChildren(SayingDialog)

    dialog.name.setText(" ")
    press(dialog, "保存")

    assert dialog.isVisible()
    dialog.close()
    viewer.close()


def test_the_viewer_closes_when_nothing_hangs_there_any_more(place, tmp_path):
    place.hang(a_photo(tmp_path / "门.jpg"))
    viewer = opened(place)

    press(viewer, "移除")
    place.idle()
    place.qtbot.waitUntil(lambda: not place.window.findChildren(Viewer))

    assert place.names() == []
    place.window.actions_["undo"].trigger()
    place.idle()
    assert place.names() == ["门.jpg"]


def test_a_copy_is_saved(place, tmp_path):
    file = a_document(tmp_path / "单.txt")
    place.hang(file)
    viewer = opened(place)
    target = tmp_path / "copy.txt"

    press(viewer, "另存一份")
    (dialog,) = place.window.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(target)])
    dialog.close()
    place.idle()

    assert target.read_bytes() == file.read_bytes()
    viewer.close()


def test_a_document_is_opened_by_the_system_after_a_warning(place, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", shown.append)
    place.hang(a_document(tmp_path / "单.txt"))
    viewer = opened(place)

    press(viewer, "用其他程序打开")
    before = list(shown)
    warning = next(
        one
        for one in place.window.findChildren(Dialog)
        if one.isVisible() and one is not viewer and "临时副本" in one.text.text()
    )
    press(warning, "打开")
    place.idle()

    assert before == []
    assert [url.fileName() for url in shown] == ["单.txt"]
    viewer.close()


def test_a_content_that_is_damaged_is_said_to_be(place, tmp_path):
    (made,) = place.hang(a_photo(tmp_path / "门.jpg"))
    place.session.store.contents.file(made.sha256).write_bytes(b"something else, quite long")

    viewer = opened(place)

    assert viewer.picture.isHidden()
    viewer.close()


def test_at_either_end_there_is_no_going_on(place, tmp_path):
    for name in ("1.txt", "2.txt"):
        place.hang(a_document(tmp_path / name))
    viewer = opened(place)
    before, after = (
        next(one for one in viewer.findChildren(QToolButton) if name in one.accessibleName())
        for name in ("上一个", "下一个")
    )

    first = before.isEnabled(), after.isEnabled()
    viewer.turn(-1)
    after.click()
    last = before.isEnabled(), after.isEnabled()
    viewer.turn(1)

    assert (first, last) == ((False, True), (True, False))
    assert viewer.shown.record.file_name == "2.txt"
    viewer.close()


def test_the_keys_of_the_picture_hold_wherever_the_keyboard_is(place, tmp_path):
    place.hang(a_photo(tmp_path / "门.jpg"))
    viewer = opened(place)
    fits = viewer.picture.transform().m11()
    next(one for one in viewer.findChildren(QPushButton) if "关闭" in one.text()).setFocus()

    QTest.keyClick(viewer.focusWidget(), Qt.Key.Key_Plus)

    assert viewer.picture.transform().m11() > fits
    viewer.close()
