"""One editor for each type of value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from gridkeeper.domain import codes, contacts, kinds
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import ENGLISH, use
from gridkeeper.ui.forms.choices import answering
from tests.helpers.forms import ALT, KEY, commit, press, shown

ONE_OF_EACH = {
    about.type: about
    for kind in KINDS.values()
    for about in kind.fields
    if about.refers != "" or about.type is not Type.RECORD
}


@pytest.mark.parametrize("kind", Type)
def test_each_takes_what_an_input_method_writes(stage, kind):
    one = shown(stage, ONE_OF_EACH[kind])
    heard = []
    one.changed.connect(lambda: heard.append(one.value()))

    if kind is Type.YES_NO:
        press(one.here, KEY.Key_Y)
        assert heard == ["是"]
    else:
        commit(one.control, "网格𠮷")
        assert heard == ["网格𠮷"]
        assert one.value() == "网格𠮷"


def grey(one):
    """Return what an empty editor shows in grey."""
    if hasattr(one.control, "placeholderText"):
        return one.control.placeholderText()
    return " ".join(said.text() for said in one.findChildren(QLabel) if said.isVisible())


@pytest.mark.parametrize("kind", Type)
def test_what_has_to_be_filled_in_says_so_before_anything_is_saved(stage, kind):
    wanted, other = shown(
        stage,
        replace(ONE_OF_EACH[kind], required=True),
        replace(ONE_OF_EACH[kind], required=False),
    )

    assert grey(wanted).startswith("必填")
    assert "必填" in wanted.here.accessibleDescription()
    assert "必填" not in grey(other)
    assert "必填" not in other.here.accessibleDescription()


def test_a_problem_is_read_aloud_beside_what_is_required(stage):
    one = shown(stage, kinds.VISIT.field("visited_on"))

    one.say_problem("日期在今天之后")
    assert one.here.accessibleDescription() == "必填，日期在今天之后"

    one.say_problem("必填")
    assert one.here.accessibleDescription() == "必填"


def test_what_was_said_last_time_stands_after_what_is_required(stage):
    one = shown(stage, kinds.VISIT.field("outcome"))

    one.set_past("见到本人")

    assert grey(one) == "必填 · 见到本人"


def test_an_answer_takes_the_word_away(stage):
    one = shown(stage, kinds.RECHECK.field("passed"))
    press(one.here, KEY.Key_Y)

    assert grey(one) == ""


@pytest.mark.parametrize("kind", Type)
def test_each_has_a_name_that_is_read_aloud(stage, kind):
    one = shown(stage, ONE_OF_EACH[kind])

    assert str(ONE_OF_EACH[kind].label) in (one.here.accessibleName())


@pytest.mark.parametrize("kind", Type)
def test_what_is_wrong_is_read_aloud_too(stage, kind):
    one = shown(stage, replace(ONE_OF_EACH[kind], required=False))

    one.say_problem("写错了")

    assert one.problem == "写错了"
    assert one.control.accessibleDescription() == "写错了"


@pytest.mark.parametrize("kind", Type)
def test_setting_a_value_is_not_typing(stage, kind):
    one = shown(stage, ONE_OF_EACH[kind])
    heard = []
    one.changed.connect(lambda: heard.append(one))

    one.set_value("1")

    assert heard == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10.8", "2026-10-08"),
        ("10/8", "2026-10-08"),
        ("20261008", "2026-10-08"),
        ("昨天", "2026-10-07"),
        ("十月八日", "2026-10-08"),
        ("8号", "2026-10-08"),
    ],
)
def test_a_day_is_written_in_one_way_when_it_is_left(stage, typed, day):
    one, other = shown(stage, kinds.VISIT.field("visited_on"), kinds.VISIT.field("remark"))
    commit(one.line, typed)

    other.focus()

    assert one.value() == day


def test_a_day_that_is_not_understood_stays_as_it_is_typed(stage):
    one, other = shown(stage, kinds.VISIT.field("visited_on"), kinds.VISIT.field("remark"))
    commit(one.line, "那天")

    other.focus()

    assert one.value() == "那天"


def test_page_keys_go_a_day_on(stage):
    one = shown(stage, kinds.VISIT.field("visited_on"))

    press(one.line, KEY.Key_PageUp)
    assert one.value() == "2026-10-08"
    press(one.line, KEY.Key_PageUp, KEY.Key_PageDown, KEY.Key_PageDown)

    assert one.value() == "2026-10-07"


def test_a_calendar_gives_a_day_by_keys(stage, qtbot):
    one = shown(stage, kinds.VISIT.field("visited_on"))
    one.set_value("2026-10-08")

    press(one.line, KEY.Key_Down, held=ALT)
    view = one.calendar.view
    qtbot.waitUntil(view.hasFocus)
    press(view, KEY.Key_Left, KEY.Key_Return)

    assert one.value() == "2026-10-07"
    assert one.has_focus()
    assert not one.calendar.isVisible()


def test_a_calendar_goes_with_the_keyboard_wherever_the_pointer_is(stage, qtbot):
    one, other = shown(stage, kinds.VISIT.field("visited_on"), kinds.VISIT.field("situation"))
    press(one.line, KEY.Key_Down, held=ALT)
    qtbot.waitUntil(one.calendar.view.hasFocus)
    one.calendar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)

    other.control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    assert not one.calendar.isVisible()


def test_in_chinese_the_year_stands_before_the_month(stage):
    one = shown(stage, kinds.VISIT.field("visited_on"))
    press(one.line, KEY.Key_Down, held=ALT)

    parts = {
        name: part(one.calendar, name).x() for name in ("prevmonth", "yearbutton", "monthbutton")
    }
    assert sorted(parts, key=parts.get) == ["prevmonth", "yearbutton", "monthbutton"]


def part(calendar, name):
    return calendar.findChild(QToolButton, f"qt_calendar_{name}")


def test_escape_closes_the_calendar(stage, qtbot):
    one = shown(stage, kinds.VISIT.field("visited_on"))
    press(one.line, KEY.Key_Down, held=ALT)
    qtbot.waitUntil(one.calendar.view.hasFocus)

    press(one.calendar.view, KEY.Key_Escape)

    assert not one.calendar.isVisible()
    assert one.has_focus()


def test_a_moment_is_written_in_one_way(stage):
    one, other = shown(stage, kinds.VISIT.field("started_at"), kinds.VISIT.field("remark"))
    commit(one.line, "10.8 9:30")

    other.focus()

    assert one.value() == "2026-10-08 09:30"


@pytest.mark.parametrize("typed", ["wy", "weiyu", "未遇", "03", "nobody", "遇"])
def test_a_code_is_found_by_letters_characters_or_itself(typed):
    table = codes.table("visit_outcome")

    assert answering(table, typed)[0] == "03"


def test_nothing_answers_to_what_no_code_is_called():
    assert answering(codes.table("visit_outcome"), "xyz") == []


def test_a_number_key_chooses_among_few(stage):
    one = shown(stage, kinds.VISIT.field("outcome"))
    one.offer(contacts.outcomes(is_patrol=False))

    press(one.line, KEY.Key_3)

    assert one.value() == "未遇"


def test_number_keys_choose_again_when_something_is_chosen(stage):
    one = shown(stage, kinds.VISIT.field("outcome"))
    one.offer(contacts.outcomes(is_patrol=False))

    press(one.line, KEY.Key_3, KEY.Key_4)

    assert one.value() == "拒访"


def test_what_can_only_mean_one_code_is_taken_for_it(stage):
    one, other = shown(stage, kinds.VISIT.field("outcome"), kinds.VISIT.field("remark"))
    commit(one.line, "weiyu")

    other.focus()

    assert one.value() == "未遇"


def test_a_number_means_the_code_that_is_written_with_noughts(stage):
    one, other = shown(stage, kinds.REQUEST.field("category"), kinds.REQUEST.field("remark"))
    commit(one.line, "4")
    assert one.marked.value == codes.table("request_category").text("04")

    other.focus()

    assert one.value() == codes.table("request_category").text("04")


def test_what_means_no_code_stays_as_it_is_typed(stage):
    one, other = shown(stage, kinds.VISIT.field("outcome"), kinds.VISIT.field("remark"))
    commit(one.line, "不知道")

    other.focus()

    assert one.value() == "不知道"


def test_escape_closes_the_suggestions_and_keeps_what_is_typed(stage):
    one = shown(stage, kinds.VISIT.field("outcome"))
    commit(one.line, "w")
    assert one.is_open

    press(one.line, KEY.Key_Escape)

    assert not one.is_open
    assert one.value() == "w"


def test_names_of_codes_follow_the_language(stage):
    use(ENGLISH)
    one = shown(stage, kinds.VISIT.field("outcome"))

    one.set_value("03")

    assert one.line.text() == "Nobody at home"


@pytest.mark.parametrize("typed", ["3-2-501", "张三", "zhangsan", "zs", "H001"])
def test_a_household_is_found_by_its_door_and_its_people(stage, qtbot, typed):
    (home,) = stage.records("household", number="H001")
    one = shown(stage, kinds.VISIT.field("household_id"))

    commit(one.line, typed)
    qtbot.waitUntil(lambda: one.is_open)
    press(one.line, KEY.Key_Return)

    assert one.value() == home.id
    assert "501" in one.line.text()


def test_a_grid_is_chosen_from_all_there_are(stage, qtbot):
    one = shown(stage, kinds.VISIT.field("grid_id"))

    press(one.line, KEY.Key_Down)
    qtbot.waitUntil(lambda: one.is_open)
    press(one.line, KEY.Key_Return)

    assert one.line.text() == "第一网格"


def test_typing_over_a_chosen_record_lets_go_of_it(stage, qtbot):
    (home,) = stage.records("household", number="H001")
    one = shown(stage, kinds.VISIT.field("household_id"))
    one.set_value(home.id)
    qtbot.waitUntil(lambda: one.line.text() != "")

    commit(one.line, "x")

    assert one.value() != home.id
    assert "x" in one.value()


def test_a_record_that_is_gone_says_so(stage, qtbot):
    one = shown(stage, kinds.VISIT.field("household_id"))
    gone = "0" * 12 + "7" + "000" + "8" + "0" * 15
    one.set_value(gone)

    qtbot.waitUntil(lambda: one.line.text() == "（已不在）")

    assert one.value() == gone


def test_prose_grows_with_its_lines(stage):
    one = shown(stage, kinds.VISIT.field("situation"))
    few = one.box.height()

    one.set_value("一\n二\n三\n四\n五")
    some = one.box.height()
    one.set_value("行\n" * 30)

    assert few < some < one.box.height()
    assert one.box.height() < 3 * some


def test_tab_leaves_prose_while_enter_makes_a_line(stage):
    one, other = shown(stage, kinds.VISIT.field("situation"), kinds.VISIT.field("visitor"))

    press(one.box, KEY.Key_A, KEY.Key_Return, KEY.Key_B, KEY.Key_Tab)

    assert one.value() == "a\nb"
    assert other.has_focus()


@pytest.mark.parametrize(
    ("key", "value"), [(KEY.Key_Y, "是"), (KEY.Key_N, "否"), (KEY.Key_Delete, "")]
)
def test_yes_and_no_have_keys(stage, key, value):
    one = shown(stage, kinds.HAZARD.field("listed"))
    one.set_value("是" if value != "是" else "否")

    press(one.here, key)

    assert one.value() == value


def test_numbers_stand_at_the_right(stage):
    one = shown(stage, kinds.DISPUTE.field("amount"))

    assert one.line.alignment() & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize(
    ("typed", "written"), [("晚上七点", "19:00"), ("19点", "19:00"), ("饭后", "饭后")]
)
def test_an_hour_is_written_in_the_usual_way_when_it_is_left(stage, typed, written):
    hour, _other = shown(stage, kinds.VISIT.field("next_at"), kinds.VISIT.field("tries"))
    assert "19:30" in hour.line.placeholderText()

    commit(hour.line, typed)
    hour.go_on()

    assert hour.value() == written


def test_what_says_no_hour_is_marked_once_it_is_left(stage):
    form = stage.form("visit", household_id="3-2-501", outcome="未遇")
    stage.type(form, next_at="饭后")
    hour = form.sheet.editors["next_at"]
    stage.qtbot.waitUntil(lambda: "19:30" in hour.problem)
