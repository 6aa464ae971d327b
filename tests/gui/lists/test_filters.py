"""What is chosen above a list, and what is asked then."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.periods import Period
from gridkeeper.domain.queries import Way
from gridkeeper.services.views.browsing import Query
from gridkeeper.ui.lists.filters import OWN, Filters, Standing, classes, period_text

TODAY = date(2026, 3, 10)


def test_nothing_chosen_asks_for_everything():
    assert Filters().query(kinds.HAZARD, TODAY) == Query("hazard")
    assert Filters().is_empty


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("today", TODAY, TODAY),
        ("yesterday", date(2026, 3, 9), date(2026, 3, 9)),
        ("week", date(2026, 3, 9), date(2026, 3, 15)),
        ("last_week", date(2026, 3, 2), date(2026, 3, 8)),
        ("month", date(2026, 3, 1), date(2026, 3, 31)),
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("30_days", date(2026, 2, 9), TODAY),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_seen_from_today(name, first, last):
    assert Filters(days=name).period(TODAY) == Period(first, last)


def test_last_month_of_january_is_december():
    assert Filters(days="last_month").period(date(2026, 1, 31)) == Period(
        date(2025, 12, 1), date(2025, 12, 31)
    )


def test_a_period_of_ones_own_is_named_by_its_days():
    own = Period(date(2026, 3, 1), date(2026, 3, 5))

    assert period_text(Filters(days=OWN, own=own), TODAY) == "2026年3月1日至5日"


def test_a_class_means_all_its_codes():
    query = Filters(codes={"type": "01"}).query(kinds.DISPUTE, TODAY)

    ((name, wanted),) = query.equal
    assert name == "type"
    assert "01" in wanted
    assert len(wanted) > 1
    assert all(code.startswith("01") for code in wanted)


def test_long_tables_are_offered_by_their_classes():
    assert {len(code) for code in classes(kinds.DISPUTE, "type")} == {2}


def test_a_plain_code_means_itself():
    query = Filters(codes={"outcome": "01", "kind": ""}).query(kinds.VISIT, TODAY)

    assert query.equal == (("outcome", "01"),)


@pytest.mark.parametrize(
    ("standing", "facts"),
    [
        (Standing.OPEN, {"open_only": True}),
        (Standing.OVERDUE, {"overdue_on": TODAY}),
        (Standing.UNSENT, {"way": Way.UNSENT}),
        (Standing.ANSWERED, {"way": Way.ANSWERED}),
        (Standing.TO_SEND, {"way": Way.UNSENT}),
        (Standing.CONTENDED, {"contended": True}),
    ],
)
def test_how_it_stands_is_asked_for(standing, facts):
    assert Filters(standing=standing).query(kinds.HAZARD, TODAY) == Query("hazard", **facts)


def test_each_filter_can_be_taken_away():
    filters = Filters("张", "month", None, Standing.OPEN, {"level": "3"}, "a grid")

    for name in list(filters.active()):
        filters = filters.without(name)

    assert filters.is_empty
