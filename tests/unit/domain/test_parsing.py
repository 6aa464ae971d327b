from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from gridkeeper.domain import kinds
from gridkeeper.domain.fields import Check, Field, Type
from gridkeeper.domain.labels import Label
from gridkeeper.domain.parsing import Problem, parse

TODAY = date(2026, 1, 5)


def a_field(type_, **facts):
    return Field("x", Label("字段", "field"), type_, **facts)


def wide(text):
    """Return a text in the full-width letters that Chinese keyboards type."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def code_of(found):
    assert isinstance(found, Problem), found
    assert found.field == "x"
    assert "字段" in found.text
    return found.code


@pytest.mark.parametrize("type_", Type)
@pytest.mark.parametrize("text", ["", "  ", "-", "——", "/", "N/A", "暂无"])
def test_a_dash_or_the_like_means_nothing(type_, text):
    assert parse(a_field(type_, codes="sex"), text, TODAY) is None


@pytest.mark.parametrize("type_", [Type.TEXT, Type.DAY, Type.NUMBER])
def test_none_means_nothing(type_):
    assert parse(a_field(type_), "无", TODAY) is None


def test_none_means_no_where_yes_and_no_are_asked():
    assert parse(a_field(Type.YES_NO), "无", TODAY) is False


def test_none_is_a_code_where_the_table_has_it():
    assert parse(a_field(Type.CODE, codes="gas"), "无", TODAY) == "0"
    assert parse(a_field(Type.CODE, codes="sex"), "无", TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-8",
        "2026.10.08",
        "2026/10/8",
        "20261008",
        "2026年10月8日",
        "2026 年 10 月 8 号",
        wide("2026-10-8"),
        "10-8",
        "10月8日",
        " 2026-10-08 15:34:40",
        "2026-10-08T00:00:00",
        "2026-10-08 15:34:40.000",
        "\u200b2026-10-08",
    ],
)
def test_a_day_is_read_in_every_usual_form(text):
    assert parse(a_field(Type.DAY), text, TODAY) == date(2026, 10, 8)


def test_a_day_without_a_year_is_a_past_one_where_it_cannot_be_future():
    field = a_field(Type.DAY, checks=(Check.NOT_FUTURE,))
    assert parse(field, "12-30", TODAY) == date(2025, 12, 30)
    assert parse(field, "1-5", TODAY) == TODAY


@pytest.mark.parametrize("text", ["2026-02-30", "20260431", "2-30", "9月31日"])
def test_a_day_that_the_calendar_does_not_have_is_named_as_such(text):
    assert parse(a_field(Type.DAY), text, TODAY).text.endswith("没有这一天")


@pytest.mark.parametrize(
    "text",
    ["2026-10", "1950.06", "2026-13-01", "2-30", "46303", "昨天", "2026-10-08 左右", "0026-10-08"],
)
def test_what_is_no_whole_day_is_refused(text):
    assert code_of(parse(a_field(Type.DAY), text, TODAY)) == "not_a_day"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1956", "“出生日期”只写年份不够，还要月和日，例如 1956-03-08 或 19560308"),
        ("1956年", "“出生日期”只写年份不够，还要月和日，例如 1956-03-08 或 19560308"),
        ("1956年春", "“出生日期”请写明年月日，例如 1956-03-08 或 19560308"),
    ],
)
def test_the_example_for_a_birthday_is_a_birthday(text, said):
    assert parse(kinds.PERSON.field("birth"), text, TODAY).text == said


def test_a_year_alone_is_told_what_it_lacks():
    said = parse(a_field(Type.DAY), "2026", TODAY).text

    assert said == "“字段”只写年份不够，还要月和日，例如 2026-10-08"


@pytest.mark.parametrize(
    ("text", "hour", "minute", "second"),
    [
        ("2018-02-08 15:34:40", 7, 34, 40),
        ("2018/2/8 15:34", 7, 34, 0),
        ("2018年2月8日 15时34分", 7, 34, 0),
        ("2018年2月8日15点", 7, 0, 0),
        ("2018-02-08T07:34:40Z", 7, 34, 40),
        ("2018-02-08 08:00", 0, 0, 0),
    ],
)
def test_a_moment_is_local_time_in_china(text, hour, minute, second):
    expected = datetime(2018, 2, 8, hour, minute, second, tzinfo=UTC)
    assert parse(a_field(Type.MOMENT), text, TODAY) == expected


@pytest.mark.parametrize("behind", ["下午", " 晚上", "晚上7点半", "10:30", "pm"])
def test_a_time_of_day_behind_a_day_does_not_spoil_the_day(behind):
    assert parse(a_field(Type.DAY), "2026-10-08" + behind, TODAY) == date(2026, 10, 8)


def test_words_behind_a_day_are_said_to_be_what_is_not_understood():
    said = parse(a_field(Type.DAY), "2026-10-08左右", TODAY)
    assert (said.code, "日期看懂了" in said.text) == ("not_a_day", True)


@pytest.mark.parametrize("text", ["2026100812", "10-081234", "2026-10-0819"])
def test_digits_behind_a_day_are_no_hour(text):
    assert code_of(parse(a_field(Type.DAY), text, TODAY)) == "not_a_day"


def test_a_moment_takes_an_hour_in_words():
    said = parse(a_field(Type.MOMENT), "2018-02-08晚上7点", TODAY)
    assert said == datetime(2018, 2, 8, 11, tzinfo=UTC)


def test_a_moment_without_a_time_is_midnight():
    expected = datetime(2018, 2, 7, 16, tzinfo=UTC)
    assert parse(a_field(Type.MOMENT), "2018-02-08", TODAY) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("下午", "not_a_day"),
        ("2018-02-30 10:00", "not_a_day"),
        ("2018-02-30T10:00:00Z", "not_a_day"),
        ("2018-02-08 25:00", "not_a_moment"),
        ("2018-02-08 下午", "not_a_moment"),
    ],
)
def test_what_is_no_moment_is_refused(text, code):
    assert code_of(parse(a_field(Type.MOMENT), text, TODAY)) == code


@pytest.mark.parametrize(
    ("text", "yes"),
    [("是", True), ("√", True), ("有", True), ("1", True), ("YES", True), ("否", False),
     ("×", False), ("0", False), ("没有", False), ("不合格", False)],
)  # fmt: skip
def test_yes_and_no_are_read_in_every_usual_form(text, yes):
    assert parse(a_field(Type.YES_NO), text, TODAY) is yes


def test_perhaps_is_refused():
    assert code_of(parse(a_field(Type.YES_NO), "大概", TODAY)) == "not_yes_no"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("3人", 3),
        (wide("12"), 12),
        ("1,200", 1200),
        ("3.0", 3),
        ("-1", -1),
        ("1万", 10_000),
    ],
)
def test_a_number_is_read(text, number):
    assert parse(a_field(Type.NUMBER), text, TODAY) == number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,200.50元", "1200.50"),
        ("¥1200", "1200.00"),
        ("￥ 1 200", "1200.00"),
        ("1.2万元", "12000.00"),
        ("89.125㎡", "89.13"),
    ],
)
def test_an_amount_is_read(text, amount):
    found = parse(a_field(Type.AMOUNT), text, TODAY)
    assert found == Decimal(amount)
    assert found.as_tuple().exponent == -2


@pytest.mark.parametrize("text", ["三", "NaN", "inf", "1e400", "12-15", "元", "99999999999999"])
@pytest.mark.parametrize("type_", [Type.NUMBER, Type.AMOUNT])
def test_what_is_no_number_is_refused(type_, text):
    assert code_of(parse(a_field(type_), text, TODAY)) == "not_a_number"


def test_a_part_of_a_person_is_refused():
    assert code_of(parse(a_field(Type.NUMBER), "3.5", TODAY)) == "not_whole"


@pytest.mark.parametrize("text", ["1", "男", "男性", "male", "M"])
def test_a_code_is_read_by_code_name_or_alias(text):
    assert parse(a_field(Type.CODE, codes="sex"), text, TODAY) == "1"


def test_an_unknown_code_is_told_by_its_wording():
    found = parse(a_field(Type.CODE, codes="sex"), "雄", TODAY)
    assert code_of(found) == "code_unknown"
    assert "雄" in found.text


def test_a_line_has_no_line_breaks():
    assert parse(a_field(Type.TEXT), " 晨光\n花园\t3幢 ", TODAY) == "晨光 花园 3幢"


def test_prose_keeps_its_lines():
    assert parse(a_field(Type.PROSE), " 一、\r\n二、\r三、 ", TODAY) == "一、\n二、\n三、"


def test_a_text_keeps_its_width():
    assert parse(a_field(Type.TEXT), "（３幢）", TODAY) == "（３幢）"


@pytest.mark.parametrize("check", [Check.ID_NUMBER, Check.PHONE, Check.CREDIT_CODE])
@pytest.mark.parametrize("text", ["1.1E+17", "1.10105194912310E+17", "110105194912310000.0"])
def test_a_number_that_a_spreadsheet_rounded_is_refused(check, text):
    found = parse(a_field(Type.TEXT, checks=(check,)), text, TODAY)
    assert code_of(found) == "digits_lost"
    assert "设为文本" in found.text


@pytest.mark.parametrize(
    ("check", "text", "value"),
    [
        (Check.ID_NUMBER, "'11010519491231002x", "11010519491231002X"),
        (Check.ID_NUMBER, "110105 19491231 002X", "11010519491231002X"),
        (Check.ID_NUMBER, wide("110105") + "19491231002X", "11010519491231002X"),
        (Check.ID_NUMBER, "1.10105491231002E+14", "110105491231002"),
        (Check.PHONE, "1.3800000001e10", "13800000001"),
        (Check.PHONE, "13800000000.0", "13800000000"),
        (Check.PHONE, "138-0000-0000", "13800000000"),
        (Check.PHONE, "+86 138 0000 0000", "13800000000"),
        (Check.PHONE, "0755-12345678", "0755-12345678"),
        (Check.CREDIT_CODE, "91350100m000100y43", "91350100M000100Y43"),
        (Check.PERSON_NAME, "买买提•艾力", "买买提·艾力"),
    ],
)
def test_a_number_or_name_is_tidied(check, text, value):
    assert parse(a_field(Type.TEXT, checks=(check,)), text, TODAY) == value


@given(st.sampled_from(Type), st.text(max_size=30))
def test_no_text_whatever_is_too_much(type_, text):
    parse(a_field(type_, codes="sex", checks=(Check.ID_NUMBER,)), text, TODAY)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_every_day_that_is_written_is_read(day):
    assert parse(a_field(Type.DAY), f"{day.year}年{day.month}月{day.day}日", TODAY) == day


def test_the_number_of_a_card_in_a_column_of_codes_is_not_repeated_in_full():
    problem = parse(kinds.PERSON.field("sex"), "110101194910010101", TODAY)

    assert "110*************01" in problem.text
