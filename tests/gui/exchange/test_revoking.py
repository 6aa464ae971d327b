"""A worker's computer is revoked from the list of workers, and let in again."""

from __future__ import annotations

from gridkeeper.domain.replicas import Standing
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.exchanges import foot_of


def standing(office):
    with office.town.office.store.reading() as unit:
        return unit.peers.get(office.town.mei.replica.id).standing


def pressed(office):
    """Choose the first worker, press the button, and yes."""
    office.page.peers.choose(0)
    foot_of(office.page.peers).buttons[-1].click()
    office.dialog(Dialog).accept()
    office.settle()


def test_a_computer_is_revoked_and_let_in_again(office):
    office.page.peers.choose(0)
    locked = foot_of(office.page.peers).buttons[-1].icon().cacheKey()
    pressed(office)
    assert standing(office) is Standing.REVOKED
    assert office.notice == "李梅的电脑已停用。"
    assert foot_of(office.page.peers).buttons[-1].text().strip() == "恢复这台电脑(&G)…"
    assert foot_of(office.page.peers).buttons[-1].icon().cacheKey() != locked
    assert office.page.window().focusWidget() is office.page.peers
    assert office.page.peers.row == 0

    pressed(office)
    assert standing(office) is not Standing.REVOKED
    assert office.notice == "李梅的电脑已恢复使用。"


def test_enter_does_not_revoke_by_mistake(office, qtbot):
    office.page.peers.choose(0)
    foot_of(office.page.peers).buttons[-1].click()
    dialog = office.dialog(Dialog)

    qtbot.keyClick(dialog, "\r")
    office.settle()

    assert standing(office) is not Standing.REVOKED
    dialog.reject()
