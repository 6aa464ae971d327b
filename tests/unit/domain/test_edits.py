"""How a person's work becomes changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import edits, wire
from gridkeeper.domain.changes import CREATED, DELETED, fold
from gridkeeper.domain.disputes import Dispute
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import DISPUTE, KINDS, VISIT
from gridkeeper.domain.places import Grid
from gridkeeper.domain.visits import Visit

NOW = datetime(2026, 10, 8, 1, 30, tzinfo=UTC)


def a_pen(lamport=4):
    numbers = count(1)
    return edits.Pen("李梅", False, NOW, lamport, lambda: f"{next(numbers):032x}")  # noqa: FBT003


def a_visit(**facts):
    return Visit(**{"id": "v", "visited_on": date(2026, 10, 8), "outcome": "01"} | facts)


def test_a_creation_sets_what_is_there_and_names_no_bases():
    change = a_pen().create(a_visit(tries=2, grid_id="g"))
    assert change.sets == {
        "grid_id": "g",
        "visited_on": "2026-10-08",
        "outcome": {"outcome": "01", "tries": 2},
    }
    assert (change.creates, change.bases) == (True, {})
    assert (change.author, change.office, change.claimed_at) == (
        "李梅",
        False,
        "2026-10-08T01:30:00Z",
    )


def test_every_change_has_the_next_number():
    pen = a_pen(4)
    assert [pen.create(a_visit()).lamport for _ in range(2)] == [5, 6]
    assert pen.lamport == 6
    assert len(pen.changes) == 2


@pytest.mark.parametrize(
    ("record", "scope"),
    [(a_visit(grid_id="g"), "g"), (a_visit(), ""), (Grid(id="me", grid_id="other"), "me")],
)
def test_a_change_travels_with_its_grid(record, scope):
    assert a_pen().create(record).grid == scope


def test_an_edit_sets_only_the_groups_that_differ():
    before = a_visit(situation="灯泡不亮", tries=1)
    change = a_pen().edit(before, replace(before, tries=None, remark="x"), {CREATED: ["c"]})
    assert change.sets == {"outcome": {"outcome": "01"}, "remark": "x"}
    assert change.bases == {"outcome": ("c",), "remark": ("c",)}
    assert not change.creates


def test_an_emptied_group_is_set_to_nothing():
    before = a_visit(remark="x", outcome=None)
    change = a_pen().edit(before, replace(before, remark=""), {CREATED: ["c"], "remark": ["r"]})
    assert change.sets == {"remark": None}
    assert change.bases == {"remark": ("r",)}


def test_an_edit_that_says_nothing_new_is_none():
    pen = a_pen()
    assert pen.edit(a_visit(), a_visit(), {CREATED: ["c"]}) is None
    assert pen.changes == []


def test_a_deletion_names_the_heads_of_all_groups():
    heads = {CREATED: ["c"], "remark": ["r", "s"]}
    change = a_pen().edit(a_visit(), a_visit(deleted=True), heads)
    assert change.bases == {CREATED: ["c"], "remark": ["r", "s"], DELETED: ("c",)}


def test_a_deletion_of_a_record_whose_beginning_is_missing_names_what_is_known():
    change = a_pen().settle(a_visit(), DELETED, True, {"remark": ["r"]})  # noqa: FBT003
    assert change.bases == {"remark": ["r"]}


def test_settling_names_all_heads_of_its_group():
    change = a_pen().settle(a_visit(), "remark", "x", {CREATED: ["c"], "remark": ["r", "s"]})
    assert (change.sets, change.bases) == ({"remark": "x"}, {"remark": ("r", "s")})


@given(st.lists(st.tuples(st.none() | st.integers(0, 3), st.text(max_size=2)), max_size=5))
def test_what_was_edited_is_what_the_changes_amount_to(edited):
    pen, record = a_pen(), a_visit()
    pen.create(record)
    for tries, remark in edited:
        after = replace(record, tries=tries, remark=remark or None)
        pen.edit(record, after, fold(pen.changes).heads)
        record = after
    folded = fold(pen.changes)
    assert Visit.restored("v", edits.columns(VISIT, folded.values)) == record
    assert (folded.contentions, folded.complete) == ({}, True)


# Groups and their fields


@pytest.mark.parametrize(
    ("value", "columns"),
    [
        ({"outcome": "01"}, {"outcome": "01", "tries": None}),
        ({"outcome": "01", "tries": 1, "of_tomorrow": 9}, {"outcome": "01", "tries": 1}),
        (None, {"outcome": None, "tries": None}),
        ("a single value of an older program", {"outcome": None, "tries": None}),
    ],
)
def test_a_group_of_several_fields_is_spread_over_all_of_them(value, columns):
    assert edits.columns(VISIT, {"outcome": value}) == columns


@pytest.mark.parametrize(
    ("value", "column"), [("x", "x"), (None, None), ({"remark": "x", "more": 1}, "x"), ({}, None)]
)
def test_a_group_of_one_field_is_its_value(value, column):
    assert edits.columns(VISIT, {"remark": value}) == {"remark": column}


def test_a_group_that_only_a_newer_program_knows_has_no_column():
    assert edits.columns(VISIT, {"group_of_tomorrow": 1}) == {}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_gathering_is_the_reverse_of_spreading(kind):
    stored = {field.name: f"value of {field.name}" for field in kind.fields}
    for fields in kind.groups.values():
        value = edits.gathered(fields, stored)
        assert edits.spread(fields, value) == {f.name: stored[f.name] for f in fields}
        assert edits.gathered(fields, {}) is None


# Faults

_GOOD = {
    Type.TEXT: "x",
    Type.DAY: "2026-10-08",
    Type.MOMENT: "2026-10-08T01:30:00Z",
    Type.NUMBER: 3,
    Type.AMOUNT: -250,
    Type.YES_NO: False,
}
_BAD = {
    Type.TEXT: (1, True),
    Type.CODE: (1,),
    Type.RECORD: (False,),
    Type.PROSE: (0,),
    Type.DAY: ("20261008", "2026-W41-4", "2026-13-01", 20261008, "", "\uff12026-10-08"),
    Type.MOMENT: ("2026-10-08", "2026-10-08T25:00:00Z", 5, "2026-10-08T01:30:00+08:00"),
    Type.NUMBER: ("3", True, 2**63),
    Type.AMOUNT: ("2.50", False, -(2**63)),
    Type.YES_NO: (1, "true"),
}
_FIELDS = [field for kind in (VISIT, DISPUTE) for field in kind.fields]


@pytest.mark.parametrize("type_", Type)
def test_values_are_taken_only_as_their_field_would_store_them(type_):
    kind = DISPUTE if type_ in {Type.AMOUNT, Type.YES_NO} else VISIT
    field = next(field for field in kind.fields if field.type is type_)
    for value in (None, _GOOD.get(type_, "x")):
        assert edits.fault(kind, {field.name: value}) == ""
    for value in _BAD[type_]:
        assert edits.fault(kind, {field.name: value}) == field.name


def test_what_a_newer_program_sets_is_left_out():
    found = edits.columns(VISIT, {"group_of_tomorrow": 1, "outcome": {"of_tomorrow": 2}})
    assert found == {"outcome": None, "tries": None}


def test_what_a_record_stores_is_never_a_fault():
    dispute = Dispute(id="d", amount=Decimal("12.50"), success=True, found_on=date(2026, 1, 2))
    assert edits.fault(DISPUTE, edits.columns(DISPUTE, a_pen().create(dispute).sets)) == ""


def test_nobody_counts_higher_than_what_can_be_read():
    change = a_pen(wire.HIGHEST_LAMPORT).create(Grid(id="g"))

    assert change.lamport == wire.HIGHEST_LAMPORT
