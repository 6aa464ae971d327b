from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.errors import PaperInconsistentError
from gridkeeper.reports import groups
from tests.helpers.papers import a_hazard, a_request, a_visit, figures


def test_a_grouping_without_any_value_is_not_there():
    assert not groups.has(figures([a_request(unit=None)]), "requests_by_unit")
    assert groups.has(figures([a_request(unit="甲")]), "requests_by_unit")


def test_a_table_of_groups_ends_in_its_total():
    counted = figures([a_visit(0), a_visit(1), a_visit(4)], [a_visit(0)])

    table = groups.table(counted, "visits_by_kind", "visits")

    assert table.rows == [
        ("入户走访", "2", "66.7%", "1", "+1"),
        ("电话走访", "1", "33.3%", "0", "+1"),
    ]
    assert table.total == ("合计", "3", "100.0%", "1", "+2")


def test_a_table_that_is_cut_says_so_in_its_caption():
    counted = figures([a_request(unit=f"单位{number}") for number in range(14)])

    table = groups.table(counted, "requests_by_unit", "requests", groups.TOP)

    assert table.caption == "承办单位（前 10 位）"
    assert table.note == "占比末位经调整，合计100%。"
    assert table.rows[-1][:2] == ("其余 4 项", "4")


def test_bars_leave_out_what_is_gone():
    counted = figures([a_hazard(category="05")], [a_hazard(category="06")])

    bars = groups.bars(counted, "hazards_by_category", "hazards").bars

    assert [(bar.label, bar.value, bar.note) for bar in bars] == [("用电", 1, "100.0%")]


def three(found):
    """Return figures of a street with three grids."""
    return replace(found, names=dict(list(found.names.items())[:3]))


def test_grids_stand_in_the_order_given_and_not_by_numbers():
    visits = [a_visit(grid_id=grid) for grid in ("grid-3", "grid-3", "grid-1", None)]

    table = groups.places(three(figures(visits)), ["visits"], "grid")

    assert table.rows == [
        ("第01网格", "1", "25.0%", "0"),
        ("第02网格", "0", "0.0%", "0"),  # nothing was done there, and that is said
        ("第03网格", "2", "50.0%", "0"),
        ("未填写", "1", "25.0%", "0"),
    ]
    assert table.total == ("合计", "4", "100.0%", "0")


def test_a_table_of_many_kinds_has_their_numbers_alone():
    wholes = ["visits", "disputes", "hazards", "requests"]

    table = groups.places(three(figures([a_visit(grid_id="grid-1")])), wholes, "grid")

    assert table.rows[:2] == [("第01网格", "1", "0", "0", "0"), ("第02网格", "0", "0", "0", "0")]


def test_communities_stand_in_the_order_of_their_numbers():
    requests = [a_request(community=name) for name in ("第10社区", "第2社区", "晨光")]

    table = groups.places(figures(requests), ["requests"], "community")

    assert [row[0] for row in table.rows] == ["晨光", "第2社区", "第10社区"]


def test_places_that_do_not_add_up_stop_the_paper():
    counted = figures([a_visit()])
    wrong = replace(counted, counts={**counted.counts, "visits_by_grid": {}})

    with pytest.raises(PaperInconsistentError, match="各网格走访"):
        groups.places(wrong, ["visits"], "grid")


def test_places_whose_shares_are_levelled_say_so():
    wholes = ["visits"]
    even = figures([a_visit(grid_id="grid-1"), a_visit(grid_id="grid-2")])
    odd = figures([a_visit(grid_id=f"grid-{number}") for number in (1, 2, 3)])

    assert groups.places(even, wholes, "grid").note == ""
    assert groups.places(odd, wholes, "grid").note == "占比末位经调整，合计100%。"
