"""Reading people who were merged: lists leave them out, and what refers to them is found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from gridkeeper.domain import kinds
from gridkeeper.domain.merging import survivor
from gridkeeper.domain.people import Person
from gridkeeper.domain.replicas import Role
from gridkeeper.domain.visits import Visit
from gridkeeper.storage import merges, tables
from gridkeeper.storage.sight import Sight
from tests.helpers.stores import a_copied_store, a_replica, an_id, save

IDS = [an_id(n) for n in range(1, 7)]
PLACES = st.integers(0, len(IDS))  # one beyond the last: somebody who is not in this store
POINTERS = st.dictionaries(st.integers(0, len(IDS) - 1), PLACES)
GONE = st.sets(st.integers(0, len(IDS) - 1), max_size=3)


@pytest.fixture
def store(tmp_path):
    made = a_copied_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def people(store):
    with store.writing() as unit:
        save(unit, *(Person(id=one, name="张伟") for one in IDS))
    return store


@given(POINTERS, GONE)
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_lists_show_just_those_who_are_read_as_themselves(people, pointers, gone):
    ids = [*IDS, an_id(99)]
    into = {ids[one]: ids[other] for one, other in pointers.items()}
    living = {one for place, one in enumerate(IDS) if place not in gone}
    table = tables.records["person"]
    with people.rehearsing() as unit:
        for one in IDS:
            values = {"merged_into": into.get(one), "deleted": one not in living}
            unit.connection.execute(update(table).where(table.c.id == one).values(values))

        shown = {one.id for one in unit.listing.all(kinds.PERSON)}
        read_as = unit.listing.survivors(IDS)
        held = {one: unit.listing.get(kinds.PERSON, one) for one in IDS}

        assert read_as == {one: survivor(one, into, living) for one in IDS}
        assert shown == {one for one in living if read_as[one] == one}
        assert shown == {one for one in IDS if unit.listing.is_shown(held[one])}


def test_what_refers_to_somebody_merged_is_found_with_the_other(people):
    one, other, third = IDS[:3]
    table = tables.records["person"]
    with people.rehearsing() as unit:
        save(unit, Visit(id=an_id(20), person_id=one), Visit(id=an_id(21), person_id=third))
        unit.connection.execute(update(table).where(table.c.id == one).values(merged_into=other))

        visits = unit.listing.where(kinds.VISIT, person_id=other)

        assert [(visit.id, visit.person_id) for visit in visits] == [(an_id(20), one)]
        assert unit.listing.among(kinds.VISIT, "person_id", [other, third])[0].id == an_id(20)
        assert unit.listing.where(kinds.VISIT, person_id=one) == visits
        assert merges.merged(unit.connection, [other]) == {one: other, other: other}


def test_a_sight_is_the_grids_and_who_it_is():
    worker = Sight.of(a_replica(Role.WORKER, name="李梅", grids=("a", "b")))

    assert (list(worker), len(worker), "a" in worker, worker.reader) == (
        ["a", "b"],
        2,
        True,
        "李梅",
    )
    assert Sight.of(a_replica(Role.OFFICE)).reader is None
