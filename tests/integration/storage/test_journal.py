"""The journal: what goes in, what comes out, who gets which lines."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from gridkeeper.domain import ids, wire
from gridkeeper.domain.changes import CREATED, DELETED
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import DISPUTE, GRID, PERSON, VISIT
from gridkeeper.domain.places import Grid
from gridkeeper.storage import proof, tables
from tests.helpers.stores import (
    STAMP,
    a_pen,
    a_person,
    a_store,
    a_visit,
    an_id,
    change_of,
    contended_store,
    created,
    edit,
    receive,
    save,
    verified,
)

PEER = "e" * 32


def own_lines(unit):
    return list(unit.journal.own_lines(0, unit.journal.own_seq))


def test_a_saved_record_is_read_back_as_it_was(store):
    visit = a_visit(started_at=None, tries=2)
    with store.writing() as unit:
        save(unit, visit)
    with store.reading() as unit:
        assert unit.listing.get(VISIT, visit.id) == visit
        assert unit.listing.held(VISIT, visit.id).own_seq == unit.journal.own_seq == 1


def test_an_edit_is_shown_in_the_history_with_its_author(store):
    visit = a_visit()
    with store.writing() as unit:
        save(unit, visit)
        edit(unit, replace(visit, situation="灯泡已更换"))
    with store.reading() as unit:
        history = unit.journal.history(visit.id)
    assert [entry.change.lamport for entry in history] == [1, 2]
    assert history[1].change.sets == {"situation": "灯泡已更换"}
    assert {entry.change.author for entry in history} == {"李梅"}
    assert {entry.replica for entry in history} == {store.replica.id}
    assert {(entry.received_at, entry.batch_id) for entry in history} == {(STAMP, "")}


def test_a_transaction_that_raises_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError):
        save_and_fail(store)
    with store.reading() as unit:
        assert (unit.journal.last_arrival, unit.journal.own_seq, unit.journal.lamport) == (0, 0, 0)
        assert unit.listing.count(VISIT) == 0
        assert unit.search.ask("灯泡") == []


def save_and_fail(store):
    with store.writing() as unit:
        save(unit, a_visit())
        unit.search.catch_up()
        raise ZeroDivisionError


def test_a_rehearsal_keeps_nothing(store):
    with store.rehearsing() as unit:
        save(unit, a_visit())
        assert unit.listing.count(VISIT) == 1
    with store.reading() as unit:
        assert unit.listing.count(VISIT) == unit.journal.last_arrival == 0


def test_the_highest_number_of_others_is_passed_by_ones_own(store):
    with store.writing() as unit:
        receive(unit, created(a_person(), lamport=41))
        assert unit.journal.lamport == 42
        assert save(unit, a_person())[0].lamport == 43


def test_appending_nothing_changes_nothing(store):
    with store.writing() as unit:
        unit.journal.append([], STAMP)
        assert (unit.journal.own_seq, unit.journal.last_arrival) == (0, 0)


def test_what_one_store_wrote_reads_the_same_in_another(tmp_path, store):
    visit = a_visit()
    with store.writing() as unit:
        save(unit, visit, a_person())
        edit(unit, replace(visit, outcome="03", tries=1))
        lines, here = own_lines(unit), list(proof.dump(unit))
    with closing(a_store(tmp_path, name="other")) as other, other.writing() as unit:
        done = receive(unit, map(wire.decode, lines), replica=store.replica.id, epoch=1, first=1)
        assert (done.new, done.known) == (3, 0)
        assert {kind: len(records) for kind, records in done.created.items()} == {
            "visit": 1,
            "person": 1,
        }
        assert not any(done.changed.values())
        assert list(proof.dump(unit)) == here


def test_received_changes_to_known_records_are_told_apart_from_new_records(store):
    visit = a_visit()
    with store.writing() as unit:
        (creation,) = save(unit, visit)
        pen = a_pen(5)
        pen.edit(visit, replace(visit, situation="换好了"), {CREATED: [creation.id]})
        done = receive(unit, pen.changes)
    assert dict(done.changed) == {"visit": {ids.number_of(visit.id)}}
    assert dict(done.created) == {"visit": set()}


def test_ones_own_changes_that_come_back_are_ones_own_again(store):
    """After a restore, what was handed in comes back from the office."""
    (creation,) = created(a_visit())
    with store.writing() as unit:
        receive(unit, [creation], replica=store.replica.id, epoch=1, first=7)
    with store.reading() as unit:
        assert unit.listing.own_seqs(VISIT) == {creation.record: 7}


def test_a_change_with_a_wrong_value_goes_into_quarantine_and_the_rest_goes_on(store):
    good, bad = created(a_visit(), a_visit())
    bad = replace(bad, sets={**bad.sets, "visited_on": "8th of October"})
    with store.writing() as unit:
        done = receive(unit, [bad, good], batch_id="b" * 32)
        again = receive(unit, [bad, good], batch_id="b" * 32)
    assert (done.new, done.quarantined) == (1, [(0, "visited_on")])
    assert (again.new, again.known) == (0, 1)
    with store.reading() as unit:
        assert unit.listing.held(VISIT, bad.record) is None
        kept = unit.connection.execute(tables.quarantine.select()).all()
    assert [(row.line, row.reason, row.body) for row in kept] == [
        (0, "visited_on", wire.encode(bad))
    ]


def test_kinds_and_groups_of_a_newer_program_are_kept_for_it(store):
    visit, drone = created(a_visit(), a_visit())
    visit = replace(visit, sets={**visit.sets, "weather": {"sky": "clear"}})
    drone = replace(drone, kind="drone", sets={"height": 30})
    with store.writing() as unit:
        done = receive(unit, [visit, drone])
        assert (done.new, done.quarantined) == (2, [])
        assert sorted(unit.journal.lines()) == sorted([wire.encode(visit), wire.encode(drone)])
    assert verified(store).problems == []


def test_a_row_knows_the_heads_of_groups_that_only_a_newer_program_knows(store):
    (visit,) = created(a_visit())
    windy = replace(
        visit,
        id=new_id(),
        lamport=2,
        creates=False,
        sets={"weather": "windy"},
        bases={"weather": (visit.id,)},
    )
    with store.writing() as unit:
        receive(unit, [visit])
        receive(unit, [windy])
        heads = unit.listing.held(VISIT, visit.record).heads
    assert {group: list(ids) for group, ids in heads.items()} == {
        CREATED: [visit.id],
        "weather": [windy.id],
    }
    assert verified(store).problems == []


def test_a_change_that_names_bases_it_does_not_set_is_folded_like_any_other(store):
    """The short way through must not forget a base that has not arrived."""
    visit = a_visit()
    with store.writing() as unit:
        (creation,) = save(unit, visit)
        odd = change_of(creation, sets={"situation": "x"})
        odd = replace(odd, bases={"situation": [creation.id], "outcome": [an_id(0xF)]})
        receive(unit, [odd])
        assert unit.listing.held(VISIT, visit.id).heads == {}
    assert verified(store).problems == []


def test_a_record_that_is_born_deleted_is_folded_like_any_other(store):
    with store.writing() as unit:
        save(unit, a_visit(deleted=True))
    assert verified(store).problems == []


# Conflicts


@pytest.mark.parametrize(("office_first", "shown"), [(True, "甲"), (False, "乙")])
def test_of_two_values_the_offices_is_shown_until_somebody_settles_it(store, office_first, shown):
    creation = contended_store(store, office_first=office_first)
    with store.reading() as unit:
        held = unit.listing.held(DISPUTE, creation.record)
        assert (held.record.mediator, held.conflicts) == (shown, 1)
        assert unit.listing.contended() == [(DISPUTE, creation.record, "mediator")]
        assert b'"conflict":"mediator"' in list(proof.dump(unit))[-1]


def test_settling_ends_a_conflict(store):
    creation = contended_store(store)
    with store.writing() as unit:
        held = unit.listing.held(DISPUTE, creation.record)
        pen = a_pen(unit.journal.lamport)
        pen.settle(held.record, "mediator", {"mediator": "丙"}, held.heads)
        unit.journal.append(pen.changes, STAMP)
        held = unit.listing.held(DISPUTE, creation.record)
        assert (held.record.mediator, held.conflicts) == ("丙", 0)
        assert unit.listing.contended() == []


# Lines for peers


def a_grid(unit):
    grid = Grid(id=new_id(), name="第一网格")
    save(unit, grid)
    return grid.id


def in_scope(unit, *grids, after=0, without=(PEER, 1)):
    lines = unit.journal.scope_lines(after, unit.journal.last_arrival, grids, without)
    return [wire.decode(line).record for line in lines]


def test_own_lines_come_by_number_without_those_of_others(store):
    with store.writing() as unit:
        first = save(unit, a_visit(), a_visit())
        receive(unit, created(a_visit()), replica=PEER, epoch=1, first=1)
        last = save(unit, a_visit())
        assert own_lines(unit) == [wire.encode(change) for change in first + last]
        assert list(unit.journal.own_lines(1, 2)) == [wire.encode(first[1])]


def test_a_peer_gets_the_records_of_her_grids_only(store):
    with store.writing() as unit:
        one, other = a_grid(unit), a_grid(unit)
        mine, yours, offices = a_visit(grid_id=one), a_visit(grid_id=other), a_visit()
        save(unit, mine, yours, offices)
        assert in_scope(unit, one) == [one, mine.id]
        assert in_scope(unit, one, other) == [one, other, mine.id, yours.id]
        assert len(in_scope(unit)) == 5


def test_a_peer_does_not_get_her_own_changes_back(store):
    with store.writing() as unit:
        grid = a_grid(unit)
        receive(unit, created(a_visit(grid_id=grid)), replica=PEER, epoch=1, first=1)
        assert in_scope(unit, grid) == [grid]
        assert len(in_scope(unit, grid, without=("", 0))) == 2


def test_a_peer_gets_back_what_she_said_in_an_earlier_incarnation(store):
    with store.writing() as unit:
        grid = a_grid(unit)
        visit = a_visit(grid_id=grid)
        receive(unit, created(visit), replica=PEER, epoch=1, first=1)
        assert in_scope(unit, grid, without=(PEER, 2)) == [grid, visit.id]


def test_what_a_peer_confirmed_does_not_come_again(store):
    with store.writing() as unit:
        grid = a_grid(unit)
        save(unit, a_visit(grid_id=grid))
        confirmed = unit.journal.last_arrival
        visit = a_visit(grid_id=grid)
        save(unit, visit)
        assert in_scope(unit, grid, after=confirmed) == [visit.id]
        assert in_scope(unit, after=confirmed) == [visit.id]


def test_a_record_that_moves_into_her_grids_brings_its_whole_history(store):
    with store.writing() as unit:
        one, other = a_grid(unit), a_grid(unit)
        visit = a_visit(grid_id=other)
        save(unit, visit)
        edit(unit, replace(visit, situation="换好了"))
        confirmed = unit.journal.last_arrival
        edit(unit, replace(visit, situation="换好了", grid_id=one))
        assert in_scope(unit, one, after=confirmed) == [visit.id] * 3


def test_of_a_record_that_moved_away_she_learns_that_and_no_more(store):
    with store.writing() as unit:
        one, other = a_grid(unit), a_grid(unit)
        visit = a_visit(grid_id=other)
        save(unit, visit)
        confirmed = unit.journal.last_arrival
        moved = edit(unit, replace(visit, grid_id=one))
        edit(unit, replace(visit, grid_id=one, situation="换好了"))
        last = unit.journal.last_arrival
        lines = list(unit.journal.scope_lines(confirmed, last, [other], (PEER, 1)))
    assert lines == [wire.encode(moved)]


def test_a_record_whose_beginning_came_late_brings_what_came_before(store):
    visit = a_visit(grid_id="a" * 32)
    (creation,) = created(visit)
    early = change_of(creation, sets={"situation": "换好了"})
    with store.writing() as unit:
        receive(unit, [early])
        confirmed = unit.journal.last_arrival
        receive(unit, [creation])
        assert in_scope(unit, "a" * 32, after=confirmed) == [visit.id] * 2


def test_kinds_of_a_newer_program_are_passed_on_to_their_grid(store):
    (drone,) = created(a_visit(grid_id="a" * 32))
    with store.writing() as unit:
        receive(unit, [replace(drone, kind="drone", sets={"height": 30})])
        assert in_scope(unit, "a" * 32) == [drone.record]
        assert in_scope(unit, "b" * 32) == []


def test_a_deleted_record_leaves_the_lists_but_can_be_read(store):
    person = a_person()
    with store.writing() as unit:
        save(unit, person)
        edit(unit, replace(person, deleted=True))
        assert unit.listing.count(PERSON) == 0
        assert unit.listing.get(PERSON, person.id).deleted is True


def test_an_edit_that_a_deletion_did_not_see_keeps_the_record_visible(store):
    person = a_person()
    with store.writing() as unit:
        (creation,) = save(unit, person)
        deletion = change_of(
            creation, sets={DELETED: True}, bases={CREATED: [creation.id], DELETED: [creation.id]}
        )
        receive(unit, [deletion, change_of(creation, sets={"phone": "1"})])
        assert unit.listing.count(PERSON) == 1
        assert unit.listing.contended() == [(PERSON, person.id, DELETED)]
        assert unit.listing.where(GRID) == []
