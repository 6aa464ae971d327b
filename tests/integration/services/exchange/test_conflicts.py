"""Conflicts: settled once, by one of the values that were written."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.errors import InputInvalidError, RecordInvalidError
from gridkeeper.services.exchange.conflicts import ConflictService
from tests.helpers.claims import says
from tests.helpers.towns import rename, take, where


def both_rename(town):
    """Take in batches of two workers who have changed the same person."""
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    rename(town.gang, kinds.PERSON, zhang, phone="13911110002")
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))


def test_settling_again_what_is_settled_is_refused(town):
    both_rename(town)
    service = ConflictService(town.office)
    (conflict,) = service.open()
    service.settle(conflict, conflict.claims[0].change_id)

    with pytest.raises(InputInvalidError):
        service.settle(conflict, conflict.claims[1].change_id)

    assert service.open() == []


def test_people_are_told_apart_by_where_they_live(town):
    both_rename(town)
    other = Person(id=new_id(), grid_id=town.only(kinds.GRID, code="WG01").id, name="张五", sex="2")
    with town.office.writing("record") as work:
        work.create(other)

    says(town.office, other, {"甲": {"phone": "13911110001"}, "乙": {"phone": "13911110002"}})

    found = {one.record.name: one.who for one in ConflictService(town.office).open()}
    assert found["张五"] == "女"
    assert "501" in found["张三"]


def test_only_what_was_claimed_can_stand(town):
    both_rename(town)
    service = ConflictService(town.office)
    (conflict,) = service.open()

    with pytest.raises(InputInvalidError):
        service.settle(conflict, "0" * 32)

    assert len(service.open()) == 1


def test_a_record_that_one_deletes_while_another_edits_it_is_a_conflict(town):
    shop = town.only(kinds.PREMISES)
    rename(town.mei, kinds.PREMISES, shop, deleted=True)
    rename(town.gang, kinds.PREMISES, shop, phone="13911110009")

    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))

    (conflict,) = ConflictService(town.office).open()
    assert conflict.group == "deleted"
    assert len(where(town.office, kinds.PREMISES)) == 1


def test_a_conflict_about_a_field_of_a_newer_program_is_shown_by_its_name(town):
    zhang = town.only(kinds.PERSON, name="张三")
    for worker, value in ((town.mei, "a"), (town.gang, "b")):
        with worker.writing("edit") as work:
            held = work.unit.listing.held(kinds.PERSON, zhang.id)
            work.pen.settle(held.record, "field_of_tomorrow", value, held.heads)

    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))

    (conflict,) = ConflictService(town.office).open()
    assert conflict.label == "field_of_tomorrow"
    assert {claim.author for claim in conflict.claims} == {"李梅", "赵刚"}


def test_each_claim_names_the_batch_that_brought_it(town):
    both_rename(town)
    rename(town.office, kinds.PERSON, town.only(kinds.PERSON, name="张三"), work_unit="另有说法")

    (conflict,) = ConflictService(town.office).open()

    assert {claim.batch[:11] for claim in conflict.claims} == {"01-20261008", "02-20261008"}


def test_a_value_that_nobody_claimed_can_stand(town):
    both_rename(town)
    service = ConflictService(town.office)
    (conflict,) = service.open()

    service.settle_as(conflict, {"phone": "13911110003"})

    assert service.open() == []
    assert town.only(kinds.PERSON, name="张三").phone == "13911110003"


def test_the_value_that_is_shown_can_be_typed_again(town):
    both_rename(town)
    service = ConflictService(town.office)
    (conflict,) = service.open()
    shown = town.only(kinds.PERSON, name="张三").phone

    service.settle_as(conflict, {"phone": shown})

    assert service.open() == []
    assert town.only(kinds.PERSON, name="张三").phone == shown


def test_a_value_that_is_not_possible_settles_nothing(town):
    both_rename(town)
    service = ConflictService(town.office)
    (conflict,) = service.open()

    with pytest.raises(RecordInvalidError, match="联系电话"):
        service.settle_as(conflict, {"phone": "12"})

    assert len(service.open()) == 1


def test_typing_a_value_for_what_is_settled_is_refused(town):
    both_rename(town)
    service = ConflictService(town.office)
    (conflict,) = service.open()
    service.settle(conflict, conflict.claims[0].change_id)

    with pytest.raises(InputInvalidError):
        service.settle_as(conflict, {"phone": "13911110003"})
