"""What lies in no grid is not lost sight of: whoever made it is told what became of it."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.exchange import unsent
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.records.casework import CaseService, Told
from tests.helpers.towns import QUIET, dumped, record, rename, take, where

LAMP = {"title": "路灯不亮", "received_on": "2026-10-07"}


@pytest.fixture
def lamp(town):
    """A request that somebody with two grids has recorded at neither, and the office has."""
    made = record(town.gang, kinds.REQUEST, **LAMP)
    take(town.office, town.hand_in(town.mei, "mei.gkb"), town.hand_in(town.gang, "first.gkb"))
    handed_down(town, "receipts")
    assert made.grid_id is None
    return made


def handed_down(town, name):
    """Let the office answer, and the two take it in; return what each was told that is new."""
    folder = town.folder / name
    folder.mkdir()
    made = BatchExportService(town.office).export(folder, QUIET)
    of = {one.path: town.gang if "赵刚" in one.path.name else town.mei for one in made}
    return {session: take(session, path)[0].new for path, session in of.items()}


def waiting(town):
    with town.office.store.reading() as unit:
        return unsent.of_store(unit).records


def test_the_answer_reaches_who_recorded_it_and_nobody_else(town, lamp):
    CaseService(town.office).take(lamp, "accept", Told(note="已派人去修"))
    assert waiting(town) == 1

    told = handed_down(town, "answer")

    assert told[town.gang] > 0
    assert not told.get(town.mei)
    assert where(town.gang, kinds.REQUEST)[0].state == where(town.office, kinds.REQUEST)[0].state
    assert len(where(town.gang, kinds.CASE_STEP)) == len(where(town.office, kinds.CASE_STEP))
    assert where(town.mei, kinds.REQUEST) == []
    assert waiting(town) == 0


@pytest.mark.parametrize("place", [0, 1])
def test_what_is_settled_about_it_is_settled_for_both(town, lamp, place):
    rename(town.office, kinds.REQUEST, lamp, content="物业修好了")
    rename(town.gang, kinds.REQUEST, lamp, content="今晚还没亮")
    take(town.office, town.hand_in(town.gang, "second.gkb"))
    (conflict,) = ConflictService(town.office).open()
    ConflictService(town.office).settle(conflict, conflict.claims[place].change_id)

    handed_down(town, "settled")

    assert dumped(town.gang) == dumped(town.office)
    assert waiting(town) == 0


def test_what_the_office_has_placed_elsewhere_is_no_longer_hers(town, lamp):
    (first, *_rest) = town.mei.replica.grids
    rename(town.office, kinds.REQUEST, lamp, grid_id=first)

    handed_down(town, "placed")

    assert [one.title for one in where(town.mei, kinds.REQUEST)] == ["路灯不亮"]
    rename(town.office, kinds.REQUEST, lamp, content="已报修")
    told = handed_down(town, "later")
    assert told[town.mei] > 0
