"""A whole batch is taken back from the list of batches, and counts again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gridkeeper.domain import kinds
from gridkeeper.services.imports.register_import import RegisterImportService
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.exchanges import foot_of
from tests.helpers.rosters import a_row, roster
from tests.helpers.towns import QUIET, a_visit_of, take, where


def rows(office, *, outgoing):
    """Return where the batches stand in the table that went one way."""
    table = office.page.batches.table
    return [row for row in range(table.rowCount()) if table.line(row).outgoing is outgoing]


def taken_in(office):
    """Let the office take a visit in, and choose its batch; return the panel."""
    town = office.town
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    office.page.tabs.setCurrentIndex(1)
    office.qtbot.waitUntil(lambda: bool(rows(office, outgoing=False)))
    office.settle()
    office.page.batches.choose(rows(office, outgoing=False)[0])
    return foot_of(office.page.batches)


def answered(office, panel):
    """Press the button, and yes; return what was asked."""
    panel.buttons[-1].click()
    dialog = office.dialog(Dialog)
    text = dialog.text.text()
    dialog.accept()
    office.settle()
    return text


def test_a_batch_is_taken_back_and_counts_again(office):
    panel = taken_in(office)
    assert panel.buttons[-1].text().strip() == "撤销这一批(&Z)…"

    asked = answered(office, panel)

    assert "将不再计入：走访 1 条。" in asked
    assert where(office.town.office, kinds.VISIT) == []
    assert office.notice.startswith("李梅的批次")
    assert panel.buttons[-1].text().strip() == "恢复这一批(&Z)…"

    assert "将重新计入：走访 1 条。" in answered(office, panel)
    assert len(where(office.town.office, kinds.VISIT)) == 1


def test_nothing_happens_before_it_is_said(office):
    panel = taken_in(office)

    panel.buttons[-1].click()
    office.dialog(Dialog).reject()
    office.settle()

    assert len(where(office.town.office, kinds.VISIT)) == 1


def test_a_large_batch_is_taken_back_in_a_process_of_its_own(office, monkeypatch):
    monkeypatch.setattr("gridkeeper.ui.exchange.work.LARGE", 0)
    panel = taken_in(office)

    answered(office, panel)

    assert where(office.town.office, kinds.VISIT) == []


def test_what_was_sent_down_cannot_be_taken_back(office):
    taken_in(office)

    office.page.batches.choose(rows(office, outgoing=True)[0])

    assert not foot_of(office.page.batches).buttons[-1].isEnabled()


def test_a_worker_takes_no_batch_back(worker):
    assert not foot_of(worker.page.batches).buttons[-1].isEnabled()


def test_enter_leaves_everything_as_it_is(office):
    panel = taken_in(office)
    panel.buttons[-1].click()
    dialog = office.dialog(Dialog)

    office.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    office.settle()

    assert len(where(office.town.office, kinds.VISIT)) == 1


def test_each_record_is_listed_with_what_becomes_of_it(office):
    panel = taken_in(office)
    panel.buttons[-1].click()
    dialog = office.dialog(Dialog)
    table = dialog.records.table

    assert [table.index(row, 1).data() for row in range(table.rowCount())] == ["不再计入"]
    assert table.index(0, 0).data().startswith("走访")
    dialog.reject()


def test_an_imported_roster_is_taken_back_from_the_history(office, tmp_path):
    path = roster(tmp_path / "花名册.csv", [a_row()])
    RegisterImportService(office.town.office).take(path, {}, QUIET)
    office.page.tabs.setCurrentIndex(1)
    office.qtbot.waitUntil(lambda: office.page.batches.table.line(0).imported == 1)
    office.settle()
    office.page.batches.choose(0)
    panel = foot_of(office.page.batches)
    assert panel.buttons[-1].text().strip() == "撤销这次导入(&Z)…"

    assert "居民 1 条" in answered(office, panel)

    assert where(office.town.office, kinds.PERSON, name="李四") == []
    assert office.notice == "“花名册.csv”的导入已撤销。"


def test_the_history_names_a_file_as_a_file(office, tmp_path):
    path = roster(tmp_path / "花名册.csv", [a_row()])
    RegisterImportService(office.town.office).take(path, {}, QUIET)
    office.qtbot.waitUntil(lambda: office.page.batches.table.line(0).imported == 1)
    table = office.page.batches.table
    headings = [column.heading for column in table.columns]

    at = headings.index("对方或文件")
    assert table.index(0, at).data() == "花名册.csv"
    assert table.columns[at].under_of(table.line(0)).startswith("导入 1 行；新增")


def test_a_name_in_the_question_goes_below_as_a_whole(office):
    panel = taken_in(office)
    panel.buttons[-1].click()
    dialog = office.dialog(Dialog)
    heading = next(one for one in dialog.findChildren(QLabel) if one.property("kind") == "heading")

    assert "李\u2060梅" in heading.text()
    assert "李梅" in heading.accessibleName()
    assert "李梅" in dialog.windowTitle()
    dialog.reject()
