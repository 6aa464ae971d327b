"""Whom a case may be passed on to."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.records.assignees import AssigneeService
from tests.helpers.towns import record

LAMP = {"title": "路灯不亮", "received_on": "2026-10-08", "grid_id": "WG01"}


@pytest.fixture
def service(town):
    return AssigneeService(town.office)


@pytest.mark.parametrize("typed", ["李梅", "limei", "lm", "mei", "李"])
def test_a_worker_is_found_by_her_name_and_its_letters(service, typed):
    found = service.candidates(typed)

    assert [(one.name, one.detail) for one in found] == [("李梅", "网格员 · 第一网格")]


def test_workers_come_before_grids_and_each_name_once(town, service):
    (grid,) = (one for one in _grids(town.office) if one.name == "第二网格")
    with town.office.writing("edit") as work:
        work.change(grid, worker="赵刚")

    assert [one.name for one in service.candidates("")] == [
        "李梅",
        "赵刚",
        "第一网格",
        "第二网格",
    ]


def test_a_unit_is_offered_once_two_cases_name_it(town, service):
    record(town.office, kinds.REQUEST, **LAMP, unit="市政所")
    assert service.candidates("szs") == []

    record(town.office, kinds.REQUEST, **LAMP, unit="市政所")

    assert [(one.name, one.detail) for one in service.candidates("szs")] == [("市政所", "以前填过")]
    assert not service.unknown(["市政所"])


@pytest.mark.parametrize(
    "said", ["李梅", "第一网格", "WG02", "网格员李梅", "晨光社区居委会", "社区", ""]
)
def test_whoever_sees_it_on_her_day_list_is_known(service, said):
    assert not service.unknown([said])


def test_a_name_that_nobody_has_is_unknown_unless_the_handler_is_known(service):
    assert service.unknown(["李建华"])
    assert service.unknown(["李建华", ""])
    assert not service.unknown(["物业", "李梅"])


def test_a_worker_does_not_know_who_else_there_is(town):
    assert not AssigneeService(town.mei).unknown(["李建华"])
    assert [one.name for one in AssigneeService(town.mei).candidates("")] == ["李梅", "第一网格"]


def _grids(session):
    with session.store.reading() as unit:
        return list(unit.listing.all(kinds.GRID))
