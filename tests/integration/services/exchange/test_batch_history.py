"""What went to and fro, and how far each peer has come."""

from __future__ import annotations

from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.services.exchange.batch_history import BatchHistoryService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from tests.helpers.towns import hand_in, rename, take


def new_phone(session, phone):
    """Change the telephone number of 张三."""
    with session.store.reading() as unit:
        (person,) = unit.listing.where(kinds.PERSON, name="张三")
    rename(session, kinds.PERSON, person, phone=phone)


def test_a_worker_knows_what_her_office_has_not_got(town):
    new_phone(town.mei, "13911110001")

    (office,) = BatchHistoryService(town.mei).peers()

    assert (office.role, office.name) == (Role.OFFICE, "王芳")
    assert office.waiting == 1
    assert office.waiting_since.isoformat() == "2026-10-08"
    assert office.changes == 1
    assert office.received_at is not None
    assert office.sent_at is None
    assert office.unconfirmed == 0


def test_what_was_handed_in_waits_for_its_receipt(town):
    new_phone(town.mei, "13911110001")
    town.hand_in(town.mei)

    (office,) = BatchHistoryService(town.mei).peers()

    assert (office.waiting, office.unconfirmed) == (0, 1)
    assert office.sent_at is not None
    (batch, joining) = BatchHistoryService(town.mei).batches()
    assert batch.outgoing
    assert batch.confirmed is False
    assert (batch.changes, dict(batch.counts)) == (1, {"person": 1})
    assert not joining.outgoing
    assert joining.confirmed is None


def test_the_answer_brings_the_receipt(town):
    new_phone(town.mei, "13911110001")
    take(town.office, town.hand_in(town.mei))
    take(town.mei, hand_in(town.office, town.folder))

    service = BatchHistoryService(town.mei)

    assert [batch.confirmed for batch in service.batches() if batch.outgoing] == [True]
    assert service.peers()[0].unconfirmed == 0


def test_an_office_knows_its_workers_with_their_grids(town):
    take(town.office, town.hand_in(town.mei))

    mei, gang = BatchHistoryService(town.office).peers()

    assert (mei.name, mei.standing, mei.grids) == ("李梅", Standing.ACTIVE, ("第一网格",))
    assert (gang.name, gang.standing) == ("赵刚", Standing.INVITED)
    assert set(gang.grids) == {"第一网格", "第二网格"}
    assert mei.received_at is not None
    assert gang.received_at is None


def test_what_an_office_writes_waits_for_its_workers(town):
    take(town.office, town.hand_in(town.mei))
    new_phone(town.office, "13911110009")

    mei, _gang = BatchHistoryService(town.office).peers()

    assert mei.waiting == 1
    assert mei.changes >= 1


def test_the_newest_batch_comes_first(town):
    take(town.office, town.hand_in(town.mei))
    town.clock.pass_days(1)
    take(town.office, town.hand_in(town.gang))

    newest, *_older = BatchHistoryService(town.office).batches()

    assert (newest.peer, newest.at.date().isoformat()) == ("赵刚", "2026-10-09")


def test_an_enrolment_offers_the_grids_of_the_register(town):
    named = EnrolmentService(town.office).grids()

    assert [name for _id, name in named] == ["第一网格", "第二网格"]


def test_an_empty_first_batch_has_no_receipt_before_the_office_answers(town):
    service = BatchHistoryService(town.mei)
    assert not service.peers()[0].heard
    batch = town.hand_in(town.mei)

    assert not service.peers()[0].heard
    assert [line.confirmed for line in service.batches() if line.outgoing] == [False]

    take(town.office, batch)
    take(town.mei, hand_in(town.office, town.folder))
    assert service.peers()[0].heard
    assert [line.confirmed for line in service.batches() if line.outgoing] == [None]


def test_a_damaged_file_leaves_its_name_and_why_it_was_refused(town):
    bad = town.hand_in(town.mei, "坏的.gkb")
    bad.write_bytes(bad.read_bytes()[:-40])

    take(town.office, bad, rehearse=True)
    assert not any(one.refused for one in BatchHistoryService(town.office).batches())
    (outcome,) = take(town.office, bad)
    take(town.office, bad)  # once a day is enough

    lines = BatchHistoryService(town.office).batches()
    (line,) = [one for one in lines if one.refused]
    assert line == lines[0]
    assert (line.number, line.outgoing, line.changes) == ("坏的.gkb", False, 0)
    assert outcome.refused.endswith(line.refused)
    assert "坏的.gkb" not in line.refused


def test_a_file_for_somebody_else_is_no_news_for_the_history(town):
    take(town.gang, town.hand_in(town.mei))

    assert not any(one.refused for one in BatchHistoryService(town.gang).batches())
