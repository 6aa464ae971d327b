from __future__ import annotations

import pytest

from gridkeeper.domain import headings
from gridkeeper.domain.headings import Matched
from gridkeeper.domain.kinds import KINDS


def matched(heading, *kinds):
    return headings.match([heading], kinds).get(heading)


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("姓名", "person", "name"),
        ("姓名*", "person", "name"),
        ("姓 名（必填）", "person", "name"),
        ("联系\n电话", "person", "phone"),
        ("房屋用途*\n（出租房时有效）", "dwelling", "use"),
        ("公民身份号码", "person", "id_number"),
        ("居民身份证号码：", "person", "id_number"),
        ("Name", "person", "name"),
        ("id_number", "person", "id_number"),
        ("涉及金额（元）", "dispute", "amount"),
        ("涉及金额", "dispute", "amount"),
        ("整改资金(元)", "hazard", "funds"),
        ("建筑面积（㎡）", "dwelling", "area"),
        ("化解时限", "dispute", "deadline"),
        ("整改期限", "hazard", "deadline"),
        ("下次走访时间", "visit", "next_due"),
        ("下次走访日期", "visit", "next_due"),
        ("住址/小区", "building", "compound"),
    ],
)
def test_a_heading_is_known_however_it_is_decorated(heading, kind, field):
    assert matched(heading, kind) == Matched(kind, field)


def test_an_unknown_heading_is_left_out():
    assert headings.match(["血型", "姓名"], ["person"]) == {"姓名": Matched("person", "name")}


def test_every_label_is_found_by_itself():
    for kind in KINDS.values():
        for field in kind.fields:
            assert matched(field.label.zh, kind.name) == Matched(kind.name, field.name)
            assert matched(field.label.en, kind.name) == Matched(kind.name, field.name)


def test_an_earlier_kind_beats_a_later_one():
    assert matched("备注", "person", "dwelling").kind == "person"


def test_a_label_beats_an_alias():
    found = headings.match(["电话", "联系电话"], ["person"])
    assert found == {"联系电话": Matched("person", "phone")}


def test_of_two_columns_for_one_field_the_first_is_taken():
    found = headings.match(["手机", "电话"], ["person"])
    assert found == {"手机": Matched("person", "phone")}


def test_the_order_of_the_columns_is_kept():
    assert list(headings.match(["电话", "姓名"], ["person"])) == ["电话", "姓名"]


@pytest.mark.parametrize(
    ("heading", "field", "side"),
    [
        ("甲方姓名", "name", "1"),
        ("甲方/姓名", "name", "1"),
        ("乙方电话", "phone", "2"),
        ("申请人", "name", "1"),
        ("被申请人身份证号", "id_number", "2"),
    ],
)
def test_a_party_is_known_by_its_side(heading, field, side):
    assert matched(heading, "dispute", "dispute_party") == Matched("dispute_party", field, side)


def test_a_party_without_a_known_field_is_left_out():
    assert matched("甲方血型", "dispute_party") is None


def test_sides_are_only_looked_for_where_parties_are_wanted():
    assert matched("甲方姓名", "dispute") is None


@pytest.mark.parametrize(
    "heading",
    ["宗教信仰", "是否上访人员", "涉疆", "艾滋病", "吸毒史", "人脸照片", "行动轨迹", "Religion"],
)
def test_what_a_community_may_not_collect_is_refused_with_a_reason(heading):
    assert "不" in headings.refused(heading)
    assert matched(heading, "person") is None


def test_what_a_community_may_collect_is_not_refused():
    for kind in KINDS.values():
        for field in kind.fields:
            for text in (field.label.zh, *field.aliases):
                assert headings.refused(text) is None
