"""A damaged store says what is wrong where a page would be blank, and shows what can be read."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gridkeeper.domain.clock import SystemClock
from gridkeeper.errors import StoreDamagedError
from gridkeeper.progress import Quiet
from gridkeeper.services.session import Session
from gridkeeper.services.store.backups import BackupService
from gridkeeper.storage.store import Store
from gridkeeper.ui.damage import Unreadable, tell_faults
from tests.helpers.stores import PASSWORD, a_copied_store, a_hazard, a_visit, save
from tests.helpers.towns import FixedClock
from tests.helpers.windows import a_window

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]
_PAGE = 4096


def damaged(folder, table, *, backed_up=True):
    """Return a session of a store in which the first page of a table is rubbish."""
    store = a_copied_store(folder)
    if backed_up:
        BackupService(Session(store, FixedClock())).make(None, Quiet())  # not of this second
    with store.writing() as unit:
        save(unit, a_visit(), a_hazard())
        found = unit.connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).scalar_one()
    store.close()
    with store.path.open("r+b") as file:
        file.seek((found - 1) * _PAGE)
        file.write(b"\xa5" * _PAGE)
    return Session(Store.open(store.path, PASSWORD), SystemClock())


@pytest.fixture
def window(qtbot, tmp_path):
    """An office's window over a store whose hazards cannot be read."""
    with a_window(tmp_path, damaged(tmp_path, "hazard")) as opened:
        qtbot.waitUntil(lambda: opened.jobs.is_idle)
        yield opened
        qtbot.waitUntil(lambda: opened.jobs.is_idle)


@pytest.fixture
def bare(qtbot, tmp_path):
    """The same, and there is no backup."""
    with a_window(tmp_path, damaged(tmp_path, "hazard", backed_up=False)) as opened:
        qtbot.waitUntil(lambda: opened.jobs.is_idle)
        yield opened
        qtbot.waitUntil(lambda: opened.jobs.is_idle)


def covered(window, qtbot):
    qtbot.waitUntil(lambda: window.workspace.findChild(Unreadable) is not None, timeout=20_000)
    cover = window.workspace.findChild(Unreadable)
    qtbot.waitUntil(cover.isVisible)
    return cover


def test_a_page_that_cannot_be_read_says_so_and_what_to_do(window, qtbot):
    window.workspace.show_page("hazards")

    cover = covered(window, qtbot)

    assert not window.workspace.page.isVisible()
    assert "恢复最近一次备份" in cover.restore.text()
    assert window.around.notices.text == ""
    cover.copy.click()
    assert "库已损坏" in QApplication.clipboard().text()
    assert "详情已复制" in cover.copy.text()


def test_without_a_backup_none_is_offered(bare, qtbot):
    bare.workspace.show_page("hazards")

    cover = covered(bare, qtbot)

    assert "恢复最近一次备份" not in cover.restore.text()
    assert any("旁边没有它的备份" in one.text() for one in cover.findChildren(QLabel))


def test_a_check_that_finds_damage_offers_a_backup_from_elsewhere_if_there_is_none(bare):
    dialog = tell_faults(bare.frame, "缺了一块", ["page 3"])

    pressed = dialog.findChild(QPushButton, "restore")
    assert "打开备份文件" in pressed.text()
    copying = next(one for one in dialog.findChildren(QPushButton) if "复制" in one.text())
    copying.click()
    assert QApplication.clipboard().text() == "page 3"
    assert "详情已复制" in copying.text()
    dialog.reject()


def test_without_a_backup_a_notice_of_damage_offers_none(bare, qtbot):
    bare.workspace.show_page("hazards")
    covered(bare, qtbot).show_rest.click()
    qtbot.waitUntil(lambda: "库已损坏" in bare.around.notices.text)

    assert not [one for one in bare.findChildren(QPushButton) if "恢复最近" in one.text()]


def test_a_page_that_can_be_read_is_shown(window, qtbot):
    window.workspace.show_page("hazards")
    cover = covered(window, qtbot)

    window.workspace.show_page("visits")

    qtbot.waitUntil(lambda: not cover.isVisible())
    assert window.workspace.page.isVisible()
    window.workspace.show_page("hazards")
    assert cover.isVisible()


def test_what_can_be_read_is_shown_to_who_wants_to_see_it(window, qtbot):
    window.workspace.show_page("hazards")
    cover = covered(window, qtbot)

    cover.show_rest.click()

    qtbot.waitUntil(lambda: "库已损坏" in window.around.notices.text)
    assert window.workspace.page.isVisible()
    assert not cover.isVisible()


def test_the_check_and_the_backups_stay_at_hand(qtbot, tmp_path):
    with a_window(tmp_path, damaged(tmp_path, "change")) as opened:
        opened.workspace.show_page("settings")

        qtbot.waitUntil(lambda: "库已损坏" in opened.around.notices.text)
        assert opened.workspace.page.isVisible()
        qtbot.waitUntil(lambda: opened.jobs.is_idle)


def test_the_foot_says_nothing_that_it_does_not_know(window, qtbot):
    feet = [window.findChild(QPushButton, name) for name in ("unsent", "backup")]

    qtbot.waitUntil(lambda: not any(foot.isVisible() for foot in feet))


@pytest.mark.parametrize("table", ["hazard", "search_term_data", "audit", "change"])
def test_a_backup_of_a_damaged_store_shows_the_damage_and_no_fault(qtbot, tmp_path, table):
    with a_window(tmp_path, damaged(tmp_path, table)) as opened:
        faults = []
        opened.around.messages.crash.happened.connect(faults.append)
        qtbot.waitUntil(lambda: opened.jobs.is_idle)

        opened.actions_["back_up"].trigger()

        assert "恢复最近一次备份" in covered(opened, qtbot).restore.text()
        qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=20_000)
        assert faults == []


def test_the_daily_backup_of_a_damaged_store_shows_the_damage(qtbot, tmp_path):
    with a_window(tmp_path, damaged(tmp_path, "hazard", backed_up=False)) as opened:
        opened.workspace.back_up_daily()

        assert "打开备份文件" in covered(opened, qtbot).restore.text()
        qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=20_000)


@pytest.mark.parametrize("eighth", range(1, 8))
def test_wherever_a_store_is_damaged_no_page_takes_it_for_a_fault(qtbot, tmp_path, eighth):
    store = a_copied_store(tmp_path)
    with store.writing() as unit:
        save(unit, *(a_visit() for _each in range(40)))
    store.close()
    place = store.path.stat().st_size * eighth // 8 // _PAGE * _PAGE
    with store.path.open("r+b") as file:
        file.seek(place)
        file.write(b"\xa5" * 3 * _PAGE)
    try:
        session = Session(Store.open(store.path, PASSWORD), SystemClock())
    except StoreDamagedError:
        return  # said at the lock
    faults = []
    with a_window(tmp_path, session) as opened:
        opened.around.messages.crash.happened.connect(faults.append)
        for name in opened.workspace._entries:
            opened.workspace.show_page(name)
            qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=20_000)
        opened.actions_["back_up"].trigger()
        qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=20_000)

    assert faults == []
