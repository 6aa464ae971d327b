"""The search box: what it finds, what it does, and how it is used without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gridkeeper.domain.kinds import KINDS
from gridkeeper.ui.search.answers import ANSWER
from tests.helpers.searching import headings, lines, write

KEY = Qt.Key


def titles(box):
    return [answer.title for answer in lines(box)]


def answered(qtbot, box, heading):
    qtbot.waitUntil(lambda: heading in headings(box))


def test_it_begins_with_everything_that_can_be_done(box):
    assert headings(box) == ["命令"]
    assert titles(box)[:2] == ["登记走访", "登记矛盾纠纷"]
    assert "锁定" in titles(box)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("备份", "立即备份"),
        ("ljbf", "立即备份"),
        ("bf", "立即备份"),
        ("beifen", "立即备份"),
        ("beif", "立即备份"),
        ("锁定", "锁定"),
        ("sd", "锁定"),
        ("打开别的", "打开别的资料库…"),
        ("dkbd", "打开别的资料库…"),
        ("zlk", "打开别的资料库…"),
        ("深色", "前往设置"),
        ("英文", "前往设置"),
        ("dazi", "前往设置"),
    ],
)
def test_what_the_window_does_is_found_by_its_words_and_initials(qtbot, box, text, command):
    write(box, text)
    answered(qtbot, box, "命令")
    qtbot.waitUntil(lambda: len(titles(box)) <= 20)

    assert command in titles(box)


@pytest.mark.parametrize("text", ["搬", "搬走", "迁出", "迁"])
def test_how_a_family_moves_out_is_found_and_told(qtbot, window, box, text):
    write(box, text)
    qtbot.waitUntil(lambda: titles(box)[:1] == ["人房变动…"])

    qtbot.keyClick(box.field, KEY.Key_Return)

    assert window.workspace.shown == "people"
    assert "Ctrl+M" in window.frame.notices.text


@pytest.mark.parametrize(("text", "page"), [("未遇", "楼栋"), ("打印", "台账报表")])
def test_what_is_done_on_a_page_leads_to_it(qtbot, box, text, page):
    write(box, text)

    qtbot.waitUntil(lambda: len(titles(box)) < 8 and any(page in one for one in titles(box)))


@pytest.mark.parametrize(("text", "command"), [("备", "立即备份"), ("走访", "登记走访")])
def test_a_command_whose_word_is_written_stands_first(qtbot, box, text, command):
    write(box, text)
    qtbot.waitUntil(lambda: len(titles(box)) < 15)

    assert headings(box)[0] == "命令"
    assert titles(box)[0] == command


@pytest.mark.parametrize("text", ["登记巡查", "djxc", "巡查"])
def test_a_patrol_is_begun_from_the_box(qtbot, window, box, text):
    write(box, text)
    qtbot.waitUntil(lambda: "登记巡查" in titles(box))
    qtbot.waitUntil(lambda: box._answered == box._asked)
    place = [box.list.item(row).data(ANSWER).title for row in range(box.list.count())]
    box.list.setCurrentRow(place.index("登记巡查"))
    qtbot.keyClick(box.field, KEY.Key_Return)

    qtbot.waitUntil(lambda: getattr(window.workspace.page, "panel", None) is not None)
    panel = window.workspace.page.panel
    qtbot.waitUntil(lambda: panel.form is not None and panel.form.is_ready)
    assert panel.form.facts()["kind"] == "巡查"
    qtbot.waitUntil(panel.form.sheet.editors["place"].isVisible)


def test_a_person_stands_before_commands_that_are_spelled_alike(qtbot, box):
    write(box, "zs")
    answered(qtbot, box, "人")

    assert headings(box)[0] != "命令"


def test_nobody_is_led_out_of_a_sample_who_is_not_in_one(box):
    assert "离开示例" not in titles(box)


def test_the_settings_are_offered_once(box):
    assert [one for one in titles(box) if "设置" in one] == ["前往设置"]


def test_every_kind_of_the_register_can_be_recorded(box):
    offered = {
        f"登记{KINDS['person'].label}",
        "登记户",
        "登记房屋",
        "登记楼栋",
        "登记网格",
        "登记单位场所",
    }
    assert offered <= set(titles(box))


@pytest.mark.parametrize("text", ["张三", "zhang", "zs", "1001X", "3-2-501"])
def test_people_are_found_by_whatever_one_remembers(qtbot, box, text):
    write(box, text)

    qtbot.waitUntil(lambda: any(head != "命令" for head in headings(box)))
    assert any("张*" in answer.text for answer in lines(box))


def test_names_are_masked(qtbot, box):
    write(box, "张三")
    answered(qtbot, box, "人")

    assert not any("张三" in answer.text for answer in lines(box))


def test_enter_opens_what_is_marked(qtbot, window, box):
    write(box, "张三")
    answered(qtbot, box, "人")
    qtbot.keyClick(box.field, KEY.Key_Return)

    assert window.workspace.shown == "people"
    assert box.isHidden()


def test_enter_that_is_faster_than_the_answer_waits_for_it(qtbot, window, box):
    qtbot.keyClicks(box.field, "zs")
    qtbot.keyClick(box.field, KEY.Key_Return)

    assert not box.isHidden()
    qtbot.waitUntil(lambda: window.workspace.shown == "people")


def test_what_is_typed_after_a_hasty_enter_takes_it_back(qtbot, window, box):
    qtbot.keyClicks(box.field, "zs")
    qtbot.keyClick(box.field, KEY.Key_Return)
    qtbot.keyClicks(box.field, "qqqq")
    qtbot.waitUntil(lambda: headings(box)[:1] == ["没有找到。可以少输几个字，或输号码尾数。"])

    assert window.workspace.shown == "today"


@pytest.mark.parametrize("text", ["djzf", "dengjizoufang", "登记走访"])
def test_commands_are_found_by_pinyin_too(qtbot, window, box, text):
    write(box, text)
    qtbot.waitUntil(lambda: titles(box) == ["登记走访"])
    qtbot.keyClick(box.field, KEY.Key_Return)

    assert window.workspace.shown == "visits"
    assert window.workspace.page.panel.form is not None


def test_the_arrow_keys_pass_over_headings(qtbot, box):
    write(box, "晨光")
    qtbot.waitUntil(lambda: len(headings(box)) > 1)
    for answer in lines(box)[1:]:
        qtbot.keyClick(box.field, KEY.Key_Down)
        assert box.list.currentItem().data(ANSWER) == answer


def test_the_marked_line_is_read_aloud_though_the_keyboard_is_in_the_field(qtbot, box):
    qtbot.keyClick(box.field, KEY.Key_Down)

    assert box.field.accessibleDescription() == "登记矛盾纠纷"


def test_an_empty_field_shows_the_commands_again(qtbot, box):
    qtbot.keyClicks(box.field, "zs")
    answered(qtbot, box, "人")
    box.field.clear()

    assert headings(box) == ["命令"]


def test_the_keys_of_a_command_stand_beside_it(box):
    (today,) = [answer for answer in lines(box) if answer.title == "前往今日"]

    assert today.keys == "Ctrl+1"


def test_who_only_looks_is_offered_nothing_that_writes(leaders_box):
    offered = titles(leaders_box)

    assert not [title for title in offered if title.startswith("登记")]
    assert not {"撤销", "重做", "上交", "下发", "收取"}.intersection(offered)
    assert "前往统计" in offered


def test_it_is_no_larger_than_the_window(window, box):
    assert box.height() < window.height()
    assert not box.grab().isNull()
