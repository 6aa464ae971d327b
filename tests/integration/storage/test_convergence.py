"""Stores that know the same changes say the same, whatever way they learned them."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from gridkeeper.domain import wire
from gridkeeper.domain.changes import fold
from gridkeeper.domain.edits import columns
from gridkeeper.domain.kinds import KINDS
from gridkeeper.progress import Quiet
from gridkeeper.storage import proof, rebuilding, tables
from gridkeeper.storage.projection import policies, ranks
from tests.helpers.histories import deliveries, histories
from tests.helpers.stores import STAMP, receive

pytestmark = pytest.mark.no_cover


def deliver(unit, history, batches, *, takes_own=False):
    """Bring a history into a store; what it made itself is appended, all else received."""
    made = set()
    for batch in batches:
        for place in batch:
            one = history[place]
            if takes_own and one.own and place not in made:
                made.add(place)
                unit.journal.append([one.change], STAMP)
        receive(unit, [history[place].change for place in batch])


def rows(unit):
    """Return every row of the projection as the file holds it, local columns and all."""
    found = [
        tuple(row)
        for row in unit.connection.execute(select(tables.contention).order_by(text("1, 2")))
    ]
    for name, table in tables.records.items():
        found += [(name, *row) for row in unit.connection.execute(select(table).order_by("id"))]
    return found


@given(st.data())
def test_order_repetition_and_route_leave_no_trace(two_stores, data):
    history = data.draw(histories())
    one, other = two_stores
    with one.rehearsing() as first, other.rehearsing() as second:
        deliver(first, history, data.draw(deliveries(history)), takes_own=True)
        deliver(second, history, data.draw(deliveries(history)))
        assert list(proof.dump(first)) == list(proof.dump(second))


@given(st.data())
def test_every_row_is_the_fold_of_its_changes(two_stores, data):
    history = data.draw(histories())
    with two_stores[0].rehearsing() as unit:
        deliver(unit, history, data.draw(deliveries(history)))
        contended = []
        for (kind_name, record), changes in by_record(history).items():
            if kind_name not in KINDS:
                continue
            kind = KINDS[kind_name]
            folded = fold(changes, policies(kind), ranks(kind))
            held = unit.listing.held(kind, record)
            shown = {k: v for k, v in columns(kind, folded.values).items() if v is not None}
            assert held.record.stored() == shown
            assert held.conflicts == len(folded.contentions)
            contended += [(kind, record, group) for group in folded.contentions]
            if folded.complete:
                assert {group: list(ids) for group, ids in folded.heads.items()} == held.heads
            else:
                assert held.heads == {}
        assert sorted(unit.listing.contended(), key=str) == sorted(contended, key=str)


def by_record(history):
    found = defaultdict(list)
    for one in history:
        found[one.change.kind, one.change.record].append(one.change)
    return found


@given(st.data())
def test_a_rebuild_gives_the_same_rows_byte_for_byte(two_stores, data):
    history = data.draw(histories())
    with two_stores[0].rehearsing() as unit:
        deliver(unit, history, data.draw(deliveries(history)), takes_own=True)
        before = rows(unit)
        rebuilding.rebuild(unit, Quiet())
        assert rows(unit) == before


@given(st.data())
def test_nothing_that_was_ever_received_is_missing_from_the_journal(two_stores, data):
    history = data.draw(histories())
    with two_stores[0].rehearsing() as unit:
        deliver(unit, history, data.draw(deliveries(history)))
        assert sorted(unit.journal.lines()) == sorted(wire.encode(one.change) for one in history)


@given(st.data())
def test_the_same_batches_again_change_nothing(two_stores, data):
    history = data.draw(histories())
    batches = data.draw(deliveries(history))
    with two_stores[0].rehearsing() as unit:
        deliver(unit, history, batches)
        before = rows(unit), list(unit.journal.lines())
        again = receive(unit, [one.change for one in history])
        assert (again.new, again.known) == (0, len(history))
        assert (rows(unit), list(unit.journal.lines())) == before


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_has_a_policy_for_each_of_its_groups(kind):
    assert policies(kind).keys() == kind.groups.keys()
    assert ranks(kind) or "state" not in kind.by_name
