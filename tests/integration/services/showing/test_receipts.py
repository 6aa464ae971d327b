"""How far each record has come: at a worker, and at an office for whom."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.queries import Query, Way
from gridkeeper.domain.replicas import Role
from gridkeeper.progress import Quiet
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.showing import receipts
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.showing.receipts import (
    ANSWERED,
    CONFIRMED,
    SENT,
    SENT_DOWN,
    THERE,
    TO_SEND,
    UNSENT,
    Passage,
)
from gridkeeper.services.views.browsing import BrowseService
from tests.helpers.attachments import a_document, attach
from tests.helpers.stores import verified
from tests.helpers.towns import QUIET, a_visit_of, rename, take


def way(session, kind, record):
    """Return how far a record has come, as a short list and a long one say it alike."""
    query = Query(kind.name)
    browsing = BrowseService(session)
    places = browsing.places(query, Quiet())
    rows = browsing.rows(query, places, [])
    (long,) = [(row.way, row.whom) for row in rows.values() if row.id == record.id]
    (short,) = [
        (row.way, row.whom) for row in ListService(session).list(kind) if row.id == record.id
    ]
    assert long == short
    assert _by_filter(session, kind) == {row.id: row.way for row in rows.values() if row.way}
    return long


def _by_filter(session, kind):
    """Return the way of each record by what the filters of a list find."""
    browsing, found = BrowseService(session), {}
    for one, text in receipts.words(session.replica.role).items():
        query = Query(kind.name, way=one)
        ids = browsing.ids(query, browsing.places(query, Quiet()))
        assert browsing.count(query) == len(ids)
        assert not found.keys() & set(ids)
        found |= dict.fromkeys(ids, text)
    return found


def down(town, to="李梅"):
    """Send down to somebody."""
    return BatchExportService(town.office).export(town.folder, QUIET, to)[0].path


def test_a_record_goes_four_steps_at_a_worker(town):
    visit = a_visit_of(town.mei)
    seen = [way(town.mei, kinds.VISIT, visit)[0]]
    batch = town.hand_in(town.mei)
    seen.append(way(town.mei, kinds.VISIT, visit)[0])
    take(town.office, batch)
    take(town.mei, down(town))
    seen.append(way(town.mei, kinds.VISIT, visit)[0])
    rename(town.office, kinds.VISIT, visit, outcome="03")
    take(town.mei, down(town))
    seen.append(way(town.mei, kinds.VISIT, visit)[0])

    assert seen == [UNSENT, SENT, CONFIRMED, ANSWERED]
    assert verified(town.mei.store).problems == []


def test_what_she_says_after_the_answer_is_not_handed_in(town):
    visit = a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    rename(town.office, kinds.VISIT, visit, outcome="03")
    take(town.mei, down(town))
    rename(town.mei, kinds.VISIT, visit, outcome="04")

    assert way(town.mei, kinds.VISIT, visit) == (UNSENT, ())


def test_an_office_that_contradicts_her_has_not_answered(town):
    home = town.only(kinds.HOUSEHOLD, town.mei)
    rename(town.mei, kinds.HOUSEHOLD, home, colour="3")
    for _number in range(3):
        rename(town.office, kinds.HOUSEHOLD, home, colour="2")
    take(town.office, town.hand_in(town.mei))
    take(town.mei, down(town))

    assert way(town.mei, kinds.HOUSEHOLD, home) == (CONFIRMED, ())


def test_what_others_wrote_has_no_way_at_a_worker(town):
    home = town.only(kinds.HOUSEHOLD, town.mei)

    assert way(town.mei, kinds.HOUSEHOLD, home) == ("", ())


def test_an_office_says_for_whom_something_is_still_to_be_sent_down(town):
    visit = a_visit_of(town.mei)
    for worker in (town.gang, town.mei):
        take(town.office, town.hand_in(worker))
    seen = [way(town.office, kinds.VISIT, visit)]
    batch = down(town, "赵刚")
    seen.append(way(town.office, kinds.VISIT, visit))
    take(town.gang, batch)
    take(town.office, town.hand_in(town.gang))
    seen.append(way(town.office, kinds.VISIT, visit))
    rename(town.office, kinds.VISIT, visit, outcome="03")
    seen.append(way(town.office, kinds.VISIT, visit))

    assert seen == [
        (TO_SEND, ("赵刚",)),
        (SENT_DOWN, ("赵刚",)),
        (THERE, ("赵刚",)),
        (TO_SEND, ("李梅", "赵刚")),
    ]
    assert verified(town.office.store).problems == []


def test_a_grid_that_changes_hands_is_to_be_sent_down_with_all_that_lies_in_it(town):
    for worker in (town.gang, town.mei):
        take(town.office, town.hand_in(worker))
    for name in ("李梅", "赵刚"):
        down(town, name)
    two = town.only(kinds.GRID, code="WG02")
    assert way(town.office, kinds.GRID, two) == (THERE, ("赵刚",))

    EntrustingService(town.office).entrust("李梅", ["WG01", "WG02"])

    assert way(town.office, kinds.GRID, two) == (TO_SEND, ("李梅", "赵刚"))
    down(town, "赵刚")
    assert way(town.office, kinds.GRID, two) == (TO_SEND, ("李梅",))


def test_a_restored_worker_lacks_what_she_wrote_before(town):
    visit = a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    assert way(town.office, kinds.VISIT, visit) == ("", ())
    with town.mei.store.writing() as unit:
        unit.begin_epoch(unit.replica.epoch + 5)
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))

    assert way(town.office, kinds.VISIT, visit) == (TO_SEND, ("李梅",))


def test_who_works_alone_sends_nothing(town):
    assert receipts.words(Role.ALONE) == {}


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        (Passage(), ""),
        (Passage(SENT), "已导出"),
        (Passage(TO_SEND, ("李梅",)), "待下发：李梅"),
        (Passage(TO_SEND, ("李梅", "赵刚")), "待下发：李梅等2人"),
    ],
)
def test_a_way_is_said_in_words(passage, text):
    assert passage.text == text


def test_no_way_is_answered_at_an_office(town):
    query = Query("visit", way=Way.ANSWERED)

    assert BrowseService(town.office).count(query) == 0


def test_a_photo_that_is_not_handed_in_holds_its_record_back(town, tmp_path):
    visit = a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    take(town.mei, down(town))
    seen = [way(town.mei, kinds.VISIT, visit)[0]]
    attach(town.mei, visit, a_document(tmp_path / "a.txt"))
    seen.append(way(town.mei, kinds.VISIT, visit)[0])
    batch = town.hand_in(town.mei)
    seen.append(way(town.mei, kinds.VISIT, visit)[0])
    take(town.office, batch)
    take(town.mei, down(town))
    seen.append(way(town.mei, kinds.VISIT, visit)[0])

    assert seen == [CONFIRMED, UNSENT, SENT, CONFIRMED]


def test_a_photo_that_is_not_sent_down_holds_its_record_back(town, tmp_path):
    visit = a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    attach(town.office, visit, a_document(tmp_path / "a.txt"))

    assert way(town.office, kinds.VISIT, visit) == (TO_SEND, ("李梅",))
    down(town)
    assert way(town.office, kinds.VISIT, visit)[0] == SENT_DOWN
