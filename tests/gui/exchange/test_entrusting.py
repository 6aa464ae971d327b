"""Which grids a worker looks after is changed from the list of workers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gridkeeper.ui.exchange.entrusting import GridsDialog, HandAllDialog
from tests.helpers.exchanges import foot_of


@pytest.fixture
def of_mei(office):
    """The dialog about 李梅, who looks after the first grid."""
    office.page.peers.choose(0)
    foot_of(office.page.peers).buttons[-2].click()
    dialog = office.dialog(GridsDialog)
    office.qtbot.waitUntil(lambda: dialog.grids.count() == 2)
    yield dialog
    office.settle()


def until(office, dialog, said):
    office.qtbot.waitUntil(lambda: said in dialog.said.text(), timeout=20_000)


def grids_of(office, name):
    found = {one.name: one.grids for one in office.page.frame.desk.entrusting.workers()}
    return len(found[name])


def test_what_changes_is_said_before_it_is_kept(office, of_mei):
    assert of_mei.grids.chosen
    assert not of_mei.keep.isEnabled()

    of_mei.grids.item(1).setCheckState(Qt.CheckState.Checked)
    until(office, of_mei, "李梅今后另外负责：第二网格（赵刚也负责）")

    assert of_mei.keep.isEnabled()
    assert grids_of(office, "李梅") == 1
    of_mei.keep.click()
    office.settle()
    assert grids_of(office, "李梅") == 2
    assert office.notice == "李梅负责的网格已调整，下次下发的文件会告诉对方。"


def test_by_keys_alone(office, of_mei, qtbot):
    qtbot.keyClick(of_mei.grids, Qt.Key.Key_Down)
    qtbot.keyClick(of_mei.grids, Qt.Key.Key_Space)
    until(office, of_mei, "第二网格")

    qtbot.keyClick(of_mei, "s", Qt.KeyboardModifier.ControlModifier)
    office.settle()

    assert grids_of(office, "李梅") == 2


def test_the_last_grid_stays(office, of_mei):
    of_mei.grids.item(0).setCheckState(Qt.CheckState.Unchecked)

    office.qtbot.waitUntil(lambda: "至少留一个网格" in of_mei.area.note)

    assert not of_mei.keep.isEnabled()
    of_mei.grids.item(0).setCheckState(Qt.CheckState.Checked)
    until(office, of_mei, "没有变化。")
    assert not of_mei.keep.isEnabled()
    of_mei.reject()


def test_all_grids_go_to_another_worker_in_one_step(office, of_mei):
    of_mei.all.click()
    dialog = office.dialog(HandAllDialog)
    office.qtbot.waitUntil(lambda: dialog.to.count() == 2)

    dialog.to.setCurrentIndex(1)
    until(
        office, dialog, "李梅不再负责：第一网格（赵刚也负责）。\n赵刚本来就负责这些网格，没有变化。"
    )
    dialog.keep.click()
    office.settle()

    assert (grids_of(office, "李梅"), grids_of(office, "赵刚")) == (0, 2)
    assert office.notice == "李梅的网格已交给赵刚，下次下发的文件会告诉双方。"


def test_it_warns_of_a_grid_that_nobody_looks_after(office, of_mei):
    of_mei.reject()
    office.settle()
    office.page.peers.choose(1)
    foot_of(office.page.peers).buttons[-2].click()
    dialog = office.dialog(GridsDialog)
    office.qtbot.waitUntil(lambda: dialog.grids.count() == 2)

    dialog.grids.item(1).setCheckState(Qt.CheckState.Unchecked)
    until(office, dialog, "赵刚不再负责：第二网格。")

    assert dialog.warned.text() == "注意：第二网格将没有人负责。"
    assert dialog.warned.isVisible()
    dialog.reject()


def test_of_a_revoked_computer_nothing_is_changed(office):
    office.page.frame.desk.revoking.revoke("李梅")
    office.settle()

    office.page.peers.choose(0)

    buttons = foot_of(office.page.peers).buttons
    office.qtbot.waitUntil(lambda: [one.isEnabled() for one in buttons[-2:]] == [False, True])
