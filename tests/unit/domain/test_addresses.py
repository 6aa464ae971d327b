from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import addresses
from gridkeeper.domain.addresses import Door

DOOR = Door("晨光花园", "3", "2", "", "501")


@pytest.mark.parametrize(
    "written",
    [
        "晨光花园3幢2单元501室",
        "晨光花园3号楼二单元501",
        "晨光花园 3-2-501",
        "晨光花园3—2—501室",
        "晨光花园3#2-501",
        "晨光花园3#楼2单元501",
        "晨光花园第三栋第二单元501室",
        "晨光花园三栋2门五\u3007一号",
        "晨光花园3幢2-501",
    ],
)
def test_a_door_is_read_in_every_usual_form(written):
    assert addresses.parse(written) == DOOR


@pytest.mark.parametrize(
    ("written", "door"),
    [
        ("3-2-501", Door("", "3", "2", "", "501")),
        ("3-501", Door("", "3", "", "", "501")),
        ("3-2-5-501", Door("", "3", "2", "5", "501")),
        ("a座1203", Door("", "A", "", "", "1203")),
        ("3幢5楼501室", Door("", "3", "", "5", "501")),
        ("3幢501-1", Door("", "3", "", "", "501-1")),
        ("501室", Door("", "", "", "", "501")),
        ("十二幢一单元一百零三室", Door("", "12", "1", "", "103")),
        ("二十幢", Door("", "20", "", "", "")),
        ("十里花园12栋", Door("十里花园", "12", "", "", "")),
        ("幸福路18号", Door("幸福路18号", "", "", "", "")),
        ("幸福路18号晨光花园3幢", Door("幸福路18号晨光花园", "3", "", "", "")),
        ("老菜场旁边", Door("老菜场旁边", "", "", "", "")),
        ("", Door()),
    ],
)
def test_the_parts_of_a_door_are_told_apart(written, door):
    assert addresses.parse(written) == door


@pytest.mark.parametrize(
    ("door", "written"),
    [
        (DOOR, "晨光花园3幢2单元501室"),
        (Door("", "A", "", "", "1203"), "A幢1203室"),
        (Door("晨光花园", "3号楼", "2单元", "", "501室"), "晨光花园3号楼2单元501室"),
        (Door("晨光花园", "3", "", "5", ""), "晨光花园3幢5层"),
        (Door("晨光花园", "三", "", "", ""), "晨光花园三幢"),
        (Door("晨光花园"), "晨光花园"),
        (Door(), ""),
    ],
)
def test_a_door_is_written_in_one_way(door, written):
    assert addresses.text(door) == written


PART = st.integers(1, 40).map(str)


@given(st.sampled_from(["", "晨光花园", "幸福路18号大院"]), PART, PART | st.just(""),
       st.integers(101, 3304).map(str))  # fmt: skip
def test_what_is_written_is_read_back(compound, building, unit, room):
    door = Door(compound, building, unit, "", room)
    assert addresses.parse(addresses.text(door)) == door


@given(st.text(max_size=30))
def test_no_text_whatever_is_too_much(text):
    addresses.text(addresses.parse(text))


@pytest.mark.parametrize(
    ("part", "written", "bare"),
    [
        ("building", "1号楼", "1"),
        ("building", "三幢", "3"),
        ("building", "第三栋", "3"),
        ("building", "3号", "3"),
        ("building", "3#楼", "3"),
        ("building", "东楼", "东楼"),
        ("unit", "1单元", "1"),
        ("unit", " 二单元", "2"),
        ("floor", "5层", "5"),
        ("room", "101室", "101"),
        ("room", "101-2", "101-2"),
        ("room", "西头第一间", "西头第一间"),
    ],
)
def test_a_part_of_a_door_is_known_without_its_word(part, written, bare):
    assert addresses.bare(part, written) == bare
