from __future__ import annotations

import pytest

from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile, shown

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
        ("欧阳小明", Mask.NAME, "欧***", "欧某某"),
        ("市政养护所", Mask.NAME, "市政养护所", "某单位"),
        ("社区物业服务站（示例）", Mask.NAME, "社区物业服务站（示例）", "某单位"),
        ("艾力·买买提", Mask.NAME, "艾*****", "艾某某"),
        ("张小明", Mask.STAFF, "张小明", "张某某"),
        ("张三面馆", Mask.UNIT, "张三面馆", "某单位"),
        (NUMBER, Mask.ID_NUMBER, "110*************2X", "*" * 18),
        ("12345", Mask.ID_NUMBER, "*****", "*****"),
        ("13800000000", Mask.PHONE, "138****0000", "*" * 11),
        ("幸福里3幢2单元501室", Mask.ADDRESS, "幸福里3幢2单元501室", "幸福里3幢"),
        ("幸福里3-2-501", Mask.ADDRESS, "幸福里3-2-501", "幸福里"),
        ("A座1203", Mask.ADDRESS, "A座1203", "A座"),
        ("幸福里501室门口", Mask.ADDRESS, "幸福里501室门口", "幸福里"),
        ("3-2-501", Mask.ADDRESS, "3-2-501", "（略）"),
        ("幸福路18号", Mask.ADDRESS, "幸福路18号", "幸福路18号"),
        (f"他的号码是{NUMBER}。", Mask.PROSE, "他的号码是110*************2X。", "（略）"),
        ("电话13800000000", Mask.PROSE, "电话138****0000", "（略）"),
        ("电话138 0000 0000", Mask.PROSE, "电话138******0000", "（略）"),
        ("2026-10-08来访3次", Mask.PROSE, "2026-10-08来访3次", "（略）"),
    ],
)
def test_a_value_is_hidden_in_one_way_only(value, mask, masked, public):
    assert shown(value, mask, Profile.MASKED) == masked
    assert shown(value, mask, Profile.PUBLIC) == public


def test_what_is_written_freely_may_name_somebody():
    free = [field for kind in KINDS.values() for field in kind.fields if field.type is Type.PROSE]
    assert {field.mask for field in free} == {Mask.PROSE}
