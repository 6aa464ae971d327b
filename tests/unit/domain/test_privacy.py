from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile, free, shown, veiled
from gridkeeper.domain.veils import Names

NUMBER = "11010519491231002X"


@pytest.mark.parametrize("mask", Mask)
def test_the_full_profile_shows_everything(mask):
    assert shown("幸福里3-2-501", mask, Profile.FULL) == "幸福里3-2-501"


@pytest.mark.parametrize("mask", Mask)
@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("value", [None, ""])
def test_nothing_is_shown_as_nothing(mask, profile, value):
    assert shown(value, mask, profile) == ""


@pytest.mark.parametrize(
    ("value", "mask", "masked", "public"),
    [
        ("幸福里", Mask.NONE, "幸福里", "幸福里"),
        ("张小明", Mask.NAME, "张**", "张某某"),
        ("张", Mask.NAME, "张*", "张某某"),
        ("402室住户", Mask.NAME, "402室住户", "某住户"),
        ("欧阳小明", Mask.NAME, "欧阳**", "欧阳某某"),
        ("司马光", Mask.NAME, "司马*", "司马某某"),
        ("欧阳", Mask.NAME, "欧*", "欧某某"),
        ("市政养护所", Mask.NAME, "市政养护所", "市政养护所"),
        ("街道城建办", Mask.NAME, "街道城建办", "街道城建办"),
        ("派出所", Mask.NAME, "派出所", "派出所"),
        ("城管局", Mask.NAME, "城管局", "城管局"),
        ("阳光花园物业公司", Mask.NAME, "阳光花园物业公司", "某单位"),
        ("同福饺子馆", Mask.NAME, "同福饺子馆", "某单位"),
        ("云朵五金日杂店", Mask.NAME, "云朵五金日杂店", "某单位"),
        ("福来超市", Mask.NAME, "福来超市", "某单位"),
        ("春天幼儿园", Mask.NAME, "春天幼儿园", "某单位"),
        ("小城故事酒吧", Mask.NAME, "小城故事酒吧", "某单位"),
        ("宏达建材经营部", Mask.NAME, "宏达建材经营部", "某单位"),
        ("城管局、派出所", Mask.NAME, "城管局、派出所", "城管局、派出所"),
        ("同福饺子馆、派出所", Mask.NAME, "同福饺子馆、派出所", "某单位"),
        ("李园园", Mask.NAME, "李**", "李某某"),
        ("王馆", Mask.NAME, "王*", "王某某"),
        ("欧阳美容", Mask.NAME, "欧阳**", "欧阳某某"),
        ("王小明、李园园", Mask.NAME, "王******", "王某某"),
        ("王小明妻子李会", Mask.NAME, "王******", "王某某"),
        ("李物业", Mask.NAME, "李**", "李某某"),
        ("李卫队", Mask.NAME, "李**", "李某某"),
        ("1956-03-08", Mask.BIRTHDAY, "1956-**-**", ""),
        ("社区物业服务站（示例）", Mask.NAME, "社区物业服务站（示例）", "某单位"),
        ("艾力·买买提", Mask.NAME, "艾*****", "艾某某"),
        ("张小明", Mask.STAFF, "张小明", "张某某"),
        ("张三面馆", Mask.UNIT, "张三面馆", "某单位"),
        (NUMBER, Mask.ID_NUMBER, "110*************2X", "*" * 18),
        ("12345", Mask.ID_NUMBER, "*****", "*****"),
        ("13800000000", Mask.PHONE, "138****0000", ""),
        ("0571-88000000", Mask.PHONE, "057******0000", ""),
        ("13800000000", Mask.FIRM_PHONE, "138****0000", ""),
        ("0571-88000000", Mask.FIRM_PHONE, "0571-88000000", ""),
        ("88000000、13800000000", Mask.FIRM_PHONE, "88000000、138****0000", ""),
        ("幸福里3幢2单元501室", Mask.ADDRESS, "幸福里3幢2单元501室", "幸福里3幢"),
        ("幸福里3-2-501", Mask.ADDRESS, "幸福里3-2-501", "幸福里"),
        ("A座1203", Mask.ADDRESS, "A座1203", "A座"),
        ("幸福里501室门口", Mask.ADDRESS, "幸福里501室门口", "幸福里"),
        ("3-2-501", Mask.ADDRESS, "3-2-501", ""),
        ("幸福路18号", Mask.ADDRESS, "幸福路18号", "幸福路"),
        ("菜市巷63号饺子馆", Mask.ADDRESS, "菜市巷63号饺子馆", "菜市巷"),
        ("周边（晨光路18号附近）", Mask.ADDRESS, "周边（晨光路18号附近）", "周边（晨光路）"),
        ("幸福里3号楼2单元", Mask.ADDRESS, "幸福里3号楼2单元", "幸福里3号楼"),
        ("幸福里1号门", Mask.ADDRESS, "幸福里1号门", "幸福里1号门"),
        (f"他的号码是{NUMBER}。", Mask.PROSE, "他的号码是110*************2X。", "（略）"),
        ("电话13800000000", Mask.PROSE, "电话138****0000", "（略）"),
        ("电话138 0000 0000", Mask.PROSE, "电话138******0000", "（略）"),
        (
            f"证号{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
            Mask.PROSE,
            "证号110***************2X",
            "（略）",
        ),
        ("幸福里3幢（13800000000）", Mask.ADDRESS, "幸福里3幢（138****0000）", "幸福里3幢"),
        ("幸福路13800000000", Mask.ADDRESS, "幸福路138****0000", "幸福路"),
        ("李梅13800000000", Mask.STAFF, "李梅138****0000", "李某某"),
        ("张三面馆13800000000", Mask.UNIT, "张三面馆138****0000", "某单位"),
        ("养护13800000000办公室", Mask.NAME, "养护138****0000办公室", "养护***********办公室"),
        (f"城管 {NUMBER}", Mask.WORDS, "城管 110*************2X", "城管 ******************"),
        (
            "12345热线，工单20261008001",
            Mask.WORDS,
            "12345热线，工单20261008001",
            "12345热线，工单20261008001",
        ),
        ("2026-10-08来访3次", Mask.PROSE, "2026-10-08来访3次", "（略）"),
    ],
)
def test_a_value_is_hidden_in_one_way_only(value, mask, masked, public):
    assert shown(value, mask, Profile.MASKED) == masked
    assert shown(value, mask, Profile.PUBLIC) == public


ENDINGS = "馆店行铺坊屋厂社院校园所站部局处委会楼吧房美容"


@given(
    st.sampled_from([*"王李张赵同福云", "欧阳", "司马", "上官"]),
    st.text(ENDINGS + "小明", min_size=1, max_size=2),
    st.sampled_from("、，,;/"),
)
def test_a_persons_name_that_ends_as_a_shops_does_is_masked(surname, given_name, between):
    name = surname + given_name

    assert shown(name, Mask.NAME, Profile.MASKED) == surname + "*" * len(given_name)
    assert shown(name, Mask.NAME, Profile.PUBLIC) == f"{surname}某某"
    for other in ("张小明", "同福饺子馆"):
        assert name not in shown(f"{other}{between}{name}", Mask.NAME, Profile.MASKED)


def test_what_is_written_freely_may_name_somebody():
    free = [field for kind in KINDS.values() for field in kind.fields if field.type is Type.PROSE]
    assert {field.mask for field in free} == {Mask.PROSE}


NAMES = st.lists(st.text("张王李三四𠮷·小", min_size=2, max_size=4), min_size=1, max_size=4)
WORDS = st.text("因与的漏水张三", max_size=4)
PROSE = [(kind.name, name) for kind in KINDS.values() for name in sorted(free(kind.name))]


@given(st.sampled_from(PROSE), NAMES, st.data())
def test_a_veiled_record_names_none_of_those_whom_it_is_about(place, names, data):
    kind, field = place
    parts = [part for name in names for part in (data.draw(WORDS), name)]
    record = KINDS[kind].record(id="1", **{field: "".join(parts)})

    text = getattr(veiled(record, names), field)

    assert not any(name in text for name in names)
    assert len(text) == len("".join(parts))


@given(NAMES, st.sampled_from([Profile.MASKED, Profile.PUBLIC]))
def test_a_note_that_is_shown_names_none_of_them(names, profile):
    assert not any(name in shown("、".join(names), Mask.PROSE, profile, names) for name in names)


def test_whom_a_record_names_in_a_field_its_texts_do_not_name():
    request = KINDS["request"].record(id="1", reporter="孙悦", title="孙悦反映路灯不亮")

    assert veiled(request, ()).title == "孙*反映路灯不亮"
    assert veiled(request, ()).reporter == "孙悦"  # its own mask hides it


def test_a_longer_name_is_not_taken_for_a_shorter_one():
    assert shown("周大福、周大", Mask.PROSE, Profile.MASKED, ("周大", "周大福")) == "周**、周*"


def test_a_compound_surname_is_kept_whole_in_what_is_told():
    assert shown("欧阳修平到场", Mask.PROSE, Profile.MASKED, ("欧阳修平",)) == "欧阳**到场"


def test_a_property_company_keeps_its_landline_and_hides_a_mobile_number():
    about = KINDS["building"].by_name["manager_phone"]

    assert shown("0571-88000000", about.mask, Profile.MASKED) == "0571-88000000"
    assert shown("13800000000", about.mask, Profile.MASKED) == "138****0000"


def test_offices_and_single_characters_are_no_names():
    text = "社区物业服务站说张家漏水"

    assert shown(text, Mask.PROSE, Profile.MASKED, ("社区物业服务站", "张")) == text


def test_everybody_is_hidden_where_something_is_told_and_not_where_a_lead_is_named():
    everybody = Names(["王春", "王春丽", "周大福"])
    visit = KINDS["visit"].record(id="1", situation="王春丽说王春和周大在", place="周大福家门口")
    building = KINDS["building"].record(id="1", lead="王春丽")

    hidden = veiled(visit, ("周大",), everybody)

    assert (hidden.situation, hidden.place) == ("王**说王*和周*在", "周**家门口")
    assert veiled(building, (), everybody) is building
    assert shown("周大福到场", Mask.PROSE, Profile.MASKED, everybody) == "周**到场"


def test_in_full_nothing_is_veiled():
    assert shown("周大福", Mask.PROSE, Profile.FULL, ("周大福",)) == "周大福"


def test_a_record_that_names_nobody_is_itself():
    visit = KINDS["visit"].record(id="1", situation="老人身体尚可")

    assert veiled(visit, ()) is visit
    assert veiled(visit, ("张三",)) is visit


def test_numbers_codes_and_staff_are_no_free_texts():
    assert free("dispute") >= {"title", "content", "place", "result", "remark"}
    assert not free("dispute") & {"number", "mediator", "handler", "state", "type"}
