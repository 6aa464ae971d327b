"""Files that wait with a form: kept with its draft, saved with its record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from gridkeeper.domain import kinds
from gridkeeper.services.attachments.attaching import Source
from gridkeeper.ui.attachments.saying import SayingDialog
from tests.helpers.attachments import a_document, a_photo
from tests.helpers.towns import where


def form_of(place, kind="visit"):
    """Begin a new record, or go on with its draft."""
    place.window.frame.compose(kind)
    place.idle()
    return place.window.workspace.page.panel.form


def add(place, form, *files):
    form.waiting.add(lambda: [Source(file) for file in files])
    place.idle()


def test_what_waits_is_saved_with_the_record(place, tmp_path):
    form = form_of(place)
    form.sheet.editors["household_id"].set_value("3-2-501")
    form.sheet.editors["outcome"].set_value("01")
    add(place, form, a_photo(tmp_path / "门.jpg"), a_document(tmp_path / "单.txt"))

    form.save()
    place.idle()

    made = where(place.session, kinds.ATTACHMENT)
    assert {one.file_name for one in made} == {"门.jpg", "单.txt"}
    (owner,) = {one.owner_id for one in made}
    assert owner in {one.id for one in where(place.session, kinds.VISIT)} - {place.visit.id}
    place.window.actions_["undo"].trigger()
    place.idle()
    assert where(place.session, kinds.ATTACHMENT) == []


def test_what_waits_comes_back_with_the_draft(place, tmp_path):
    form = form_of(place)
    add(place, form, a_photo(tmp_path / "门.jpg"))
    place.window.workspace.page.perform("leave")
    place.idle()
    (tmp_path / "门.jpg").unlink()  # the card has gone back into the camera

    again = form_of(place)
    place.qtbot.waitUntil(lambda: again.surface.is_restored)

    assert [one.file_name for one in again.waiting.files] == ["门.jpg"]
    pictures = again.waiting.model.pictures
    place.qtbot.waitUntil(lambda: pictures.of(again.waiting.model.tiles[0].small) is not None)
    again.give_up()
    place.idle()
    assert again.waiting.files == ()


def test_a_form_in_which_only_a_photo_waits_is_changed(place, tmp_path):
    form = form_of(place, "request")
    before = form.is_changed

    add(place, form, a_photo(tmp_path / "门.jpg"))

    assert (before, form.is_changed) == (False, True)
    form.give_up()
    place.idle()


def test_what_waits_is_named_and_taken_away_by_keys(place, tmp_path):
    form = form_of(place)
    add(place, form, a_photo(tmp_path / "门.jpg"), a_photo(tmp_path / "窗.jpg", seed=2))
    view = form.waiting.view
    view.choose(0)

    QTest.keyClick(view, Qt.Key.Key_Return)
    (dialog,) = place.window.findChildren(SayingDialog)
    dialog.name.setText("楼道")
    dialog.note.setText("三楼")
    dialog.said.emit(dialog.name.text(), "1", dialog.note.text())
    dialog.close()
    view.choose(1)
    QTest.keyClick(view, Qt.Key.Key_Delete)

    (left,) = form.waiting.files
    assert (left.file_name, left.purpose, left.note) == ("楼道.jpg", "1", "三楼")
    form.give_up()
    place.idle()


def test_the_same_file_waits_once(place, tmp_path):
    form = form_of(place)
    file = a_document(tmp_path / "单.txt")
    add(place, form, file)

    add(place, form, file)

    assert len(form.waiting.files) == 1
    form.give_up()
    place.idle()


@pytest.mark.parametrize("kind", ["person", "grid"])
def test_nothing_waits_with_what_takes_no_photos(place, kind):
    assert form_of(place, kind).waiting is None


def test_nothing_waits_with_a_record_that_is_there(place):
    place.window.workspace.show_page("visits")
    page = place.page("visits")
    page.open("visit", place.visit.id)
    place.idle()
    page.perform("edit")
    place.idle()

    assert page.panel.form.waiting is None


def test_a_picture_is_pasted_though_the_keyboard_is_in_a_line(place):
    form = form_of(place)
    line = form.sheet.editors["household_id"]
    line.focus()
    picture = QImage(4, 3, QImage.Format.Format_RGB32)
    picture.fill(QColor("blue"))
    QGuiApplication.clipboard().setImage(picture)

    QTest.keyClick(line.control, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    place.idle()

    assert [one.media_type for one in form.waiting.files] == ["image/png"]
    form.give_up()
    place.idle()


def test_a_text_is_still_pasted_into_a_line(place):
    form = form_of(place)
    line = form.sheet.editors["household_id"]
    line.focus()
    QGuiApplication.clipboard().setText("3-2-501")

    QTest.keyClick(line.control, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    place.idle()

    assert form.waiting.files == ()
    assert form.is_changed
    form.give_up()
    place.idle()
