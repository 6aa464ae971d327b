"""The order in which people look things up."""

from __future__ import annotations

import pytest

from gridkeeper.domain import ordering


def sorted_(texts, *, is_person=False):
    return sorted(texts, key=lambda text: ordering.key(text, is_person=is_person))


def test_people_stand_under_the_reading_of_their_surname():
    right = ["区小明", "欧阳锋", "单晓燕", "曾国", "张三"]

    assert sorted_(sorted(right), is_person=True) == right


def test_a_short_syllable_comes_before_a_long_one():
    assert sorted_(["先生", "西安"]) == ["西安", "先生"]


def test_one_surname_stays_together_among_others_read_alike():
    names = ["李一", "黎一", "李二", "黎二"]

    assert [name[0] for name in sorted_(names, is_person=True)] in (
        list("李李黎黎"),
        list("黎黎李李"),
    )


@pytest.mark.parametrize(
    "right",
    [
        ["2号店", "10号店"],
        ["第一网格", "第二网格", "第三网格", "第十网格", "第十二网格"],
        ["重阳棋牌室", "春风小学", "中心小学", "重点中学"],
        ["长安里", "重庆小面", "厨具店"],
        ["长江社区", "朝阳社区", "长者食堂"],
        ["大厦", "厦门路", "校长室"],
        ["会议室", "会计所"],
        ["车行", "银行", "银杏里", "音乐学校"],
        ["（旧）水果店", "阿明小吃店", "晨光超市", "水果店"],
    ],
    ids="/".join,
)
def test_titles_are_sorted_as_they_are_read(right):
    assert sorted_(sorted(right, reverse=True)) == right


def test_no_text_is_too_much():
    assert ordering.key("", is_person=True) < ordering.key("𠮷小花", is_person=True)
