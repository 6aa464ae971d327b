"""The page of figures."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip

from gridkeeper.domain import kinds
from gridkeeper.domain.periods import Period, month
from gridkeeper.ui.figures.bars import BarList, GroupModel
from gridkeeper.ui.lists.days_dialog import DaysDialog
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.widgets.charts import TrendChart
from gridkeeper.ui.widgets.tiles import Tile
from tests.helpers.towns import a_visit_of, record

SEPTEMBER = "2026年9月，与2026年8月比较；按2026年10月8日的办理情况统计。"


@pytest.fixture
def page(qtbot, window):
    """The page, with its figures."""
    found = window.workspace.page
    qtbot.waitUntil(lambda: bool(found.findChildren(Tile)) and window.jobs.is_idle)
    return found


def tiles(page):
    return {tile.accessibleName(): tile for tile in page.findChildren(Tile)}


def texts(page):
    return [label.text() for label in page.findChildren(QLabel)]


def bars(page, name):
    return next(one for one in page.findChildren(BarList) if one.accessibleName() == name)


def listed(qtbot, window):
    """Return how many records the page of lists says it shows."""
    page = window.workspace.page
    qtbot.waitUntil(lambda: bool(page.side.text) and window.jobs.is_idle)
    qtbot.waitUntil(lambda: not page.side.view.is_settling and window.jobs.is_idle)
    return page.side.view.table.rowCount()


def test_this_month_stands_beside_the_same_days_of_the_month_before(page):
    assert tiles(page)["走访 2"].accessibleDescription() == "上期 1  +1"
    assert "（截至目前）" in next(text for text in texts(page) if "比较" in text)


def test_a_period_is_one_press_away(qtbot, page):
    page.days.buttons["last_month"].click()
    qtbot.waitUntil(lambda: SEPTEMBER in texts(page))

    assert "走访 1" in tiles(page)


def test_another_period_is_read_from_its_headline_on(qtbot, page):
    bar = page.scrolled().verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0

    page.days.buttons["last_month"].click()
    qtbot.waitUntil(lambda: SEPTEMBER in texts(page))

    assert bar.value() == 0


def test_the_same_period_read_again_stays_where_it_is(qtbot, page):
    bar = page.scrolled().verticalScrollBar()
    bar.setValue(bar.maximum())
    place = bar.value()

    page.days.chosen.emit(page.days.period)
    qtbot.waitUntil(lambda: page.frame.jobs.is_idle)

    assert bar.value() == place


def test_days_of_ones_own_can_be_chosen(qtbot, page):
    page.days.buttons["own"].click()
    dialog = page.findChild(DaysDialog)
    dialog.first.setText("2026-10-01")
    dialog.last.setText("2026-10-02")
    qtbot.keyClick(dialog.last, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "走访 1" in tiles(page))

    assert page.days.period == Period(date(2026, 10, 1), date(2026, 10, 2))
    assert page.days.buttons["own"].isChecked()


def test_days_to_come_are_said_to_come(qtbot, page):
    page.days.buttons["own"].click()
    dialog = page.findChild(DaysDialog)
    dialog.first.setText("2026-12-01")
    dialog.last.setText("2026-12-31")
    qtbot.keyClick(dialog.last, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "这段时间还没有到" in texts(page))

    assert any(text.startswith("2026年12月，还没有到；") for text in texts(page))


def test_the_first_of_other_days_is_typed_over(qtbot, page):
    page.days.buttons["own"].click()
    dialog = page.findChild(DaysDialog)
    qtbot.waitUntil(dialog.first.hasFocus)

    qtbot.keyClicks(dialog.first, "10.1")
    qtbot.keyClick(dialog.first, Qt.Key.Key_Tab)

    assert dialog.first.text() == "10.1"
    assert dialog.last.selectedText() == dialog.last.text()
    dialog.reject()
    qtbot.waitUntil(lambda: page.frame.jobs.is_idle)


def test_giving_up_other_days_leaves_the_chosen_ones(qtbot, page):
    page.days.buttons["year"].click()
    page.days.buttons["own"].click()
    page.findChild(DaysDialog).reject()

    assert page.days.buttons["year"].isChecked()
    qtbot.waitUntil(lambda: page.frame.jobs.is_idle)


def test_a_tile_leads_to_the_records_behind_it(qtbot, window, page):
    tiles(page)["走访 2"].click()

    assert window.workspace.shown == "visits"
    assert listed(qtbot, window) == 2
    buttons = window.workspace.page.findChildren(QPushButton)
    assert "走访 · 2026年10月" in [button.text().strip() for button in buttons]


def test_the_records_behind_a_figure_can_be_left_for_all(qtbot, window, page):
    tiles(page)["走访 2"].click()
    listed(qtbot, window)
    window.workspace.page.perform("clear_filters")

    assert listed(qtbot, window) == 3


def test_enter_on_a_bar_leads_to_its_records(qtbot, window, page):
    view = bars(page, "隐患等级")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)

    assert window.workspace.shown == "hazards"
    assert listed(qtbot, window) == 1


def test_the_register_leads_to_its_lists(qtbot, window, page):
    households = next(tile for name, tile in tiles(page).items() if name.startswith("户 "))
    households.click()

    assert window.workspace.page.side.shelf.kind == "household"
    assert listed(qtbot, window) == int(households.accessibleName().split()[1])


@pytest.mark.parametrize("changed", [False, True])
def test_back_from_the_records_the_number_that_was_followed_has_the_keyboard(
    qtbot, window, page, changed
):
    tiles(page)["走访 2"].click()
    listed(qtbot, window)
    if changed:
        a_visit_of(page.frame.desk.session)
    window.workspace.back()
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    assert window.focusWidget().objectName() == "visits"
    window.workspace.show_page("visits")
    window.workspace.show_page("figures")
    assert window.focusWidget().objectName() == "month"


def test_back_from_the_records_of_a_bar_its_bars_have_the_keyboard(qtbot, window, page):
    view = bars(page, "隐患等级")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    listed(qtbot, window)
    window.workspace.back()

    assert window.focusWidget() is view


def test_f6_goes_to_the_chosen_period(qtbot, window, page):
    page.days.buttons["year"].click()
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    window.workspace._navigation.focus()
    window.workspace.next_part()

    assert window.focusWidget() is page.days.buttons["year"]


def test_the_page_scrolls_by_keys_wherever_the_keyboard_is(qtbot, window, page):
    window.resize(960, 600)
    bar = page._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    chosen = page.days.chosen_button

    qtbot.keyClick(chosen, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(chosen, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(chosen, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_grids_stand_in_the_order_of_the_register(page, busy):
    model = bars(page, "各网格隐患").model()

    labels = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert labels == ["第一网格", "第二网格"]
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("第二网格：0")


def test_a_chart_says_in_words_what_it_shows(page):
    chart = page.findChild(TrendChart)

    assert chart.accessibleName() == "每日走访"
    assert "共 2；" in chart.accessibleDescription()


def test_the_chart_of_a_year_is_called_by_its_months(qtbot, page):
    page.days.buttons["year"].click()

    def charts():
        return [chart.accessibleName() for chart in page.findChildren(TrendChart)]

    qtbot.waitUntil(lambda: charts() == ["每月走访"])
    assert "每月走访" in texts(page)


def test_what_is_recorded_meanwhile_is_counted_when_the_page_is_seen_again(qtbot, window, page):
    window.workspace.show_page("visits")
    a_visit_of(page.frame.desk.session)
    window.workspace.show_page("figures")

    qtbot.waitUntil(lambda: "走访 3" in tiles(page))


def test_without_records_the_page_says_what_to_do(qtbot, page):
    page.days.chosen.emit(Period(date(2020, 1, 1), date(2020, 1, 31)))

    qtbot.waitUntil(lambda: "这段日期没有登记内容" in texts(page))
    assert not page.findChildren(BarList)


def test_a_week_is_compared_with_the_one_before(page, qtbot):
    page.days.buttons["last_week"].click()

    qtbot.waitUntil(lambda: any("上周" not in t and "9月28日" in t for t in texts(page)))
    assert page.days.period == Period(date(2026, 9, 28), date(2026, 10, 4))


def test_the_report_is_made_on_the_page_of_papers(window, page):
    page.days.buttons["last_month"].click()
    next(one for one in page.findChildren(QPushButton) if "出报表" in one.text()).click()

    assert window.workspace.shown == "papers"
    wish = window.workspace.page.wishes.wish()
    assert (wish.name, wish.is_ledger, wish.period) == ("month", False, month(2026, 9))


def colours(widget):
    """Return some of the colours in which a widget draws itself."""
    image = widget.grab().toImage()
    wide, high = image.width(), image.height()
    return {image.pixel(x, y) for x in range(0, wide, 3) for y in range(0, high, 3)}


def test_a_chart_says_what_a_day_had_under_the_pointer(page):
    chart = page.findChild(TrendChart)
    first = QPoint(chart.width() * 2 // 16, chart.height() // 2)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, first, chart.mapToGlobal(first)))

    assert QToolTip.text() == "1日：1\n上期 0"
    QToolTip.hideText()


@pytest.mark.parametrize("size", list(TextSize))
def test_nothing_stands_beyond_the_right_edge(qtbot, window, page, size):
    window.around.theme.use(Scheme.LIGHT, size)
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: window.width() == 1280)
    window.resize(960, 600)

    bar = page._scroll.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    window.around.theme.use(Scheme.LIGHT, TextSize.NORMAL)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_everything_is_drawn_in_every_look(qtbot, window, page, scheme):
    window.around.theme.use(scheme, TextSize.LARGEST)
    window.resize(960, 600)

    for drawn in (window, *page.findChildren(BarList), *page.findChildren(TrendChart)):
        assert len(colours(drawn)) > 2
    window.around.theme.use(Scheme.LIGHT, TextSize.NORMAL)


def test_groups_are_a_sound_model(qtmodeltester, page):
    groups = bars(page, "隐患等级").model().groups
    model = GroupModel(groups)

    qtmodeltester.check(model)
    qtmodeltester.check(model, force_py=True)


def test_the_cards_of_a_section_are_shared_out_among_both_sides(qtbot, window, page):
    for nature in ("1", "2", "3"):
        facts = {"received_on": "2026-10-07", "nature": nature, "category": "01"}
        record(window.frame.desk.session, kinds.REQUEST, title=f"诉求{nature}", **facts)
    qtbot.waitUntil(lambda: page.findChild(BarList, "requests_by_source") is not None)
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    names = [f"requests_by_{name}" for name in ("category", "state", "nature", "source")]
    lists = [page.findChild(BarList, name) for name in names]
    across = [one.mapTo(page, QPoint(0, 0)).x() for one in lists]
    assert sorted(map(across.count, set(across))) == [2, 2]
