"""A test of the tests: each bug that merging could have is planted, and found (DESIGN §5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import false

from gridkeeper.domain import changes, kinds
from gridkeeper.domain.replicas import Peer
from gridkeeper.exchange.manifest import BATCH
from gridkeeper.services.attachments import contents
from gridkeeper.services.exchange import mailbox, streams
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.storage import journal, scopes, traces
from gridkeeper.storage.attachments import Attachments
from gridkeeper.storage.forgotten import Forgotten
from gridkeeper.storage.unit import Unit
from tests.helpers.hands import GAP, at_work, contended, differences
from tests.helpers.towns import OFFICE, WORKER_1, WORKER_2, WORKER_3

pytestmark = pytest.mark.no_cover

AT_ONCE = 1
"""Rounds without news after which all is said, where nothing is lost and no store set back."""


@pytest.fixture
def hands(ready, tmp_path):
    with at_work(ready, tmp_path / "town") as opened:
        yield opened


def first(hands):
    """Return the id of the first grid, which the first two workers look after."""
    return hands.grids()[0]


def second(hands):
    """Return the id of the second grid, which the last two workers look after."""
    return hands.grids()[1]


def two_say_different_things(hands):
    hands.create(OFFICE, first(hands), visit=True)
    hands.heal(AT_ONCE)
    for name in (WORKER_1, WORKER_2):
        hands.change(name, 0, companions=name)
    hands.heal(AT_ONCE)
    assert contended(hands.open(OFFICE))


def what_two_said_is_settled(hands):
    two_say_different_things(hands)
    office = ConflictService(hands.open(OFFICE))
    for conflict in office.open():
        office.settle(conflict, conflict.claims[0].change_id)
    hands.heal(AT_ONCE)
    assert not contended(hands.open(WORKER_1))


def a_batch_comes_twice(hands):
    hands.create(WORKER_1, first(hands), visit=True)
    hands.hand_over(WORKER_1)
    hands.hand_over(WORKER_1, everything=True)
    hands.take(OFFICE, *hands.files)
    hands.heal(AT_ONCE)


def a_batch_is_lost(hands):
    hands.create(WORKER_1, first(hands), visit=True)
    hands.hand_over(WORKER_1)
    hands.files.clear()
    hands.hand_over(OFFICE)
    hands.take(WORKER_1, *hands.files)
    hands.heal()
    assert not hands.gaps


def a_worker_is_set_back(hands):
    hands.create(WORKER_1, first(hands), visit=True)
    hands.copy(WORKER_1, "kept")
    hands.create(WORKER_1, first(hands), visit=True)
    hands.heal()
    hands.close(WORKER_1)
    hands.copy("kept", WORKER_1)
    hands.create(WORKER_1, first(hands), visit=True)
    hands.heal()


def an_office_is_set_back(hands):
    hands.copy(OFFICE, "kept")
    for _ in range(9):
        hands.create(WORKER_1, first(hands), visit=True)
    hands.heal()
    hands.close(OFFICE)
    hands.copy("kept", OFFICE)
    for _ in range(4):
        hands.create(OFFICE, first(hands), visit=True)
    hands.hand_over(WORKER_1, everything=True)
    hands.take(OFFICE, hands.files[-1])
    hands.heal()


def a_record_moves(hands):
    hands.create(WORKER_1, first(hands), visit=True)
    hands.heal(AT_ONCE)
    hands.change(WORKER_1, 0, remark="之前")
    hands.heal(AT_ONCE)
    hands.change(OFFICE, 0, grid_id=second(hands))
    hands.heal(AT_ONCE)
    held = {one.grid_id for _kind, one in hands.records(WORKER_1)}
    assert held == {second(hands)}
    assert [one.remark for _kind, one in hands.records(WORKER_3)] == ["之前"]


def a_grid_changes_hands(hands):
    hands.create(WORKER_1, first(hands), visit=True)
    hands.heal(AT_ONCE)
    entrust(hands, WORKER_1, second(hands))
    entrust(hands, WORKER_3, first(hands))
    hands.change(WORKER_1, 0, remark="迟到")
    hands.heal(AT_ONCE)
    assert [one.remark for _kind, one in hands.records(WORKER_3)] == ["迟到"]


def an_office_that_was_set_back_gives_grids_anew(hands):
    hands.copy(OFFICE, "kept")
    for _ in range(9):
        hands.create(OFFICE, first(hands), visit=True)
    entrust(hands, WORKER_1, second(hands))
    hands.heal()
    hands.close(OFFICE)
    hands.copy("kept", OFFICE)
    hands.heal()


def entrust(hands, name, *grids):
    worker = hands.open(name).replica.id
    EntrustingService(hands.open(OFFICE)).entrust(worker, grids)


def a_deletion_meets_an_edit(hands):
    hands.create(OFFICE, first(hands), visit=True)
    hands.heal(AT_ONCE)
    hands.change(WORKER_1, 0, deleted=True)
    hands.change(WORKER_2, 0, remark="还在")
    hands.heal(AT_ONCE)
    assert contended(hands.open(OFFICE))
    with hands.open(WORKER_1).store.reading() as unit:
        assert unit.listing.count(kinds.VISIT) == 1


def all_share_a_folder(hands):
    hands.create(WORKER_1, first(hands), visit=True)
    for name in (WORKER_1, WORKER_2, OFFICE, WORKER_1, OFFICE):
        hands.use_mailbox(name)
    hands.heal(AT_ONCE)


def a_photo_goes_round(hands):
    hands.create(WORKER_1, first(hands), visit=True)
    hands.attach(WORKER_1, 0, 1)
    hands.heal(AT_ONCE)


def an_office_loses_its_photos(hands):
    a_photo_goes_round(hands)
    hands.lose_contents(OFFICE)
    hands.heal()


def the_newest_comes_first_and_alone(hands):
    """The office is set back to before a receipt, and is given what was written since."""
    hands.heal(AT_ONCE)
    hands.copy(OFFICE, "kept")
    hands.create(WORKER_1, first(hands), visit=True)
    hands.heal(AT_ONCE)
    hands.create(WORKER_1, first(hands), visit=True)
    hands.close(OFFICE)
    hands.copy("kept", OFFICE)
    hands.hand_over(WORKER_1)
    outcomes = hands.take(OFFICE, hands.files[-1])
    assert [one.code for one in outcomes] == [GAP]
    hands.heal()


def an_old_answer_comes_late(hands):
    hands.create(WORKER_1, first(hands), visit=True)
    hands.hand_over(OFFICE)
    old = list(hands.files)
    entrust(hands, WORKER_1, second(hands))
    hands.heal(AT_ONCE)
    for name in (WORKER_1, WORKER_2, WORKER_3):
        hands.take(name, *old)


STORIES = (
    the_newest_comes_first_and_alone,
    an_old_answer_comes_late,
    two_say_different_things,
    what_two_said_is_settled,
    a_batch_comes_twice,
    a_batch_is_lost,
    a_worker_is_set_back,
    an_office_is_set_back,
    a_record_moves,
    a_grid_changes_hands,
    an_office_that_was_set_back_gives_grids_anew,
    a_deletion_meets_an_edit,
    all_share_a_folder,
    a_photo_goes_round,
    an_office_loses_its_photos,
)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_all_is_well_in_each_story_as_the_program_is(hands, story):
    story(hands)

    assert differences(hands) == []


def losers_are_dropped(patch):
    whole = changes._standing
    patch.setattr(changes, "_standing", lambda *facts: whole(*facts)[:1])


def nothing_covers_anything(patch):
    def standing(known, group, policy, ranks):
        touching = [one for one in known if one.touches(group)]
        weigh = changes._weight
        return sorted(touching, key=lambda one: weigh(one, group, policy, ranks), reverse=True)

    patch.setattr(changes, "_standing", standing)
    patch.setattr(journal.Projection, "_apply_kind", _always_fold)


def _always_fold(projection, kind, ones, done):
    for one in ones:
        done.changed[kind.name].add(one.change.record)
    projection.refold(kind, {one.change.record for one in ones})


def deletions_win(patch):
    patch.setattr(changes, "_opposed", lambda *_facts: None)


def ids_are_not_looked_at(patch):
    patch.setattr(journal.Journal, "_known", lambda _journal, _ids: set())


def a_restored_worker_goes_on_as_if_nothing_had_been(patch):
    patch.setattr(Unit, "begin_epoch", lambda _unit, _epoch: None)


def every_receipt_is_believed(patch):
    patch.setattr(streams, "_was_here", lambda *_facts: True)


def what_was_handed_out_counts_as_received(patch):
    whole = streams.acknowledged

    def acknowledged(unit, peer, *facts):
        return replace(whole(unit, peer, *facts), confirmed=peer.sent)

    patch.setattr(streams, "acknowledged", acknowledged)


def a_gap_is_not_looked_for(patch):
    whole = streams.source

    def source(unit, file, peer, *facts):
        before = file.cover.numbers.first - 1
        return whole(unit, file, replace(peer, received=max(peer.received, before)), *facts)

    patch.setattr(streams, "source", source)


def whatever_came_last_is_the_newest(patch):
    def moved_on(_unit, peer, file, _manifest):
        numbers = file.cover.numbers
        return replace(
            peer,
            received_epoch=numbers.epoch,
            received=numbers.last,
            received_chain=file.cover.batch_id,
        )

    patch.setattr(streams, "moved_on", moved_on)


def nobody_is_told_what_left(patch):
    patch.setattr(scopes, "_leaves", lambda _grids: false())


def only_news_of_a_record_comes_along(patch):
    whole = journal._row

    def row(change, *facts):
        values = list(whole(change, *facts))
        values[journal._COLUMNS.index("moves")] = False
        return tuple(values)

    patch.setattr(journal, "_row", row)


def nothing_is_owed_with_a_grid(patch):
    patch.setattr(Peer, "owed", ())


def a_worker_keeps_the_grids_she_joined_with(patch):
    patch.setattr(Unit, "look_after", lambda _unit, _grids: None)


def an_office_that_was_set_back_goes_on_as_if_nothing_had_been(patch):
    patch.setattr(streams, "_begin_anew", lambda _unit, _epoch: None)


def nobody_gives_back_what_the_office_lost(patch):
    patch.setattr(Forgotten, "lines", lambda _forgotten: [])


def rows_forget_how_they_came(patch):
    patch.setattr(traces, "of", lambda _steps: traces.Trace())


def a_mailbox_offers_what_is_for_others(patch):
    patch.setattr(mailbox, "_is_mine", lambda _unit, cover: cover.kind == BATCH)


def a_mailbox_forgets_whoever_handed_in_before(patch):
    whole = mailbox._speaks
    patch.setattr(
        mailbox,
        "_speaks",
        lambda unit, replica: whole(unit, replica) and not unit.peers.get(replica).received,
    )


def photos_stay_at_home(patch):
    patch.setattr(contents.Cargo, "chosen", lambda _cargo: [])


def nobody_asks_for_photos(patch):
    patch.setattr(contents, "lacking", lambda *_facts: ())


def whoever_has_a_record_is_taken_to_have_its_photo(patch):
    patch.setattr(Attachments, "asked", lambda *_facts: None)


BUGS = (
    (losers_are_dropped, two_say_different_things),
    (rows_forget_how_they_came, two_say_different_things),
    (nothing_covers_anything, what_two_said_is_settled),
    (deletions_win, a_deletion_meets_an_edit),
    (ids_are_not_looked_at, a_batch_comes_twice),
    (a_restored_worker_goes_on_as_if_nothing_had_been, a_worker_is_set_back),
    (every_receipt_is_believed, an_office_is_set_back),
    (what_was_handed_out_counts_as_received, a_batch_is_lost),
    (a_gap_is_not_looked_for, the_newest_comes_first_and_alone),
    (whatever_came_last_is_the_newest, an_old_answer_comes_late),
    (nobody_is_told_what_left, a_record_moves),
    (only_news_of_a_record_comes_along, a_record_moves),
    (nobody_gives_back_what_the_office_lost, an_office_that_was_set_back_gives_grids_anew),
    (nothing_is_owed_with_a_grid, a_grid_changes_hands),
    (a_worker_keeps_the_grids_she_joined_with, a_grid_changes_hands),
    (
        an_office_that_was_set_back_goes_on_as_if_nothing_had_been,
        an_office_that_was_set_back_gives_grids_anew,
    ),
    (a_mailbox_offers_what_is_for_others, all_share_a_folder),
    (a_mailbox_forgets_whoever_handed_in_before, all_share_a_folder),
    (photos_stay_at_home, a_photo_goes_round),
    (nobody_asks_for_photos, an_office_loses_its_photos),
    (whoever_has_a_record_is_taken_to_have_its_photo, an_office_loses_its_photos),
)


@pytest.mark.parametrize(("bug", "story"), BUGS, ids=lambda one: one.__name__)
def test_a_planted_bug_is_found(hands, monkeypatch, bug, story):
    bug(monkeypatch)

    try:
        story(hands)
        found = differences(hands)
    except Exception as error:  # noqa: BLE001 - it is found, whatever it breaks
        found = [error]

    assert found
