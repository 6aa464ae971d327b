"""A new worker: her package, and the code that is told by voice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from gridkeeper.services.exchange import enrolment
from gridkeeper.services.store.stores import Place
from gridkeeper.ui.exchange.enrolling import CodeDialog, EnrolDialog
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import QUIET, FixedClock, new_id


@pytest.fixture
def dialog(office):
    office.page.enrol()
    made = office.dialog(EnrolDialog)
    office.qtbot.waitUntil(lambda: made.grids.count() == 2)
    yield made
    office.settle()


def test_name_and_grid_are_needed(office, dialog):
    dialog.ask_place()
    assert dialog.name.note == "必填"
    dialog.name.input.setText("孙晓")

    dialog.ask_place()

    assert dialog.area.note == "至少选一个网格。"
    dialog.reject()


def test_a_package_is_made_that_its_code_opens(office, dialog, tmp_path):
    dialog.name.input.setText("孙晓")
    dialog.grids.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.ask_place()
    files = office.dialog(QFileDialog)
    package = tmp_path / "孙晓.gkb"

    files.filesSelected.emit([str(package)])
    files.close()
    shown = office.dialog(CodeDialog)

    place = Place(tmp_path / "sun.gkdb", PASSWORD, CHEAP)
    joined, _key = enrolment.join(package, shown.code.text(), place, FixedClock(), new_id, QUIET)
    assert joined.replica.name == "孙晓"
    joined.close()
    shown.reject()
    assert shown.isVisible()
    shown.accept()
    office.settle()
    assert office.page.peers.table.rowCount() == 3
    assert office.page.peers.table.index(2, 1).data() == "待加入"


def test_a_package_that_is_there_already_is_left_as_it_is(office, dialog, tmp_path):
    package = tmp_path / "there.gkb"
    package.write_bytes(b"another's")
    dialog.name.input.setText("孙晓")
    dialog.grids.item(0).setCheckState(Qt.CheckState.Checked)

    dialog.write(package)
    office.settle()

    assert "已有同名文件" in dialog.said
    assert package.read_bytes() == b"another's"
    assert dialog.make.isEnabled()
    dialog.reject()


def test_without_grids_it_says_where_they_come_from(office, dialog):
    dialog.grids.clear()

    dialog.fill(([], frozenset(), [], {}))

    assert "花名册" in dialog.area.note
    dialog.reject()


def test_the_only_grid_is_ticked(office, dialog):
    dialog.grids.clear()

    dialog.fill(([("1", "第一网格")], frozenset("1"), [], {}))

    assert dialog.chosen == ["1"]
    dialog.reject()


def test_the_only_grid_is_not_ticked_if_it_is_somebodys_already(office, dialog):
    dialog.grids.clear()

    dialog.fill(([("1", "第一网格")], frozenset("1"), [], {"1": ("李梅", "赵刚")}))

    assert dialog.chosen == []
    assert dialog.grids.item(0).text() == "第一网格 · 李梅 · 赵刚"
    dialog.reject()


def test_each_grid_says_who_looks_after_it(office, dialog):
    said = [dialog.grids.item(row).text() for row in range(2)]

    assert said == ["第一网格 · 李梅 · 赵刚", "第二网格 · 赵刚"]
    dialog.reject()


def test_the_words_of_a_grid_tick_it_once(office, dialog):
    item = dialog.grids.item(0)
    at = dialog.grids.visualItemRect(item)

    office.qtbot.mouseClick(dialog.grids.viewport(), Qt.MouseButton.LeftButton, pos=at.center())

    assert item.checkState() is Qt.CheckState.Checked
    box = at.topLeft() + QPoint(10, at.height() // 2)
    office.qtbot.mouseClick(dialog.grids.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert item.checkState() is Qt.CheckState.Unchecked
    dialog.reject()


def test_it_says_before_the_package_that_nobody_lives_in_a_grid(dialog):
    by_name = {dialog.grids.item(n).text()[:4]: dialog.grids.item(n) for n in range(2)}

    by_name["第二网格"].setCheckState(Qt.CheckState.Checked)

    assert "还没有住户" in dialog.area.note
    by_name["第一网格"].setCheckState(Qt.CheckState.Checked)
    assert "还没有住户" not in dialog.area.note
    dialog.reject()


def test_a_street_office_is_called_a_street_office(office, dialog):
    dialog.who.setCurrentIndex(dialog.who.count() - 1)
    assert dialog.windowTitle() == "新下级街道办"
    assert "加入上级" in dialog.text.text()
    assert dialog.name.name == "街道办名称"
    assert not dialog.name.note

    dialog.who.setCurrentIndex(0)
    assert dialog.windowTitle() == "新网格员"
    assert dialog.name.name == "姓名"
    dialog.reject()
