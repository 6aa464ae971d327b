"""A quick line made into the beginning of a record."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.records.quick_lines import QuickLineService, meaning
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.texts import ENGLISH, use
from tests.helpers.towns import record, rename, where

DOOR = "晨光花园3幢2单元501室"


def propose(session, text):
    return QuickLineService(session).propose(text)


def kept(session, text):
    made = propose(session, text)
    return RecordingService(session).record(made.kind, [made.facts])[0].record


def test_a_dispute_has_both_parties_and_its_type(town):
    dispute = kept(town.mei, "3-2-501 张三 漏水 楼上402 纠纷")

    assert (dispute.title, dispute.type, dispute.content) == ("漏水纠纷", "0201", "漏水，楼上402")
    assert (dispute.place, dispute.found_on) == (DOOR, town.mei.today())
    parties = where(town.mei, kinds.DISPUTE_PARTY, dispute_id=dispute.id)
    assert [(one.side, one.name, one.address) for one in parties] == [
        ("1", "张三", DOOR),
        ("2", "402室住户", "3幢2单元402室"),
    ]
    assert parties[0].person_id == town.only(kinds.PERSON, town.mei, name="张三").id


def test_what_is_kept_of_a_line_is_chinese_whatever_is_spoken(town):
    use(ENGLISH)

    facts = propose(town.mei, "3-2-501 漏水 楼上402 纠纷").facts

    names = [party["name"] for party in facts["parties"]]
    assert (facts["title"], names) == ("漏水纠纷", ["501室住户", "402室住户"])


def test_a_stairway_that_the_register_knows_is_no_room(town):
    facts = propose(town.mei, "3-2 楼道堆放杂物 隐患").facts

    assert (facts["place"], facts["category"]) == ("晨光花园3幢2单元", "楼道堆物")
    assert "household_id" not in facts


def test_a_number_that_is_no_stairway_stays_a_room(town):
    assert propose(town.mei, "3-7 楼道堆放杂物 隐患").facts["place"] == "3幢7室"


def test_a_dispute_on_a_stairway_has_no_party_behind_a_door(town):
    facts = propose(town.mei, "3-2 噪音 纠纷").facts

    assert (facts["place"], facts.get("parties")) == ("晨光花园3幢2单元", None)


def test_a_lamp_that_is_out_is_a_request(town):
    made = propose(town.mei, "3-2-501 楼道灯不亮")

    assert (made.kind, made.facts["category"]) == (kinds.REQUEST, "房屋与物业")


def test_a_line_keeps_nothing_by_itself(town):
    assert propose(town.mei, "3-2-501 张三 漏水 楼上402 纠纷").problems == ()
    assert where(town.mei, kinds.DISPUTE) == []


def test_what_a_piece_means_is_said_where_it_is_more_than_its_text(town):
    def said(text):
        line = propose(town.mei, text).line
        return [meaning(line, part) for part in line.parts]

    assert said("昨天 3-2-501 张三 无人 微信") == [
        "2026-10-07",
        "3幢2单元501室",
        "",
        "未遇",
        "微信视频",
    ]
    assert said("3-2-501 漏水 楼上402 纠纷")[1:] == [
        "用水排水通行通风采光",
        "3幢2单元402室",
        "矛盾纠纷",
    ]
    assert said("3-2-501 灭火器 低")[1:] == ["消防设施缺损", "轻微"]


def test_a_visit_has_its_home_its_person_its_outcome_on_its_day(town):
    visit = kept(town.mei, "2026-10-06 3-2-501 张三 见到本人 电话 身体尚可，已更换灯泡")

    assert (str(visit.visited_on), visit.outcome, visit.form) == ("2026-10-06", "01", "02")
    assert (visit.place, visit.situation) == (DOOR, "身体尚可，已更换灯泡")
    assert visit.person_id == town.only(kinds.PERSON, town.mei, name="张三").id


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("巡查 3幢楼道 灯不亮", "3幢楼道", "灯不亮"),
        ("巡逻 3-2-501 张三 灯不亮", DOOR, "张三，灯不亮"),
        ("巡查 消防通道堵塞", "", "消防通道堵塞"),
    ],
)
def test_a_patrol_is_a_visit_of_its_kind_to_a_place(town, text, place, told):
    facts = propose(town.mei, text).facts

    assert facts["kind"] == "巡查"
    assert "household_id" not in facts
    assert (facts.get("place", ""), facts["situation"]) == (place, told)


def test_who_is_not_in_the_register_is_a_party_by_name(town):
    made = propose(town.mei, "3-2-501 王小明 漏水 楼上402 刘洋")
    said = [meaning(made.line, part) for part in made.line.parts if part.is_guess]
    dispute = kept(town.mei, "3-2-501 王小明 漏水 楼上402 刘洋")

    parties = where(town.mei, kinds.DISPUTE_PARTY, dispute_id=dispute.id)
    assert said == ["王小明（未登记）", "刘洋（未登记）"]
    assert [(one.name, one.person_id) for one in parties] == [("王小明", None), ("刘洋", None)]
    assert dispute.content == "漏水，楼上402"


def test_of_a_surname_alone_the_party_is_called_so_and_the_title_is_what_happened(town):
    made = propose(town.mei, "3-2-501 王，漏水纠纷")
    said = [meaning(made.line, part) for part in made.line.parts if part.is_guess]
    dispute = kept(town.mei, "3-2-501 王，漏水纠纷")

    parties = where(town.mei, kinds.DISPUTE_PARTY, dispute_id=dispute.id)
    assert (dispute.title, dispute.type, dispute.content) == ("漏水纠纷", "0201", "漏水纠纷")
    assert [(one.name, one.person_id, one.address) for one in parties] == [("王某", None, DOOR)]
    assert said == ["王某（只有姓，请核对）"]


def test_who_is_not_in_the_register_asks_by_name_or_stands_in_the_words(town):
    assert propose(town.mei, "王小明 停水").facts["reporter"] == "王小明"
    assert propose(town.mei, "3-2-501 王小明 见面 报修").facts["situation"] == "王小明，报修"


def test_a_compound_that_begins_as_a_name_does_is_nobody(town):
    building = town.only(kinds.BUILDING, town.mei)
    rename(town.mei, kinds.BUILDING, building, compound="万科")

    line = propose(town.mei, "万科 3-2-501 漏水").line

    assert not any(part.is_guess for part in line.parts)


def test_who_is_not_sure_stays_in_the_words(town):
    for _again in range(2):
        record(town.mei, kinds.PERSON, name="李四", grid_id="WG01")

    assert propose(town.mei, "3-2-501 李四 见面 报修").facts["situation"] == "李四，报修"


def test_of_two_of_one_name_the_one_behind_the_door_is_meant(town):
    record(town.mei, kinds.PERSON, name="张三", grid_id="WG01")

    person_id = propose(town.mei, "3-2-501 张三 未遇").facts["person_id"]

    assert person_id == town.only(kinds.PERSON, town.mei, name="张三", phone="13800001111").id


def test_a_hazard_asks_for_what_the_line_leaves_out(town):
    hazard = propose(town.mei, "3-2-501 张三 楼道堆物")

    assert hazard.facts["content"] == "张三，楼道堆物"
    assert hazard.facts["household_id"] == "3-2-501"
    assert [one.field for one in hazard.problems if not one.warning] == ["level"]
    assert kept(town.mei, "9-9-101 楼道堆物 一般").place == "9幢9单元101室"


def test_a_request_says_who_and_what(town):
    request = kept(town.mei, "张三 停水")

    assert (request.reporter, request.category, request.title) == ("张三", "02", "停水")


def test_a_dispute_without_a_word_is_called_by_its_door(town):
    assert propose(town.mei, "3-2-501 纠纷").facts["title"] == "3-2-501纠纷"
    assert propose(town.mei, "3-2-501 邻里纠纷").facts["title"] == "邻里纠纷"


def test_a_visit_to_a_door_that_nobody_knows_is_not_kept(town):
    problems = propose(town.mei, "9-9-101 未遇").problems

    assert [one.field for one in problems if not one.warning] == ["household_id"]


def test_an_empty_line_is_refused(town):
    with pytest.raises(InputInvalidError):
        propose(town.mei, " ， ")
