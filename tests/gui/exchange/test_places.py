"""Where batches go: sticks first, then the last folder, then any other."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from gridkeeper.services.exchange import removable
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.exchange.places import EVERY_MS
from gridkeeper.ui.jobs.patient import NoAnswerError

pytestmark = pytest.mark.no_cover


@pytest.fixture
def stick(tmp_path, monkeypatch):
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    monkeypatch.setattr(removable, "places", lambda: [folder])
    return folder


def texts(box) -> list[str]:
    return [box.itemText(row) for row in range(box.count())]


def test_a_stick_is_offered_before_everything_else(stick, worker):
    box = worker.page.hand_over.place

    assert texts(box) == ["U盘 KINGSTON", "其他文件夹…"]
    assert box.place == stick


def test_the_last_folder_is_remembered(worker, tmp_path):
    box = worker.page.hand_over.place
    box.use(tmp_path)

    box.look()
    worker.settle()

    assert texts(box) == [f"{tmp_path.name} · {tmp_path.parent}", "其他文件夹…"]
    assert box.place == tmp_path


def test_a_stick_that_is_plugged_in_later_does_not_change_the_choice(worker, tmp_path, monkeypatch):
    box = worker.page.hand_over.place
    box.use(tmp_path)
    later = tmp_path / "later"
    monkeypatch.setattr(removable, "places", lambda: [later])

    box.look()
    worker.settle()

    assert texts(box)[0] == "U盘 later"
    assert box.place == tmp_path


def test_a_shared_folder_that_cannot_be_opened_comes_last_until_it_can(stick, worker, tmp_path):
    box = worker.page.hand_over.place
    box.show_mailbox(tmp_path)
    assert box.place == tmp_path

    box.show_away(away=True)
    assert texts(box) == [
        "U盘 KINGSTON", f"共用文件夹 {tmp_path.name}（打不开）", "其他文件夹…"
    ]  # fmt: skip
    assert box.place == stick

    box.show_away(away=False)
    assert box.place == tmp_path


def test_a_place_that_was_chosen_stays_when_the_shared_folder_cannot_be_opened(
    stick, worker, tmp_path
):
    box = worker.page.hand_over.place
    box.show_mailbox(tmp_path / "shared")
    box.use(tmp_path)

    for away in (True, False):
        box.show_away(away=away)
        assert box.place == tmp_path

    box.setCurrentIndex(0)
    box.show_away(away=True)
    box.use(tmp_path)
    box.show_away(away=False)
    assert box.place == tmp_path


@pytest.fixture
def plugged(worker, monkeypatch):
    """The sticks that are plugged in; the test plugs them in and out while the page is shown."""
    sticks = []
    monkeypatch.setattr(removable, "places", lambda: list(sticks))
    box = worker.page.hand_over.place
    assert box._watch.timer.isActive()
    box._watch.timer.setInterval(1)
    yield sticks
    box._watch.timer.setInterval(EVERY_MS)
    worker.settle()


def test_a_stick_appears_while_the_page_is_shown_and_goes_again(worker, plugged, tmp_path):
    box = worker.page.hand_over.place
    assert box.place is None

    plugged.append(tmp_path / "KINGSTON")
    worker.qtbot.waitUntil(lambda: texts(box) == ["U盘 KINGSTON", "其他文件夹…"])
    assert box.place == tmp_path / "KINGSTON"

    plugged.append(tmp_path / "LEXAR")
    worker.qtbot.waitUntil(lambda: box.count() == 3)
    assert box.place == tmp_path / "KINGSTON"

    plugged.remove(tmp_path / "KINGSTON")
    worker.qtbot.waitUntil(lambda: texts(box) == ["U盘 LEXAR", "其他文件夹…"])
    assert box.place == tmp_path / "LEXAR"


def test_a_list_that_is_open_gets_the_stick_without_being_closed(worker, plugged, tmp_path):
    box = worker.page.hand_over.place
    box.showPopup()

    plugged.append(tmp_path / "KINGSTON")
    worker.qtbot.waitUntil(lambda: box.count() == 2)

    assert box.view().isVisible()
    box.hidePopup()


def test_no_stick_is_looked_for_while_another_page_is_shown(worker, plugged):
    worker.page.frame.go("today")

    assert not worker.page.hand_over.place._watch.timer.isActive()


def test_the_shared_folder_comes_first_and_only_once(stick, worker, tmp_path):
    box = worker.page.hand_over.place
    box.use(tmp_path)

    box.show_mailbox(tmp_path)
    worker.settle()
    assert texts(box) == [f"共用文件夹 {tmp_path.name}", "U盘 KINGSTON", "其他文件夹…"]
    assert box.place == tmp_path

    box.show_mailbox(None)
    assert texts(box)[1] == f"{tmp_path.name} · {tmp_path.parent}"


def test_a_stick_that_does_not_answer_leaves_the_places_as_they_are(stick, worker, monkeypatch):
    box = worker.page.hand_over.place

    def silent(_question, _progress):
        raise NoAnswerError

    monkeypatch.setattr(box._patient, "ask", silent)
    box.look()
    worker.settle()

    assert texts(box) == ["U盘 KINGSTON", "其他文件夹…"]


def test_another_folder_is_asked_for(worker, tmp_path):
    box = worker.page.hand_over.place

    box.activated.emit(box.count() - 1)
    dialog = worker.dialog(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path)])
    dialog.close()

    assert box.place == tmp_path
    assert not list(tmp_path.glob("*.gkb"))  # picking alone writes nothing


def test_the_folder_that_was_chosen_is_where_the_next_question_begins(worker, tmp_path):
    box = worker.page.hand_over.place
    box.activated.emit(box.count() - 1)
    dialog = worker.dialog(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path)])
    dialog.close()

    assert worker.page.frame.preferences.folder("batches") == tmp_path


@pytest.mark.parametrize(
    ("on_stick", "said"),
    [(True, "内容无误，可以拔出U盘。"), (False, "如果写在U盘上，现在可以拔出。")],
)
def test_whether_a_stick_can_be_pulled_out_is_said_as_far_as_it_is_known(
    stick, worker, tmp_path, on_stick, said
):
    folder = (stick if on_stick else tmp_path) / "第一网格"
    folder.mkdir()
    worker.page.hand_over.place.use(folder)

    worker.page.perform("hand_over")
    dialog = worker.dialog(HandedDialog)

    assert any(one.text().endswith(said) for one in dialog.findChildren(QLabel))
    dialog.accept()
    worker.settle()
