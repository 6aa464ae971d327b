"""Stores that were copied or restored from a backup: nothing is lost, whoever was set back."""

from __future__ import annotations

from dataclasses import replace

from gridkeeper.domain import kinds
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.store.stores import StoreService
from tests.helpers.stores import verified
from tests.helpers.towns import (
    OFFICE,
    QUIET,
    WORKER_1,
    a_visit_of,
    hand_in,
    record,
    take,
    where,
)


def answer(town, office, name):
    """Let the office hand over to 李梅."""
    return BatchExportService(office).export(town.folder / name, QUIET, "李梅")[0].path


def exchange(town, worker, office, name):
    """Hand in and be answered; return what each side said of it."""
    there = take(office, hand_in(worker, town.folder, f"{name}-in.gkb"))[0]
    back = take(worker, answer(town, office, f"{name}-out.gkb"))[0]
    return there, back


def visits(session):
    return {visit.id for visit in where(session, kinds.VISIT)}


def test_a_worker_set_back_to_a_copy_hands_in_all_that_she_does_since(town):
    a_visit_of(town.mei)
    exchange(town, town.mei, town.office, "1")
    copy = town.copy(WORKER_1, "copy.gkdb")
    for _ in range(3):
        a_visit_of(town.mei)
    exchange(town, town.mei, town.office, "2")

    made = set()
    for number in range(3):
        made.add(a_visit_of(copy).id)
        exchange(town, copy, town.office, f"copy-{number}")

    assert made <= visits(town.office)
    assert len(visits(town.office)) == 7
    assert copy.replica.epoch > 1
    assert verified(town.office.store).problems == []
    assert verified(copy.store).problems == []


def test_a_worker_set_back_gets_her_own_words_back(town):
    copy = town.copy(WORKER_1, "copy.gkdb")
    lost = a_visit_of(town.mei)
    exchange(town, town.mei, town.office, "1")
    for number in range(2):
        exchange(town, copy, town.office, f"copy-{number}")

    assert visits(copy) == {lost.id}


def test_a_receipt_for_another_branch_confirms_nothing(town):
    """The office has as many changes of hers as she has now, but other ones."""
    copy = town.copy(WORKER_1, "copy.gkdb")
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    lost = a_visit_of(copy)
    hand_in(copy, town.folder, "lost.gkb").unlink()

    take(copy, answer(town, town.office, "out.gkb"))

    assert StoreService(copy).facts().unconfirmed > 0
    take(town.office, hand_in(copy, town.folder, "again.gkb"))
    assert lost.id in visits(town.office)


def test_both_of_two_copies_of_a_worker_are_heard(town):
    copy = town.copy(WORKER_1, "copy.gkdb")
    made = set()
    for number in range(3):
        for name, worker in (("mei", town.mei), ("copy", copy)):
            made.add(a_visit_of(worker).id)
            there, back = exchange(town, worker, town.office, f"{name}-{number}")
            assert (there.refused, back.refused) == ("", "")

    assert visits(town.office) == made
    assert verified(town.office.store).problems == []


def test_an_office_set_back_gets_again_what_it_has_lost(town):
    old = town.copy(OFFICE, "old.gkdb")
    first = a_visit_of(town.mei)
    exchange(town, town.mei, town.office, "1")
    a_visit_of(town.mei)
    assert take(old, town.hand_in(town.mei, "late.gkb"))[0].code == "batch.gap"

    whole = BatchExportService(town.mei).export(town.folder / "all.gkb", QUIET, everything=True)

    assert not take(old, whole[0].path)[0].refused
    assert first.id in visits(old)
    assert visits(old) == visits(town.mei)


def test_an_office_set_back_hands_over_what_it_says_since(town):
    """A worker's receipt for what the lost office had said is none for what this one says."""
    a_visit_of(town.mei)
    exchange(town, town.mei, town.office, "1")
    old = town.copy(OFFICE, "old.gkdb")
    for number in range(3):
        record(
            town.office,
            kinds.REQUEST,
            title=f"旧{number}",
            grid_id="第一网格",
            received_on="2026-10-07",
        )
    exchange(town, town.mei, town.office, "2")

    for number in range(6):
        made = record(
            old, kinds.REQUEST, title=f"新{number}", grid_id="第一网格", received_on="2026-10-07"
        )
        take(old, town.hand_in(town.mei, f"in-{number}.gkb"))
        lost = answer(town, old, f"lost-{number}.gkb")
        if number % 2:
            assert not take(town.mei, lost)[0].refused
        assert town.only(kinds.REQUEST, old, title=f"新{number}") == made
    take(old, town.hand_in(town.mei, "in.gkb"))
    take(town.mei, answer(town, old, "out.gkb"))

    titles = {one.title for one in where(town.mei, kinds.REQUEST)}
    assert {f"新{number}" for number in range(6)} <= titles


def test_a_worker_set_back_gets_again_what_the_office_had_said(town):
    copy = town.copy(WORKER_1, "copy.gkdb")
    record(town.office, kinds.REQUEST, title="路灯", grid_id="第一网格", received_on="2026-10-07")
    exchange(town, town.mei, town.office, "1")
    exchange(town, town.mei, town.office, "2")
    record(town.office, kinds.REQUEST, title="井盖", grid_id="第一网格", received_on="2026-10-07")

    there, back = exchange(town, copy, town.office, "copy-1")

    assert (there.refused, back.refused) == ("", "")
    assert {one.title for one in where(copy, kinds.REQUEST)} == {"路灯", "井盖"}


def test_a_batch_after_a_line_in_quarantine_is_taken(town):
    """The receipt is still on its way, so the next batch begins where the first one began."""
    visit = a_visit_of(town.mei)
    with town.mei.writing("edit") as work:
        held = work.unit.listing.held(kinds.VISIT, visit.id)
        work.pen.settle(held.record, "next_due", "someday", held.heads)
    assert take(town.office, town.hand_in(town.mei, "1.gkb"))[0].quarantined
    take(town.mei, answer(town, town.office, "out.gkb"))
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei, "2.gkb"))
    last = a_visit_of(town.mei)

    (outcome,) = take(town.office, town.hand_in(town.mei, "3.gkb"))

    assert outcome.refused == ""
    assert last.id in visits(town.office)


def test_a_batch_after_a_line_in_quarantine_must_lead_to_what_is_here(town):
    visit = a_visit_of(town.mei)
    with town.mei.writing("edit") as work:
        held = work.unit.listing.held(kinds.VISIT, visit.id)
        work.pen.settle(held.record, "next_due", "someday", held.heads)
    take(town.office, town.hand_in(town.mei, "1.gkb"))
    take(town.mei, answer(town, town.office, "out.gkb"))
    copy = town.copy(WORKER_1, "copy.gkdb")
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei, "2.gkb"))
    a_visit_of(copy)
    a_visit_of(copy)

    (outcome,) = take(town.office, hand_in(copy, town.folder, "3.gkb"))

    assert outcome.code == "batch.damaged"


def test_a_place_that_the_sender_never_came_to_is_refused(town):
    copy = town.copy(WORKER_1, "copy.gkdb")
    a_visit_of(town.mei)
    exchange(town, town.mei, town.office, "1")
    a_visit_of(copy)
    a_visit_of(copy)
    with copy.store.writing() as unit:
        (office,) = unit.peers.all()
        unit.peers.put(replace(office, confirmed=1))

    (outcome,) = take(town.office, hand_in(copy, town.folder, "fork.gkb"))

    assert outcome.code == "batch.damaged"
    assert outcome.refused.startswith("fork.gkb")
