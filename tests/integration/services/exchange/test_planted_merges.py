"""A test of the tests: bugs that reading merged people could have are planted, and found."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.visits import Visit
from gridkeeper.services.register.duplicates import DuplicateService
from gridkeeper.storage import listing, tables
from tests.helpers.hands import at_work, differences
from tests.helpers.neighbours import lost, merge, people
from tests.helpers.towns import OFFICE, WORKER_1

pytestmark = pytest.mark.no_cover

AT_ONCE = 1


@pytest.fixture
def hands(ready, tmp_path):
    with at_work(ready, tmp_path / "town") as opened:
        yield opened


def two_merge_the_other_way_round(hands):
    merge(hands, OFFICE, 0, 1)
    merge(hands, WORKER_1, 1, 0)
    hands.heal(AT_ONCE)
    return [*lost(hands), *differences(hands)]


def a_merge_is_taken_back(hands):
    office = hands.open(OFFICE)
    one, other = people(office)
    with office.writing("record") as work:
        visit = work.create(Visit(id=new_id(), grid_id=one.grid_id, person_id=one.id))
    DuplicateService(office).same_as(one.id, other.id)
    hands.heal(AT_ONCE)
    DuplicateService(hands.open(WORKER_1)).apart(one.id)
    hands.heal(AT_ONCE)
    with office.store.reading() as unit:
        found = unit.listing.where(kinds.VISIT, person_id=one.id)
    return [*lost(hands), *differences(hands), *([] if found == [visit] else ["strayed"])]


def a_circle_of_merges_has_no_survivor(patch):
    person = tables.records["person"]
    merged = select(person.c.id).where(person.c.merged_into.is_not(None))
    patch.setattr(tables, "_merged", lambda _grids: merged)
    for name in ("_living", "_among"):  # statements that are made once
        patch.setattr(listing, name, getattr(listing, name).__wrapped__)


def references_are_rewritten_at_the_merge(patch):
    whole = DuplicateService.same_as

    def same_as(service, one, other):
        whole(service, one, other)
        with service._session.writing("amend") as work:
            for visit in work.unit.listing.where(kinds.VISIT, person_id=one):
                work.change(visit, person_id=other)

    patch.setattr(DuplicateService, "same_as", same_as)


@pytest.mark.parametrize("story", [two_merge_the_other_way_round, a_merge_is_taken_back])
def test_without_a_bug_nobody_is_lost(hands, story):
    assert story(hands) == []


@pytest.mark.parametrize(
    ("bug", "story"),
    [
        (a_circle_of_merges_has_no_survivor, two_merge_the_other_way_round),
        (references_are_rewritten_at_the_merge, a_merge_is_taken_back),
    ],
    ids=lambda one: one.__name__,
)
def test_a_planted_bug_is_found(hands, monkeypatch, bug, story):
    bug(monkeypatch)

    assert story(hands)
