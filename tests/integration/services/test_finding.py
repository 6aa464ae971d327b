"""The search box."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.finding import FindingService
from tests.helpers.towns import ZHANG_SAN, a_visit_of, record, rename


def find(session, text, limit=20):
    return FindingService(session).find(text, limit)


def kinds_of(found):
    return [one.kind for one in found]


@pytest.mark.parametrize("text", ["张三", "zhangsan", "zs", "1111", ZHANG_SAN, "001X"])
def test_a_person_is_found_by_name_pinyin_initials_or_numbers(town, text):
    found = find(town.mei, text)[0]

    assert (found.kind, found.title, found.group) == ("person", "张*", "人")
    assert found.detail == "晨光花园3幢2单元501室"


@pytest.mark.parametrize("text", ["3-2-501", "3幢2单元501", "晨光花园3幢2单元501室"])
def test_a_door_is_found_as_household_and_dwelling(town, text):
    found = [one for one in find(town.mei, text) if one.group == "户、房屋"]

    assert [(one.kind, one.title) for one in found] == [
        ("household", "晨光花园3幢2单元501室"),
        ("dwelling", "晨光花园3幢2单元501室"),
    ]
    assert found[0].detail == "张* H001"


def test_a_building_is_found_by_its_number(town):
    assert ("building", "3幢", "晨光花园") in [
        (one.kind, one.title, one.detail) for one in find(town.mei, "3幢")
    ]


def test_a_number_that_fits_exactly_is_there(town):
    for _again in range(30):
        a_visit_of(town.mei)

    found = find(town.mei, "走访〔2026〕第01-001号", limit=1)

    assert found[0].title.startswith("走访〔2026〕第01-001号")
    assert found[0].detail == "2026-10-07 已完成"


def test_no_group_crowds_out_the_others(town):
    for _again in range(30):
        a_visit_of(town.mei, situation="晨光超市门口")

    found = find(town.mei, "晨光", limit=6)

    assert len(found) == 6
    assert "premises" in kinds_of(found)


def test_groups_stand_in_one_order(town):
    a_visit_of(town.mei, situation="路灯")
    record(town.mei, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07")
    record(town.mei, kinds.DISPUTE, title="路灯纠纷", found_on="2026-10-07")
    record(town.mei, kinds.PREMISES, name="路灯商店", address="晨光路1号")

    found = find(town.mei, "路灯")

    assert [one.group for one in found] == ["走访", "纠纷", "诉求", "单位场所"]
    assert found[-1].detail == "晨光路1号"


def test_a_party_is_found_as_its_dispute(town):
    parties = [{"side": "1", "name": "欧阳锋"}]
    record(town.mei, kinds.DISPUTE, title="噪声", found_on="2026-10-07", parties=parties)

    assert kinds_of(find(town.mei, "欧阳")) == ["dispute"]


def test_what_is_deleted_is_not_found(town):
    visit = a_visit_of(town.mei, situation="路灯")
    rename(town.mei, kinds.VISIT, visit, deleted=True)

    assert find(town.mei, "路灯") == []


@pytest.mark.parametrize("text", ["", "  ", "，"])
def test_nothing_asked_is_nothing_found(town, text):
    assert find(town.mei, text) == []
