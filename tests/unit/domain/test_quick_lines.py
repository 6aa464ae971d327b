"""Reading one line that says it all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import quick_lines
from gridkeeper.domain.quick_lines import Sense

TODAY = date(2026, 11, 22)
KNOWN = {"张三", "李四", "王五"}


def read(text):
    return quick_lines.read(text, TODAY, KNOWN.__contains__)


def said(text):
    line = read(text)
    return (
        line.kind,
        " ".join(f"{part.sense.name}={part.value}" for part in line.parts),
    )


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            "3-2-501 张三 漏水 楼上402 纠纷",
            "dispute",
            "DOOR=3-2-501 PERSON=张三 CATEGORY=0201 OTHER_DOOR=3-2-402 KIND=dispute",
        ),
        (
            "张三3-2-501 噪音 李四 3-2-601",
            "dispute",
            "PERSON=张三 DOOR=3-2-501 CATEGORY=0201 OTHER_PERSON=李四 OTHER_DOOR=3-2-601",
        ),
        (
            "3-2-501 张三 楼上3-2-601 李四 吵闹",
            "dispute",
            "DOOR=3-2-501 PERSON=张三 OTHER_DOOR=3-2-601 OTHER_PERSON=李四 WORDS=吵闹",
        ),
        (
            "3-2-501 漏水 402室 李四",
            "dispute",
            "DOOR=3-2-501 CATEGORY=0201 OTHER_DOOR=3-2-402 OTHER_PERSON=李四",
        ),
        ("3-2-501 邻里纠纷", "dispute", "DOOR=3-2-501 CATEGORY=02"),
        ("3-2-501 楼上吵闹纠纷", "dispute", "DOOR=3-2-501 WORDS=楼上吵闹纠纷"),
        ("昨天 3-2-501 未遇", "visit", "DAY=2026-11-21 DOOR=3-2-501 OUTCOME=03"),
        ("8号 3-2-501 拒访 微信", "visit", "DAY=2026-11-08 DOOR=3-2-501 OUTCOME=04 FORM=03"),
        ("巡查 3幢楼道 灯不亮", "visit", "KIND=visit WORDS=3幢楼道 WORDS=灯不亮"),
        ("巡逻 3-2-501 灯不亮", "visit", "KIND=visit DOOR=3-2-501 WORDS=灯不亮"),
        ("3-2-501 张三 血压偏高", "visit", "DOOR=3-2-501 PERSON=张三 WORDS=血压偏高"),
        ("入户 3-2-501 led", "visit", "KIND=visit DOOR=3-2-501 WORDS=led"),
        ("3-2-501 电动车进楼 重大", "hazard", "DOOR=3-2-501 CATEGORY=04 LEVEL=4"),
        ("张三3-2-501 停水", "request", "PERSON=张三 DOOR=3-2-501 CATEGORY=02"),
        ("晨光花园3幢2单元501室漏水", "visit", "DOOR=晨光花园3幢2单元501室 WORDS=漏水"),
        ("3-501 楼下402 隐患 灯坏", "hazard", "DOOR=3-501 WORDS=楼下402 KIND=hazard WORDS=灯坏"),
        ("3-2-501 request leak", "request", "DOOR=3-2-501 KIND=request WORDS=leak"),
    ],
)
def test_each_piece_is_understood_as_one_thing(text, kind, parts):
    assert said(text) == (kind, parts)


@pytest.mark.parametrize(
    ("text", "guessed"),
    [
        ("3-2-501 王小明 漏水 楼上402 纠纷", ["王小明"]),
        ("3-2-501 王小明 噪音 刘洋 3-2-601", ["王小明", "刘洋"]),
        ("3-2-501 楼上402 欧阳娜 漏水", ["欧阳娜"]),
        ("张大爷 停水", ["张大爷"]),
        ("张三 赵六 纠纷", ["赵六"]),
        ("3-2-501 张三 漏水 王伟", []),  # behind what happened stands anything
        ("3-2-501 路灯 不亮", []),
        ("3-2-501 马桶 堵了", []),
        ("3-2-501 严重 漏水", []),
        ("3-2-501 孙女 在家", []),
        ("周末 3-2-501 未遇", []),
        ("3-2-501 高空抛物", []),
    ],
)
def test_a_word_that_looks_like_a_name_and_stands_where_names_do_is_somebody(text, guessed):
    assert [part.text for part in read(text).parts if part.is_guess] == guessed


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("3-2-501 王，漏水纠纷", "DOOR=3-2-501 PERSON=王某 CATEGORY=0201"),
        (
            "3-2-501 王 漏水 楼上402 李 纠纷",
            (
                "DOOR=3-2-501 PERSON=王某 CATEGORY=0201 OTHER_DOOR=3-2-402 OTHER_PERSON=李某 "
                "KIND=dispute"
            ),
        ),
        ("3-2-501 漏水 王 纠纷", "DOOR=3-2-501 CATEGORY=0201 WORDS=王 KIND=dispute"),
        ("3-2-501 水，纠纷", "DOOR=3-2-501 WORDS=水 KIND=dispute"),
    ],
)
def test_a_surname_alone_that_stands_where_names_do_is_somebody_of_that_name(text, parts):
    assert said(text) == ("dispute", parts)


def test_somebody_who_is_not_known_is_a_party_as_one_who_is():
    assert said("3-2-501 王小明 漏水 楼上402 刘洋") == (
        "dispute",
        "DOOR=3-2-501 PERSON=王小明 CATEGORY=0201 OTHER_DOOR=3-2-402 OTHER_PERSON=刘洋",
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026-11-20 3-2-501", "DAY=2026-11-20 DOOR=3-2-501"),
        ("10月8日漏水", "DAY=2026-10-08 WORDS=漏水"),
        ("12月8日", "DAY=2025-12-08"),
        ("2025年12月8日", "DAY=2025-12-08"),
        ("13月40日", "WORDS=13月40日"),
        ("5号楼漏水", "WORDS=5号楼漏水"),
        ("昨天 前天", "DAY=2026-11-21 WORDS=前天"),
    ],
)
def test_a_day_is_one_that_was(text, parts):
    assert said(text)[1] == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3-2-501 402 500元", "402，500元"),
        ("3-2-501 张三 李四 王五 纠纷", "王五"),
        ("走访 3-2-501 纠纷", "走访"),
        ("3-2-501 未遇 拒访", "拒访"),
        ("3-2-501 未遇 纠纷", "未遇"),
        ("3-2-501 噪音 漏水 纠纷", "噪音，漏水"),
        ("楼上402", "楼上402"),
    ],
)
def test_what_has_no_field_is_words(text, words):
    assert read(text).words == words


def test_nothing_typed_is_nothing_read():
    assert read(" ， ").parts == ()
    assert read("").first(Sense.DOOR) == ""


_PIECES = [
    "3-2-501", "张三", "李四", "漏水", "楼上402", "纠纷", "昨天", "未遇", "电话", "重大", "隐患",
    "3-2-501漏水", "张三3-2-501", "8号楼", "10月8日吵", "x", "停水", "走访", "2026-11-20",
    "王小明", "刘洋",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=7))
def test_no_character_of_a_line_is_lost(pieces):
    assert "".join(part.text for part in read(" ".join(pieces)).parts) == "".join(pieces)


@given(st.lists(st.sampled_from(_PIECES), max_size=7))
def test_a_field_is_said_once(pieces):
    senses = [part.sense for part in read("，".join(pieces)).parts]
    single = [one for one in senses if one not in (Sense.WORDS, Sense.CATEGORY)]
    assert len(single) == len(set(single))


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("登记走访 3-2-501", True),
        ("3-2-501 灯不亮", True),
        ("张三 未遇", True),
        ("3-2-501", False),
        ("3-2-501 张三", False),
        ("张三 李四", False),
        ("漏水 纠纷", False),
    ],
)
def test_a_line_tells_something_once_it_says_where_or_who_and_what(text, telling):
    line = quick_lines.read(text, date(2026, 10, 8), lambda name: name in {"张三", "李四"})

    assert line.is_telling is telling


@pytest.mark.parametrize(
    ("text", "is_patrol", "telling"),
    [
        ("巡查 消防通道堵塞", True, True),
        ("登记巡查 3幢", True, True),
        ("巡逻", True, False),
        ("走访 3-2-501", False, True),
        ("巡查 3幢 纠纷", False, False),
    ],
)
def test_a_patrol_tells_of_a_place_and_needs_no_door(text, is_patrol, telling):
    line = read(text)
    assert (line.is_patrol, line.is_telling) == (is_patrol, telling)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("巡查 3幢楼道 灯不亮", "3幢楼道"),
        ("巡查 东门 有积水", "东门"),
        ("巡查 消防通道堵塞", ""),
        ("巡查 灯不亮 3幢", ""),
    ],
)
def test_the_first_words_of_a_patrol_are_its_place_where_they_look_like_one(text, place):
    assert quick_lines.place_of(read(text)) == place
