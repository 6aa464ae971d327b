"""What is told without asking."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from gridkeeper.domain import kinds
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import Notices, shortened
from gridkeeper.ui.widgets.letters import free, letters
from tests.helpers.town_fixtures import made_town, town
from tests.helpers.towns import record
from tests.helpers.windows import a_window, the_notice

__all__ = ["made_town", "town"]


@pytest.fixture
def window(tmp_path):
    """The window at the gate."""
    with a_window(tmp_path) as opened:
        yield opened


@pytest.fixture
def notices(window):
    """Its notices."""
    return window.around.notices


def at_the_foot(window):
    """Whether the notice stands whole at the foot of the window."""
    place = the_notice(window).geometry()
    return window.rect().contains(place) and place.bottom() > window.height() - 8


def test_what_is_told_moves_nothing_and_covers_no_page(opened):
    stack = opened.workspace.page
    before = stack.mapTo(opened, stack.rect().topLeft()), stack.size()
    opened.around.notices.say("路灯不亮：已保存", Tone.GOOD, "撤销(&U)", lambda: None)
    opened.layout().activate()

    assert (stack.mapTo(opened, stack.rect().topLeft()), stack.size()) == before
    inner = stack.contentsRect()
    least = stack.mapTo(opened, inner.bottomLeft()).y()
    assert at_the_foot(opened)
    assert the_notice(opened).y() > least - 16  # the edge of every page is as wide


def test_what_has_the_keyboard_stays_in_sight(qtbot, window, notices):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button = QPushButton("上报", window)
    button.setGeometry(window.width() - 200, window.height() - 60, 120, 40)
    button.show()
    notices.say("已保存")
    assert at_the_foot(window)
    assert the_notice(window).geometry().intersects(button.geometry())

    button.setFocus()

    assert the_notice(window).geometry().bottom() < button.y()


def test_a_long_notice_stands_whole_in_the_window(window, notices):
    notices.say("文件写不进去，请换一个文件夹，或者清理磁盘后再试一次。" * 4)

    assert at_the_foot(window)


def test_a_new_notice_takes_the_old_ones_place(window, notices):
    notices.say("第一句")
    notices.say("第二句")

    assert notices.text == "第二句。"


def test_its_answer_is_done_once_and_takes_it_away(window, notices):
    done = []
    notices.say("已删除", Tone.GOOD, "撤销", lambda: done.append(notices.text))
    next(
        one for one in the_notice(window).findChildren(QPushButton) if one.text() == "撤销"
    ).click()

    assert done == [""]


def test_its_letter_is_none_that_presses_something_else(qtbot, window, notices):
    other = QPushButton("按紧急(&G)", window)
    other.show()

    notices.say("没写完的内容已留着", Tone.INFO, "继续(&G)", lambda: None)
    (answer,) = the_notice(window).findChildren(QPushButton)

    qtbot.waitUntil(lambda: letters(answer.text()).isdisjoint({"G"}))
    assert answer.text().startswith("继续(&")


def test_its_letter_is_its_own_where_what_it_came_from_goes(qtbot, window, notices):
    form = QPushButton("核对(&G)", window)
    form.show()

    notices.say("已保存", Tone.GOOD, "继续(&G)", lambda: None)
    form.hide()
    (answer,) = the_notice(window).findChildren(QPushButton)
    qtbot.waitUntil(lambda: not notices._lettering.isActive())

    assert answer.text() == "继续(&G)"


@pytest.mark.parametrize(
    ("words", "left"), [("&Go on", "G&o on"), ("Go", "Go"), ("继续(&G)", "继续(&Z)")]
)
def test_a_letter_that_is_taken_gives_way(qapp, words, left):
    around = QWidget()
    QPushButton("&Go", around)
    QPushButton("X", around)
    around.show()

    assert free(words, around) == left


def test_what_is_about_something_stays_behind_when_the_person_goes_on(window, notices):
    notices.say("没写完的内容已留着", about="a-form")
    notices.left_behind()
    assert notices.text == ""

    notices.say("已保存")
    notices.left_behind()
    assert notices.text == "已保存。"


@pytest.mark.parametrize(
    ("tone", "left"),
    [(Tone.GOOD, ""), (Tone.INFO, ""), (Tone.WARNING, "一句话。"), (Tone.BAD, "一句话。")],
)
def test_what_went_well_goes_with_its_page(window, notices, tone, left):
    notices.say("一句话", tone)
    notices.left_behind()
    assert notices.text == "一句话。"

    notices.page_left()

    assert notices.text == left


def test_it_can_be_closed(window, notices):
    notices.say("磁盘已满", Tone.BAD)
    the_notice(window).findChild(QToolButton).click()

    assert notices.text == ""


def escape(qtbot):
    """Press Esc where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


@pytest.fixture
def opened(qtbot, town, tmp_path):
    """The window over the store of 李梅, who has one request."""
    record(town.mei, kinds.REQUEST, title="路灯不亮", received_on="2026-10-08")
    with a_window(tmp_path, town.mei) as window:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        yield window
        qtbot.waitUntil(lambda: window.jobs.is_idle)


PAGES = [
    "today",
    "people",
    "visits",
    "disputes",
    "hazards",
    "requests",
    "exchange",
    "papers",
    "figures",
    "settings",
]


@pytest.mark.parametrize("page", PAGES)
def test_escape_closes_it_on_every_page(qtbot, opened, page):
    opened.workspace.show_page(page)
    opened.workspace.page.enter()
    qtbot.waitUntil(lambda: opened.jobs.is_idle)
    opened.around.notices.say("磁盘已满", Tone.BAD)
    escape(qtbot)

    assert opened.around.notices.text == ""


def test_escape_closes_a_form_first(qtbot, opened):
    opened.frame.compose("request")
    panel = opened.workspace.page.panel
    qtbot.waitUntil(lambda: panel.form is not None and panel.form.is_ready)
    panel.form.focus()
    opened.around.notices.say("磁盘已满", Tone.BAD)
    escape(qtbot)

    assert panel.form is None
    assert opened.around.notices.text == "磁盘已满。"
    opened.workspace.page.findChild(QTableView).setFocus()
    escape(qtbot)
    assert opened.around.notices.text == ""


def test_escape_in_the_notice_closes_it_and_no_form(qtbot, opened):
    opened.frame.compose("request")
    panel = opened.workspace.page.panel
    qtbot.waitUntil(lambda: panel.form is not None and panel.form.is_ready)
    opened.around.notices.say("已删除", Tone.GOOD, "撤销", lambda: None)
    the_notice(opened).findChild(QToolButton).setFocus()
    escape(qtbot)

    assert opened.around.notices.text == ""
    assert panel.form is not None


def test_a_long_notice_is_as_high_as_its_text(window, notices):
    notices.say("短")
    low = the_notice(window).height()
    notices.say("文件写不进去，请换一个文件夹，或者清理磁盘后再试一次。" * 4)

    assert the_notice(window).height() > low


def test_it_follows_the_size_of_the_window(qtbot, window, notices):
    notices.say("已保存")
    window.resize(960, 600)

    qtbot.waitUntil(lambda: at_the_foot(window))


def test_only_what_went_wrong_stays_until_it_is_closed(qtbot, window):
    over = [QWidget(window), QWidget(window)]
    bad, good = (Notices(one, window.around.theme, stays_ms=1) for one in over)
    bad.say("写不进去", Tone.BAD)
    good.say("写好了", Tone.GOOD)
    qtbot.waitUntil(lambda: not good.text)

    assert bad.text == "写不进去。"


def test_a_notice_that_has_the_keyboard_does_not_go(qtbot, window):
    over = [QWidget(window), QWidget(window)]
    held, other = (Notices(one, window.around.theme, stays_ms=1) for one in over)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for one in over:
        one.resize(600, 200)
        one.show()
    held.say("已删除", Tone.GOOD, "撤销", lambda: None)
    over[0].findChild(QToolButton).setFocus()
    other.say("写好了", Tone.GOOD)
    qtbot.waitUntil(lambda: not other.text)

    assert held.text == "已删除。"


def test_a_notice_is_no_higher_than_what_it_says(window, notices):
    notices.say("已保存", Tone.GOOD, "撤销(&U)", lambda: None)

    assert the_notice(window).height() <= 60


def test_a_long_path_is_short_in_the_middle_and_whole_in_the_tip(window, notices):
    text = "已存到 /home/gridkeeper/文档/2026年/11月上报材料/晨光街道综治中心/报告.pdf"
    notices.say(text, Tone.GOOD)

    shown = the_notice(window).findChild(QLabel)
    assert shown.text() == "已存到 /home/…/报告.pdf。"
    assert shown.toolTip() == notices.text == f"{text}。"


def test_a_short_path_stays_whole():
    assert shortened("已存到 /home/mei/报告.pdf") == "已存到 /home/mei/报告.pdf"


def test_of_a_long_name_both_ends_are_read():
    name = "社区网格工作情况报告" * 6 + "-2026-11.pdf"

    shown = shortened(f"C:\\文档\\材料\\{name} 已存好")

    assert shown.startswith("C:\\文档\\…\\社区网格")
    assert shown.endswith("-2026-11.pdf 已存好")
    assert len(shown) < 60
