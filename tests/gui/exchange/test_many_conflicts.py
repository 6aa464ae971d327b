"""Many conflicts at the desk, from the first to the last by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.ui.exchange.settled import SettledDialog
from gridkeeper.ui.exchange.settling_alike import SettleAlikeDialog
from gridkeeper.ui.forms.reveal import RevealDialog
from gridkeeper.ui.undoing import undo_or_redo
from tests.helpers.claims import says
from tests.helpers.exchanges import Office, exchange_of
from tests.helpers.towns import where
from tests.helpers.windows import because

MEI, GANG, LI = "李梅", "赵刚", "孙丽"
KEY = Qt.Key


@pytest.fixture
def desk(qtbot, town, tmp_path):
    """The desk with six people of whom two say different numbers, and a shop that one deletes."""
    people = [Person(id=new_id(), name=f"王{n}", phone="13800000000") for n in "一二三四五六"]
    with town.office.writing("register") as work:
        for one in people:
            work.create(one)
    for place, one in enumerate(people):
        phones = ({"phone": f"139111{place:02}00{n}"} for n in (1, 2))
        says(town.office, one, dict(zip((MEI, GANG), phones, strict=True)))
    shop = town.only(kinds.PREMISES)
    says(town.office, shop, {MEI: {"deleted": True}, GANG: {"employees": 6}})
    with exchange_of(qtbot, town.office, tmp_path) as page:
        played = Office(page, qtbot, town)
        page.show_conflicts()
        played.settle()
        yield played


def lines(desk):
    return desk.page.conflicts.lines


def press(desk, key, modifier=Qt.KeyboardModifier.NoModifier):
    desk.qtbot.keyClick(lines(desk), key, modifier)
    desk.settle()


def row_of(desk, name):
    """Go to the conflict about somebody."""
    found = lines(desk).table
    at = next(n for n in range(found.rowCount()) if found.line(n).record.name == name)
    lines(desk).choose(at)


def test_from_the_first_to_the_last_by_keys_alone(desk):
    lines(desk).setFocus()
    said = []
    for _number in range(7):
        said.append(desk.page.conflicts.place.text())
        assert lines(desk).hasFocus()
        press(desk, KEY.Key_1)

    assert said == [f"第 {n} / 7 条" for n in range(1, 8)]
    assert lines(desk).table.rowCount() == 0
    assert desk.page.tabs.tabBar().hasFocus()


def test_undoing_leads_back_to_what_was_settled(desk):
    lines(desk).choose(3)
    settled = lines(desk).table.line(3).place
    press(desk, KEY.Key_2)

    undo_or_redo(desk.page.frame, "undo")
    desk.settle()

    assert lines(desk).table.line(lines(desk).row).place == settled
    assert desk.page.conflicts.place.text() == "第 4 / 7 条"


def test_all_of_a_kind_are_settled_by_keys_and_undone_as_one(desk):
    row_of(desk, "王二")
    lines(desk).setFocus()
    press(desk, KEY.Key_S, Qt.KeyboardModifier.AltModifier)
    dialog = desk.dialog(SettleAlikeDialog)
    whose = [one.text() for one in dialog._group.buttons()]
    number = next(n for n, text in enumerate(whose, 1) if MEI in text)

    desk.qtbot.keyClick(dialog.focusWidget(), KEY.Key_0 + number)
    assert dialog.lines.table.rowCount() == 6
    assert dialog.focusWidget() is dialog._group.button(number)
    desk.qtbot.keyClick(dialog.focusWidget(), KEY.Key_Return)
    desk.settle()

    assert desk.notice == "已裁定 6 条冲突。"
    phones = [one.phone for one in where(desk.town.office, kinds.PERSON) if one.name[0] == "王"]
    assert {phone[-3:] for phone in phones} == {"001"}
    assert lines(desk).table.rowCount() == 1
    undo_or_redo(desk.page.frame, "undo")
    desk.settle()
    assert lines(desk).table.rowCount() == 7


def test_what_has_no_like_offers_nothing_of_the_kind(desk):
    row_of(desk, "晨光超市")

    assert not desk.page.conflicts._alike.isVisible()
    desk.page.conflicts.settle_alike()
    assert not desk.page.window().findChildren(SettleAlikeDialog)


def test_a_deletion_is_kept_or_not_by_buttons_that_say_so(desk):
    row_of(desk, "晨光超市")
    desk.page.conflicts.settle_other()  # nothing can be typed there

    said = [one.text() for one in desk.page.conflicts._choices if one.isVisible()]
    assert {text.replace("&", "")[2:] for text in said} == {"保留", "删除"}
    press(desk, KEY.Key_1 if "保留" in said[0] else KEY.Key_2)
    assert desk.notice == "晨光超市的删除还是保留已定为：保留这条记录。"


def test_a_third_claim_gets_its_column_and_its_key(desk):
    zhang = desk.town.only(kinds.PERSON, name="张三")
    says(desk.town.office, zhang, {name: {"work_unit": name} for name in (MEI, GANG, LI)})
    desk.page.open("person", zhang.id)
    desk.settle()

    assert lines(desk).table.columnCount() == 5
    assert lines(desk).table.index(lines(desk).row, 4).data() in {MEI, GANG, LI}
    third = lines(desk).table.line(lines(desk).row).claims[2].values["work_unit"]
    press(desk, KEY.Key_3)
    assert desk.town.only(kinds.PERSON, name="张三").work_unit == third


def test_claims_are_shown_in_full_for_a_reason(desk):
    row_of(desk, "王一")
    assert lines(desk).table.line(lines(desk).row).claims[0].texts[0].startswith("139****")

    desk.page.conflicts.reveal()
    dialog = desk.dialog(RevealDialog)
    because(dialog)
    desk.settle()
    desk.qtbot.waitUntil(lambda: bool(desk.page.conflicts.revealed))
    desk.settle()

    full = [one for one in range(7) if lines(desk).table.line(one).record.name == "王一"]
    assert lines(desk).table.line(full[0]).claims[0].texts[0].startswith("13911100")
    desk.page.enter()
    assert desk.page.conflicts.revealed == frozenset()
    desk.settle()


def test_what_reads_the_same_behind_the_mask_is_said_to_differ(desk):
    zhang = desk.town.only(kinds.PERSON, name="张三")
    says(desk.town.office, zhang, {MEI: {"name": "张山"}, GANG: {"name": "张杉"}})
    desk.page.open("person", zhang.id)
    desk.settle()

    cell = lines(desk).table.index(lines(desk).row, 2)
    assert "遮住的部分不同" in cell.data(Qt.ItemDataRole.ToolTipRole)


def test_what_was_settled_is_opened_again(desk):
    lines(desk).choose(2)
    settled = lines(desk).table.line(2).place
    press(desk, KEY.Key_1)

    desk.page.conflicts.show_settled()
    dialog = desk.dialog(SettledDialog)
    assert dialog.lines.table.rowCount() == 1
    dialog.reopen()
    desk.settle()

    assert settled in {lines(desk).table.line(row).place for row in range(7)}
    assert desk.notice.startswith("已重新打开")
    assert desk.page.window().focusWidget() is lines(desk)
    assert lines(desk).table.line(lines(desk).row).place == settled
    press(desk, KEY.Key_2)
    assert lines(desk).table.rowCount() == 6


def test_the_only_one_that_is_opened_again_is_settled_by_its_number(desk):
    while lines(desk).table.rowCount():
        press(desk, KEY.Key_1)
    desk.page.conflicts.show_settled()
    desk.dialog(SettledDialog).reopen()
    desk.settle()

    assert lines(desk).table.rowCount() == 1
    assert desk.page.window().focusWidget() is lines(desk)
    press(desk, KEY.Key_2)
    assert lines(desk).table.rowCount() == 0


def test_where_nothing_was_settled_nothing_can_be_opened(desk):
    desk.page.conflicts.show_settled()

    dialog = desk.dialog(SettledDialog)

    assert dialog.lines.table.rowCount() == 0
    dialog.reject()
