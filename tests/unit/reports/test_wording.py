from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.errors import PaperInconsistentError
from gridkeeper.reports import wording
from tests.helpers.papers import a_dispute, a_request, a_visit, figures


def test_a_share_of_nothing_is_a_dash():
    assert wording.share(3, 0) == "—"


def test_a_share_above_the_whole_is_starred():
    assert wording.share(3, 2) == "150.0% *"


def test_what_was_not_counted_is_no_data():
    counted = replace(figures([]), counts={}, before={})

    assert wording.total(counted, "visits") == "无数据"
    assert wording.against_before(counted, "visits") == ("上期无数据", "")


def test_the_period_before_stands_beside_the_change():
    counted = figures([a_visit(1), a_visit(2), a_visit(3)], [a_visit(1), a_visit(2)])

    assert wording.against_before(counted, "visits") == ("上期 2", "环比 +1")


def test_the_most_frequent_group_stands_first():
    types = ("0602", "0101", "0201", "0602")
    counted = figures([a_dispute(type=code) for code in types])

    labels = [one.label for one in wording.shares(counted, "disputes_by_type", "disputes")]

    # Of two that are as frequent, the one that stands first in the table of codes.
    assert labels == ["合同及相关纠纷", "婚恋家庭纠纷", "邻里纠纷"]


def test_what_is_not_filled_in_is_never_one_of_the_others():
    units = (None, *(f"单位{number}" for number in range(6)))

    found = wording.shares(
        figures([a_request(unit=unit) for unit in units]), "requests_by_unit", "requests", most=3
    )

    assert [one.label for one in found[-2:]] == ["其余 3 项", "未填写"]


def test_groups_without_codes_stand_by_how_many_they_are():
    records = [a_request(unit=unit) for unit in ("甲", "乙", "乙", None)]

    found = wording.shares(figures(records), "requests_by_unit", "requests")

    assert [(one.label, one.now) for one in found] == [("乙", 2), ("甲", 1), ("未填写", 1)]


def test_requests_handled_at_once_are_told_from_those_of_which_nothing_is_known():
    records = [
        a_request(unit=None, handling="1"),
        a_request(unit=None, handling="1"),
        a_request(unit=None, handling="2"),
        a_request(unit="甲", handling="1"),
    ]

    found = wording.shares(figures(records), "requests_by_unit", "requests")

    assert [(one.label, one.now) for one in found] == [("直接办理", 2), ("甲", 1), ("未填写", 1)]


def test_groups_beyond_the_most_are_put_into_one():
    records = [a_request(unit=f"单位{number}") for number in range(6)]

    found = wording.shares(figures(records), "requests_by_unit", "requests", most=3)

    assert [(one.now, one.rest) for one in found] == [(1, False)] * 3 + [(3, True)]
    assert found[-1].label == "其余 3 项"


def test_one_group_beyond_the_most_keeps_its_own_row():
    records = [a_request(unit=f"单位{number}") for number in range(4)]

    found = wording.shares(figures(records), "requests_by_unit", "requests", most=3)

    assert not any(one.rest for one in found)


def test_a_group_of_the_period_before_only_is_shown():
    found = wording.shares(
        figures([a_request(unit="甲")], [a_request(unit="乙")]), "requests_by_unit", "requests"
    )

    assert [(one.label, one.now, one.before) for one in found] == [("甲", 1, 0), ("乙", 0, 1)]


def test_groups_that_do_not_add_up_stop_the_paper():
    counted = figures([a_visit(1), a_visit(2)])
    wrong = replace(counted, counts={**counted.counts, "visits_by_kind": {"01": 1}})

    with pytest.raises(PaperInconsistentError, match="走访类型"):
        wording.shares(wrong, "visits_by_kind", "visits")


def test_a_grid_is_called_by_its_name():
    tally = wording.tally("visits_by_grid")

    assert wording.key_text(figures([]), tally, "grid-2") == "第02网格"
    assert wording.key_text(figures([]), tally, "unknown") == "unknown"


def test_shares_of_a_whole_add_up_to_it():
    assert wording.shares_of((3, 3, 70)).texts == ["3.9%", "3.9%", "92.2%"]
    assert wording.shares_of((1, 1, 1)).texts == ["33.4%", "33.3%", "33.3%"]


def test_what_is_something_is_never_said_to_be_nothing():
    parts = wording.shares_of((3000, 0, 1, 1, 1))

    assert parts.texts == ["99.9%", "0.0%", "0.1%", "<0.1%", "<0.1%"]
    assert wording.shares_of((0, 0)).texts == ["—", "—"]
