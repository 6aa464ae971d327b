"""What a store can prove about itself: chains, rows, the dump, the rebuild."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import text, update

from gridkeeper.domain import wire
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.places import Grid
from gridkeeper.storage import proof, rebuilding, tables
from tests.helpers.stores import (
    STAMP,
    a_person,
    a_store,
    a_visit,
    contended_store,
    created,
    receive,
    save,
    verified,
)

if TYPE_CHECKING:
    from gridkeeper.domain.changes import Change

PEER = "e" * 32


def test_the_chain_of_a_stream_goes_on_from_batch_to_batch(store):
    first, second = created(a_visit(), a_visit())
    middle = wire.chain(wire.CHAIN_START, wire.encode(first))
    with store.writing() as unit:
        receive(unit, [first], replica=PEER, epoch=1, first=1, chain=wire.CHAIN_START)
        receive(unit, [second], replica=PEER, epoch=1, first=2, chain=middle)
        assert unit.journal.chain_at(PEER, 1, 0) == wire.CHAIN_START
        assert unit.journal.chain_at(PEER, 1, 1) == middle
        assert unit.journal.chain_at(PEER, 1, 2) == wire.chain(middle, wire.encode(second))
        assert unit.journal.chain_at(PEER, 1, 3) == b""
    assert verified(store).problems == []


def test_a_sound_store_has_no_problems(store):
    contended_store(store)
    with store.writing() as unit:
        save(unit, a_person())
        receive(unit, created(a_visit(), a_visit()), replica=PEER, epoch=2, first=4)
    found = verified(store)
    assert (found.problems, found.changes) == ([], 6)
    assert (found.records["visit"], found.records["dispute"], found.records["grid"]) == (2, 1, 0)


def tampered(store, visit, statement):
    with store.writing() as unit:
        save(unit, visit, a_person())
        unit.connection.execute(statement)
    return "; ".join(verified(store).problems)


def test_a_line_that_was_altered_breaks_the_chain(store):
    visit = a_visit()
    body = update(tables.change).where(tables.change.c.record_id == visit.id)
    (forged,) = created(replace(visit, outcome="04"))
    problems = tampered(store, visit, body.values(body=wire.encode(forged)))
    assert f"chain of {store.replica.id} breaks at 1/1" in problems
    assert f"visit {visit.id}: the row is not what its changes say" in problems
    assert "its columns are not what its line says" in problems


def test_a_line_that_is_no_line_any_more_is_named(store):
    problems = tampered(store, a_visit(), update(tables.change).values(body=b"[1"))
    assert "breaks at 1/1" in problems
    assert "the row is" not in problems


def test_a_row_that_was_altered_is_noticed(store):
    visit = a_visit()
    problems = tampered(store, visit, update(tables.records["visit"]).values(outcome="04"))
    assert problems == f"visit {visit.id}: the row is not what its changes say"


def test_own_changes_that_were_cut_off_at_the_end_are_noticed(store):
    last = text("DELETE FROM change WHERE seq = 2")
    assert "own changes do not end at number 2" in tampered(store, a_visit(), last)


def test_a_conflict_that_was_struck_out_is_noticed(store):
    contended_store(store)
    problems = tampered(store, a_visit(), text("DELETE FROM contention"))
    assert "contention" in problems


def test_a_number_that_is_in_quarantine_does_not_break_the_chain(store):
    first, bad, third = created(a_visit(), a_visit(), a_visit())
    bad = replace(bad, sets={"outcome": {"outcome": 1}})
    with store.writing() as unit:
        receive(unit, [first, bad, third], replica=PEER, epoch=1, first=1, chain=wire.CHAIN_START)
    assert verified(store).problems == []


def test_a_rebuild_makes_rows_and_index_anew(store):
    visit = a_visit()
    with store.writing() as unit:
        save(unit, visit, a_person(), Grid(id=new_id(), name="第一网格"))
        unit.search.catch_up()
        before = list(proof.dump(unit))
        unit.connection.execute(text("DELETE FROM visit"))
        steps = []
        watch = type("Watch", (), {"report": lambda _, done, total: steps.append((done, total))})
        assert rebuilding.rebuild(unit, watch()) == 3
        assert steps[-1] == (3, 3)
        assert list(proof.dump(unit)) == before
        assert unit.search.ask("灯泡") == [("visit", visit.id)]


def test_a_dump_says_nothing_that_belongs_to_one_store_alone(tmp_path, store):
    changes: list[Change] = created(a_visit(), a_person())
    with store.writing() as unit:
        unit.journal.append(changes, STAMP)
        here = list(proof.dump(unit))
    with closing(a_store(tmp_path, name="other")) as other, other.writing() as unit:
        receive(unit, reversed(changes))
        assert list(proof.dump(unit)) == here
