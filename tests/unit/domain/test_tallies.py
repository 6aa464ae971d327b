from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gridkeeper.domain import codes, periods, tallies, workflow
from gridkeeper.domain.contacts import MET
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.tallies import (
    HAZARDS_CLOSED_SINCE,
    HAZARDS_OPEN,
    HAZARDS_OVERDUE,
    Figures,
    Tally,
    Where,
    count,
)

CUT_OFF = date(2026, 10, 31)
BY_NAME = {tally.name: tally for tally in tallies.TALLIES}


def hazards(*rows):
    return [KINDS["hazard"].record(id=str(i), **row) for i, row in enumerate(rows)]


def disputes(*rows):
    return [KINDS["dispute"].record(id=str(i), **row) for i, row in enumerate(rows)]


def counted(name, records):
    return count(BY_NAME[name], records, CUT_OFF)


@pytest.mark.parametrize("tally", tallies.TALLIES, ids=BY_NAME)
def test_a_tally_names_fields_that_its_kind_has(tally):
    kind = KINDS[tally.kind]
    names = {tally.by, tally.sums, tally.distinct, *(where.field for where in tally.where)} - {""}
    assert names <= kind.by_name.keys()
    assert kind.day


def test_names_of_tallies_are_unique():
    assert len(BY_NAME) == len(tallies.TALLIES)


def test_records_are_counted_together_where_nothing_groups_them():
    assert counted("hazards", hazards({}, {})) == {"": 2}


def test_no_records_count_nothing():
    assert counted("hazards", []) == {}


def test_deleted_records_do_not_count():
    assert counted("hazards", hazards({}, {"deleted": True})) == {"": 1}


def test_records_are_counted_by_a_code():
    found = counted("hazards_by_level", hazards({"level": "1"}, {"level": "1"}, {}))
    assert found == {"1": 2, "": 1}


def test_a_code_of_two_levels_is_counted_by_its_class():
    found = counted(
        "disputes_by_type", disputes({"type": "0201"}, {"type": "0299"}, {"type": "01"})
    )
    assert found == {"02": 2, "01": 1}


def test_days_are_counted_as_they_are_stored():
    visit = KINDS["visit"].record(id="1", visited_on=date(2026, 10, 8))
    assert counted("visits_by_day", [visit]) == {"2026-10-08": 1}


def test_amounts_are_added_up_in_hundredths():
    found = counted("disputes_amount", disputes({"amount": Decimal("12.50")}, {}))
    assert found == {"": 1250}


def test_households_are_counted_once():
    made = [
        KINDS["visit"].record(id=str(i), household_id=h) for i, h in enumerate(["a", "a", None])
    ]
    assert counted("households_visited", made) == {"": 1}


def test_only_what_is_open_past_its_day_is_overdue():
    past = date(2026, 10, 30)
    found = hazards(
        {"state": "50", "deadline": past},
        {"state": "50", "deadline": CUT_OFF},
        {"state": "50"},
        {"state": "70", "deadline": past},
        {"state": "60", "deadline": past, "closed_on": past},
    )
    assert count(HAZARDS_OVERDUE, found, CUT_OFF) == {"": 1}


def test_what_was_closed_from_the_cut_off_on_was_open_till_then():
    before = date(2026, 10, 30)
    closed = [("70", before), ("70", CUT_OFF), ("70", None), ("99", CUT_OFF)]
    found = hazards(*({"state": state, "closed_on": day} for state, day in closed))
    flow, last = workflow.of("hazard"), CUT_OFF - timedelta(days=1)

    assert count(HAZARDS_CLOSED_SINCE, found, CUT_OFF) == {"": 1}
    assert [flow.closed_after(one, last) for one in found] == [False, True, False, False]


def test_the_open_hazards_that_are_counted_are_those_that_their_workflow_calls_open():
    states = [None, *codes.table("hazard_state").labels]
    found = hazards(*({"state": state} for state in states))

    flow = workflow.of("hazard")
    assert count(HAZARDS_OPEN, found, CUT_OFF) == {"": sum(map(flow.is_open, found))}


@pytest.mark.parametrize(
    ("test", "expected"), [(tallies.Test.GIVEN, {"": 1}), (tallies.Test.MISSING, {"": 2})]
)
def test_a_field_may_be_asked_for(test, expected):
    tally = Tally("t", "hazard", BY_NAME["hazards"].label, (Where("level", test),))
    assert count(tally, hazards({"level": "1"}, {}, {}), CUT_OFF) == expected


def test_figures_add_up_their_groups():
    figures = Figures(
        periods.parse("2026-10"), CUT_OFF, {"hazards": {"1": 2, "": 1}}, {"hazards": {"1": 5}}
    )
    assert figures.total("hazards") == 3
    assert figures.total_before("hazards") == 5


def test_somebody_is_met_in_figures_as_in_plans():
    (met,) = (one for one in tallies.TALLIES if one.name == "visits_met")

    assert {code for where in met.where for code in where.values} == MET
