"""Conflicts: side by side, settled by a key, undone by another."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from gridkeeper import texts
from gridkeeper.domain import kinds
from gridkeeper.ui.exchange.other_value import OtherValueDialog
from gridkeeper.ui.look.tokens import Scheme, TextSize
from tests.helpers.claims import says
from tests.helpers.towns import where

KEYS = {1: Qt.Key.Key_1, 2: Qt.Key.Key_2}


@pytest.fixture
def contended(office):
    office.rehearse(*office.two_phones())
    office.take_in()
    office.page.show_conflicts()
    office.settle()
    return office


def phones(office) -> list[str]:
    return [one.phone for one in where(office.town.office, kinds.PERSON, name="张三")]


def test_both_values_stand_side_by_side_with_author_time_batch(contended):
    table = contended.page.conflicts.lines.table

    assert table.index(0, 0).data() == "张*"
    assert table.index(0, 1).data() == "138****1111"
    values = {table.index(0, column).data(): table.index(0, column) for column in (2, 3)}
    assert set(values) == {"139****0001", "139****0002"}
    said = values["139****0001"].data(Qt.ItemDataRole.ToolTipRole)
    assert "李梅 · 2026-10-08" in said
    assert "文件 01-20261008" in said


@pytest.mark.parametrize("number", [1, 2])
def test_a_number_key_chooses_a_value(contended, number):
    table = contended.page.conflicts.lines.table
    value = table.index(0, number + 1).data()
    contended.page.conflicts.lines.setFocus()

    contended.qtbot.keyClick(contended.page.conflicts.lines, KEYS[number])
    contended.settle()

    assert [phone[-4:] for phone in phones(contended)] == [value[-4:]]
    assert table.rowCount() == 0
    assert contended.page.tabs.tabText(2) == "冲突"
    assert contended.notice == f"张*的联系电话已定为：139****{value[-4:]}。"


def test_the_notice_undoes_it(contended):
    contended.page.conflicts.settle(1)
    contended.settle()
    before = phones(contended)
    notices = contended.page.window().findChildren(QPushButton)
    (undo,) = [one for one in notices if one.isVisible() and one.text() == "撤销(&U)"]

    undo.click()
    contended.settle()

    assert "已撤销" in contended.notice
    assert before


def test_a_value_that_nobody_claimed_can_be_typed(contended):
    contended.page.conflicts.settle_other()
    dialog = contended.dialog(OtherValueDialog)
    contended.settle()
    editor = dialog.editors["phone"]
    assert editor.value() in {"13911110001", "13911110002"}
    editor.set_value("13911110003")

    dialog.settle()
    contended.settle()

    assert phones(contended) == ["13911110003"]
    assert contended.notice == "张*的联系电话已定为：139****0003。"


def test_it_is_saved_by_the_keys_that_save_a_form(contended):
    contended.page.conflicts.settle_other()
    dialog = contended.dialog(OtherValueDialog)
    contended.settle()
    editor = dialog.editors["phone"]
    editor.set_value("13911110003")

    contended.qtbot.keyClick(editor.control, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    contended.settle()

    assert phones(contended) == ["13911110003"]


def test_a_wrong_value_is_refused_in_words(contended):
    contended.page.conflicts.settle_other()
    dialog = contended.dialog(OtherValueDialog)
    contended.settle()
    dialog.editors["phone"].set_value("12")

    dialog.settle()
    contended.settle()

    assert "联系电话" in contended.notice
    assert contended.page.conflicts.lines.table.rowCount() == 1


def test_a_number_without_a_value_does_nothing(contended):
    contended.page.conflicts.settle(7)
    contended.settle()

    assert contended.page.conflicts.lines.table.rowCount() == 1


def test_the_record_of_a_conflict_can_be_looked_at(contended):
    kind, record = [], []
    contended.page.frame.going.connect(lambda _page, k, r: (kind.append(k), record.append(r)))

    contended.page.conflicts.show_record()

    assert kind == ["person"]
    contended.settle()


def test_a_line_of_the_day_list_leads_to_its_conflict(contended):
    zhang = contended.town.only(kinds.PERSON, name="张三")
    contended.page.tabs.setCurrentIndex(0)

    contended.page.open("person", zhang.id)
    contended.settle()

    assert contended.page.conflicts.isVisible()
    assert contended.page.conflicts.lines.row == 0


def test_without_conflicts_it_says_so(office):
    office.page.show_conflicts()
    office.page.conflicts.settle(1)
    office.page.conflicts.settle_other()

    assert not office.page.conflicts.lines.isVisible()


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_nothing_of_the_page_goes_out_of_the_smallest_window_with_the_largest_text(
    contended, language
):
    window = contended.page.window()
    window.around.preferences.set("language", language)
    window.reword()
    window.around.theme.use(Scheme.LIGHT, TextSize.LARGEST)
    window.resize(960, 600)
    window.workspace.show_page("exchange")
    contended.page = page = window.workspace.page
    contended.settle()
    page.show_conflicts()
    scrolled = page._scrolled

    contended.qtbot.waitUntil(lambda: scrolled.widget().width() <= scrolled.viewport().width())
    assert window.width() == 960


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_whole_of_a_long_line_is_seen_before_one_decides(contended, language):
    town = contended.town
    shop = town.only(kinds.PREMISES)
    said = {"李梅": {"deleted": True}, "赵刚": {"phone": "13700001234", "employees": 6}}
    says(town.office, shop, said)
    window = contended.page.window()
    window.around.preferences.set("language", language)
    window.reword()
    window.around.theme.use(Scheme.LIGHT, TextSize.LARGEST)
    window.workspace.show_page("exchange")
    contended.page = page = window.workspace.page
    contended.settle()
    page.show_conflicts()
    desk = page.conflicts
    desk.choose("premises", shop.id)

    def is_whole():
        line = desk.lines.visualRect(desk.lines.currentIndex())
        return line.height() <= desk.lines.viewport().height()

    contended.qtbot.waitUntil(is_whole)
    assert desk.lines.verticalHeader().count() == 2
