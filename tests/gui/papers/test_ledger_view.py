"""The beginning of a ledger as a table under headings of two lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from gridkeeper.services.papers.ledger_export import SeenColumn, SeenLedger
from gridkeeper.ui.papers.ledger_view import LedgerView, TextTable, told

pytestmark = pytest.mark.gui
COLUMNS = (
    SeenColumn("编号", "", 12, is_number=False),
    SeenColumn("姓名", "甲方", 10, is_number=False),
    SeenColumn("电话", "甲方", 13, is_number=False),
    SeenColumn("涉及金额（元）", "", 16, is_number=True),
)
ROWS = (("纠纷01", "张*", "138****1111", "1,200.00"), ("纠纷02", "李*", "", ""))


def a_ledger(total=2, rows=ROWS):
    return SeenLedger("纠纷台账", COLUMNS, rows, total, (("受理纠纷", str(total)),))


@pytest.fixture
def parent(qtbot):
    """Something that owns models."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize("force_py", [False, True])
def test_the_table_is_a_model_as_qt_wants_it(parent, qtmodeltester, force_py):
    qtmodeltester.check(TextTable(COLUMNS, ROWS, parent), force_py=force_py)


def test_numbers_stand_at_the_right(parent):
    table = TextTable(COLUMNS, ROWS, parent)
    role = Qt.ItemDataRole.TextAlignmentRole

    assert table.index(0, 3).data(role) & Qt.AlignmentFlag.AlignRight
    assert table.index(0, 0).data(role) & Qt.AlignmentFlag.AlignLeft
    assert table.index(0, 3).data() == "1,200.00"
    assert table.index(0, 3).data(Qt.ItemDataRole.UserRole) is None


def test_a_heading_is_read_with_the_one_above_it(parent):
    table = TextTable(COLUMNS, ROWS, parent)
    spoken = Qt.ItemDataRole.AccessibleTextRole

    assert table.headerData(1, Qt.Orientation.Horizontal, spoken) == "甲方 姓名"
    assert table.headerData(0, Qt.Orientation.Horizontal, spoken) == "编号"
    assert table.headerData(1, Qt.Orientation.Vertical) == "2"
    assert table.headerData(1, Qt.Orientation.Vertical, spoken) is None
    assert table.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.UserRole) is None


def test_a_heading_stands_over_all_columns_of_its_group(window, qtbot):
    view = LedgerView(window.around.theme, a_ledger())
    qtbot.addWidget(view)
    view.resize(900, 300)
    with qtbot.waitExposed(view):
        view.show()
    header = view.table.horizontalHeader()
    middle = header.sectionViewportPosition(2)
    image = view.table.grab().toImage()

    assert not header._runs_on(0)
    assert header._runs_on(1)
    assert not header._runs_on(2)
    assert not image.isNull()
    assert middle > 0


def test_the_checks_are_a_key_away(window, qtbot):
    view = LedgerView(window.around.theme, a_ledger())
    qtbot.addWidget(view)
    view.show()
    checks = view.findChildren(QPushButton)[1]

    qtbot.mouseClick(checks, Qt.MouseButton.LeftButton)

    assert view.sums.isVisible()
    assert not view.table.isVisible()
    assert view.sums.model().index(0, 1).data() == "2"


@pytest.mark.parametrize(
    ("ledger", "text"),
    [
        (a_ledger(), "共 2 条。"),
        (a_ledger(1234), "先显示前 2 条，共 1,234 条；另存的台账包含全部。"),
        (a_ledger(0, ()), "这段时间没有记录，台账将是空表。"),
        (replace(a_ledger(0, ()), is_ahead=True), "这段时间还没有到，台账将是空表。"),
    ],
)
def test_how_much_of_a_ledger_is_shown_is_said(ledger, text):
    assert told(ledger) == text
