"""The plan of visits of a store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event

from gridkeeper import texts
from gridkeeper.domain import codes, kinds
from gridkeeper.domain.people import Person
from gridkeeper.errors import InputInvalidError, RoleRefusedError
from gridkeeper.services.day import sections as day_sections
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.matrix.matrix import DoorMatrixService
from gridkeeper.services.plans import due as planning
from gridkeeper.services.plans import walk as plan_walk
from gridkeeper.services.plans.due import PlanService
from gridkeeper.services.plans.rules import PlanRuleService, defaults
from tests.helpers.homes import lone, old_id, settle
from tests.helpers.towns import QUIET, a_visit_of, enrol, record, rename, take, where


def due(session):
    return {one.stop.home: one for one in PlanService(session).due()}


def visits(session):
    """Return the visits of the day list."""
    (section,) = [one for one in TodayService(session).today().sections if one.name == "visits"]
    return section


def test_the_rules_that_come_along_are_rules():
    names = {one.name for one in kinds.CYCLE.fields}
    for rule in defaults():
        assert all((rule.name, rule.basis, rule.days, rule.weight, rule.early_days))
        assert set(rule.stored()) <= names
        for field in kinds.CYCLE.fields:
            value = getattr(rule, field.name)
            if field.codes and value is not None:
                assert value in codes.table(field.codes).labels
    assert len({one.id for one in defaults()}) == len(defaults())


def test_a_lone_old_person_is_due_a_week_after_she_was_met(town):
    (home,) = settle(town.mei, "101")
    lone(town.mei, home)
    a_visit_of(town.mei, household_id=home, visited_on="2026-09-25")

    found = due(town.mei)[home]

    assert found.why[0] == "80岁以上独居老人每周一次：上次见到 9月25日，10月2日到期，已逾期 6 天"
    assert found.window == "可走访 9月30日至10月2日"
    assert found.stop.planned.weight == 60


def test_a_visit_that_met_nobody_changes_nothing(town):
    (home,) = settle(town.mei, "101")
    lone(town.mei, home)
    a_visit_of(town.mei, household_id=home, visited_on="2026-09-25")
    before = due(town.mei)[home]
    a_visit_of(town.mei, household_id=home, visited_on="2026-10-07", outcome="03")

    assert due(town.mei)[home] == before

    a_visit_of(town.mei, household_id=home, visited_on="2026-10-07")

    assert home not in due(town.mei)


def test_a_visit_recorded_to_a_person_alone_counts_for_her_home(town):
    (home,) = settle(town.mei, "101")
    head = lone(town.mei, home)
    assert home in due(town.mei)

    record(
        town.mei, kinds.VISIT, person_id=head.id, visited_on="2026-10-07", outcome="01", place="5"
    )

    assert home not in due(town.mei)


def test_who_of_several_at_home_is_meant_is_said_masked(town):
    (home,) = settle(town.mei, "101", name="赵老")
    lone(town.mei, home)
    grid = where(town.mei, kinds.GRID, code="WG01")[0].id
    with town.mei.writing("register") as work:
        work.create(Person(id=old_id(town.mei), grid_id=grid, household_id=home, name="赵小"))

    why = due(town.mei)[home].why[0]

    assert why.startswith("80岁以上独居老人每周一次（赵*）：登记后还没有见到过，")


@pytest.mark.parametrize(
    "gone",
    [
        (kinds.PERSON, {"died_on": date(2026, 9, 1)}),
        (kinds.PERSON, {"moved_out": date(2026, 9, 1)}),
        (kinds.PERSON, {"resident_class": "08"}),
        (kinds.HOUSEHOLD, {"ended_on": date(2026, 9, 1)}),
        (kinds.DWELLING, {"use": "04"}),
        (kinds.HOUSEHOLD, {"deleted": True}),
    ],
)
def test_where_nobody_is_any_more_nothing_is_due(town, gone):
    (home,) = settle(town.mei, "101")
    assert home in due(town.mei)
    kind, values = gone
    one = town.only(kinds.HOUSEHOLD, town.mei, id=home)
    found = {
        kinds.HOUSEHOLD: one,
        kinds.DWELLING: town.only(kinds.DWELLING, town.mei, id=one.dwelling_id),
        kinds.PERSON: town.only(kinds.PERSON, town.mei, household_id=home),
    }

    rename(town.mei, kind, found[kind], **values)

    assert home not in due(town.mei)


def test_premises_are_due_by_their_kind(town):
    shop = town.only(kinds.PREMISES, town.mei)
    record(
        town.mei,
        kinds.VISIT,
        premises_id=shop.id,
        visited_on="2026-08-01",
        outcome="01",
        place="超市",
    )
    assert shop.id not in due(town.mei)

    with town.mei.writing("edit") as work:
        work.change(shop, kind="03")

    found = due(town.mei)[shop.id]
    assert (found.stop.kind, found.stop.title) == ("premises", "晨光超市")
    assert found.why[0].startswith("小旅馆每月一次：上次走访 8月1日")


def test_the_way_leads_up_one_staircase_and_down_the_next(town):
    settle(town.mei, "202", "101", "1001", unit="1")
    settle(town.mei, "302", "101", "201", unit="2单元")
    settle(town.mei, "101", house="12幢")

    found = PlanService(town.mei).walk()

    assert [one.stop.title.removeprefix("晨光花园") for one in found] == [
        *("5幢1单元101室", "5幢1单元202室", "5幢1单元1001室"),
        *("5幢2单元302室", "5幢2单元201室", "5幢2单元101室"),
        "12幢1单元101室",
    ]
    assert {one.stop.planned.home.id for one in found} == set(due(town.mei))


def test_a_landing_has_all_that_are_due_on_one_floor(town):
    settle(town.mei, "202", "101", "201", unit="1")

    found = plan_walk.landings(one.stop for one in PlanService(town.mei).walk())

    assert [(one.building, one.unit, one.floor, len(one.stops)) for one in found] == [
        ("晨光花园5幢", "1", "1", 1),
        ("晨光花园5幢", "1", "2", 2),
    ]


def test_the_door_matrix_counts_what_the_day_list_counts(town, monkeypatch):
    settle(town.mei, "101", "102")
    house = town.only(kinds.BUILDING, town.mei, name="5幢")

    assert DoorMatrixService(town.mei).due() == {house.id: 2}

    monkeypatch.setattr(planning, "MOST_HOMES", 1)

    assert DoorMatrixService(town.mei).due() == {}


def test_a_plan_asks_as_often_for_many_homes_as_for_few(town):
    asked = []
    with town.mei.store.reading() as unit:
        event.listen(unit.connection, "before_cursor_execute", lambda *_told: asked.append(1))
        planning.whole(unit, town.mei.today())
    few, asked = len(asked), []
    settle(town.mei, *(str(number) for number in range(101, 131)))
    with town.mei.store.reading() as unit:
        event.listen(unit.connection, "before_cursor_execute", lambda *_told: asked.append(1))
        assert len(planning.whole(unit, town.mei.today())) > 30

    assert len(asked) == few <= 10


def test_the_day_list_says_the_weightiest_first_and_counts_all(town, monkeypatch):
    monkeypatch.setattr(day_sections, "MOST", 3)
    homes = settle(town.mei, *(str(number) for number in range(101, 106)))
    lone(town.mei, homes[3])

    section = visits(town.mei)

    assert (section.count, len(section.lines)) == (5, 3)
    assert section.lines[0].record_id == homes[3]
    assert section.lines[0].title == "晨光花园5幢1单元104室 王***"
    assert section.lines[0].why.endswith("；另有 2 条规则也到期")


def test_of_a_street_only_the_named_days_are_listed(town, monkeypatch):
    monkeypatch.setattr(planning, "MOST_HOMES", 1)
    settle(town.mei, "101")
    a_visit_of(town.mei, visited_on="2026-10-01", next_due="2026-10-10")

    section = visits(town.mei)

    assert [one.why for one in section.lines] == ["应于10月10日走访，还有 2 天"]


def test_of_a_street_the_plan_of_one_grid_is_listed_whole(town, monkeypatch):
    monkeypatch.setattr(planning, "MOST_HOMES", 1)
    (home,) = settle(town.office, "101")
    first, second = (where(town.office, kinds.GRID, code=one)[0].id for one in ("WG01", "WG02"))

    (line,) = TodayService(town.office).visits(first).lines

    assert (line.record_id, line.way.place, line.way.door) == (
        home,
        "晨光花园5幢1单元",
        "101室 王***",
    )
    assert TodayService(town.office).visits(second).count == 0


def test_each_visit_of_the_day_list_knows_its_place_on_the_way(town):
    settle(town.mei, "302", "101", unit="2")
    homes = settle(town.mei, "202", "101", unit="1")
    lone(town.mei, homes[0])

    section = visits(town.mei)

    assert section.lines[0].record_id == homes[0]
    by_way = sorted(section.lines, key=lambda one: one.way.number)
    assert [one.title for one in by_way] == [
        f"{one.stop.title} {one.stop.who}" for one in PlanService(town.mei).walk()
    ]
    assert len(section.lines[0].way.reasons) > 1


def test_coverage_says_of_how_many(town):
    homes = settle(town.mei, "101", "102", "103")
    a_visit_of(town.mei, household_id=homes[0], visited_on="2026-10-05")
    a_visit_of(town.mei, household_id=homes[1], visited_on="2026-10-06", outcome="03")
    alone = town.only(kinds.PERSON, town.mei, household_id=homes[2])
    record(town.mei, kinds.VISIT, person_id=alone.id, visited_on="2026-10-06", outcome="02")

    this, last = PlanService(town.mei).coverage()

    assert (this.counts.due, this.counts.done, this.counts.seen) == (3, 1, 2)
    assert (last.counts.due, last.counts.done) == (3, 0)
    assert (this.upto, last.upto) == (date(2026, 10, 8), date(2026, 9, 30))


def test_an_office_asks_grid_by_grid(town):
    settle(town.office, "101")
    first, second = (where(town.office, kinds.GRID, code=one)[0].id for one in ("WG01", "WG02"))

    assert len(PlanService(town.office).due(first)) == 1
    assert PlanService(town.office).due(second) == []


def test_an_office_makes_the_rules_its_own_and_changes_them(town):
    service = PlanRuleService(town.office)
    assert service.rules().own is False
    with pytest.raises(InputInvalidError, match="采用"):
        service.change("空巢老人", {"days": "14"})

    assert service.adopt() == len(defaults())
    changed = service.change("空巢老人", {"days": "14"})
    stopped = service.stop("一般家庭")

    held = {one.id: one for one in service.rules().rules}
    assert service.rules().own
    assert held[changed.id].days == 14
    assert held[stopped.id].stopped
    for wrong, reason in (("没有", "没有这条规则"), ("", "几条规则")):
        with pytest.raises(InputInvalidError, match=reason):
            service.stop(wrong)
    with pytest.raises(InputInvalidError, match="已经有"):
        service.adopt()


def test_a_rule_of_its_own_replaces_those_that_came_along(town):
    PlanRuleService(town.office).add({"name": "全部", "subject": "1", "days": "10"})

    assert [one.name for one in PlanRuleService(town.office).rules().rules] == ["全部"]


def test_a_worker_sets_no_rules(town):
    with pytest.raises(RoleRefusedError):
        PlanRuleService(town.mei).adopt()


def test_the_rules_reach_every_worker_whatever_her_grids(town):
    PlanRuleService(town.office).add({"name": "全部", "subject": "1", "days": "10"})
    for worker, name in ((town.mei, "李梅"), (town.gang, "赵刚")):
        take(town.office, town.hand_in(worker))
        take(worker, BatchExportService(town.office).export(town.folder, QUIET, name)[0].path)

        assert [one.name for one in PlanRuleService(worker).rules().rules] == ["全部"]


def test_the_rules_reach_who_is_enrolled_anew(town):
    PlanRuleService(town.office).add({"name": "全部", "subject": "1", "days": "10"})

    anew = enrol(town.office, "李梅", ["第一网格"], town.folder / "anew.gkdb")
    town.sessions["anew.gkdb"] = anew

    assert [one.name for one in PlanRuleService(anew).rules().rules] == ["全部"]

    PlanRuleService(town.office).change("全部", {"days": "20"})
    take(town.office, town.hand_in(anew, "anew.gkb"))
    take(anew, BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path)

    assert [one.days for one in PlanRuleService(anew).rules().rules] == [20]


@pytest.mark.parametrize("language", [texts.CHINESE, texts.ENGLISH])
def test_rules_and_reasons_speak_the_language_in_force(town, language):
    (home,) = settle(town.mei, "101")
    texts.use(language)

    assert ("Visit" in due(town.mei)[home].why[0]) is False
    assert ("people" in due(town.mei)[home].why[0].lower()) is (language == texts.ENGLISH)


def test_a_reason_long_ago_says_the_year(town):
    (home,) = settle(town.mei, "101")
    a_visit_of(town.mei, household_id=home, visited_on="2025-03-01")

    assert "上次见到 2025年3月1日" in due(town.mei)[home].why[0]


def test_who_was_merged_takes_her_visits_along(town):
    (home,) = settle(town.mei, "101")
    head = lone(town.mei, home)
    with town.mei.writing("register") as work:
        twin = Person(id=old_id(town.mei), grid_id=head.grid_id, household_id=home, name="王")
        work.create(twin)
    a_visit_of(town.mei, household_id=home, person_id=twin.id, visited_on="2026-10-07")
    assert home in due(town.mei)

    rename(town.mei, kinds.PERSON, twin, merged_into=head.id)

    assert home not in due(town.mei)


def test_days_far_ahead_are_not_listed(town):
    a_visit_of(town.mei, next_due=(town.mei.today() + timedelta(8)).isoformat())

    assert due(town.mei) == {}
