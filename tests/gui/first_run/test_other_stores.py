"""Several stores on one computer: which of them is meant."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gridkeeper import texts
from gridkeeper.services.entrance import SAMPLE_FOLDER
from gridkeeper.ui.first_run import known
from gridkeeper.ui.first_run.doors import Doors
from gridkeeper.ui.look.tokens import TextSize
from gridkeeper.ui.messages import STORES
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.elided import ElidedLink
from tests.gui.first_run.conftest import SECRET, links

pytestmark = pytest.mark.gui


def test_other_stores_of_the_computer_are_offered(computer):
    computer.make("first")
    computer.make("second")
    assert "first" in links(computer.page)

    next(one for one in computer.page.findChildren(QPushButton) if one.text() == "first").click()

    assert "second" in links(computer.page)


def test_of_two_stores_of_one_name_each_says_where_it_is(computer):
    for folder in ("one", "two"):
        (computer.folder / folder).mkdir()
        computer.make(f"{folder}/office")
    said = [one.text() for one in computer.page.findChildren(QLabel)]

    assert any("two/office.gkdb" in text for text in said)
    assert any("one/office.gkdb" in text for text in links(computer.page))


def test_of_two_files_in_folders_of_one_name_what_differs_comes_first(computer):
    paths = [computer.folder / part / "资料" / "office.gkdb" for part in ("甲", "乙")]

    assert list(known.places(paths).values()) == [
        "甲/资料/office.gkdb",
        "乙/资料/office.gkdb",
    ]


def opened(computer, name):
    """Open a store of the computer; return its window."""
    path, _key = computer.make(name)
    computer.window.open_desk(computer.window.entrance.open(path, SECRET))
    computer.until(lambda: computer.window.jobs.is_idle)
    return computer.window


def test_one_key_leads_from_an_open_store_to_the_others(computer):
    computer.make("first")
    window = opened(computer, "second")

    window.actions_["open_other"].trigger()

    assert window.frame is None
    assert computer.page.password.line is QApplication.focusWidget()
    assert any(one.text().startswith("first") for one in computer.page.findChildren(QLabel))
    assert computer.page.password.note == ""
    assert any("second" in text for text in links(computer.page))


def test_where_there_is_no_other_store_a_file_is_offered(computer):
    window = opened(computer, "only")

    window.actions_["open_other"].trigger()

    assert "打开别的" in QApplication.focusWidget().text()


def test_the_sample_has_a_door_out_that_leads_to_the_three_doors(computer):
    (computer.folder / SAMPLE_FOLDER).mkdir()
    window = opened(computer, f"{SAMPLE_FOLDER}/worker")
    way_out = window.findChild(QPushButton, "leave_sample")
    assert way_out.isVisible()

    way_out.click()
    asked = window.findChild(Dialog)
    assert any("全是编的" in one.text() for one in asked.findChildren(QLabel))
    asked.accept()

    computer.until(lambda: window.frame is None)
    assert isinstance(computer.page, Doors)
    assert window.around.preferences.stores == []
    assert list((computer.folder / SAMPLE_FOLDER).iterdir())
    window.show_gate()
    assert isinstance(computer.page, Doors)


def test_leaving_the_sample_can_be_thought_over(computer):
    (computer.folder / SAMPLE_FOLDER).mkdir()
    window = opened(computer, f"{SAMPLE_FOLDER}/worker")

    window.findChild(QPushButton, "leave_sample").click()
    window.findChild(Dialog).reject()

    assert window.frame is not None


def test_a_store_of_ones_own_has_no_door_out_of_the_sample(computer):
    window = opened(computer, "own")

    assert window.findChild(QPushButton, "leave_sample") is None


@pytest.mark.parametrize("size", list(TextSize))
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_copy_in_a_folder_of_a_long_name_does_not_widen_the_card(computer, size, language):
    deep = computer.folder / "晨光街道综合网格工作资料-恢复的备份-二〇二六年十一月"
    deep.mkdir()
    made, _key = computer.make("office")
    for end in ("", ".key"):
        shutil.copy(f"{made}{end}", deep / f"office.gkdb{end}")
    preferences = computer.window.around.preferences
    preferences.opened(deep / "office.gkdb")
    known.keep_copied(preferences, deep / "office.gkdb", copied=True)
    preferences.set("language", language)
    computer.window.around.theme.use(preferences.scheme, size)
    computer.window.reword()
    computer.gate.show_lock(made)
    page = computer.page

    page.say_problem(f"{deep / 'office.gkdb'}: {'损坏' * 40}")
    computer.qtbot.wait(0)

    content = page._scroll.widget()
    assert content.minimumSizeHint().width() <= page._scroll.viewport().width()
    assert page._scroll.horizontalScrollBar().value() == 0
    assert page._scroll.horizontalScrollBar().maximum() == 0
    (link,) = page.findChildren(ElidedLink)
    assert link.shown.endswith("office.gkdb")
    assert "\n" in link.shown
    assert "恢复的备份" in (link.toolTip() or link.shown)


def test_another_language_keeps_the_store_that_was_chosen(computer):
    other, _key = computer.make("other")
    computer.make("office")
    computer.gate.show_lock(other)

    computer.gate._other_language()

    assert computer.page._path == other


def test_opening_a_file_begins_where_stores_lie(computer):
    computer.make("office")
    messages = computer.window.around.messages
    messages._preferences.keep_folder("others", computer.folder.parent)

    dialog = messages.open_files("x", "*", lambda files: None, STORES)

    assert Path(dialog.directory().absolutePath()) == computer.folder
    dialog.reject()
