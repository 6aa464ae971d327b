"""What was done, group by group."""

from __future__ import annotations

from dataclasses import replace

from gridkeeper.services.deeds import Deed, Deeds, edit, together
from tests.helpers.stores import a_visit


def test_an_edit_says_what_differs():
    visit = a_visit(situation="甲", tries=1)

    found = edit(visit, replace(visit, situation="乙", tries=None))

    assert found.groups == {
        "situation": ("甲", "乙"),
        "outcome": ({"outcome": "01", "tries": 1}, {"outcome": "01"}),
    }
    assert found.created is False


def test_a_creation_says_all_that_was_given():
    found = edit(None, a_visit(situation="甲"))

    assert found.created is True
    assert found.groups["situation"] == (None, "甲")


def test_edits_of_one_record_are_one():
    first = a_visit(situation="甲")
    second = replace(first, situation="乙")
    third = replace(second, situation="丙", remark="丁")

    (found,) = together([edit(first, second), edit(second, third)])

    assert found.groups == {"situation": ("甲", "丙"), "remark": (None, "丁")}


def test_records_stand_in_the_order_of_their_first_edits():
    one, other = a_visit(), a_visit()

    found = together([edit(None, one), edit(None, other), edit(one, replace(one, remark="好"))])

    assert [(edit.record_id, edit.created) for edit in found] == [(one.id, True), (other.id, True)]


def test_what_was_undone_is_forgotten_when_something_new_is_done():
    deeds = Deeds()
    deed = Deed("record", "", (edit(None, a_visit()),))
    deeds.undone.append(deed)

    deeds.remember(deed)

    assert (list(deeds.done), deeds.undone) == ([deed], [])
