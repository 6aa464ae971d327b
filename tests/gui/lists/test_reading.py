"""The fields of a record are read in the order of the work."""

from __future__ import annotations

from gridkeeper.services.views.facts import Fact
from gridkeeper.ui.lists.reading import in_order


def names(kind, *asked):
    return [fact.name for fact in in_order(kind, [Fact(name, name, "x") for name in asked])]


def test_what_happened_comes_before_where_it_is_kept():
    assert names("dispute", "grid_id", "street", "content", "type") == [
        "type",
        "content",
        "street",
        "grid_id",
    ]


def test_who_is_at_odds_comes_first():
    assert names("dispute", "type", "parties", "title")[0] == "parties"


def test_what_steps_set_stands_between():
    assert names("dispute", "grid_id", "closed_on", "deadline") == [
        "deadline",
        "closed_on",
        "grid_id",
    ]


def test_kinds_without_a_form_stay_as_they_are():
    assert names("change", "second", "first") == ["second", "first"]
