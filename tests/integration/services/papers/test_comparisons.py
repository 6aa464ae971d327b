"""Figures beside those of before, and the records behind them."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.periods import Period, month
from gridkeeper.domain.tallies import TALLIES
from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.papers.comparisons import FigureService, behind
from gridkeeper.services.views.browsing import BrowseService
from tests.helpers.towns import a_visit_of, record

OCTOBER = month(2026, 10)


@pytest.fixture
def busy(town):
    """An office with some work of all kinds in October and September."""
    office = town.office
    for day, outcome in (("2026-10-01", "01"), ("2026-10-08", "03"), ("2026-09-02", "01")):
        record(office, kinds.VISIT, place="3-2-501", visited_on=day, outcome=outcome)
    for type_ in ("0101", "0102", "02", None):
        facts = {"title": "噪声", "found_on": "2026-10-02", "type": type_}
        record(office, kinds.DISPUTE, **{name: value for name, value in facts.items() if value})
    for deadline in ("2026-10-05", "2026-10-20"):
        record(
            office,
            kinds.HAZARD,
            content="灭火器过期",
            category="02",
            level="2",
            found_on="2026-10-01",
            deadline=deadline,
            grid_id="WG01",
        )
    record(office, kinds.REQUEST, title="路灯不亮", received_on="2026-10-03", category="01")
    for facts in ({"handling": "1"}, {"handling": "2"}, {"handling": "1", "unit": "城管队"}):
        record(office, kinds.REQUEST, title="垃圾未清", received_on="2026-10-03", **facts)
    return office


def figures(session, period=OCTOBER):
    return FigureService(session).figures(period, Quiet())


def test_a_month_that_is_not_over_is_compared_with_as_many_days(busy):
    found = figures(busy)

    assert found.figures.period == Period(date(2026, 10, 1), date(2026, 10, 8))
    assert found.past == Period(date(2026, 9, 1), date(2026, 9, 8))
    assert not found.is_over
    assert (found.figures.total("visits"), found.figures.total_before("visits")) == (2, 1)


def test_the_last_days_of_a_long_month_have_no_days_to_be_compared_with(busy, town):
    town.clock.pass_days(22)

    assert figures(busy).past == Period(date(2026, 9, 1), date(2026, 9, 30))


def test_a_month_that_is_over_is_compared_with_the_whole_month_before(busy):
    found = figures(busy, month(2026, 9))

    assert found.is_over
    assert found.past == month(2026, 8)


def test_behind_every_figure_there_are_as_many_records(busy):
    found, browsing = figures(busy), BrowseService(busy)

    for tally in TALLIES:
        if not tally.sums and not tally.distinct:
            behind = browsing.count(found.behind(tally.name))
            assert behind == found.figures.total(tally.name), tally.name


def test_behind_every_group_there_are_as_many_records(busy):
    found, browsing = figures(busy), BrowseService(busy)

    for tally in (one for one in TALLIES if one.by):
        counts = found.figures.counts[tally.name]
        assert {key: browsing.count(found.behind(tally.name, key)) for key in counts} == counts


def test_the_most_frequent_class_stands_first_and_what_is_not_filled_in_last(busy):
    groups = figures(busy).groups("disputes_by_type")

    assert [(one.key, one.now) for one in groups] == [("01", 2), ("02", 1), ("", 1)]
    assert groups[-1].label == "未填写"


def test_requests_that_no_other_unit_was_needed_for_are_handled_at_once_not_unknown(busy):
    groups = figures(busy).groups("requests_by_unit")

    found = {one.label: one.now for one in groups if one.now}
    assert found == {"城管队": 1, "直接办理": 1, "未填写": 2}


def test_grids_stand_in_the_order_of_the_register_whatever_they_have(busy):
    found = figures(busy)

    groups = found.groups("hazards_by_grid")

    labels = [one.label for one in groups if one.key]
    assert labels == list(found.figures.names.values())
    assert {one.now for one in groups} == {0, 2}


def test_a_trend_has_the_days_of_before_beside_it(busy):
    trend = figures(busy).trend("visits_by_day", "次")

    assert list(trend.now) == [1, 0, 0, 0, 0, 0, 0, 1]  # today is not over, but counts
    assert list(trend.before) == [0, 1, 0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    "days", [0, 22, 23, 24, 52, 53]
)  # to 30 and 31 October, 29 and 30 November
def test_the_day_list_and_the_page_of_figures_say_the_same(busy, town, days):
    town.clock.pass_days(days)
    today = busy.today()
    for day in ("2026-09-08", "2026-09-30", "2026-10-30", "2026-10-31"):
        if day <= today.isoformat():
            record(busy, kinds.VISIT, place="3-2-501", visited_on=day, outcome="01")

    found = figures(busy, month(today.year, today.month))

    cards = TodayService(busy).today().figures
    assert cards
    assert list(cards) == [found.figure(card.name) for card in cards]


def test_what_is_under_way_leads_to_disputes_without_an_outcome(busy):
    found = behind("disputes_open", OCTOBER)

    assert found.equal == (("state", ("10", "20", "30", "35")), ("success", (None,)))
    assert len(BrowseService(busy).places(found, Quiet())) == figures(busy).figures.total(
        "disputes_open"
    )


def test_a_period_that_lies_ahead_has_nothing(busy):
    found = figures(busy, month(2027, 1))

    assert found.figures.period == month(2027, 1)
    assert found.figures.total("visits") == 0


def test_a_visit_of_a_household_is_counted_for_it(town):
    a_visit_of(town.mei)

    found = figures(town.mei)

    assert found.figures.total("households_visited") == 1


def test_counting_can_be_broken_off(busy):
    class Stopping:
        def report(self, _done, _total):
            raise CancelledError

    with pytest.raises(CancelledError):
        FigureService(busy).figures(OCTOBER, Stopping())


def test_behind_the_households_that_were_visited_are_their_visits_only(busy):
    door = record(busy, kinds.DWELLING, room="101")
    home = record(busy, kinds.HOUSEHOLD, dwelling_id=door.id)
    for day in ("2026-10-03", "2026-10-07"):
        record(busy, kinds.VISIT, household_id=home.id, visited_on=day, outcome="01")

    found = figures(busy)

    assert found.figures.total("households_visited") == 1
    assert BrowseService(busy).count(found.behind("households_visited")) == 2
    assert found.figures.total("visits") == 4  # two were in nobody's home


def test_shares_are_those_of_the_papers(busy):
    groups = figures(busy).groups("disputes_by_type")

    assert [group.share for group in groups] == ["50.0%", "25.0%", "25.0%"]


def test_grids_stand_in_the_order_in_which_they_are_looked_up(town):
    for name in ("第十网格", "第二网格甲", "第三网格"):
        record(town.office, kinds.GRID, name=name)

    found = figures(town.office).figures.names

    assert list(found.values()) == [
        "第一网格", "第二网格", "第二网格甲", "第三网格", "第十网格"
    ]  # fmt: skip
