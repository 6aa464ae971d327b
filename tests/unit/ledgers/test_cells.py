"""Data as cells: typed, masked, inert."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.labels import Label
from gridkeeper.domain.privacy import Profile
from gridkeeper.ledgers import cells
from gridkeeper.ledgers.cells import LONGEST_TEXT, Cells, lines_of, serial
from gridkeeper.ledgers.checks import Totals
from gridkeeper.ledgers.columns import Column


@dataclass(frozen=True)
class Line:
    value: object


@dataclass(frozen=True)
class Made:
    """A cell as a program reads it."""

    text: str | None
    number: float | None
    style: int
    totals: Totals
    lines: int


def made(value, type_=Type.TEXT, profile=Profile.FULL, *, mask=Mask.NONE, codes="", width=10.0):
    column = Column(
        "value", Label("值", "value"), width, type_, lambda line: line.value, mask, codes=codes
    )
    totals = Totals([column])
    book = Workbook()
    maker = Cells(book.active, profile, totals)
    xml = '<c r="B5' + maker.emitter(column)(Line(value))
    cell = ET.fromstring(xml)  # noqa: S314 - our own
    assert cell.get("r") == "B5"
    text, number = cell.find("is/t"), cell.find("v")
    return Made(
        None if text is None else text.text,
        None if number is None else float(number.text),
        int(cell.get("s")),
        totals,
        maker.lines,
    )


def is_inert(value, type_=Type.TEXT):
    """Whether the cell's look keeps a text a text when it is edited."""
    return made(value, type_).style != made("无", type_).style


@pytest.mark.parametrize(
    "value", ["0571", "19900000000", "12%", "#N/A", "张三", "𠮷野㛃", "a&b<c>"]
)
def test_a_text_stays_the_text_it_is(value):
    assert made(value).text == value


@pytest.mark.parametrize("value", ["=1+1", "+86", "-2+3", "@SUM(A1)", "\t=1", "\uff1d1+1"])
def test_what_looks_like_a_formula_is_an_inert_text(value):
    assert made(value).text == value
    assert is_inert(value)


def test_an_ordinary_text_is_not_marked_as_inert():
    assert not is_inert("1+1=2")


@pytest.mark.parametrize("type_", [Type.TEXT, Type.PROSE, Type.CODE, Type.DAY, Type.NUMBER])
def test_a_missing_value_is_an_empty_cell_with_a_look(type_):
    cell = made(None, type_, codes="visit_outcome")
    assert (cell.text, cell.number) == (None, None)


def test_control_and_half_characters_are_left_out():
    assert made("a\x00b\ud800c\ufffed").text == "abcd"


def test_a_text_of_nothing_but_control_characters_is_an_empty_cell():
    assert made("\x00\x01").text is None


def test_line_breaks_are_kept_as_one_kind():
    assert made("甲\r\n乙\r丙").text == "甲\n乙\n丙"


def test_what_excel_would_decode_is_escaped():
    assert made("_x000D_").text == "_x005F_x000D_"


def test_a_plain_underscore_stays():
    assert made("a_b").text == "a_b"


def test_spaces_at_the_edges_survive():
    assert made(" 甲").text == " 甲"


@pytest.mark.parametrize("text", ["长" * 40_000, "𠮷" * 20_000])
def test_a_text_longer_than_a_cell_is_shortened_and_says_so(text):
    cell = made(text)
    assert cell.text.endswith("…（截断）")
    assert len(cell.text.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert cell.totals.shortened == 1


def test_a_text_that_just_fits_is_whole():
    cell = made("长" * LONGEST_TEXT)
    assert len(cell.text) == LONGEST_TEXT
    assert cell.totals.shortened == 0


@given(st.text(st.characters(codec="utf-16"), max_size=60))
def test_any_text_makes_a_readable_cell(text):
    cell = made(text)
    assert (cell.text or "").replace("_x005F_", "_") == cells.clean(text)


def test_a_phone_is_masked_by_the_one_policy():
    assert made("19912345678", profile=Profile.MASKED, mask=Mask.PHONE).text == "199****5678"


def test_each_of_several_names_is_masked():
    cell = made(("赵文秀", "钟𬭛"), profile=Profile.MASKED, mask=Mask.NAME)
    assert cell.text == "赵**、钟*"


def test_several_codes_are_named_and_counted_one_by_one():
    cell = made(("A01", "A04"), Type.CODE, codes="person_tag")
    assert cell.text.startswith("独居老人、")
    assert cell.totals.values["value"] == {"A01": 1, "A04": 1}
    assert cell.totals.several == {"value"}


def test_a_code_shows_its_name():
    cell = made("03", Type.CODE, codes="visit_outcome")
    assert cell.text == "未遇"
    assert cell.totals.values["value"] == {"03": 1}


def test_a_code_without_a_name_shows_itself_and_is_inert():
    assert made("=9", Type.CODE, codes="visit_outcome").text == "=9"


def test_an_empty_code_counts_as_not_filled_in():
    assert made("", Type.CODE, codes="visit_outcome").totals.values["value"] == {None: 1}


@pytest.mark.parametrize(("value", "text"), [(True, "是"), (False, "否"), (None, None)])
def test_yes_and_no_are_words(value, text):
    cell = made(value, Type.YES_NO)
    assert cell.text == text
    assert cell.totals.values["value"] == {value: 1}


def test_a_day_is_a_real_day():
    assert made(date(2026, 10, 8), Type.DAY).number == 46_303


@pytest.mark.parametrize("day", [date(1900, 2, 28), date(1899, 12, 31), date(1, 1, 1)])
def test_a_day_that_excel_miscounts_is_a_text(day):
    assert made(day, Type.DAY).text == day.isoformat()


def test_the_first_day_that_excel_counts_right_is_a_number():
    assert made(date(1900, 3, 1), Type.DAY).number == 61


def test_a_moment_is_told_in_the_time_of_china():
    cell = made(datetime(2026, 10, 7, 22, 0, tzinfo=UTC), Type.MOMENT)
    assert cell.number == pytest.approx(serial(date(2026, 10, 8)) + 0.25)


def test_a_count_is_a_number():
    assert made(12, Type.NUMBER).number == 12


def test_zero_is_not_an_empty_cell():
    assert made(0, Type.NUMBER).number == 0
    assert made(Decimal(0), Type.AMOUNT).number == 0


def test_an_amount_is_a_number_with_two_places_and_is_added_up():
    cell = made(Decimal("1234.5"), Type.AMOUNT)
    assert cell.number == 1234.5
    assert cell.totals.amounts["value"] == Decimal("1234.5")


def test_an_amount_that_is_missing_adds_nothing():
    cell = made(None, Type.AMOUNT)
    assert cell.number is None
    assert cell.totals.amounts["value"] == 0


@pytest.mark.parametrize("amount", ["NaN", "Infinity"])
def test_what_is_not_a_number_never_gets_into_a_cell(amount):
    with pytest.raises(ValueError, match="amount"):
        made(Decimal(amount), Type.AMOUNT)


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("五个字刚好", 1), ("五个字刚好六", 2), ("a\nb", 2), ("𠮷" * 5, 2)]
)
def test_the_height_of_a_text_is_known_before_it_is_shown(text, lines):
    assert lines_of(text, 10) == lines


@pytest.mark.parametrize("type_", [Type.TEXT, Type.CODE])
def test_a_long_text_raises_the_row(type_):
    assert made("很长很长很长很长的说明", type_, codes="visit_outcome").lines == 3
