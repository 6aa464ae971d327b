"""The algebra of changes: what a record amounts to does not depend on how they arrived."""

from __future__ import annotations

import dataclasses

import hypothesis.strategies as st
import pytest
from hypothesis import given

from gridkeeper.domain import changes
from gridkeeper.domain.changes import CREATED, DELETED, heads_of
from tests.unit.domain.histories import GROUPS, a_change, folded, histories


@given(histories(), st.randoms())
def test_the_order_of_arrival_does_not_matter(history, chance):
    shuffled = list(history)
    chance.shuffle(shuffled)
    assert folded(shuffled) == folded(history)


@given(histories(), st.randoms())
def test_a_change_that_comes_twice_counts_once(history, chance):
    assert folded([*history, *chance.choices(history, k=3)]) == folded(history)


@given(histories(), st.data())
def test_what_was_lost_and_sent_again_leaves_no_trace(history, data):
    lost = data.draw(st.sampled_from(history))
    late = [change for change in history if change is not lost]
    folded(late)
    assert folded([*late, lost]) == folded(history)


@given(histories())
def test_nothing_is_dropped(history):
    found = folded(history)
    for change in history:
        for group in change.sets:
            head = change.id in heads_of(found.heads, group)
            covered = any(
                change.id in other.bases.get(group, ()) for other in history if other.touches(group)
            )
            assert head or covered


@given(histories())
def test_every_head_is_shown_or_in_contention_or_says_the_same(history):
    found = folded(history)
    known = {change.id: change for change in history}
    for group in found.values.keys() - {DELETED, "notes"}:
        told = {repr(known[head].value(group)) for head in heads_of(found.heads, group)}
        assert repr(found.values[group]) in told
        assert (len(told) > 1) == (group in found.contentions)


@given(histories(), st.sampled_from(GROUPS))
def test_folding_one_more_in_agrees_with_folding_all(history, group):
    found = folded(history)
    change = a_change("c99", {group: "9"}, {group: tuple(heads_of(found.heads, group))}, lamport=99)
    after = folded([*history, change])
    if changes.follows(change, found.heads):
        advanced = changes.advanced(change, found.heads)
        for name in {*after.heads, *advanced} - {CREATED}:
            assert list(heads_of(advanced, name)) == list(heads_of(after.heads, name))
        assert after.values[group] == "9"
    assert list(heads_of(after.heads, group)) == ["c99"]


@given(histories())
def test_settling_clears_a_contention(history):
    found = folded(history)
    for group in found.contentions.keys() - {DELETED}:
        settled = a_change("c99", {group: "9"}, {group: tuple(heads_of(found.heads, group))})
        after = folded([*history, settled])
        assert group not in after.contentions
        assert after.values[group] == "9"


@given(histories(), st.randoms())
def test_a_settled_contention_is_not_opened_by_what_comes_again(history, chance):
    found = folded(history)
    for group in found.contentions.keys() - {DELETED}:
        settled = a_change("c99", {group: "9"}, {group: tuple(heads_of(found.heads, group))})
        again = [settled, *history, *history]
        chance.shuffle(again)
        assert group not in folded(again).contentions


CREATE = a_change("c0", {"a": "1"}, creates=True)


def test_an_untouched_group_of_a_created_record_has_the_creation_as_its_head():
    assert heads_of(folded([CREATE]).heads, "b") == ("c0",)


def test_a_record_without_its_creation_is_incomplete():
    assert not folded([a_change("c1", {"a": "2"}, {"a": ("c0",)})]).complete


def test_a_record_with_a_base_missing_is_incomplete():
    assert not folded([CREATE, a_change("c2", {"a": "2"}, {"a": ("c1",)})]).complete


def test_a_whole_history_is_complete():
    assert folded([CREATE, a_change("c1", {"a": "2"}, {"a": ("c0",)})]).complete


def test_no_changes_amount_to_nothing():
    assert folded([]) == changes.Folded({}, {}, {}, complete=False)


def test_the_highest_number_is_shown():
    rivals = [
        a_change("c1", {"a": "2"}, {"a": ("c0",)}, lamport=5),
        a_change("c2", {"a": "3"}, {"a": ("c0",)}, lamport=4),
    ]
    assert folded([CREATE, *rivals]).values["a"] == "2"


def test_the_office_is_shown_where_a_group_is_its_own():
    rivals = [
        a_change("c1", {"b": "worker"}, {"b": ("c0",)}, lamport=9),
        a_change("c2", {"b": "office"}, {"b": ("c0",)}, lamport=2, office=True),
    ]
    found = folded([CREATE, *rivals])
    assert found.values["b"] == "office"
    assert [head.id for head in found.contentions["b"].heads] == ["c2", "c1"]


@pytest.mark.parametrize("wrap", [lambda state: {"state": state}, lambda state: state])
def test_the_state_furthest_along_is_shown(wrap):
    rivals = [
        a_change("c1", {"progress": wrap("20")}, {"progress": ("c0",)}, lamport=9),
        a_change("c2", {"progress": wrap("70")}, {"progress": ("c0",)}, lamport=2),
    ]
    assert folded([CREATE, *rivals]).values["progress"] == wrap("70")


def test_a_state_that_nobody_knows_is_behind_all_others():
    rivals = [
        a_change("c1", {"progress": {"state": "xx"}}, {"progress": ("c0",)}, lamport=9),
        a_change("c2", {"progress": {"state": "20"}}, {"progress": ("c0",)}, lamport=2),
    ]
    assert folded([CREATE, *rivals]).values["progress"] == {"state": "20"}


def test_two_who_write_the_same_do_not_contend():
    rivals = [a_change(f"c{i}", {"a": "2"}, {"a": ("c0",)}) for i in (1, 2)]
    assert not folded([CREATE, *rivals]).contentions


DELETE = a_change("d1", {DELETED: True}, {CREATED: ("c0",), DELETED: ("c0",)}, lamport=2)


def test_a_deletion_that_saw_everything_stands():
    found = folded([CREATE, DELETE])
    assert found.values[DELETED] is True
    assert not found.contentions


def test_a_deletion_beside_an_edit_leaves_the_record_visible_in_contention():
    edit = a_change("c1", {"a": "2"}, {"a": ("c0",)}, lamport=2)
    found = folded([CREATE, edit, DELETE])
    assert found.values[DELETED] is None
    assert [head.id for head in found.contentions[DELETED].heads] == ["c1", "d1"]


def test_deleting_again_after_seeing_the_edit_settles_it():
    edit = a_change("c1", {"a": "2"}, {"a": ("c0",)}, lamport=2)
    heads = folded([CREATE, edit, DELETE]).heads
    again = a_change("d2", {DELETED: True}, {**heads, DELETED: heads_of(heads, DELETED)})
    found = folded([CREATE, edit, DELETE, again])
    assert found.values[DELETED] is True
    assert DELETED not in found.contentions


def test_taking_a_deletion_back_settles_it():
    edit = a_change("c1", {"a": "2"}, {"a": ("c0",)}, lamport=2)
    heads = folded([CREATE, edit, DELETE]).heads
    back = a_change("d2", {DELETED: None}, {**heads, DELETED: heads_of(heads, DELETED)})
    found = folded([CREATE, edit, DELETE, back])
    assert found.values[DELETED] is None
    assert DELETED not in found.contentions


def test_a_deletion_beside_a_revival_is_in_contention():
    back = a_change("d2", {DELETED: None}, {DELETED: ("c0",), CREATED: ("c0",)}, lamport=3)
    found = folded([CREATE, DELETE, back])
    assert found.values[DELETED] is None
    assert {head.id for head in found.contentions[DELETED].heads} == {"d1", "d2"}


def test_a_change_does_not_follow_heads_that_it_did_not_see():
    heads = folded([CREATE, a_change("c1", {"a": "2"}, {"a": ("c0",)})]).heads
    assert not changes.follows(a_change("c2", {"a": "3"}, {"a": ("c0",)}), heads)


@pytest.mark.parametrize(
    ("change", "heads"),
    [
        (CREATE, {CREATED: ("c0",)}),
        (DELETE, {CREATED: ("c0",)}),
        (a_change("c1", {"a": "2"}, {"a": ("c0",)}), {}),
        (a_change("c1", {"a": "2"}, {"a": ("c0",)}), {CREATED: ("c0",), DELETED: ("d1",)}),
    ],
)
def test_creations_deletions_and_records_half_known_need_the_whole_journal(change, heads):
    assert not changes.follows(change, heads)


def test_a_change_cannot_be_altered():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CREATE.author = "乙"


def test_a_long_line_of_edits_that_arrives_backwards_ends_at_the_last():
    line = [CREATE]
    for number in range(1, 60):
        line.append(
            a_change(f"e{number:02}", {"a": str(number)}, {"a": (line[-1].id,)}, lamport=number + 1)
        )
    assert folded(line[::-1]).values["a"] == "59"


def test_nothing_is_written_over_what_is_written_once():
    over = a_change("c1", {"said": "2"}, {"said": ("c0",)}, lamport=9)
    found = folded([a_change("c0", {"said": "1"}, creates=True), over])
    assert found.values["said"] == "1"
    assert list(heads_of(found.heads, "said")) == ["c0"]
    assert not found.contentions


def test_what_is_written_once_is_shown_before_its_beginning_has_arrived():
    assert folded([a_change("c1", {"said": "2"}, {"said": ("c0",)})]).values["said"] == "2"


def test_a_deletion_that_saw_everything_stands_beside_one_that_did_not():
    edit = a_change("c1", {"a": "2"}, {"a": ("c0",)}, lamport=2)
    heads = folded([CREATE, edit]).heads
    after = a_change("d2", {DELETED: True}, {**heads, DELETED: ("c0",)}, lamport=3)
    assert folded([CREATE, edit, DELETE, after]).values[DELETED] is True


def test_two_deletions_of_which_each_missed_an_edit_are_in_contention():
    edits = [
        a_change("c1", {"a": "2"}, {"a": ("c0",)}, lamport=2),
        a_change("c2", {"b": "2"}, {"b": ("c0",)}, lamport=2),
    ]
    deletions = [
        a_change(f"d{n}", {DELETED: True}, {**folded([CREATE, one]).heads, DELETED: ("c0",)})
        for n, one in enumerate(edits)
    ]
    found = folded([CREATE, *edits, *deletions])
    assert found.values[DELETED] is None
    assert {head.id for head in found.contentions[DELETED].heads} == {"c1", "c2", "d0", "d1"}
