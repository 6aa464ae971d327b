"""Notes: what several people add stands together, and what somebody alters is for a person."""

from __future__ import annotations

import pytest

from gridkeeper.domain.changes import heads_of
from tests.unit.domain.histories import a_change, folded


def noted(text):
    """Return the creation of a record with a note."""
    return a_change("c0", {"notes": text} if text else {}, creates=True)


def says(id_, text, *bases, lamport=2):
    return a_change(id_, {"notes": text}, {"notes": bases or ("c0",)}, lamport=lamport)


@pytest.mark.parametrize(
    ("before", "one", "other", "shown"),
    [
        (None, "甲说", "乙说", "甲说\n乙说"),
        ("旧。", "旧。甲说", "旧。乙说", "旧。\n甲说\n乙说"),
        ("旧", "旧\n甲说", "旧\n乙说", "旧\n甲说\n乙说"),
        ("旧", "旧；甲说", "旧；乙说", "旧；甲说；乙说"),
        ("旧", "旧\n甲说\n", "旧\n乙说", "旧\n甲说\n\n乙说"),
        ("旧", "旧\n一样", "旧\n一样", "旧\n一样"),
        ("旧", "旧", "旧\n乙说", "旧\n乙说"),
    ],
)
def test_what_two_people_add_stands_one_below_the_other(before, one, other, shown):
    found = folded([noted(before), says("c1", one), says("c2", other, lamport=3)])

    assert found.values["notes"] == shown
    assert not found.contentions


@pytest.mark.parametrize(
    ("before", "one", "other"),
    [
        ("旧", "新", "旧\n乙说"),
        ("旧", None, "旧\n乙说"),
        ("漏水", "漏水严重", "漏水已修"),
        ("旧", {"text": "旧"}, "旧\n乙说"),
    ],
)
def test_what_was_altered_is_for_a_person_to_settle(before, one, other):
    found = folded([noted(before), says("c1", one), says("c2", other, lamport=3)])

    assert found.values["notes"] == other
    assert [head.id for head in found.contentions["notes"].heads] == ["c2", "c1"]


def test_what_is_written_next_stands_on_all_that_was_added():
    made = [noted("旧"), says("c1", "旧\n甲"), says("c2", "旧\n乙")]
    heads = heads_of(folded(made).heads, "notes")

    found = folded([*made, says("c3", "旧\n甲\n乙\n丙", *heads, lamport=4)])

    assert found.values["notes"] == "旧\n甲\n乙\n丙"
    assert list(heads_of(found.heads, "notes")) == ["c3"]


def test_two_who_add_to_what_was_put_together_add_to_all_of_it():
    made = [
        noted("旧"),
        says("c1", "旧\n甲"),
        says("c2", "旧\n乙"),
        says("c3", "旧\n甲\n乙\n丙", "c1", "c2", lamport=4),
        says("c4", "旧\n甲\n乙\n丁", "c1", "c2", lamport=5),
    ]

    assert folded(made).values["notes"] == "旧\n甲\n乙\n丙\n丁"


def test_who_adds_to_what_two_disagreed_about_is_asked_again():
    made = [
        noted("旧"),
        says("c1", "新"),
        says("c2", "旧\n乙"),
        says("c3", "新\n丙", "c1", "c2", lamport=4),
        says("c4", "新\n丁", "c1", "c2", lamport=5),
    ]

    assert "notes" in folded(made).contentions


def test_notes_whose_beginning_has_not_arrived_are_not_put_together():
    assert "notes" in folded([says("c1", "甲"), says("c2", "乙")]).contentions


def test_however_often_people_add_side_by_side_it_comes_to_an_end():
    made, bases, text = [noted("旧")], ("c0",), "旧"
    for number in range(20):
        pair = [
            says(f"{side}{number:02}", f"{text}\n{side}{number}", *bases, lamport=number + 2)
            for side in "ab"
        ]
        made += pair
        bases = tuple(one.id for one in pair)
        text += f"\na{number}\nb{number}"

    assert "notes" in folded(made).contentions
    assert folded(made[:9]).values["notes"] == "旧\na0\nb0\na1\nb1\na2\nb2\na3\nb3"
