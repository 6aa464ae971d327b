"""Long lists: any query equals a plain filter and sort; the usual ones need no sorting."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DatabaseError

from gridkeeper.domain import codes, ordering, workflow
from gridkeeper.domain.cases import CaseStep
from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.hazards import Hazard
from gridkeeper.domain.households import Household
from gridkeeper.domain.kinds import CASES, KINDS, kind_of
from gridkeeper.domain.people import Person, PersonTag
from gridkeeper.domain.periods import Period
from gridkeeper.domain.places import Building, Dwelling
from gridkeeper.domain.premises import Premises
from gridkeeper.domain.queries import ADDRESS, Query, Way
from gridkeeper.domain.visits import Visit
from gridkeeper.progress import Quiet
from gridkeeper.storage import browsing, statements, tables
from gridkeeper.storage.ways import HandedIn
from tests.helpers.stores import a_store, an_id, change_of, edit, receive, save

if TYPE_CHECKING:
    from gridkeeper.domain.changes import Change

SENT = 40
DAY = date(2026, 10, 1)
LIES_IN = {
    "person": ("household_id", "household"),
    "household": ("dwelling_id", "dwelling"),
    "dwelling": ("building_id", "building"),
}
ASKED = ("building", "dwelling", "household", "person", "person_tag", "premises", "visit",
         "hazard", "case_step")  # fmt: skip
WITH_DAY = [kind.name for kind in KINDS.values() if kind.day]


def town():
    """Return records of many sorts with few values each, in no order."""
    chance = random.Random(7)  # noqa: S311 - the same town in every run
    pick = chance.choice
    number = iter(chance.sample(range(1000), 400))

    def ids(count):
        return [an_id(next(number)) for _ in range(count)]

    def day():
        return pick((None, *(DAY + timedelta(days) for days in range(4))))

    def some(cls, known, **choices):
        return [cls(id=one, **{name: pick(found) for name, found in choices.items()})
                for one in known]  # fmt: skip

    houses, doors, homes = ids(5), ids(24), ids(24)
    people = ids(24)
    visits = some(
        Visit, ids(24), household_id=(*homes, None), person_id=(*people[:3], None),
        outcome=("01", "02", "03", None), state=("30", "90", None), place=("晨光3幢", "桃源", None),
        tries=(None, 2, 10), number=(None, "走访〔2026〕第01-001号"),
    )  # fmt: skip
    hazards = some(
        Hazard, ids(24), category=("05", "01", None, "旧"), level=("2", "1"), premises_id=(None,),
        state=("20", "70", "99", None), deadline=(DAY, DAY + timedelta(3), None),
        closed_on=(None, None, DAY), household_id=(*homes[:4], None), fixed_on_spot=(True, None),
    )  # fmt: skip
    return [
        *some(Building, houses, compound=("晨光", "桃源", None), name=("3幢", "12幢", "东楼")),
        *some(
            Dwelling, doors, building_id=(*houses, None, an_id(2000)), unit=("2", "10", None),
            floor=("5", None), room=("501", "1203", "0502", "A1", None), area=(None, 9, 88),
        ),
        *some(Household, homes, dwelling_id=(*doors, None), number=("H2", "H10"),
              colour=("1", "3", None), head_id=(*people, None)),
        *some(Person, people, household_id=(*homes, None), name=("张三", "李四", "𠮷小花"),
              relation=("10", "02", None), resident_class=("1", "2")),
        *some(PersonTag, ids(12), person_id=people, tag=("0101", "0201", "99")),
        *some(Premises, ids(8), name=("晨光超市", "水果店", None)),
        *some(CaseStep, ids(8), case_id=(*ids(2), None), action=("note", "accept", "void", "旧")),
        *(replace(visit, visited_on=day()) for visit in visits),
        *(replace(hazard, found_on=day()) for hazard in hazards),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def town_store(tmp_path_factory):
    """A store with the town, some of it deleted and some in conflict."""
    chance = random.Random(8)  # noqa: S311 - as above
    with closing(a_store(tmp_path_factory.mktemp("town"))) as store:
        records = town()
        chance.shuffle(records)
        with store.writing() as unit:
            made = save(unit, *records)
            for record in chance.sample(records, 25):
                edit(unit, replace(record, deleted=True))
            receive(unit, [one for creation in made for one in claims(creation, chance)])
            unit.search.catch_up()
        yield store


def claims(creation: Change, chance):
    """Yield two that contradict each other about some hazards."""
    if creation.kind == "hazard" and chance.random() < 0.4:
        for unit in ("甲", "乙"):
            yield change_of(creation, sets={"assignment": {"unit": unit, "handler": None}})


@pytest.fixture
def small_parts(monkeypatch):
    """Put rows into order a few at a time."""
    monkeypatch.setattr(browsing, "_PART", 5)


@st.composite
def queries(draw):
    kind = KINDS[draw(st.sampled_from(ASKED))]
    flow = kind.name in {"visit", "hazard"}
    names = [name for name in kind.by_name if name not in {"grid_id", "deleted"}]
    doors = [ADDRESS] if kind.name in {*LIES_IN, "building"} else []
    some = st.lists(st.sampled_from(names), max_size=1)
    day = st.sampled_from([DAY + timedelta(days) for days in range(4)])
    period = st.builds(lambda first, days: Period(first, first + timedelta(days)), day,
                       st.integers(0, 2))  # fmt: skip
    return Query(
        kind.name,
        text=draw(st.sampled_from(("", "", "", "晨光", "张", "。"))),
        **{name: draw(st.none() | period) for name in ("period", "text_days") if kind.day},
        equal=tuple(draw(conditions(kind, name)) for name in draw(some)),
        open_only=flow and draw(st.booleans()),
        overdue_on=draw(st.none() | day) if kind.case else None,
        way=Way.UNSENT if draw(st.booleans()) and draw(st.booleans()) else None,
        contended=draw(st.booleans()) and draw(st.booleans()),
        sort=draw(st.sampled_from((*names, *doors, ""))),
        descending=draw(st.booleans()),
    )


def conditions(kind, name):
    values = st.sampled_from(VALUES.get(kind.field(name).type, ("01", "1", "20", "H2", "张三")))
    return st.tuples(st.just(name), values | st.none() | st.tuples(values, values | st.none()))


VALUES = {Type.YES_NO: (True, False), Type.NUMBER: (2, 10), Type.AMOUNT: (9, 88)}


@pytest.mark.usefixtures("small_parts")
@given(query=queries())
def test_a_list_is_a_filter_and_a_sort_of_all_records(town_store, query):
    with town_store.reading() as unit:
        places = unit.browsing.places(query, HandedIn(SENT, 0), Quiet())
        found = unit.browsing.rows(KINDS[query.kind], places, ())
        assert [found[place].id for place in places] == plainly(unit, query)
        assert unit.browsing.count(query, HandedIn(SENT, 0)) == len(places)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("descending", [False, True])
def test_every_kind_has_an_order_of_its_own(town_store, kind, descending):
    query = Query(kind, descending=descending)
    with town_store.reading() as unit:
        places = unit.browsing.places(query, None, Quiet())
        found = unit.browsing.rows(KINDS[kind], places, ())
        assert [found[place].id for place in places] == plainly(unit, query)


PARTS = {"person": ("person_tag", "person_id"), "hazard": ("recheck", "hazard_id")}

DOORED = [
    *((kind, name) for kind in (*LIES_IN, "building") for name in (ADDRESS,)),
    *(("visit", name) for name in ("household_id", "person_id", "outcome")),
    *(("hazard", name) for name in ("category", "premises_id", "deadline", "fixed_on_spot")),
    ("case_step", "action"),  # codes in another order than their table
    *(("household", name) for name in ("dwelling_id", "head_id", "colour")),
]


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize(("kind", "sort"), DOORED)
@pytest.mark.parametrize("descending", [False, True])
def test_doors_codes_and_references_have_an_order_that_people_know(
    town_store, kind, sort, descending
):
    query = Query(kind, sort=sort, descending=descending)
    with town_store.reading() as unit:
        places = unit.browsing.places(query, None, Quiet())
        found = unit.browsing.rows(KINDS[kind], places, ())
        assert [found[place].id for place in places] == plainly(unit, query)


def plainly(unit, query):
    kind = KINDS[query.kind]
    answers = {one for _kind, one in unit.search.ask(query.text, kind, 999)}
    records = [
        record
        for record in unit.listing.all(kind)
        if holds(unit, query, record)
        and (not query.text or record.id in answers or is_of(query.text_days, record))
    ]
    sort = query.sort or kind.day
    down = query.descending if query.sort else bool(kind.day)
    # From the lightest key to the weightest; Python keeps the order of equals.
    keys = [[*keys_of(unit, kind, record, sort), record.id] for record in records]
    order = list(range(len(records)))
    for level in reversed(range(len(keys[0]) if keys else 0)):
        given = [place for place in order if keys[place][level] is not None]
        given.sort(key=lambda place, level=level: keys[place][level], reverse=down)
        order = given + [place for place in order if keys[place][level] is None]
    return [records[place].id for place in order]


def is_of(days, record):
    return days is not None and getattr(record, kind_of(record).day) in days


def holds(unit, query, record):
    kind, stored = KINDS[query.kind], record.stored()
    day = stored.get(kind.day)
    held = unit.listing.held(kind, record.id)
    open_ = kind.name in {"visit", "hazard"} and workflow.of(kind.name).is_open(record)
    deadline = stored.get("deadline")
    return all((
        query.period is None or (day is not None and date.fromisoformat(day) in query.period),
        all(
            stored.get(name) in (value if isinstance(value, tuple) else (value,))
            for name, value in query.equal
        ),
        not query.open_only or open_,
        not query.overdue_on
        or (open_ and deadline is not None and deadline < query.overdue_on.isoformat()),
        query.way is None or held.own_seq > SENT or has_unsent_part(unit, kind, record),
        not query.contended or held.conflicts > 0,
    ))  # fmt: skip


def has_unsent_part(unit, kind, record):
    part, field = PARTS.get(kind.name, ("", ""))
    rows = unit.connection.execute(select(tables.records[part])) if part else ()
    return any(getattr(row, field) == record.id and row.own_seq > SENT for row in rows)


def keys_of(unit, kind, record, sort):
    if sort in {"", ADDRESS} and kind.name in {*LIES_IN, "building"}:
        return door(unit, kind.name, record)
    sort = sort or ("name" if "name" in kind.by_name else "")
    if not sort:
        return []
    about, value = kind.field(sort), record.stored().get(sort)
    if about.type is Type.CODE:
        labels = list(codes.table(about.codes).labels)
        return [None if value is None else labels.index(value) if value in labels else 999, value]
    if about.type is Type.RECORD and about.refers:
        return named(unit, about.refers, unit.listing.get(KINDS[about.refers], value))
    return spelled(about, value) if sort == kind.title or about.mask is Mask.NAME else [value]


def spelled(about, value):
    if value is None:
        return [None, None]
    return [ordering.key(value, is_person=about.mask is Mask.NAME), value]


def named(unit, kind, record):
    if kind in {"household", "dwelling", "building"}:
        return door(unit, kind, record)
    title = KINDS[kind].field(KINDS[kind].title)
    return spelled(title, record.stored().get(title.name) if record else None)


def door(unit, kind, record):
    behind = [None] * 5
    while kind in LIES_IN:
        if kind == "dwelling" and record:
            room = number(record.room)
            floor = number(record.floor)
            on_floor = floor if floor is not None else None if room is None else room // 100
            behind = [number(record.unit), record.unit, on_floor, room, record.room]
        name, kind = LIES_IN[kind]
        record = unit.listing.get(KINDS[kind], getattr(record, name)) if record else None
    if record is None:
        return [None, None, None, *behind]
    return [record.compound, number(record.name), record.name, *behind]


def number(written):
    if written is None:
        return None
    digits = ""
    for character in written:
        if not character.isdecimal():
            break
        digits += character
    return int(digits or "0")


def plan_of(unit, made):
    sql = made.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    rows = unit.connection.execute(text(f"EXPLAIN QUERY PLAN {sql}"))
    return " / ".join(row[3] for row in rows)


USUAL = [
    *(Query(kind) for kind in WITH_DAY),
    *(Query(kind, period=Period(DAY, DAY)) for kind in WITH_DAY),
    *(Query(kind.name, open_only=True) for kind in CASES),
    *(Query(kind.name, equal=(("state", ("20", "30")),)) for kind in CASES),
]


@pytest.mark.parametrize("query", USUAL, ids=str)
def test_usual_lists_are_read_from_one_index_in_its_order(store, query):
    with store.reading() as unit:
        assert browsing._by_index(query)
        plan = plan_of(unit, browsing._in_order(query, browsing._Answer(), ()))
    assert f"USING COVERING INDEX ix_{query.kind}_by_day" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("sort", ["place", "outcome", "number", "household_id"])
def test_other_orders_look_up_no_row_by_itself(store, sort):
    with store.reading() as unit:
        plan = plan_of(
            unit, unit.browsing._sorted(Query("visit", sort=sort), None, browsing._Answer())
        )
    assert "SEARCH visit USING INTEGER PRIMARY KEY" in plan
    assert "ix_visit" not in plan


REFERENCES = [
    (kind.name, about.name)
    for kind in KINDS.values()
    for about in kind.fields
    if about.type is Type.RECORD and about.name != "grid_id"
]


@pytest.mark.parametrize(("kind", "name"), [*REFERENCES, ("visit", "number"), ("hazard", "number")])
def test_what_belongs_to_a_record_is_found_by_an_index(store, kind, name):
    query = Query(kind, equal=((name, an_id(1)),))
    with store.reading() as unit:
        plan = plan_of(unit, unit.browsing._sorted(query, None, browsing._Answer()))
    index = f"{kind}_{name}" if (kind, name) != ("visit", "household_id") else "visit_by_household"
    assert f"USING INDEX ix_{index} " in plan


def test_overdue_cases_are_found_among_those_that_are_not_closed(store):
    with store.reading() as unit:
        rows = unit.connection.execute(
            text("EXPLAIN QUERY PLAN SELECT id FROM hazard "
                 "WHERE closed_on IS NULL AND deadline < '2026-10-08'")
        )  # fmt: skip
        assert "ix_hazard_due" in " ".join(row[3] for row in rows)


@pytest.mark.parametrize("sort", ["", "place"])
def test_what_many_records_answer_is_found_all_the_same(town_store, monkeypatch, sort):
    query = Query("visit", text="晨光", sort=sort)
    with town_store.reading() as unit:
        looked_up = unit.browsing.places(query, None, Quiet())
        monkeypatch.setattr(browsing, "_PART", 1)
        assert unit.browsing.places(query, None, Quiet()) == looked_up
        assert len(looked_up) > 1


def test_a_large_table_is_not_cut_into_more_parts_than_can_be_merged(town_store, monkeypatch):
    monkeypatch.setattr(browsing, "_PART", 1)
    monkeypatch.setattr(browsing, "_MOST_PARTS", 3)
    with town_store.reading() as unit:
        assert len(unit.browsing._parts(tables.records["visit"])) == 3
        places = unit.browsing.places(Query("visit", sort="place"), None, Quiet())
        assert len(places) == unit.listing.count(KINDS["visit"])


def test_an_error_of_the_driver_is_told_as_any_other(store):
    with (
        store.reading() as unit,
        pytest.raises(DatabaseError, match="no such table"),
        statements.watched(unit.connection, Quiet()),
    ):
        unit.connection.connection.driver_connection.execute("SELECT * FROM absent")


def test_an_error_that_is_not_the_drivers_goes_through(store):
    with (
        store.reading() as unit,
        pytest.raises(ZeroDivisionError),
        statements.watched(unit.connection, Quiet()),
    ):
        raise ZeroDivisionError
