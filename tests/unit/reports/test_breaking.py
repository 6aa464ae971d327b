from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.reports import breaking, fonts
from gridkeeper.reports.fonts import Face

SIZE = 10.0
TEXTS = st.text(alphabet="网格走访记录，。；：“”（）《》、！？……——12abc-., \n𠮷㛃", max_size=120)


def wrapped(text: str, ems: float) -> list[str]:
    return list(breaking.wrap(text, ems * SIZE, Face.SANS, SIZE))


def test_a_text_that_fits_is_one_line():
    assert wrapped("走访记录", 4) == ["走访记录"]


def test_an_empty_text_is_one_empty_line():
    assert wrapped("", 4) == [""]


def test_no_line_begins_with_a_closing_mark():
    assert wrapped("电动车、纸箱，堵塞", 3) == ["电动", "车、纸", "箱，堵", "塞"]


def test_an_opening_mark_goes_to_the_line_of_what_it_opens():
    assert wrapped("已下达《通知书》", 4) == ["已下达", "《通知", "书》"]


def test_a_number_stays_whole():
    assert wrapped("费用36,800.50元", 5) == ["费用", "36,800.50", "元"]


def test_a_word_wider_than_the_line_is_cut():
    lines = wrapped("a" * 40, 5)

    assert len(lines) > 1
    assert "".join(lines) == "a" * 40


def test_a_dash_of_two_is_not_cut():
    assert all(not line.endswith("—") or line.endswith("——") for line in wrapped("甲乙丙——丁", 4))


def test_line_ends_in_the_text_are_kept():
    assert wrapped("一\r\n二\r三\n\n四", 9) == ["一", "二", "三", "", "四"]


def test_control_characters_become_spaces():
    assert wrapped("甲\t乙\x00丙", 9) == ["甲 乙 丙"]


def test_the_space_at_a_line_end_hangs_out():
    assert wrapped("grid keeper", 3.6) == ["grid", "keeper"]


def test_the_indent_of_a_paragraph_is_kept():
    assert wrapped("　　走访记录", 4)[0] == "　　走访"


def test_a_line_narrower_than_a_character_takes_one():
    assert wrapped("网格员", 0.5) == ["网", "格", "员"]


@given(TEXTS, st.integers(2, 30))
def test_nothing_but_spaces_is_lost(text, ems):
    joined = "".join(wrapped(text, ems))

    assert "".join(joined.split()) == "".join(text.split())


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_wider_than_its_room(text, ems):
    assert all(
        fonts.width(line, Face.SANS, SIZE) <= ems * SIZE + 0.01 for line in wrapped(text, ems)
    )


@given(st.text(alphabet="网格员走访，。（）《》", max_size=80), st.integers(6, 20))
def test_marks_stand_where_they_may_unless_a_line_has_nothing_else(text, ems):
    lines = wrapped(text, ems)

    for before, after in pairwise(lines):
        if _has_a_place(before):
            assert after[0] not in breaking.NO_START
            assert before[-1] not in breaking.NO_END


def _has_a_place(line: str) -> bool:
    """Whether a line could have ended earlier without breaking a rule."""
    return any(
        after not in breaking.NO_START and before not in breaking.NO_END
        for before, after in pairwise(line)
    )


@pytest.mark.parametrize("mark", ["，", "。", "；", "：", "！", "？", "》", "”", "…", "）", "、"])
def test_each_closing_mark_stays_with_what_it_closes(mark):
    assert wrapped(f"网格员走{mark}", 4) == ["网格员", f"走{mark}"]


@pytest.mark.parametrize("text", ["2,398", "-12.5%", "2026-10-31", "13800001111"])
def test_a_number_is_known(text):
    assert breaking.is_number(text)


@pytest.mark.parametrize("text", ["", "2幢", "第2行", "A3"])
def test_a_word_is_no_number(text):
    assert not breaking.is_number(text)


def test_columns_that_have_what_they_need_stay_as_they_are():
    assert breaking.fitted([30, 70], [30, 0]) == [30, 70]


def test_what_a_column_lacks_the_others_give_as_they_can_spare_it():
    assert breaking.fitted([20, 50, 30], [32, 10, 10]) == pytest.approx([32, 42, 26])


def test_words_keep_half_of_what_they_have_to_spare():
    assert breaking.fitted([20, 20], [100, 0]) == pytest.approx([30, 10])


@pytest.mark.parametrize("ems", [6, 7, 8, 9, 10, 11])
def test_the_number_of_a_case_is_never_torn(ems):
    lines = wrapped("诉求〔2026〕第01-001号", ems)

    assert any("第01-001号" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("按时办结", 3, ["按时", "办结"]),
        ("化解责任人", 4.5, ["化解责", "任人"]),
        ("办结", 3, ["办结"]),
        ("满意、基本满意", 6.5, ["满意、基", "本满意"]),
    ],
)
def test_a_heading_of_several_lines_breaks_in_its_middle(text, ems, lines):
    assert list(breaking.balanced(text, ems * SIZE, Face.SANS, SIZE)) == lines


@given(TEXTS.filter(lambda text: "\n" not in text), st.floats(2, 20))
def test_balancing_neither_loses_anything_nor_adds_a_line(text, ems):
    lines = breaking.balanced(text, ems * SIZE, Face.SANS, SIZE)

    assert len(lines) == len(wrapped(text, ems))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
