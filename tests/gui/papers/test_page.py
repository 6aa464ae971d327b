"""The page of ledgers and reports: choose, look, save, print."""

from __future__ import annotations

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from gridkeeper.domain import periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.ui.papers.ledger_view import LedgerView
from gridkeeper.ui.papers.page import PapersPage
from gridkeeper.ui.papers.printing import PreviewDialog
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.papers_page import LONG, choose, page, shown
from tests.helpers.seeing import faults
from tests.helpers.windows import the_frame

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]
__all__ = ["page"]


@pytest.fixture
def report(page, qtbot):
    """The page with October's report on it."""
    page.wishes.choose("month", is_ledger=False)
    page.make()
    shown(qtbot, page)
    return page


def saved_as(qtbot, page, path, press):
    """Press a button and name a file."""
    press()
    dialog = page.window().findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.selectFile(str(path))
    dialog.accept()
    qtbot.waitUntil(path.exists, timeout=LONG)
    qtbot.waitUntil(lambda: str(path.name) in page.frame.notices.text, timeout=LONG)


def audit(page):
    with page.frame.desk.session.store.reading() as unit:
        rows = unit.connection.exec_driver_sql("SELECT action FROM audit ORDER BY rowid")
        return [row[0] for row in rows]


def test_a_report_is_shown_as_it_is_printed(report):
    assert len(report.preview.document) >= 2
    assert "工作月报" in report.preview.document.text(0)
    assert report.offers() == {"save", "print"}


def test_the_focus_is_where_work_begins(page, qtbot):
    page.window().activateWindow()
    page.enter()

    qtbot.waitUntil(page.wishes.paper.hasFocus)


def test_a_ledger_is_shown_as_a_table(page):
    assert isinstance(page.preview.shown, LedgerView)
    assert page.preview.shown.table.model().rowCount() == 1
    assert page.offers() == {"save", "print"}


def test_the_pages_of_a_ledger_are_seen_before_they_are_printed(page, qtbot):
    page.perform("print")

    dialog = page.window().findChild(PreviewDialog)
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=LONG)
    text = dialog.preview.document.text(0)
    assert "走访台账" in text
    assert "张三" not in text  # masked like what is shown
    assert dialog._print.isEnabled()
    qtbot.waitUntil(lambda: dialog.preview.sheets.is_drawn, timeout=LONG)
    dialog.reject()
    assert audit(page)[-1] == "ledger pages"


def test_no_letter_leads_to_days_where_a_ledger_has_none(page, qtbot):
    choose(qtbot, page, "people", is_ledger=True)
    assert faults(page.window()) == []
    assert not page.wishes.period.isEnabled()

    choose(qtbot, page, "visits", is_ledger=True)

    page.wishes.paper.setFocus()
    qtbot.keyClick(page.wishes.paper, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert page.wishes.period.hasFocus()


def test_saving_what_is_looked_at_before_printing_is_told_also_if_that_is_closed(
    page, qtbot, tmp_path
):
    page.perform("print")
    dialog = page.window().findChild(PreviewDialog)
    qtbot.waitUntil(lambda: dialog.preview.document is not None, timeout=LONG)
    path = tmp_path / "p.pdf"
    dialog.save()
    files = page.window().findChild(QFileDialog)
    files.selectFile(str(path))

    files.accept()
    dialog.reject()

    qtbot.waitUntil(lambda: "p.pdf" in page.frame.notices.text, timeout=LONG)
    assert path.exists()


def test_after_saving_the_keyboard_is_still_on_saving(report, qtbot, tmp_path):
    report._save.setFocus()

    saved_as(qtbot, report, tmp_path / "r.pdf", report._save.click)

    assert report.window().focusWidget() is report._save


def test_a_copy_in_full_is_not_made_before_somebody_says_what_for(page, qtbot):
    page.wishes.choose_profile(Profile.FULL)
    with qtbot.waitSignal(page.wishes.changed):
        pass

    assert not isinstance(page.preview.shown, LedgerView)
    assert page.offers() == frozenset()
    assert "ledger seen" not in audit(page)


def test_the_reason_for_a_copy_in_full_stands_beside_all_that_is_done_with_it(
    page, qtbot, tmp_path
):
    choose(qtbot, page, "visits", is_ledger=True, profile=Profile.FULL)
    saved_as(qtbot, page, tmp_path / "l.xlsx", page.save)
    choose(qtbot, page, "month", is_ledger=False, profile=Profile.FULL)
    saved_as(qtbot, page, tmp_path / "r.pdf", page.save)

    looks = page.frame.desk.audits.looks()
    assert [one.what for one in looks] == ["另存文件", "生成了报表", "导出了台账", "查看了台账"]
    assert {one.reason for one in looks} == {"签字或归档"}


def test_many_people_in_full_are_asked_about_before_they_are_printed(page, qtbot):
    choose(qtbot, page, "people", is_ledger=True, profile=Profile.FULL)
    page._rows = 101

    page.print()

    asked = page.window().findChild(Dialog)
    assert "101" in asked.text.text()
    assert page.window().findChild(PreviewDialog) is None
    asked.reject()


def test_the_dialog_that_saves_says_into_which_folder(page, tmp_path):
    page.frame.preferences.keep_folder("papers", tmp_path)

    page.save()

    dialog = page.window().findChild(QFileDialog)
    assert str(tmp_path) in dialog.windowTitle()
    dialog.directoryEntered.emit("/elsewhere")
    assert "/elsewhere" in dialog.windowTitle()
    dialog.reject()


def test_where_batches_went_papers_do_not_go(page, qtbot, tmp_path):
    stick, papers = tmp_path / "stick", tmp_path / "papers"
    stick.mkdir()
    papers.mkdir()
    page.frame.preferences.keep_folder("batches", stick)

    saved_as(qtbot, page, papers / "l.xlsx", page.save)

    assert page.frame.preferences.folder("papers") == papers
    assert page.frame.preferences.folder("batches") == stick


def test_what_is_looked_at_is_what_is_saved(report, qtbot, tmp_path):
    path = tmp_path / "r.pdf"
    seen = report.preview.document.data

    saved_as(qtbot, report, path, lambda: report.perform("save"))

    assert path.read_bytes() == seen
    assert audit(report)[-2:] == ["report", "paper saved"]


def test_a_ledger_is_saved_as_a_whole_workbook(page, qtbot, tmp_path):
    path = tmp_path / "l.xlsx"

    saved_as(qtbot, page, path, page.save)

    assert openpyxl.load_workbook(path).sheetnames[0] == "走访台账"


def test_many_people_in_full_are_asked_about_before_they_are_saved(page, qtbot):
    choose(qtbot, page, "people", is_ledger=True, profile=Profile.FULL)
    page._rows = 101

    page.save()

    asked = page.window().findChild(Dialog)
    assert "101" in asked.text.text()
    assert page.window().findChild(QFileDialog) is None
    asked.reject()


def test_a_roster_has_the_day_in_its_name_where_others_have_their_period(page, qtbot):
    assert page._named(page._wish, ".xlsx") == "走访台账-2026年10月-脱敏版.xlsx"
    choose(qtbot, page, "people", is_ledger=True)

    assert page._named(page._wish, ".xlsx").endswith("-20261008-脱敏版.xlsx")


def test_the_first_time_the_report_is_offered_and_the_month_is_named(window):
    first = PapersPage(the_frame(window))

    assert first.wishes.paper.currentText() == "网格工作报告"
    assert first.wishes.period.toolTip() == "上月 · 2026年9月"
    first.deleteLater()


def test_the_last_paper_is_there_again(page):
    page.wishes.choose("people", is_ledger=True)

    again = PapersPage(page.frame)

    assert again.wishes.paper.currentText() == "实有人口台账"
    assert not again.wishes.period.isEnabled()
    again.deleteLater()


def test_a_day_that_is_none_is_marked_and_named(page):
    page.wishes.choose_period(periods.parse("2026-10-03..2026-10-05"))
    page.wishes.first.setText("2026-13-01")

    assert page.wishes.wish() is None

    page.wishes.first.textEdited.emit("2026-13-01")
    assert page.wishes.problem.text().startswith("没有“2026-13-01”这一天。")
    marked = [bool(line.property("wrong")) for line in (page.wishes.first, page.wishes.last)]
    assert marked == [True, False]
    page.wishes.first.setText("2026-10-01")
    assert page.wishes.wish() is not None
    assert not page.wishes.first.property("wrong")


def test_own_days_that_are_none_are_said_and_nothing_is_made(page, qtbot):
    page.wishes.choose_period(periods.parse("2026-10-03..2026-10-05"))
    page.wishes.last.clear()
    qtbot.keyClicks(page.wishes.last, "2026-09-01")
    with qtbot.waitSignal(page.wishes.changed):
        pass

    assert page.wishes.problem.text() == "结束日期早于开始日期。"
    assert page.wishes.last.property("wrong")
    assert page.wishes.wish() is None
    assert page.offers() == frozenset()


def test_a_paper_that_is_being_made_can_be_stopped_and_made_again(page, qtbot):
    page.wishes.choose("month", is_ledger=False)
    page.make()
    page.preview.stop()

    again = page.preview.shown.findChild(QPushButton)
    assert not page.offers()
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    shown(qtbot, page)

    assert page.preview.document is not None


def test_a_newer_wish_puts_the_older_one_aside(page, qtbot):
    page.wishes.choose("month", is_ledger=False)
    page.make()
    page.wishes.choose("hazards", is_ledger=True)
    page.make()
    shown(qtbot, page)

    qtbot.waitUntil(lambda: page.frame.jobs.is_idle, timeout=LONG)

    assert isinstance(page.preview.shown, LedgerView)


def test_a_wish_that_settles_when_nobody_looks_waits(page, qtbot):
    before = page.preview.shown
    page.hide()
    page.wishes.choose("hazards", is_ledger=True)
    with qtbot.waitSignal(page.wishes.changed):
        pass
    assert page.preview.shown is before

    page.show()
    page.enter()
    shown(qtbot, page)
    assert page.preview.shown is not before


def test_without_a_printer_saving_is_offered(report, qtbot, monkeypatch):
    monkeypatch.setattr(
        "PySide6.QtPrintSupport.QPrinterInfo.availablePrinterNames", staticmethod(list)
    )

    report.perform("print")

    asked = report.window().findChild(Dialog)
    assert asked.windowTitle() == "没有打印机"
    asked.accept()
    dialog = report.window().findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(".pdf")
    dialog.reject()


def test_a_change_elsewhere_makes_the_next_look_a_new_one(page, qtbot):
    before = page.preview.shown
    page.enter()
    assert page.preview.shown is before

    page.refresh(None)
    page.enter()
    shown(qtbot, page)

    assert page.preview.shown is not before


def test_everything_that_is_pressed_has_a_name_and_a_key(report):
    buttons = report.findChildren(QPushButton)

    assert [button.text() for button in buttons if "&" not in button.text()] == []
    assert len({button.text() for button in buttons if button.isVisible()}) >= 4
    assert report.preview.sheets.accessibleDescription().startswith("第 1 页")


@pytest.mark.parametrize("press", ["save", "print"])
def test_a_long_list_in_full_is_asked_about_as_a_ledger_is(page, qtbot, press):
    choose(qtbot, page, "visits", is_ledger=False, profile=Profile.FULL)
    assert page._rows == 1
    page._rows = 101

    page.perform(press)

    asked = page.window().findChild(Dialog)
    assert "101" in asked.text.text()
    assert page.window().findChild(QFileDialog) is None
    asked.reject()
