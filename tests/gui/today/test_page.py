"""The page that a day begins with."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QScrollArea

from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import Role
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.session import Session
from gridkeeper.ui.widgets.lines import DoorLine
from gridkeeper.ui.widgets.tiles import Tile
from tests.helpers.stores import a_copied_store
from tests.helpers.towns import QUIET, FixedClock, a_visit_of, record, take
from tests.helpers.windows import a_window


def a_hazard(session, deadline):
    facts = {"category": "02", "level": "2", "found_on": "2026-10-01", "grid_id": "WG01"}
    return record(
        session, kinds.HAZARD, content=f"灭火器过期{deadline}", deadline=deadline, **facts
    )


def texts(window):
    return [label.text() for label in window.workspace.page.findChildren(QLabel)]


def lines(window):
    found = window.workspace.page.findChildren(DoorLine)
    return [line for line in found if line.isVisibleTo(window)]


def buttons(window):
    """Return what stands on the buttons that can be seen."""
    found = window.workspace.page.findChildren(QPushButton)
    return [one.text() for one in found if one.isVisibleTo(window)]


def the_button(window, text):
    found = window.workspace.page.findChildren(QPushButton)
    return next(one for one in found if text in one.text() and one.isVisibleTo(window))


def test_a_worker_with_nothing_to_do_is_told_what_she_can_do(opened, town):
    with opened(town.mei) as window:
        assert {"没有待办事项", "请先上交一次，街道收到后才能给您下发。"} <= set(texts(window))


def test_an_office_whose_packages_are_made_waits_for_the_first_file(opened, town):
    with opened(town.office) as window:
        (said,) = [text for text in texts(window) if "开通包" in text]

    assert said == "已做 2 份开通包，还没有人上交。收到网格员第一次上交的文件后，到交接页收取。"


def test_an_office_with_a_worker_who_handed_in_is_told_to_make_no_package(opened, town):
    town.hand_in(town.mei, "first.gkb")
    take(town.office, town.folder / "first.gkb")

    with opened(town.office) as window:
        assert not [text for text in texts(window) if "开通包" in text]


def test_what_is_overdue_leads_to_its_record(qtbot, opened, town):
    hazard = a_hazard(town.mei, "2026-10-05")
    with opened(town.mei) as window:
        (line,) = [one for one in lines(window) if "逾期 3 天" in one.accessibleDescription()]
        line.click()

        assert window.workspace.shown == "hazards"
        page = window.workspace.page
        qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
        assert page.panel.detail.dossier.id == hazard.id


def test_the_first_five_stand_there_and_the_rest_on_demand(qtbot, opened, town):
    for day in range(1, 8):
        a_hazard(town.mei, f"2026-10-0{day}")
    with opened(town.mei) as window:
        assert len(lines(window)) == 5
        the_button(window, "显示全部 7 条").click()

        assert len(lines(window)) == 7
        assert QApplication.focusWidget() is lines(window)[5]


def test_what_the_office_passed_on_opens_its_record_and_is_gone_then(qtbot, opened, town):
    take(town.office, town.hand_in(town.mei))
    case = a_hazard(town.office, "2026-11-30")
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path)
    with opened(town.mei) as window:
        assert "街道交办给您" in texts(window)
        (line,) = (one for one in lines(window) if one.objectName() == f"assigned:{case.id}")
        line.click()
        assert window.workspace.shown == "hazards"
        qtbot.waitUntil(lambda: window.jobs.is_idle)

        window.workspace.show_page("today")
        qtbot.waitUntil(lambda: "街道交办给您" not in texts(window))


def test_what_is_unfolded_stays_so_when_something_changes(qtbot, opened, town):
    for day in range(1, 8):
        a_hazard(town.mei, f"2026-10-0{day}")
    with opened(town.mei) as window:
        the_button(window, "显示全部 7 条").click()
        held = QApplication.focusWidget().objectName()
        a_hazard(window.frame.desk.session, "2026-10-08")
        qtbot.waitUntil(lambda: len(lines(window)) == 8)

        assert QApplication.focusWidget().objectName() == held


def test_what_is_not_handed_in_has_a_way_to_do_it(opened, town):
    a_visit_of(town.mei)
    with opened(town.mei) as window:
        assert any(text.startswith("未上交 1 条") for text in texts(window))
        the_button(window, "上交").click()

        assert window.workspace.shown == "exchange"
        for dialog in window.findChildren(QFileDialog):
            dialog.close()


def test_an_office_sees_what_waits_for_workers(opened, town):
    take(town.office, town.hand_in(town.mei))
    a_visit_of(town.office)
    with opened(town.office) as window:
        assert any(text.startswith("未下发 1 条") for text in texts(window))
        assert "没有未上交的" not in texts(window)


def test_an_office_sees_the_month_so_far_and_the_records_behind_it(qtbot, opened, town):
    a_visit_of(town.office)
    with opened(town.office) as window:
        tiles = {tile.accessibleName(): tile for tile in window.workspace.page.findChildren(Tile)}
        assert list(tiles) == ["走访 1", "受理纠纷 0", "排查隐患 0", "收到诉求 0"]
        tiles["走访 1"].click()

        assert window.workspace.shown == "visits"
        page = window.workspace.page
        qtbot.waitUntil(lambda: bool(page.side.text) and page.side.view.table.rowCount() == 1)


def test_what_was_begun_stands_first_and_leads_back_into_its_form(qtbot, opened, town):
    a_hazard(town.mei, "2026-10-05")
    with opened(town.mei) as window:
        window.frame.desk.unsaved.keep("dispute:new", {"title": "噪声"})
        window.workspace.show_page("settings")
        window.workspace.show_page("today")
        qtbot.waitUntil(lambda: "没写完的" in texts(window))
        first = lines(window)[0]
        assert "上次写到 2026年10月8日" in first.accessibleDescription()
        first.click()

        assert window.workspace.shown == "disputes"
        qtbot.waitUntil(lambda: window.workspace.page.panel.form is not None)


def test_of_much_that_was_begun_the_first_three_stand_above_what_is_urgent(qtbot, opened, town):
    with opened(town.mei) as window:
        for number in range(5):
            window.frame.desk.unsaved.keep(f"dispute:new:{number}", {"title": f"噪声{number}"})
        window.workspace.show_page("settings")
        window.workspace.show_page("today")
        qtbot.waitUntil(lambda: "没写完的" in texts(window))
        page = window.workspace.page
        every = page.findChildren(DoorLine)
        begun = [one for one in every if one.objectName().startswith("unfinished:")]
        assert [one.isVisible() for one in begun] == [True, True, True, False, False]

        ways = page.findChildren(QPushButton)
        next(one for one in ways if one.text().strip() == "显示全部 5 条").click()

        assert all(one.isVisible() for one in begun)
        assert begun[3].hasFocus()


def test_the_page_counts_again_when_a_record_is_written(qtbot, opened, town):
    with opened(town.mei) as window:
        a_visit_of(window.frame.desk.session)

        qtbot.waitUntil(lambda: any(text.startswith("未上交 1 条") for text in texts(window)))


def test_a_visit_is_begun_by_the_first_button(qtbot, opened, town):
    with opened(town.mei) as window:
        qtbot.waitUntil(window.workspace.page.isVisible)
        the_button(window, "登记走访").click()

        assert window.workspace.shown == "visits"


@pytest.mark.parametrize("size", [(1280, 800), (960, 600)])
def test_it_is_drawn_at_every_size(opened, town, size):
    a_hazard(town.mei, "2026-10-05")
    with opened(town.mei) as window:
        window.resize(*size)

        assert not window.grab().isNull()


def test_an_office_that_has_recorded_nothing_is_led_to_its_first_steps(qtbot, opened, town):
    with opened(town.office) as window:
        assert "从这里开始" in texts(window)

        the_button(window, "打开居民页").click()

        assert window.workspace.shown == "people"
        qtbot.waitUntil(lambda: bool(window.workspace.page.side.text) and window.jobs.is_idle)


def test_who_only_looks_is_not_told_to_begin(opened, town):
    with opened(town.office, viewing=True) as window:
        assert "从这里开始" not in texts(window)


def test_the_keyboard_goes_through_it_as_it_is_read(qtbot, opened, town):
    for day in range(1, 8):
        a_hazard(town.mei, f"2026-10-0{day}")
    with opened(town.mei) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page = window.workspace.page
        page.setFocus()
        passed = []
        while not passed or "显示全部" not in passed[-1].text():
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            passed.append(QApplication.focusWidget())

        tops = [one.mapTo(page, QPoint(0, 0)).y() for one in passed]
        assert all(isinstance(one, QPushButton) for one in passed)
        assert tops == sorted(tops)
        assert lines(window) == passed[-6:-1]


def test_the_next_part_of_the_window_is_the_first_line(qtbot, opened, town):
    a_hazard(town.mei, "2026-10-05")
    with opened(town.mei) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.workspace.page.setFocus()

        window.workspace.next_part()

        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        assert focus in window.workspace.page.findChildren(QPushButton)
        assert focus is not window.workspace.page.focusProxy()


def test_f6_leads_from_the_heading_to_the_lines_and_shift_f6_back(qtbot, opened, town):
    a_hazard(town.mei, "2026-10-05")
    with opened(town.mei) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page = window.workspace.page
        page._more.setFocus()

        qtbot.keyClick(page._more, Qt.Key.Key_F6)
        assert page._inside.isAncestorOf(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert QApplication.focusWidget() is page._record


def test_from_the_foot_f6_leads_into_the_page(qtbot, opened, town):
    a_hazard(town.mei, "2026-10-05")
    with opened(town.mei) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        foot = window.workspace._status.backup
        qtbot.waitUntil(foot.isVisible)
        foot.setFocus()

        qtbot.keyClick(foot, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is window.workspace.page._record


def test_keys_scroll_it_and_it_begins_at_the_top(qtbot, opened, town):
    for day in range(1, 10):
        a_hazard(town.mei, f"2026-10-0{day}")
    with opened(town.mei) as window:
        window.resize(960, 600)
        page = window.workspace.page
        bar = page.findChild(QScrollArea).verticalScrollBar()
        the_button(window, "显示全部").click()
        qtbot.waitUntil(lambda: bar.maximum() > 0)
        first = the_button(window, "登记走访")

        qtbot.keyClick(first, Qt.Key.Key_End)
        assert bar.value() == bar.maximum()
        qtbot.keyClick(first, Qt.Key.Key_Home)
        assert bar.value() == 0
        qtbot.keyClick(first, Qt.Key.Key_PageDown)
        assert bar.value() > 0
        window.workspace.show_page("today")
        assert bar.value() == 0


def test_who_works_alone_is_told_how_to_begin_and_can_make_a_first_visit(qtbot, tmp_path):
    session = Session(a_copied_store(tmp_path, Role.ALONE), FixedClock())
    with a_window(tmp_path, session) as window:
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        assert "从这里开始" in texts(window)
        qtbot.waitUntil(lambda: any("登记楼栋" in text for text in buttons(window)))
        the_button(window, "登记楼栋").click()
        assert window.workspace.shown == "people"
        assert window.workspace.page.panel.form.kind is kinds.BUILDING

        facts = {"household_id": "3-2-501", "visited_on": "2026-10-07", "outcome": "01"}
        recording = window.frame.desk.recording
        (kept,) = recording.record(kinds.VISIT, [facts], make_home=True)
        assert kept.record.place == "3幢2单元501室"
        window.workspace.show_page("today")
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        assert "从这里开始" not in texts(window)
