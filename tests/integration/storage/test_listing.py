"""Reading rows: one, some, all of a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import HAZARD, PERSON, REQUEST, VISIT
from gridkeeper.domain.periods import month
from gridkeeper.domain.requests import Request
from gridkeeper.storage.projection import count_rows
from tests.helpers.stores import a_person, a_visit, created, edit, receive, save

OCTOBER = month(2026, 10)


def visits_of(*days):
    return [a_visit(visited_on=date(2026, *day), place=f"{day}") for day in days]


@pytest.fixture
def unit(store):
    with store.rehearsing() as opened:
        yield opened


def test_the_days_at_both_ends_of_a_period_belong_to_it(unit):
    visits = visits_of((9, 30), (10, 1), (10, 31), (11, 1))
    save(unit, *visits)
    assert list(unit.listing.all(VISIT, OCTOBER)) == visits[1:3]
    assert unit.listing.count(VISIT, OCTOBER) == 2
    assert unit.listing.count(VISIT) == 4


def test_a_list_goes_by_day_or_backwards(unit):
    late, early = visits_of((10, 9), (10, 2))
    save(unit, late, early)
    assert list(unit.listing.all(VISIT)) == [early, late]
    assert list(unit.listing.all(VISIT, newest_first=True)) == [late, early]


def test_visits_of_one_day_go_by_their_time_then_their_number(unit):
    noon = datetime(2026, 10, 8, 4, tzinfo=UTC)
    facts = (("003", None), ("002", noon.replace(hour=6)), ("004", noon), ("001", None))
    third, second, first, last = [
        a_visit(visited_on=noon.date(), number=number, started_at=at) for number, at in facts
    ]
    save(unit, third, second, first, last)
    by_time = [first, second, last, third]
    assert list(unit.listing.all(VISIT)) == by_time
    assert list(unit.listing.all(VISIT, newest_first=True)) == by_time[::-1]


def test_kinds_without_a_day_go_by_their_birth(unit):
    people = [a_person(), a_person()]
    save(unit, *reversed(people))
    assert list(unit.listing.all(PERSON)) == people


def test_deleted_records_are_in_no_list(unit):
    visit = a_visit()
    save(unit, visit)
    gone = replace(visit, deleted=True)
    edit(unit, gone)
    assert list(unit.listing.all(VISIT)) == []
    assert unit.listing.where(VISIT, outcome="01") == []
    assert unit.listing.among(VISIT, "outcome", ["01"]) == []
    assert unit.listing.named(VISIT, visit.id) == []
    assert unit.listing.get(VISIT, visit.id) == gone
    assert unit.listing.some(VISIT, [visit.id]) == {visit.id: gone}
    assert count_rows(unit.connection, VISIT) == 1


def test_a_deletion_that_was_taken_back_brings_the_record_back(unit):
    visit = a_visit()
    save(unit, visit)
    edit(unit, replace(visit, deleted=True))
    edit(unit, replace(visit, deleted=False))
    assert [found.id for found in unit.listing.all(VISIT)] == [visit.id]


def test_records_are_found_by_stored_values(unit):
    mine, other = a_visit(outcome="03"), a_visit(outcome="01", remark="x")
    save(unit, mine, other)
    assert unit.listing.where(VISIT, outcome="03") == [mine]
    assert unit.listing.where(VISIT, outcome="01", visited_on="2026-10-08") == [other]
    assert unit.listing.where(VISIT, remark=None) == [mine]
    assert unit.listing.among(VISIT, "outcome", ["03", "04"]) == [mine]
    assert unit.listing.among(VISIT, "outcome", []) == []


def test_thousands_of_ids_can_be_asked_for_at_once(unit):
    people = [a_person() for _ in range(30)]
    save(unit, *people)
    found = unit.listing.some(PERSON, [*(p.id for p in people), *(new_id() for _ in range(40_000))])
    assert found == {person.id: person for person in people}


def test_nothing_is_found_where_nothing_is(unit):
    assert unit.listing.get(PERSON, None) is None
    assert unit.listing.get(PERSON, new_id()) is None
    assert unit.listing.held(PERSON, new_id()) is None
    assert unit.listing.own_seqs(PERSON) == {}
    assert unit.listing.contended() == []


def test_a_case_is_named_by_its_id_its_number_or_its_old_number(unit):
    case = Request(id=new_id(), number="诉求〔2026〕第00-001号", original_number="SZ-7")
    twin = Request(id=new_id(), number="SZ-7")
    save(unit, case, twin)
    assert unit.listing.named(REQUEST, case.id) == [case]
    assert unit.listing.named(REQUEST, "诉求〔2026〕第00-001号") == [case]
    assert unit.listing.named(REQUEST, "SZ-7") == [case, twin]
    assert unit.listing.named(REQUEST, "SZ") == []
    assert unit.listing.named(PERSON, "SZ-7") == []


def test_cases_from_another_system_are_known_by_its_numbers(unit):
    case = Request(id=new_id(), origin="12345", original_number="7")
    save(
        unit,
        case,
        Request(id=new_id(), origin="12345"),
        Request(id=new_id(), origin="12319", original_number="7"),
    )
    assert unit.listing.originals(REQUEST, "12345") == {"7": case.id}
    assert unit.listing.originals(HAZARD, "12345") == {}


def test_only_records_that_were_touched_here_have_own_numbers(unit):
    (foreign,) = created(a_visit())
    receive(unit, [foreign])
    mine = a_visit()
    save(unit, mine)
    assert unit.listing.own_seqs(VISIT) == {mine.id: 1}
    edit(unit, replace(unit.listing.get(VISIT, foreign.record), outcome="03"))
    assert unit.listing.own_seqs(VISIT) == {mine.id: 1, foreign.record: 2}
