"""The search box."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.views.finding import FindingService
from tests.helpers.towns import ZHANG_SAN, a_visit_of, record, rename


def find(session, text, limit=20):
    return FindingService(session).find(text, limit)


def kinds_of(found):
    return [one.kind for one in found]


@pytest.mark.parametrize("text", ["张三", "zhangsan", "zs", "1111", ZHANG_SAN, "001X"])
def test_a_person_is_found_by_name_pinyin_initials_or_numbers(town, text):
    found = find(town.mei, text)[0]

    assert (found.kind, found.title, found.group) == ("person", "张*", "人")
    assert found.detail == "晨光花园3幢2单元501室 · 户主"


@pytest.mark.parametrize(
    ("name", "text"), [("周思远", "zhousy"), ("欧阳小慧", "ouyangxh"), ("张小红", "zhangxh")]
)
def test_a_surname_in_full_may_be_followed_by_initials(town, name, text):
    made = record(town.mei, kinds.PERSON, name=name, household_id="3-2-501")

    assert [one.id for one in find(town.mei, text) if one.kind == "person"] == [made.id]


def test_initials_behind_another_surname_find_nobody(town):
    record(town.mei, kinds.PERSON, name="赵思远", household_id="3-2-501")

    assert find(town.mei, "zhousy") == []


def test_people_of_one_name_at_one_door_are_told_apart(town):
    facts = {"name": "张三", "household_id": "3-2-501", "relation": "子"}
    record(town.mei, kinds.PERSON, **facts, birth="1980-02-03")
    record(town.mei, kinds.PERSON, **facts, sex="男")

    found = [one for one in find(town.mei, "张三") if one.kind == "person"]

    door = "晨光花园3幢2单元501室"
    assert sorted(one.detail for one in found) == [
        f"{door} · 子 · 1980年生",
        f"{door} · 子 · 男",
        f"{door} · 户主",
    ]
    assert {one.title for one in found} == {"张*"}


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


def two_doors(town):
    """Let two people live in 1-1-802 and 1-2-802; the phone of the second ends like the door."""
    for name, door, phone in (
        ("周强", "1-1-802", "13900000001"),
        ("吴敏", "1-2-802", "13900001802"),
        ("郑洁", "1-1-8", "13911802000"),
    ):
        facts = {"name": name, "household_id": door, "phone": phone, "grid_id": "WG01"}
        RecordingService(town.mei).record(kinds.PERSON, [facts], make_home=True)
        a_visit_of(town.mei, household_id=door)


@pytest.mark.parametrize("text", ["1-1-802", "1－1－802", "1幢1单元802室", "晨光花园1-1-802"])
def test_a_door_finds_its_home_first_then_its_people_and_visits_and_no_other_door(town, text):
    two_doors(town)

    found = find(town.mei, text)

    assert kinds_of(found) == ["household", "dwelling", "person", "visit"]
    assert all("1幢1单元802室" in one.title + one.detail for one in found[:3])


def test_the_beginning_of_a_door_finds_all_that_begin_so(town):
    two_doors(town)

    assert {one.title for one in find(town.mei, "1-1-80") if one.kind == "household"} == {
        "晨光花园1幢1单元802室"
    }
    assert kinds_of(find(town.mei, "1-1-8"))[:2] == ["household", "dwelling"]
    assert [one.detail for one in find(town.mei, "1-1-8") if one.kind == "person"] == [
        "晨光花园1幢1单元8室"
    ]


def test_what_only_says_a_door_is_found_by_it(town):
    record(town.mei, kinds.PREMISES, name="早餐店", address="晨光花园7幢1单元101室")
    record(town.mei, kinds.PREMISES, name="修鞋铺", address="晨光花园7幢1单元102室")
    record(town.mei, kinds.REQUEST, title="7-1-101漏水", received_on="2026-10-07")
    record(town.mei, kinds.REQUEST, title="17-1-101漏水", received_on="2026-10-07")

    assert kinds_of(find(town.mei, "7-1-101")) == ["request", "premises"]


def test_part_of_a_number_with_a_hyphen_finds_it(town):
    visit = a_visit_of(town.mei)

    assert [one.id for one in find(town.mei, "01-00")] == [visit.id]


def test_a_name_before_a_door_is_no_compound(town):
    visit = a_visit_of(town.mei, situation="路灯3-2-501")

    assert [one.id for one in find(town.mei, "路灯 3-2-501")] == [visit.id]
