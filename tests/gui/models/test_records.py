"""The model of long lists: rows come when they are seen, and what went says so."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from gridkeeper.domain import kinds
from gridkeeper.errors import FileMissingError
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.ui.models.columns import STATE, Column
from gridkeeper.ui.models.records import CHIPS, MOST_PAGES, PAGE, RecordTable

SPOKEN = Qt.ItemDataRole.AccessibleTextRole
ALIGN = Qt.ItemDataRole.TextAlignmentRole


@pytest.mark.parametrize("force_py", [False, True])
def test_it_keeps_the_rules_of_item_models(lists, qtmodeltester, force_py):
    lists.add(*range(5))
    lists.show()

    qtmodeltester.check(lists.table, force_py=force_py)


def test_it_shows_what_the_query_finds_in_its_order(lists):
    lists.add(2, 5, 1)

    lists.show()

    assert lists.texts() == ["第5天", "第2天", "第1天"]


def test_rows_are_read_a_page_at_a_time(lists):
    lists.add(*range(PAGE + 1))
    lists.show()

    assert lists.table.known_id(0) == ""
    lists.table.index(0, 0).data()

    assert lists.table.known_id(PAGE - 1)
    assert not lists.table.known_id(PAGE)


def test_only_so_many_pages_are_kept(lists):
    lists.add(0)
    place = lists.places()
    lists.table.show(lists.query, place * (PAGE * (MOST_PAGES + 1)))

    for page in range(MOST_PAGES + 1):
        lists.table.index(page * PAGE, 0).data()

    assert not lists.table.known_id(0)
    assert lists.table.known_id(PAGE)


def test_a_record_that_went_says_so(lists):
    (record_id,) = lists.add(3)
    lists.show()
    recording = RecordingService(lists.session)
    recording.delete(recording.opened(kinds.VISIT, record_id).record)

    assert lists.texts(0) == ["（已删除）"]
    assert lists.table.id_at(0) == ""


def test_a_new_record_comes_in_at_its_place(lists, qtbot):
    lists.add(1, 5)
    lists.show()
    lists.add(3)

    with qtbot.waitSignal(lists.table.rowsInserted) as inserted:
        lists.table.renew(lists.places())

    assert inserted.args[1:] == [1, 1]
    assert lists.texts() == ["第5天", "第3天", "第1天"]


def test_a_deleted_record_goes_from_its_place(lists, qtbot):
    gone, _kept = lists.add(1, 5)
    lists.show()
    recording = RecordingService(lists.session)
    recording.delete(recording.opened(kinds.VISIT, gone).record)

    with qtbot.waitSignal(lists.table.rowsRemoved) as removed:
        lists.table.renew(lists.places())

    assert removed.args[1:] == [1, 1]
    assert lists.texts() == ["第5天"]


def test_a_changed_record_is_read_again(lists):
    (record_id,) = lists.add(1)
    lists.show()
    assert lists.texts() == ["第1天"]
    recording = RecordingService(lists.session)
    recording.amend(recording.opened(kinds.VISIT, record_id).record, {"situation": "改过"})

    lists.table.renew(lists.places())

    assert lists.texts() == ["改过"]


def test_a_state_is_a_chip_with_its_word(lists):
    lists.add(1)
    lists.show()

    ((text, tone),) = lists.table.index(0, 3).data(CHIPS)

    assert (text, tone.value) == ("已完成", "good")


def test_a_screen_reader_hears_what_a_cell_is_about(lists):
    lists.add(1)
    lists.show()

    assert lists.table.index(0, 3).data(SPOKEN) == "状态 已完成"
    assert lists.table.index(0, 2).data(SPOKEN) == "敲门次数 未填"


def test_numbers_stand_at_the_right(lists):
    lists.add(1)
    lists.show()

    assert lists.table.index(0, 2).data(ALIGN) & Qt.AlignmentFlag.AlignRight
    assert lists.table.index(0, 0).data(ALIGN) is None
    assert lists.table.headerData(2, Qt.Orientation.Horizontal, int(ALIGN)) & (
        Qt.AlignmentFlag.AlignRight
    )


def test_other_columns_of_the_same_records_can_be_shown(lists):
    lists.add(1)
    lists.show()

    lists.table.choose([Column(STATE, 90)])

    assert lists.texts(0) == ["已完成"]


def test_a_row_that_is_not_there_has_no_record(lists):
    lists.show()

    assert lists.table.id_at(-1) == lists.table.id_at(0) == ""
    assert lists.table.data(QModelIndex()) is None
    assert lists.table.data(QModelIndex(), int(SPOKEN)) is None


class _Failing:
    """A service whose store has just gone."""

    def rows(self, query, places, columns):
        raise FileMissingError(file="store.gkdb")


def test_rows_that_cannot_be_read_stay_empty(lists, qtbot):
    lists.add(1)
    table = RecordTable(_Failing(), "visit", (Column(STATE, 90),))
    table.show(lists.query, lists.places())

    with qtbot.waitSignal(table.failed):
        text = table.index(0, 0).data()

    assert text == ""
