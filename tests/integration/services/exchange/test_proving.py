"""A page that proves what went to and fro, and a code by which the store is asked again."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain.ids import new_id
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.exchange import proving
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.proving import ProvingService
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place
from tests.helpers.pdfs import pages
from tests.helpers.stores import CHEAP, PASSWORD
from tests.helpers.towns import QUIET, FixedClock, a_visit_of, take

TODAY = date(2026, 10, 8)


def handed_in(town, worker):
    """Record a visit and carry it to the office."""
    a_visit_of(worker)
    (outcome,) = take(town.office, town.hand_in(worker))
    assert not outcome.refused


def sent_down(town, name="李梅"):
    return BatchExportService(town.office).export(town.folder, QUIET, name)[0].path


def streams_of(session, peer="", day=None):
    """Return by direction what the page says about one other side."""
    (only,) = ProvingService(session).proof(QUIET, day, peer).peers
    return {one.outgoing: one for one in only.streams}


def test_both_sides_name_the_same_chain_at_the_same_number(town):
    handed_in(town, town.mei)
    handed_in(town, town.mei)
    hers, office = streams_of(town.mei)[True], streams_of(town.office, "李梅")[False]
    assert (hers.chained, hers.upto, hers.batches, hers.counts) == (True, 2, 2, {"visit": 2})
    assert (hers.mark, hers.upto, hers.counts) == (office.mark, office.upto, office.counts)
    assert len(hers.mark) == 64


def test_what_an_office_sends_down_is_named_by_its_last_file_on_both_sides(town):
    handed_in(town, town.mei)  # an office knows a worker from her first batch on
    take(town.mei, sent_down(town))
    hers, office = streams_of(town.mei)[False], streams_of(town.office, "李梅")[True]
    assert not hers.chained
    assert (hers.mark, hers.last, hers.counts) == (office.mark, office.last, {})


def test_a_side_that_received_less_shows_another_number(town):
    handed_in(town, town.mei)
    a_visit_of(town.mei)
    town.hand_in(town.mei)  # never arrives
    hers, office = streams_of(town.mei)[True], streams_of(town.office, "李梅")[False]
    assert (hers.upto, office.upto) == (2, 1)
    assert hers.mark != office.mark


def test_after_a_restore_the_chain_is_still_the_same(town):
    handed_in(town, town.mei)
    before = streams_of(town.mei)[True].mark
    with town.mei.store.writing() as unit:
        unit.begin_epoch(unit.replica.epoch + 5)
    assert streams_of(town.mei)[True].mark == before
    take(town.office, town.hand_in(town.mei))
    assert streams_of(town.office, "李梅")[False].mark == before


def test_a_code_holds_as_long_as_the_journal_only_grows(town):
    handed_in(town, town.mei)
    service = ProvingService(town.office)
    proof = service.proof(QUIET)
    handed_in(town, town.gang)
    checked = service.check(proof.code.lower().replace("-", " "), QUIET)
    assert (checked.holds, checked.place, checked.digest) == (True, proof.place, proof.digest)
    assert checked.changes == proof.place + 1


@pytest.mark.parametrize(("place", "group"), [(6, 2), (19, 5), (0, 0)])
def test_a_mistyped_letter_is_found_as_far_as_the_rest_fits(town, place, group):
    """One among the first six names another place in the journal, and nothing fits any more."""
    handed_in(town, town.mei)
    service = ProvingService(town.office)
    code = service.proof(QUIET).code.replace("-", "")
    typed = code[:place] + ("7" if code[place] != "7" else "8") + code[place + 1 :]
    checked = service.check(typed, QUIET)
    assert (checked.holds, checked.group) == (False, group)


def test_a_code_is_of_one_store_only(town):
    code = ProvingService(town.mei).proof(QUIET).code
    checked = ProvingService(town.gang).check(code, QUIET)
    assert (checked.holds, checked.group) == (False, 0)


def test_an_altered_line_is_noticed(town):
    handed_in(town, town.mei)
    service = ProvingService(town.office)
    code = service.proof(QUIET).code
    with town.office.store.writing() as unit:
        unit.connection.exec_driver_sql(
            "UPDATE change SET body = CAST(body || ' ' AS BLOB) WHERE arrival = 2"
        )
    assert not service.check(code, QUIET).holds


def test_a_store_that_lost_changes_no_longer_holds(town):
    handed_in(town, town.mei)
    service = ProvingService(town.office)
    proof = service.proof(QUIET)
    with town.office.store.writing() as unit:
        unit.connection.exec_driver_sql("DELETE FROM change WHERE arrival = ?", (proof.place,))
    checked = service.check(proof.code, QUIET)
    assert (checked.holds, checked.place, checked.changes) == (False, proof.place, proof.place - 1)
    assert not checked.digest


@pytest.mark.parametrize("typed", ["", "7K0M", "U" * 20])
def test_what_is_no_code_is_refused_in_words(town, typed):
    with pytest.raises(InputInvalidError, match="20 位"):
        ProvingService(town.office).check(typed, QUIET)


def test_a_page_of_an_earlier_day_leaves_out_what_came_later(town):
    handed_in(town, town.mei)
    early = ProvingService(town.office).proof(QUIET)
    town.clock.pass_days(3)
    handed_in(town, town.mei)
    service = ProvingService(town.office)
    again, now = service.proof(QUIET, early.day), service.proof(QUIET)
    assert (again.code, again.place, again.peers) == (early.code, early.place, early.peers)
    assert (now.place, len(now.batches)) == (early.place + 1, len(early.batches) + 1)


def test_one_side_can_be_shown_alone(town):
    proof = ProvingService(town.office).proof(QUIET, peer="赵刚")
    assert [peer.name for peer in proof.peers] == ["赵刚"]
    assert {batch.peer for batch in proof.batches} == {"赵刚"}
    with pytest.raises(InputInvalidError, match="李梅"):
        ProvingService(town.office).proof(QUIET, peer="孙丽")


def test_the_page_says_all_of_it(town, tmp_path):
    for _time in range(proving.SHOWN + 2):
        handed_in(town, town.mei)
    path = tmp_path / "凭证.pdf"
    proof = ProvingService(town.mei).write(path, QUIET)
    (page,) = pages(path)
    text = page.replace(" ", "")
    for part in (*proof.code.split("-"), "交接凭证", "李梅", "更早的"):
        assert part in text
    mark = proof.peers[0].streams[0].mark
    assert text.count(mark[:4]) >= 1
    assert proof.earlier == 3


def test_a_page_from_before_everything_says_that_nothing_went(town, tmp_path):
    path = tmp_path / "1.pdf"
    proof = ProvingService(town.office).write(path, QUIET, date(2026, 9, 1))
    assert (proof.place, proof.batches) == (0, ())
    (page,) = pages(path)
    assert page.count("还没有往来批次") == 2


def test_a_store_that_knows_nobody_says_so(tmp_path):
    replica = stores.new_replica(new_id(), Role.ALONE, "王芳", "晨光街道")
    place = Place(tmp_path / "alone.gkdb", PASSWORD, CHEAP)
    alone, _key = stores.make(place, replica, FixedClock(), new_id)
    try:
        ProvingService(alone).write(tmp_path / "1.pdf", QUIET)
    finally:
        alone.store.close()
    assert "还没有交接对象" in pages(tmp_path / "1.pdf")[0]


def test_many_other_sides_take_more_pages(town, tmp_path, quick_codes):
    for number in range(8):
        package = town.folder / f"{number}.gkb"
        EnrolmentService(town.office).enrol(f"网格员{number}", ["WG02"], package, QUIET)
    path = tmp_path / "1.pdf"
    ProvingService(town.office).write(path, QUIET)
    found = pages(path)
    assert len(found) == 2
    assert all(f"网格员{number}" in "".join(found) for number in range(8))
