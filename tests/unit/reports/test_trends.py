from __future__ import annotations

from dataclasses import replace
from datetime import date

from gridkeeper import texts
from gridkeeper.domain.periods import Period, parse
from gridkeeper.reports.trends import called, trend
from tests.helpers.papers import a_visit, figures


def test_a_month_is_told_day_by_day():
    shown = trend(figures([a_visit(0), a_visit(0), a_visit(1)]), "visits_by_day", "次")

    assert len(shown.labels) == 30
    assert list(shown.now[:3]) == [2, 1, 0]
    assert shown.labels[0] == "1日"


def test_the_period_before_is_cut_to_the_days_of_this_one():
    october = a_visit(visited_on=parse("2026-10-31").first)
    first = a_visit(visited_on=parse("2026-10-01").first)

    shown = trend(figures([], [october, first]), "visits_by_day", "次")

    assert len(shown.before) == 30
    assert sum(shown.before) == 1


def test_a_period_before_without_anything_is_left_out():
    assert trend(figures([a_visit()]), "visits_by_day", "次").before == ()


def test_a_quarter_is_told_week_by_week():
    visits = [a_visit(visited_on=date(2026, *day)) for day in ((10, 1), (10, 7), (10, 8))]
    quarter = figures(visits, period=parse("2026-Q4"))

    shown = trend(replace(quarter, cut_off=date(2026, 11, 22)), "visits_by_day", "次")

    assert len(shown.labels) == 13
    assert list(shown.now) == [2, 1, 0, 0, 0, 0, 0]
    assert shown.until == "11月18日"
    assert shown.labels[-1] == "12月31日"  # eight days: no poor last week


def test_a_year_is_told_month_by_month():
    texts.use(texts.ENGLISH)

    shown = trend(figures([a_visit()], period=parse("2026")), "visits_by_day", "visits")

    assert shown.labels[:3] == ["Jan", "Feb", "Mar"]
    assert shown.until == "Oct"


def test_a_week_is_called_by_its_last_day():
    texts.use(texts.ENGLISH)

    shown = trend(figures([a_visit()], period=parse("2026-Q4")), "visits_by_day", "visits")

    assert shown.labels[0] == "Oct 7"


def test_a_trend_is_called_by_what_it_shows():
    periods = ("2026-11", "2026-Q4", "2026")
    month, quarter, year = (figures([a_visit()], period=parse(text)) for text in periods)

    assert called(month, "visits_by_day") == "每日走访"
    assert called(quarter, "visits_by_day") == "每周走访"
    assert called(year, "visits_by_day") == "每月走访"
    assert called(year, "requests_by_day") == "每月收到诉求"


def test_today_is_drawn_whether_or_not_something_was_done_on_it():
    month = figures([a_visit(0), a_visit(1)])

    shown = trend(replace(month, cut_off=date(2026, 11, 12)), "visits_by_day", "次")

    assert len(shown.labels) == 30
    assert len(shown.now) == 12
    assert shown.until == "12日"


def test_a_period_that_ends_today_is_drawn_to_its_end():
    begun = figures([a_visit(0), a_visit(1)])
    days = Period(begun.period.first, date(2026, 11, 12))

    shown = trend(replace(begun, period=days, cut_off=days.last), "visits_by_day", "次")

    assert (len(shown.labels), len(shown.now), shown.until) == (12, 12, "")


def test_a_period_that_is_over_is_told_whole():
    month = figures([a_visit(0)])

    shown = trend(replace(month, cut_off=date(2026, 12, 1)), "visits_by_day", "次")

    assert len(shown.now) == 30
    assert shown.until == ""


def test_the_first_day_of_a_period_shows_itself():
    month = figures([a_visit(0)])

    shown = trend(replace(month, cut_off=date(2026, 11, 1)), "visits_by_day", "次")

    assert (list(shown.now), shown.until) == ([1], "1日")


def test_a_day_that_is_not_over_shows_what_was_done_on_it():
    month = figures([a_visit(0), a_visit(1)])

    shown = trend(replace(month, cut_off=date(2026, 11, 2)), "visits_by_day", "次")

    assert (list(shown.now), shown.until) == ([1, 1], "2日")


def running(first, today, visits=(), before=()):
    """Return the figures of a period that has come as far as today."""
    counted = figures(visits, before)
    days = Period(first, today)
    return replace(counted, period=days, cut_off=today, past=days.previous())


def test_a_week_that_is_not_over_is_not_drawn_and_said_so():
    shown = trend(running(date(2026, 10, 1), date(2026, 11, 21)), "visits_by_day", "次")

    assert len(shown.now) == 7  # 52 days: the eighth week began three days ago
    assert shown.labels[-1] == "11月21日"
    assert shown.waiting == "只画整周：11月19日起的这一周还没过完，暂不画。"


def test_a_month_that_is_not_over_is_not_drawn_and_said_so():
    shown = trend(running(date(2026, 1, 1), date(2026, 11, 21)), "visits_by_day", "次")

    assert len(shown.now) == 10
    assert shown.waiting == "只画整月：11月还没过完，暂不画。"


def test_nothing_is_said_to_wait_in_a_month_or_where_all_is_over():
    november = figures([a_visit(0)])
    quarter = replace(figures([], period=parse("2026-Q3")), cut_off=date(2026, 10, 1))

    assert trend(november, "visits_by_day", "次").waiting == ""
    assert trend(quarter, "visits_by_day", "次").waiting == ""
