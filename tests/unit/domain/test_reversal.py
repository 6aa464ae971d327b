"""Taking changes back: identity where nobody worked on since, and what was done since stays."""

from __future__ import annotations

from itertools import count

import hypothesis.strategies as st
import pytest
from hypothesis import given

from gridkeeper.domain.changes import CREATED, DELETED, heads_of
from gridkeeper.domain.reversal import Reversal, Rules
from tests.unit.domain.histories import POLICIES, RANKS, a_change, folded, histories

RULES = Rules(POLICIES, RANKS)


def taken_back(history, gone):
    """Return the history with what takes some of its changes back, and the groups that stayed."""
    numbers = count(len(history))

    def write(group, value, bases):
        number = next(numbers)
        return a_change(f"u{number:03}", {group: value}, bases, lamport=number + 50, office=True)

    reversal = Reversal({change.id: change for change in history}, gone, RULES, write)
    reversal.take_back()
    return list(reversal.known.values()), reversal.kept


def shown(history):
    """Return what people see of a record."""
    found = folded(history)
    values = {group: value for group, value in found.values.items() if value is not None}
    contended = {
        group: {repr(head.value(group)) for head in contention.heads}
        for group, contention in found.contentions.items()
        if group != DELETED
    }
    return values, contended, DELETED in found.contentions


@st.composite
def batches(draw):
    """Return a history and the ids of some last changes of it, on which nothing was built."""
    history = draw(histories())
    gone = {change.id for change in history if not change.creates and draw(st.booleans())}
    while built := {
        change.id
        for change in history
        if change.id not in gone
        and any(base in gone for bases in change.bases.values() for base in bases)
    }:
        gone |= built
    return history, gone


@given(batches())
def test_without_later_work_a_record_is_what_it_was(batch):
    history, gone = batch
    after, kept = taken_back(history, gone)

    assert shown(after) == shown([change for change in history if change.id not in gone])
    assert kept == []


@given(batches())
def test_taking_back_what_took_back_brings_it_again(batch):
    history, gone = batch
    after, _kept = taken_back(history, gone)
    again, kept = taken_back(after, {change.id for change in after} - {one.id for one in history})

    assert shown(again) == shown(history)
    assert kept == []


@given(batches())
def test_it_can_go_to_and_fro(batch):
    history, gone = batch
    own = {change.id for change in history} - gone
    known = history
    for _turn in range(2):
        away, _kept = taken_back(known, {change.id for change in known} - own)
        known, _kept = taken_back(
            away, {change.id for change in away} - {one.id for one in history}
        )

    assert shown(away) == shown([change for change in history if change.id in own])
    assert shown(known) == shown(history)


@given(histories(), st.data())
def test_what_was_changed_since_stays(history, data):
    gone = data.draw(st.sets(st.sampled_from([change.id for change in history])))
    now = folded(history)
    after, kept = taken_back(history, gone)

    for group in now.values.keys() - {DELETED}:
        if not any(head in gone for head in heads_of(now.heads, group)):
            assert folded(after).values[group] == now.values[group]
    assert set(kept) <= now.values.keys()


@pytest.mark.parametrize(("group", "stayed"), [("a", []), ("b", ["b"])])
def test_an_answer_to_what_is_taken_back_stays(group, stayed):
    history = [
        a_change("c00", {"a": "0"}, creates=True),
        a_change("c01", {group: "1"}, {group: ("c00",)}, lamport=2, office=True),
        a_change("c02", {group: "2"}, {group: ("c01",)}, lamport=3, office=True),
        a_change("c03", {group: "3"}, {group: ("c02",)}, lamport=4),
    ]
    after, kept = taken_back(history, {"c02"})

    assert folded(after).values[group] == "3"
    assert kept == stayed  # as the office goes before in b, it would be 1 there without the answer


@given(histories())
def test_a_record_that_came_with_them_is_deleted(history):
    after, kept = taken_back(history, {change.id for change in history})

    assert folded(after).values[DELETED]
    assert DELETED not in folded(after).contentions
    assert kept == []


@given(histories())
def test_a_record_that_came_with_them_stays_where_somebody_changed_it_since(history):
    edit = a_change(
        "d00", {"a": "9"}, {"a": tuple(heads_of(folded(history).heads, "a"))}, lamport=99
    )
    after, kept = taken_back([*history, edit], {change.id for change in history})

    assert after == [*history, edit]
    assert "a" in kept
    assert CREATED in folded(after).heads


CREATION = a_change("c00", {"a": "1"}, creates=True)
DELETION = {"deleted": True}
FIRST, SECOND = (
    a_change("c01", {"a": "1"}, {"a": ("c00",)}, lamport=2, office=True),
    a_change("c02", {"a": "2"}, {"a": ("c00",)}, lamport=2),
)


def deleting(id_, bases, lamport=3):
    return a_change(id_, DELETION, {"*": ("c00",), "deleted": ("c00",), **bases}, lamport=lamport)


@pytest.mark.parametrize(
    ("history", "gone"),
    [
        ([CREATION, deleting("c01", {})], {"c00", "c01"}),
        (
            [CREATION, FIRST, SECOND, a_change("c03", {"a": "1"}, {"a": ("c01",)}, lamport=3)],
            {"c03"},
        ),
        (
            [
                CREATION,
                FIRST,
                SECOND,
                a_change("c03", {"a": "3"}, {"a": ("c01", "c02")}, lamport=3),
            ],
            {"c03"},
        ),
        ([CREATION, FIRST, SECOND], {"c02"}),
        ([CREATION, deleting("c01", {})], {"c01"}),
        ([CREATION, FIRST, deleting("c02", {})], {"c01"}),
        ([CREATION, FIRST, deleting("c02", {})], {"c02"}),
        (
            [
                CREATION,
                *(
                    a_change(f"c0{number}", {"notes": text}, {"notes": (base,)}, lamport=number + 1)
                    for number, text, base in ((1, "1", "c00"), (2, "1", "c01"), (3, "2", "c01"))
                ),
            ],
            {"c01", "c02", "c03"},
        ),
    ],
    ids=[
        "came and went with them",
        "a conflict shows what it showed",
        "a conflict is settled no more",
        "a conflict came with them",
        "deleted with them",
        "their edit opposed a deletion",
        "their deletion was opposed",
        "what contradicts an addition does so again",
    ],
)
def test_to_and_fro_by_hand(history, gone):
    after, kept = taken_back(history, gone)
    again, _kept = taken_back(after, {change.id for change in after} - {one.id for one in history})

    rest = [change for change in history if change.id not in gone]
    assert shown(after) == (shown(rest) if rest else shown(history))
    assert shown(again) == shown(history)
    assert kept == []


def test_a_deletion_since_stays():
    edit = a_change("c01", {"a": "2"}, {"a": ("c00",)}, lamport=2)
    history = [CREATION, edit, deleting("c02", {"a": ("c01",)})]

    after, _kept = taken_back(history, {"c01"})

    assert folded(after).values[DELETED]
    assert DELETED not in folded(after).contentions
