"""What hangs on a record, at the screen: added, looked at, taken away."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget

from gridkeeper.services.attachments.attaching import Source
from gridkeeper.ui.attachments.adding import RefusedDialog
from gridkeeper.ui.attachments.section import HINTED, completeness
from gridkeeper.ui.attachments.viewer import Viewer
from gridkeeper.ui.lists.focus import holds_focus
from tests.gui.attachments.conftest import Place
from tests.helpers.attachments import a_document, a_photo, attach
from tests.helpers.towns import a_visit_of
from tests.helpers.windows import a_window


def said(part):
    return [one.text() for one in part.findChildren(QLabel) if one.isVisible()]


def drop(part, *files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    with_what = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton
    how = Qt.KeyboardModifier.NoModifier
    QGuiApplication.sendEvent(part, QDragEnterEvent(QPoint(9, 9), *with_what, how))
    event = QDropEvent(QPointF(9, 9), *with_what, how)
    QGuiApplication.sendEvent(part, event)
    return event.isAccepted()


def test_what_is_dropped_on_a_record_hangs_on_it_and_comes_in_sight(place, tmp_path):
    page = place.page("visits")
    page.open("visit", place.visit.id)
    place.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    place.idle()

    is_taken = drop(page.panel, a_photo(tmp_path / "门.jpg"), a_document(tmp_path / "单.txt"))
    place.idle()

    detail = page.panel.detail
    assert is_taken
    assert place.names() == ["门.jpg", "单.txt"]
    assert detail.findChild(QTabWidget).currentWidget() is detail.photos
    assert "照片 1 张 · 文件 1 个" in said(detail.photos)
    assert place.window.frame.notices.text == "已添加 2 个文件。"


def test_a_picture_on_the_clipboard_is_pasted(place):
    section = place.section()
    picture = QImage(4, 3, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    section.findChildren(QPushButton)[-1].setFocus()

    QTest.keyClick(place.window.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    place.idle()

    (name,) = place.names()
    assert name.startswith("粘贴 ")
    assert name.endswith(".png")


def test_a_text_on_the_clipboard_is_not_attached(place):
    section = place.section()
    QGuiApplication.clipboard().setText("说明")

    QTest.keyClick(section, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    place.idle()

    assert place.names() == []


def test_what_is_not_added_is_said_file_by_file(place, tmp_path):
    section = place.section()
    empty, good = tmp_path / "空.jpg", a_document(tmp_path / "单.txt")
    empty.write_bytes(b"")

    section.add(lambda: [Source(empty), Source(good)])
    place.idle()

    (dialog,) = place.window.findChildren(RefusedDialog)
    assert {"空.jpg", "文件是空的。"} <= set(said(dialog))
    assert place.names() == ["单.txt"]
    dialog.close()


def test_what_hangs_there_already_is_said_and_not_added_again(place, tmp_path):
    place.hang(file := a_document(tmp_path / "单.txt"))
    section = place.section()

    section.add(lambda: [Source(file)])
    place.idle()

    assert place.window.frame.notices.text == "有 1 个原来就有。"
    assert len(place.names()) == 1


def test_adding_is_undone_from_its_notice(place, tmp_path):
    section = place.section()
    section.add(lambda: [Source(a_document(tmp_path / "单.txt"))])
    place.idle()

    place.window.actions_["undo"].trigger()
    place.idle()

    assert place.names() == []
    assert not section.several


def test_the_keyboard_stays_on_the_list_when_one_is_taken_away(place, tmp_path):
    place.hang(*(a_document(tmp_path / f"{n}.txt", text=str(n)) for n in (1, 2)))
    section = place.section()
    section.view.setFocus()

    QTest.keyClick(section.view, Qt.Key.Key_Delete)
    place.idle()

    assert place.names() == ["2.txt"]
    assert section.view.hasFocus()
    assert section.view.row == 0


def test_what_has_not_arrived_is_counted_and_said(place, tmp_path):
    (made,) = place.hang(a_photo(tmp_path / "门.jpg"))
    place.session.store.contents.file(made.sha256).unlink()

    section = place.section()

    assert "照片 1 张，已收到 0 张" in said(section)
    assert section.model.tiles[0].is_picture


def test_names_are_masked_until_the_record_is_shown_in_full(place, tmp_path):
    place.hang(a_document(tmp_path / "张三的协议.txt"))
    section = place.section()

    masked = section.model.tiles[0].name
    section.renew(full=True)
    place.idle()

    assert (masked, section.model.tiles[0].name) == ("张*的协议.txt", "张三的协议.txt")


def test_a_small_picture_is_made_on_a_worker(place, tmp_path):
    place.hang(a_photo(tmp_path / "门.jpg"), a_document(tmp_path / "单.txt"))
    section = place.section()
    pictures = section.model.pictures

    place.qtbot.waitUntil(lambda: pictures.of(section.model.tiles[0].small) is not None)

    assert section.model.tiles[1].small == ""


def test_the_hint_is_said_until_it_was_read(place):
    section = place.section()
    hint = next(one for one in section.findChildren(QPushButton) if "知道了" in one.text())
    shown = hint.isVisible()

    hint.click()

    assert shown
    assert not hint.isVisible()
    assert place.window.frame.preferences.text(HINTED)


def test_another_record_has_a_section_of_its_own(place, tmp_path):
    section = place.section()
    page = place.page("people")
    page.open("person", page.side.view.current_id)
    place.idle()

    assert page.panel.detail.photos is None
    assert section.owner == ("visit", place.visit.id)


def test_a_viewer_shows_what_was_opened_and_goes_on_by_arrows(place, tmp_path):
    place.hang(*(a_photo(tmp_path / f"{n}.jpg", seed=n) for n in (1, 2)))
    section = place.section()
    section.view.setFocus()

    QTest.keyClick(section.view, Qt.Key.Key_Return)
    place.idle()
    (viewer,) = place.window.findChildren(Viewer)
    first = viewer.windowTitle()
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    place.idle()

    assert (first, viewer.windowTitle()) == ("1.jpg", "2.jpg")
    assert section.view.row == 1
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    place.qtbot.waitUntil(lambda: holds_focus(section))


def test_nothing_hangs_there_yet_is_said_with_what_to_do(place):
    assert "Ctrl+V" in completeness([])
    assert completeness([]) in said(place.section())


def test_the_items_are_a_sound_model(place, tmp_path, qtmodeltester):
    place.hang(a_photo(tmp_path / "门.jpg"))
    section = place.section()

    qtmodeltester.check(section.model)
    qtmodeltester.check(section.model, force_py=True)


def test_who_only_looks_is_offered_nothing_to_add(qtbot, town, tmp_path):
    visit = a_visit_of(town.mei)
    attach(town.mei, visit, a_photo(tmp_path / "门.jpg"))
    with a_window(tmp_path, town.mei, viewing=True) as window:
        place = Place(window, town.mei, qtbot)
        place.visit = visit
        section = place.section()
        drop(window.workspace.page.panel, a_document(tmp_path / "单.txt"))
        place.idle()

        assert place.names() == ["门.jpg"]
        assert not section.findChildren(QPushButton)
        section.look(0)
        place.idle()
        (viewer,) = window.findChildren(Viewer)
        words = " ".join(one.text() for one in viewer.findChildren(QPushButton) if one.isVisible())
        assert "移除" not in words
        viewer.close()
