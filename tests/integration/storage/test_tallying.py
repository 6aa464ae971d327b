"""Counts over columns equal counts over the records themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import tallies
from gridkeeper.domain.fields import Type
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import KINDS, VISIT
from gridkeeper.domain.periods import Period
from gridkeeper.domain.tallies import TALLIES, Tally, Where, count
from gridkeeper.domain.visits import Visit
from gridkeeper.storage.tallying import counted
from tests.helpers.stores import edit, save

pytestmark = pytest.mark.no_cover

FIRST = date(2026, 10, 1)
DAYS = st.integers(0, 5).map(lambda days: FIRST + timedelta(days))
PERIOD = Period(FIRST, FIRST + timedelta(4))
CUT_OFF = FIRST + timedelta(3)
# Few values, so that records meet in a group, and all that a condition of a tally asks for.
_VALUES = {
    Type.DAY: DAYS,
    Type.AMOUNT: st.integers(0, 300).map(lambda cents: Decimal(cents) / 100),
    Type.YES_NO: st.booleans(),
    Type.CODE: st.sampled_from(("01", "0102", "02", "20", "70", "1", "3")),
    Type.RECORD: st.sampled_from(("a" * 32, "b" * 32)),
}
_TEXT = st.sampled_from(("甲", "乙"))
# Conditions that no tally of today has.
_MORE = tuple(
    Tally(test.value, "visit", TALLIES[0].label, (Where("kind", test),))
    for test in (tallies.Test.GIVEN, tallies.Test.MISSING)
)
_LEFT = (
    tallies.HAZARDS_OPEN,
    tallies.HAZARDS_OVERDUE,
    tallies.HAZARDS_CLOSED_SINCE,
    tallies.HAZARDS_OVERDUE_SINCE,
)
_ALL = (*TALLIES, *_LEFT, *_MORE)


def used(kind):
    """Return the fields of a kind that any tally looks at."""
    of_kind = [tally for tally in _ALL if tally.kind == kind.name]
    names = {name for tally in of_kind for name in (tally.by, tally.sums, tally.distinct) if name}
    names |= {tally.instead.field for tally in of_kind if tally.instead}
    return names | {where.field for tally in of_kind for where in tally.where}


@st.composite
def records(draw, kind):
    values = {
        name: draw(st.none() | _VALUES.get(kind.field(name).type, _TEXT))
        for name in sorted(used(kind) - {kind.day})
    }
    return kind.record(id=new_id(), **values, **{kind.day: draw(DAYS)})


@given(st.data())
def test_every_tally_counts_what_a_person_would_count(two_stores, data):
    kind = KINDS[data.draw(st.sampled_from(sorted({tally.kind for tally in _ALL})))]
    made = data.draw(st.lists(records(kind), max_size=8))
    gone = data.draw(st.lists(st.booleans(), min_size=len(made), max_size=len(made)))
    made = [replace(one, deleted=dead or None) for one, dead in zip(made, gone, strict=True)]
    within = [record for record in made if getattr(record, kind.day) in PERIOD]
    with two_stores[0].rehearsing() as unit:
        save(unit, *(replace(record, deleted=None) for record in made))
        for record in made:
            if record.deleted:
                edit(unit, record)
        tallies = [tally for tally in _ALL if tally.kind == kind.name]
        found = counted(unit.listing, kind, tallies, PERIOD, CUT_OFF)
        assert found == {tally.name: count(tally, within, CUT_OFF) for tally in tallies}


@pytest.mark.parametrize("outside", [0, 9])
def test_few_of_many_and_nearly_all_are_counted_alike(two_stores, outside):
    days = [FIRST, FIRST, FIRST + timedelta(4), *[FIRST - timedelta(1)] * outside]
    visits = [Visit(id=new_id(), visited_on=day, household_id="a" * 32) for day in days]
    with two_stores[0].rehearsing() as unit:
        save(unit, *visits)
        found = counted(unit.listing, VISIT, TALLIES[:9], PERIOD, CUT_OFF)

    assert found["visits"] == {"": 3}
    assert found["households_visited"] == {"": 1}
    assert list(found["visits_by_day"].items()) == [("2026-10-01", 2), ("2026-10-05", 1)]


def test_what_is_different_is_counted_once_in_each_group(two_stores):
    tally = Tally("t", "visit", TALLIES[0].label, by="kind", distinct="household_id")
    homes = [("01", "a"), ("01", "a"), ("02", "a"), ("01", "b"), ("02", None)]
    visits = [
        Visit(id=new_id(), visited_on=FIRST, kind=kind, household_id=home and home * 32)
        for kind, home in homes
    ]
    with two_stores[0].rehearsing() as unit:
        save(unit, *visits)
        found = counted(unit.listing, VISIT, [tally], PERIOD, CUT_OFF)

    assert found == {"t": {"01": 2, "02": 1}}
