"""How things stand, as the foot and the rail of the window say it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QToolButton

from gridkeeper.domain import kinds
from gridkeeper.errors import FileExistsAlreadyError
from gridkeeper.progress import Quiet
from gridkeeper.services.desk import Desk
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.ui.forms.drafts import DraftKeeper
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.navigation import Navigation
from gridkeeper.ui.standing import standing
from gridkeeper.ui.status_line import StatusLine
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import OFFICE, a_visit_of, record, take
from tests.helpers.windows import a_window_over

__all__ = ["made_town", "town"]


def test_a_worker_hears_what_is_not_handed_in(town):
    assert standing(Desk(town.mei)).unsent == "还没有上交过"

    a_visit_of(town.mei)
    assert standing(Desk(town.mei)).unsent == "未上交 1 条"

    town.hand_in(town.mei)
    assert standing(Desk(town.mei)).unsent == "没有未上交的"


def test_an_office_hands_nothing_in(town):
    assert standing(Desk(town.office)).unsent == ""


def test_a_store_without_a_backup_says_so(town):
    found = standing(Desk(town.mei))
    assert (found.backup, found.is_backed_up) == ("还没有备份", False)


def test_who_only_looks_is_not_asked_for_a_backup(town):
    found = standing(Desk(town.office), viewing=True)
    assert (found.backup, found.is_backed_up) == ("", True)


def test_the_sign_of_the_backup_is_calm_only_where_it_is_enough(window):
    foot = StatusLine(window.frame)

    def drawn():
        return foot.backup.icon().pixmap(16, 16).toImage()

    calm = drawn()
    foot.tell("", "还没有备份", is_backed_up=False)
    assert drawn() != calm
    foot.tell("", "今天 09:30 备份，已验证", is_backed_up=True)
    assert drawn() == calm
    foot.deleteLater()


def test_a_proved_backup_of_today_is_named_with_its_time(town, tmp_path):
    desk = Desk(town.mei)
    desk.backups.make(tmp_path, Quiet())

    found = standing(desk)
    assert found.backup == "今天 09:30 备份，已验证"
    assert found.is_backed_up


def test_what_was_written_after_the_backup_of_today_is_counted(town, tmp_path):
    desk = Desk(town.mei)
    desk.backups.make(tmp_path, Quiet())

    a_visit_of(town.mei)

    assert standing(desk).backup == "今天 09:30 备份，之后又有 1 处改动"


@pytest.mark.parametrize(
    ("days", "said", "enough"),
    [
        (1, "1 天前备份，已验证", True),
        (7, "7 天前备份，已验证", True),
        (8, "最近备份：8 天前，请备份", False),
        (95, "最近备份：3 个月前，请备份", False),
    ],
)
def test_a_backup_is_enough_for_so_many_days(town, tmp_path, days, said, enough):
    desk = Desk(town.mei)
    desk.backups.make(tmp_path, Quiet())
    town.clock.pass_days(days)

    found = standing(desk)
    assert (found.backup, found.is_backed_up) == (said, enough)


def test_a_backup_that_failed_since_is_no_rest(town, tmp_path):
    desk = Desk(town.mei)
    made = desk.backups.make(tmp_path, Quiet())
    town.clock.pass_days(1)
    with pytest.raises(FileExistsAlreadyError):
        desk.backups.make(made.path, Quiet())

    found = standing(desk)
    assert (found.backup, found.is_backed_up) == ("备份没有做成，最近备份：1 天前", False)


def test_a_backup_that_is_not_there_is_not_named(town, tmp_path):
    desk = Desk(town.mei)
    desk.backups.make(tmp_path, Quiet()).path.unlink()

    assert standing(desk).backup == "没有找到备份，请做一份"


def test_what_is_missing_is_counted_where_one_can_ask_for_it(town):
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    old = town.copy(OFFICE, "old.gkdb")
    for name in ("1.gkb", "2.gkb"):
        a_visit_of(town.mei)
        take(town.office, town.hand_in(town.mei, name))
        BatchExportService(town.office).export(town.folder, Quiet(), "李梅")
        take(town.mei, max(town.folder.glob("下发*.gkb")))
    take(old, town.folder / "2.gkb")

    found = standing(Desk(old))

    assert found.waiting["exchange"] == 1
    assert found.words["exchange"] == "网格员的来件有缺 1"


@pytest.fixture
def window(qtbot, town, tmp_path):
    """A worker's window."""
    with a_window_over(qtbot, town, town.mei, tmp_path) as opened:
        yield opened


def test_the_foot_follows_what_is_written(qtbot, window):
    foot = window.findChild(StatusLine)
    a_visit_of(window.frame.desk.session)

    qtbot.waitUntil(lambda: foot.unsent.text().strip() == "未上交 1 条")


def test_the_foot_shows_no_buttons_without_words(qtbot, window):
    foot = StatusLine(window.frame)
    qtbot.addWidget(foot)
    foot.show()
    shown = [one for one in foot.findChildren(QPushButton) if one.isVisible()]

    assert all(one.text().strip() for one in shown)
    foot.tell("", "还没有备份")
    assert foot.unsent.isHidden()
    assert foot.backup.isVisible()
    assert foot.sizeHint().height() == foot.minimumHeight()  # it was as high before


@pytest.mark.parametrize(("part", "place"), [("unsent", "exchange"), ("backup", "settings")])
def test_each_part_of_the_foot_leads_to_where_something_can_be_done(qtbot, window, part, place):
    foot = window.findChild(StatusLine)
    qtbot.waitUntil(getattr(foot, part).isVisible)
    getattr(foot, part).click()

    assert window.workspace.shown == place


def test_the_keys_of_the_rail_go_to_its_pages(window):
    rail = window.findChild(Navigation)
    rail.chosen.emit("hazards")

    assert window.workspace.shown == "hazards"


def test_the_number_in_the_rail_says_what_it_counts(qtbot, window):
    rail = window.findChild(Navigation)
    rail.count({"today": 3}, {"today": "已逾期 2、退回补正 1"})
    item = rail.findChild(QListWidget).item(0)

    assert item.text() == "今日  3"
    assert item.toolTip() == "今日 (Ctrl+1)\n已逾期 2、退回补正 1"
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "今日 已逾期 2、退回补正 1"


def test_what_is_urgent_is_counted_and_named(town):
    facts = {"category": "02", "level": "1", "found_on": "2026-06-06", "content": "灭火器过期"}
    record(town.office, kinds.HAZARD, grid_id="WG01", **facts)

    found = standing(Desk(town.office))

    assert found.waiting["today"] == 1
    assert found.words["today"] == "急需办理：已逾期 1"


def test_the_foot_says_what_runs_and_can_stop_it(qtbot, window):
    foot = window.findChild(StatusLine)
    going = threading.Event()

    def work(progress):
        going.set()
        while True:
            progress.report(1, 4)
            stopped.wait(0.01)

    stopped = threading.Event()
    job = window.frame.ask("正在导出", work, lambda _found: None, Lane.WORK)
    qtbot.waitUntil(going.is_set)
    stop = foot.findChild(QToolButton)
    assert stop.isVisible()
    with qtbot.waitSignal(job.cancelled):
        stop.click()

    qtbot.waitUntil(stop.isHidden)


def test_a_long_name_is_shortened_and_stands_in_full_in_its_tool_tip(qtbot, town, tmp_path):
    with a_window_over(qtbot, town, town.office, tmp_path) as window:
        rail = window.findChild(Navigation)
        door = rail.findChild(QPushButton, "who")

        assert door.accessibleName().endswith("街道办")
        assert door.sizeHint().width() <= rail.width()


def test_the_foot_knows_at_once_that_something_was_begun(qtbot, town, tmp_path):
    town.hand_in(town.mei)
    with a_window_over(qtbot, town, town.mei, tmp_path) as window:
        keeper = DraftKeeper(window.frame, "dispute:new")
        foot = window.findChild(StatusLine)

        def says(text):
            return any(text in one.text() for one in foot.findChildren(QPushButton))

        qtbot.waitUntil(lambda: says("没有未上交的"))
        keeper.keep({"title": "噪声"})
        qtbot.waitUntil(lambda: says("写完的没有未上交的"))
        keeper.forget()
        qtbot.waitUntil(lambda: says("没有未上交的"))
