"""The table of rows that were refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from gridkeeper.services.imports.returned import Left
from gridkeeper.ui.models.refused import RefusedTable


@pytest.fixture
def table(qapp):
    return RefusedTable([Left(3, "没有姓名"), Left(7, "号码不对")])


@pytest.mark.parametrize("force_py", [False, True])
def test_it_keeps_the_rules_of_item_models(table, qtmodeltester, force_py):
    qtmodeltester.check(table, force_py=force_py)


def test_it_says_the_row_then_the_reason(table):
    assert [table.index(1, column).data() for column in range(2)] == ["7", "号码不对。"]
    assert table.headerData(1, Qt.Orientation.Horizontal) == "原因"
    assert table.headerData(0, Qt.Orientation.Vertical) is None
    assert table.data(QModelIndex()) is None


def test_a_number_stands_under_its_heading(table):
    role = Qt.ItemDataRole.TextAlignmentRole
    number, reason = (table.headerData(n, Qt.Orientation.Horizontal, role) for n in range(2))

    assert number == table.index(0, 0).data(role)
    assert reason is None
