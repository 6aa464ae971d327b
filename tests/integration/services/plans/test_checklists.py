"""Checklists of a store: those of the program, the office's own, and which fit."""

from __future__ import annotations

import pytest

from gridkeeper.domain import checks, codes, kinds
from gridkeeper.errors import RoleRefusedError
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.plans.checklists import Asked, ChecklistService, defaults
from gridkeeper.services.records.recording import RecordingService
from tests.helpers.towns import QUIET, take, where


def fitting(session, kind, *, household=False, premises="", day=""):
    asked = Asked(kind, household, premises, day)
    return [one.name for one in ChecklistService(session).fitting(asked)]


def test_the_checklists_that_come_along_are_checklists():
    for one in defaults():
        assert one.name
        assert len(checks.items(one.items)) == len(one.items.split("\n")) >= 6
        for field in kinds.CHECKLIST.fields:
            value = getattr(one, field.name)
            if field.codes and value is not None:
                assert value in codes.table(field.codes).labels
    assert len({one.id for one in defaults()}) == len(defaults())


def test_what_fits_follows_the_kind_of_visit_the_premises_and_the_season(town):
    facts = {"name": "平安旅馆", "kind": "小旅馆", "address": "东街1号"}
    hotel = RecordingService(town.mei).record(kinds.PREMISES, [facts])[0].record

    assert fitting(town.mei, "01", household=True) == []
    assert fitting(town.mei, "巡查") == ["楼道巡查", "院落巡查"]
    assert fitting(town.mei, "01", premises=hotel.id) == ["小旅馆检查", "九小场所消防检查"]
    assert "出租房检查" in fitting(town.mei, "08", household=True)
    names = {one.name for one in defaults()} - {"冬季取暖检查", "汛期检查"}
    assert set(fitting(town.mei, "03", household=True)) < names  # it is October


@pytest.mark.parametrize(
    ("day", "adds"),
    [("2026-01-05", "冬季取暖检查"), ("7月1日", "汛期检查"), ("", ""), ("谁知道", "")],
)
def test_the_season_is_that_of_the_day_on_which_the_visit_was_made(town, day, adds):
    usual = set(fitting(town.mei, "03", household=True))  # it is October
    found = set(fitting(town.mei, "03", household=True, day=day))

    assert found - usual == ({adds} if adds else set())


def test_the_office_s_own_reach_a_worker_with_its_batch_and_replace_those_of_the_program(town):
    office = ChecklistService(town.office)
    assert office.adopt() == len(defaults())
    office.change("楼道巡查", {"items": "1. 楼道无堆物\n2. 门禁完好"})
    office.stop("院落巡查")
    office.add({"name": "迎检巡查", "subject": "巡查", "items": "标语"})

    take(town.office, town.hand_in(town.mei))
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path)

    assert len(where(town.mei, kinds.CHECKLIST)) == len(defaults()) + 1
    assert fitting(town.mei, "03") == ["楼道巡查", "迎检巡查"]
    found = ChecklistService(town.mei).rules()
    assert found.own
    (stairs,) = [one for one in found.rules if one.name == "楼道巡查"]
    assert checks.items(stairs.items) == ("楼道无堆物", "门禁完好")


def test_a_worker_sets_none(town):
    with pytest.raises(RoleRefusedError):
        ChecklistService(town.mei).adopt()
