"""Lists: masked values, search, periods."""

from __future__ import annotations

import pytest

from gridkeeper import texts
from gridkeeper.domain import kinds, periods
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.showing.lists import ListService
from tests.helpers.towns import ZHANG_SAN, a_visit_of, record, rename, take


def names(town, kind, *wishes):
    return [row.id for row in ListService(town.office).list(kind, *wishes)]


def test_personal_values_are_masked(town):
    (row,) = ListService(town.office).list(kinds.PERSON, "张三")

    assert row.values["name"] != "张三"
    assert "张" in row.values["name"]
    assert ZHANG_SAN not in row.values.values()
    assert "13800001111" not in row.values.values()
    assert row.values["phone"].startswith("138")


@pytest.mark.parametrize("query", ["张三", "13800001111", "1111", "zhangsan", "zs", ZHANG_SAN[-4:]])
def test_a_person_is_found(town, query):
    zhang = town.only(kinds.PERSON, name="张三")

    assert zhang.id in names(town, kinds.PERSON, query)


def test_a_rare_character_is_found(town):
    assert len(names(town, kinds.PERSON, "𠮷")) == 1


def test_what_is_not_there_is_not_found(town):
    assert names(town, kinds.PERSON, "王五") == []


def test_a_deleted_record_is_not_shown(town):
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.office, kinds.PERSON, zhang, deleted=True)

    assert names(town, kinds.PERSON, "张三") == []
    assert zhang.id not in names(town, kinds.PERSON)


def three_visits(town):
    return [
        a_visit_of(town.office, visited_on=day, situation="灯泡不亮").id
        for day in ("2026-09-30", "2026-10-01", "2026-10-07")
    ]


def test_the_newest_comes_first(town):
    assert names(town, kinds.VISIT) == []
    visits = three_visits(town)

    assert names(town, kinds.VISIT) == visits[::-1]


def test_a_period_leaves_out_other_days(town):
    visits = three_visits(town)

    assert names(town, kinds.VISIT, "", periods.parse("2026-09")) == visits[:1]
    assert set(names(town, kinds.VISIT, "灯泡", periods.parse("2026-10"))) == {*visits[1:]}


def test_a_search_within_a_period_is_not_cut_off_by_other_days(town):
    visits = three_visits(town)
    service = ListService(town.office)
    september = periods.parse("2026-09")

    rows = service.list(kinds.VISIT, "灯泡", september, limit=1)

    assert [row.id for row in rows] == visits[:1]


def test_no_more_than_wanted_are_shown(town):
    three_visits(town)

    assert len(ListService(town.office).list(kinds.VISIT, limit=2)) == 2


def test_people_have_no_period(town):
    with pytest.raises(InputInvalidError, match=r"居民|人"):
        ListService(town.office).list(kinds.PERSON, period=periods.parse("2026-10"))


def test_conflicts_are_counted(town):
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    rename(town.office, kinds.PERSON, zhang, phone="13911110002")
    take(town.office, town.hand_in(town.mei))

    assert [row.conflicts for row in ListService(town.office).list(kinds.PERSON, "张三")] == [1]


@pytest.mark.parametrize(("language", "yes", "no"), [("zh_CN", "是", "否"), ("en", "Yes", "No")])
def test_values_are_told_in_words(town, language, yes, no):
    parties = [{"side": "1", "name": "张三"}]
    facts = {"title": "噪声", "found_on": "2026-10-06", "received_at": "2026-10-06 09:30"}
    record(town.office, kinds.DISPUTE, **facts, success="是", in_time="否", parties=parties)
    texts.use(language)

    (row,) = ListService(town.office).list(kinds.DISPUTE)

    assert (row.values["success"], row.values["in_time"]) == (yes, no)
    assert row.values["received_at"] == "2026-10-06 09:30"
    assert row.values["state"] != "20"
