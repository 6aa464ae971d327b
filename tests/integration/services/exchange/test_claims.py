"""What is said of conflicts: masked, with what stood before, many of a kind, opened again."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.errors import InputInvalidError
from gridkeeper.progress import Quiet
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.services.exchange.claims import like
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.store.audits import AuditService
from gridkeeper.storage import tables
from tests.helpers.claims import says
from tests.helpers.stores import verified
from tests.helpers.towns import newest_batch, rename, take, where

MEI, GANG, LI = "李梅", "赵刚", "孙丽"


def phones(last):
    """Return what two people say the number of somebody is."""
    return {MEI: {"phone": f"139111{last:02}001"}, GANG: {"phone": f"139111{last:02}002"}}


@pytest.fixture
def many(town):
    """Five people about whose numbers two disagree, and whom the third says something else of."""
    people = [Person(id=new_id(), name=f"王{name}", phone="13800000000") for name in "一二三四五"]
    with town.office.writing("register") as work:
        for one in people:
            work.create(one)
    for place, one in enumerate(people):
        says(town.office, one, phones(place))
    return town.office


def of(session, group, service=None):
    return [one for one in (service or ConflictService(session)).open() if one.group == group]


def test_claims_are_masked_until_a_reason_is_given(many):
    service = ConflictService(many)

    assert {text for one in service.open() for claim in one.claims for text in claim.texts} == {
        "139****0001", "139****0002", "139****1001", "139****1002", "139****2001", "139****2002",
        "139****3001", "139****3002", "139****4001", "139****4002",
    }  # fmt: skip
    assert all(one.hidden for one in service.open())

    full = service.reveal("核对电话")

    assert "13911100001" in {text for one in full for claim in one.claims for text in claim.texts}
    assert [look.reason for look in AuditService(many).looks()] == ["核对电话"] * 5


def test_nothing_is_shown_in_full_without_a_reason(many):
    with pytest.raises(InputInvalidError):
        ConflictService(many).reveal(" ")


def test_claims_that_a_mask_makes_alike_are_said_to_differ(town):
    zhang = town.only(kinds.PERSON, name="张三")
    says(town.office, zhang, {MEI: {"name": "张山"}, GANG: {"name": "张杉"}})

    (conflict,) = ConflictService(town.office).open()

    assert conflict.looks_alike
    assert {claim.texts for claim in conflict.claims} == {("张*",)}


def test_what_stood_before_is_shown_beside_the_claims(town):
    zhang = town.only(kinds.PERSON, name="张三")
    says(town.office, zhang, phones(0))

    (conflict,) = ConflictService(town.office).open()

    assert conflict.before.texts == ("138****1111",)
    assert conflict.before.author == "王芳"


def test_three_claims_stand_side_by_side(town):
    zhang = town.only(kinds.PERSON, name="张三")
    says(town.office, zhang, {**phones(0), LI: {"phone": "13700000000"}})

    (conflict,) = ConflictService(town.office).open()

    assert {claim.author for claim in conflict.claims} == {MEI, GANG, LI}
    assert conflict.before.texts == ("138****1111",)


def test_a_deletion_is_told_in_plain_words(town):
    shop = town.only(kinds.PREMISES)
    says(town.office, shop, {MEI: {"deleted": True}, GANG: {"employees": 6, "phone": None}})

    (conflict,) = ConflictService(town.office).open()

    told = {claim.author: claim.texts for claim in conflict.claims}
    assert told[MEI] == ("删除这条记录",)
    assert told[GANG] == ("保留这条记录；负责人电话改为“（空）”、从业人数改为“6”",)
    assert not conflict.can_be_typed
    service = ConflictService(town.office)
    deletes = next(claim for claim in conflict.claims if claim.author == MEI)
    assert service.settle(conflict, deletes.change_id) == "删除这条记录"
    assert where(town.office, kinds.PREMISES) == []


def test_all_like_one_are_settled_as_one_and_undone_as_one(many):
    service = ConflictService(many)
    first, *others = service.open()
    claim = next(one for one in first.claims if one.author == MEI)
    same = like(first, claim, service.open())

    done = service.settle_all([(first, claim.change_id), *((o, c.change_id) for o, c in same)])

    assert (done.count, done.left, len(same)) == (5, 0, len(others))
    assert service.open() == []
    assert {one.phone[-3:] for one in where(many, kinds.PERSON) if one.name[0] == "王"} == {"001"}
    undone = UndoService(many).undo()
    assert undone.sentence == "已撤销：裁定 5 条冲突"
    assert len(service.open()) == 5
    assert UndoService(many).redo().kept == 0
    assert service.open() == []
    assert verified(many.store).problems == []


def test_only_what_is_between_the_same_people_or_of_the_same_batch_is_alike(many, town):
    shop = town.only(kinds.PREMISES)
    says(many, shop, phones(7))
    zhang, other = where(many, kinds.PERSON, name="张三")[0], where(many, kinds.PERSON)[-1]
    says(many, zhang, {MEI: {"phone": "13700000001"}, LI: {"phone": "13700000002"}})
    says(many, other, {MEI: {"remark": "甲"}, GANG: {"work_unit": "乙"}})
    found = of(many, "phone")
    first = next(one for one in found if one.record.name == "王一")

    claim = next(one for one in first.claims if one.author == MEI)

    assert {one.record.name for one, _claim in like(first, claim, found)} == {
        "王二",
        "王三",
        "王四",
        "王五",
    }


def test_what_came_in_one_batch_is_alike_whoever_contradicts_it(town):
    zhang, child = where(town.office, kinds.PERSON)
    for one in (zhang, child):
        rename(town.mei, kinds.PERSON, one, work_unit="邮局")
    rename(town.office, kinds.PERSON, zhang, work_unit="银行")
    says(town.office, child, {LI: {"work_unit": "学校"}})
    take(town.office, town.hand_in(town.mei))
    first, second = ConflictService(town.office).open()

    of_mei = next(one for one in first.claims if one.author == MEI)
    other = next(one for one in first.claims if one.author != MEI)

    assert [one.record.id for one, _claim in like(first, of_mei, [first, second])] == [
        second.record.id
    ]
    assert like(first, other, [first, second]) == []


def test_what_somebody_else_settled_meanwhile_is_left(many):
    service = ConflictService(many)
    found = service.open()
    chosen = [(one, one.claims[0].change_id) for one in found]
    service.settle(found[1], found[1].claims[1].change_id)

    done = service.settle_all(chosen)

    assert (done.count, done.left) == (4, 1)
    assert service.open() == []


def test_a_conflict_that_was_settled_is_opened_again_days_later(many, town):
    service = ConflictService(many)
    (first, *rest) = service.open()
    service.settle(first, first.claims[1].change_id)
    town.clock.pass_days(9)

    (settlement,) = service.settled()
    assert (settlement.who, settlement.label) == ("王芳", "联系电话")
    assert settlement.stands == first.claims[1].texts[0]
    service.reopen(settlement)

    again = next(one for one in service.open() if one.record.id == first.record.id)
    told = {(claim.author, claim.claimed_at, claim.texts) for claim in again.claims}
    assert told == {(claim.author, claim.claimed_at, claim.texts) for claim in first.claims}
    assert again.claims[0].texts == first.claims[0].texts
    assert len(service.open()) == len(rest) + 1
    assert service.settled() == []


def test_what_was_changed_since_it_was_settled_is_not_opened_again(many):
    service = ConflictService(many)
    first = service.open()[0]
    service.settle(first, first.claims[0].change_id)
    (settlement,) = service.settled()
    rename(many, kinds.PERSON, first.record, phone="13600000000")

    assert service.settled() == []
    with pytest.raises(InputInvalidError, match="后来又有人改过"):
        service.reopen(settlement)


def test_what_was_settled_and_changed_since_is_not_undone(many):
    service = ConflictService(many)
    first = service.open()[0]
    service.settle(first, first.claims[0].change_id)
    says(many, first.record, {LI: {"phone": "13600000000"}})

    assert UndoService(many).undo().kept == 1
    assert len(service.open()) == 4


@pytest.mark.parametrize("place", [0, 1])
def test_a_deletion_that_was_settled_can_be_undone(town, place):
    shop = town.only(kinds.PREMISES)
    says(town.office, shop, {MEI: {"deleted": True}, GANG: {"employees": 6}})
    service = ConflictService(town.office)
    (conflict,) = service.open()
    service.settle(conflict, conflict.claims[place].change_id)

    UndoService(town.office).undo()

    (again,) = service.open()
    assert again.group == "deleted"
    assert {one.author for one in again.claims} == {MEI, GANG}


def test_one_record_that_cannot_be_read_stops_nobody(many):
    service = ConflictService(many)
    bad = service.open()[2].record.id
    with many.store.writing() as unit:
        change = tables.change
        unit.connection.execute(
            update(change).where(change.c.record_id == bad).values(body=b"not a line")
        )

    found = service.open()

    assert [one.record.id for one in found if not one.claims] == [bad]
    for one in found:
        if one.claims:
            service.settle(one, one.claims[0].change_id)
    assert [one.record.id for one in service.open()] == [bad]


def test_what_counts_again_with_its_batch_is_still_the_word_of_who_sent_it(town):
    shop = town.only(kinds.PREMISES)
    rename(town.mei, kinds.PREMISES, shop, phone="13900003333")
    batch = town.hand_in(town.mei)
    rename(town.office, kinds.PREMISES, shop, phone="13900009999")
    take(town.office, batch)
    service, taken = BatchUndoService(town.office), newest_batch(town.office)
    service.undo(taken, Quiet())
    service.redo(taken, Quiet())

    (conflict,) = of(town.office, "phone")

    told = {(claim.author, claim.texts[0], claim.here) for claim in conflict.claims}
    assert told == {("李梅", "139****3333", False), ("王芳", "139****9999", True)}


def test_the_same_side_has_the_same_place_in_every_conflict(town):
    several = where(town.office, kinds.PERSON)[:2]
    said = {GANG: {"phone": "13911110002"}, MEI: {"phone": "13911110001"}}
    for one, order in zip(several, (said, dict(reversed(said.items()))), strict=True):
        says(town.office, one, order)

    found = ConflictService(town.office).open()

    assert [[claim.author for claim in one.claims] for one in found] == [[MEI, GANG]] * 2
    for one in found:
        shown = next(claim for claim in one.claims if claim.change_id == one.shown)
        assert one.record.phone == shown.values["phone"]
