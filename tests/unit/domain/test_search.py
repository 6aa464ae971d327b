"""Terms of texts and of questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import search
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import BUILDING, KINDS, PERSON, VISIT

END, TAIL, SPELLED, INITIALS = "\ue000", "\ue001", "\ue002", "\ue003"


def terms(text):
    return search.terms_of(VISIT, {}, search.normalised(text)).split()


def answers(text, query):
    """Whether a text has what a question asks for, as the index looks."""
    run_terms, whole = terms(text), " " + search.normalised(text)
    return all(
        all(term in run_terms for term in part.terms)
        and (not part.beginnings or any(t.startswith(part.beginnings) for t in run_terms))
        and part.verbatim in whole
        and (not part.wordings or any(one in whole for one in part.wordings))
        for part in search.question(query)
    )


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("晨光花园３幢", "晨光花园 3 幢"),
        ("张三，李四", "张三 李四"),
        ("  \uff21\uff22\uff23\tabc\n", "abc abc"),
        ("①㎡", "1m2"),
        ("3-2-501", "3 2 501"),
        ("走访〔2026〕第01-003号", "走访 2026 第 01 003 号"),
        ("91330102MA27Xyz8", "91330102ma27xyz8"),
        ("33010219900101123X", "33010219900101123x"),
        ("𠮷野家", "𠮷野家"),
        ("\U00031350三\U0002ebf0", "\U00031350三\U0002ebf0"),
        ("買買提·艾力", "買買提艾力"),
        ("_!？…", ""),
        ("\ue000张\ue002", "张"),
    ],
)
def test_width_case_and_punctuation_do_not_count(text, normalised):
    assert search.normalised(text) == normalised


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    once = search.normalised(text)
    assert search.normalised(once) == once


def test_chinese_is_cut_into_pairs_that_end_with_a_sentinel():
    assert terms("灯泡坏") == ["灯泡", "泡坏", "坏" + END]


def test_letters_and_digits_are_found_whole_in_pieces_and_by_the_tail():
    assert terms("501b") == ["501b", "501", "b", TAIL + "b105"]
    assert terms("abc") == ["abc"]
    assert terms("42") == ["42"]


def test_a_term_is_said_once():
    assert terms("灯泡灯泡 灯泡").count("灯泡") == 1


def test_names_are_spelled():
    found = search.terms_of(PERSON, {"name": "单田芳", "phone": "1"}, "").split()
    assert SPELLED + "shantianfang" in found
    assert INITIALS + "stf" in found


def test_only_names_are_spelled():
    assert search.terms_of(BUILDING, {"name": "东楼"}, "") == ""


def test_the_text_begins_with_what_is_weightiest():
    assert search.text_of(PERSON, {"phone": "138", "name": "张三", "remark": "x"}) == "张三 138"


def test_nothing_to_search_is_an_empty_text():
    assert search.text_of(PERSON, {}) == ""


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_all_that_is_searched_is_text(kind):
    assert {field.type for field in search.searched(kind)} <= {Type.TEXT, Type.PROSE}


def test_an_empty_question_has_no_parts():
    assert search.question(" ，- ") == ()


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("灯", search.Sought(beginnings=("灯",))),
        ("灯泡", search.Sought(terms=("灯泡",))),
        ("灯泡坏", search.Sought(terms=("灯泡", "泡坏"), verbatim="灯泡坏")),
        ("ZS", search.Sought(beginnings=("zs", SPELLED + "zs", INITIALS + "zs"))),
        ("12", search.Sought(beginnings=("12",))),
        ("123x", search.Sought(beginnings=("123x", TAIL + "x321"))),
    ],
)
def test_a_question_asks_for_terms(query, part):
    assert search.question(query) == (part,)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("电话13800001111", "1111"),
        ("身份证33010219900101123X", "123x"),
        ("统一代码91330102MA27X", "91330102m"),
        ("统一代码91330102MA27X", "27x"),
        ("晨光花园3幢2单元501B室", "3幢501"),
        ("晨光花园3幢2单元501B室", "501b"),
        ("晨光花园3幢2单元501室", "2单元"),
        ("晨光花园3幢2单元501室", "3幢"),
        ("晨光花园3幢2单元501室", "501室"),
        ("晨光花园3幢2单元501室", "3幢2单元501室"),
        ("晨光花园3幢2单元501室", "3-2-501"),
        ("晨光花园3号楼2单元501", "3-2-501"),
        ("3-2-501张三家漏水", "3-2-501"),
        ("晨光花园3幢2单元501B室", "3-2-501b"),
        ("晨光花园3幢2单元501室", "3-2-50"),
        ("晨光花园3幢2单元501室 张三", "张三 3-2-501"),
        ("3幢", "3 幢"),
        ("李四、张三", "张三 李四"),
    ],
)
def test_a_text_is_found(text, query):
    assert answers(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("电话13800001234", "138 0000 1234"),
        ("电话13800001234", "0000-1234"),
        ("身份证33010219900101123X", "330102 19900101 123X"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("阿依古丽•买买提", "古丽·买买提"),
        ("阿依古丽·买买提", "阿依古丽 买买提"),
    ],
)
def test_spaces_and_dots_inside_a_number_or_a_name_do_not_count(text, query):
    assert answers(text, query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("电话13800001234", "138 000"),
        ("电话13800032501", "3-2-501"),
        ("灯泡坏。厨房暗", "坏厨"),
        ("1·灯泡", "1灯泡泡"),
    ],
)
def test_parts_of_numbers_or_texts_are_not_joined_at_will(text, query):
    assert not answers(text, query)


def test_letters_with_spaces_are_one_spelling_or_words_of_a_text():
    whole = (SPELLED + "wangyu", INITIALS + "wangyu")

    assert search.question("wang yu") == (
        search.Sought(beginnings=("wang", *whole)),
        search.Sought(beginnings=("yu", *whole)),
    )


@pytest.mark.parametrize("query", ["shan tian fang", "shan tian", "s t f", "Shan'tian"])
def test_a_spelling_may_be_typed_with_spaces(query):
    words = search.terms_of(PERSON, {"name": "单田芳"}, "单田芳").split()

    for part in search.question(query):
        assert any(word.startswith(part.beginnings) for word in words)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("灯坏泡坏", "灯泡"),
        ("灯泡泡坏", "灯泡坏"),
        ("13800001111", "0000"),
        ("1幢2单元201室", "1单元"),
        ("3幢11单元802室", "1单元"),
        ("13幢2单元301室", "3幢"),
        ("3幢2单元1501室", "501室"),
        ("3幢501单元1室", "501室"),
        ("走访〔2026〕第01-003号 3幢1单元501室 2人", "3-2-501"),
        ("13幢2单元501室", "3-2-501"),
        ("3幢12单元501室", "3-2-501"),
        ("2幢3单元501室", "3-2-501"),
        ("3幢2单元502室 电话5013", "3-2-501"),
    ],
)
def test_a_text_that_does_not_hold_it_is_not_found(text, query):
    assert not answers(text, query)


@given(
    st.text("灯泡坏𠮷\U00031350，3b", max_size=8),
    st.text("灯泡坏𠮷\U00031350", min_size=1, max_size=6),
)
def test_chinese_is_found_exactly_where_it_stands(text, query):
    assert answers(text, query) == (query in search.normalised(text))
