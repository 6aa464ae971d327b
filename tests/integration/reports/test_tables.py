from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridkeeper.progress import CancelledError
from gridkeeper.reports import fonts, page, story, styles, tables
from gridkeeper.reports.columns import Column, Table, Tone, Word
from gridkeeper.reports.page import Align
from tests.helpers import pdfs
from tests.helpers.papers import a_heading

COLUMNS = (
    Column("序号栏", 10, Align.CENTRE),
    Column("内容栏", 40),
    Column("数量栏", 10, Align.RIGHT),
)


class Stop:
    """Progress of a person who stops at once."""

    def report(self, done: int, total: int) -> None:
        raise CancelledError


def drawn(path, **facts):
    """Draw one table alone, and return each page's text."""
    with page.opened(path, "甲", a_heading()) as paper:
        tables.draw(paper, Table(**{"columns": COLUMNS, **facts}))
    return pdfs.pages(path)


def rows(count, text="内容"):
    return [(f"第{number}行", text, str(number)) for number in range(count)]


def test_the_head_is_repeated_on_every_page(tmp_path):
    pages = drawn(tmp_path / "a.pdf", rows=rows(120), caption="明细")

    assert len(pages) > 2
    assert all("序号栏内容栏数量栏" in text for text in pages)
    assert "明细（续）" not in pages[0]
    assert all("明细（续）" in text for text in pages[1:])


def test_every_row_is_there_once(tmp_path):
    text = "".join(drawn(tmp_path / "a.pdf", rows=rows(120)))

    assert all(text.count(f"第{number}行") == 1 for number in range(120))


def test_a_row_is_not_split_over_two_pages(tmp_path):
    pages = drawn(tmp_path / "a.pdf", rows=rows(60, "很长的内容，" * 30))

    assert all(
        text.count("行") == text.count("很长的内容") / 30
        for text in (p.split("数量栏")[1] for p in pages)
    )


def test_a_row_taller_than_a_page_is_split(tmp_path):
    said = "".join(f"第{number}句。" for number in range(1500))

    pages = drawn(
        tmp_path / "a.pdf", rows=[("甲", "短", "1"), ("乙", said, "2"), ("丙", "短", "3")]
    )

    assert len(pages) > 2
    assert all(f"第{number}句。" in "".join(pages) for number in range(0, 1500, 100))
    assert "丙" in pages[-1]


def test_a_tall_row_does_not_begin_at_the_very_foot(tmp_path):
    said = "长" * 9000
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.y = paper.sheet.bottom + 90
        tables.draw(paper, Table(COLUMNS, [("甲", "短", "1"), ("乙", said, "2")]))

    assert "长" not in pdfs.pages(tmp_path / "a.pdf")[0]


def test_the_total_stays_with_the_last_row(tmp_path):
    for count in range(36, 48):
        pages = drawn(tmp_path / "a.pdf", rows=rows(count), total=("", "合计数", "9"))

        assert f"第{count - 1}行" in pages[-1]
        assert "合计数" in pages[-1]


def test_neither_the_first_nor_the_last_row_stands_alone(tmp_path):
    for count in range(40, 90, 3):
        pages = drawn(tmp_path / "a.pdf", rows=rows(count))

        assert f"第{count - 2}行" in pages[-1]
    for down in range(560, 760, 7):
        with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
            paper.y -= down
            tables.draw(paper, Table(COLUMNS, rows(9)))
        pages = [text for text in pdfs.pages(tmp_path / "a.pdf") if "行" in text]

        assert all(text.count("行") > 1 for text in pages)


def test_what_follows_stays_with_the_last_row(tmp_path):
    for count in range(30, 48):
        with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
            tables.draw(paper, Table(COLUMNS, rows(count), keep=80))
            before = paper.page
            paper.need(80)

        assert paper.page == before


def test_a_table_without_rows_has_its_head_and_its_total(tmp_path):
    (text,) = drawn(tmp_path / "a.pdf", rows=[], total=("", "合计数", "0"))

    assert "序号栏内容栏数量栏合计数0" in text


def test_words_of_state_are_words(tmp_path):
    said = [(Word("甲态", tone), Word("乙态\n丙态", tone), Word("", tone)) for tone in Tone]

    (text,) = drawn(tmp_path / "a.pdf", rows=said)

    assert text.count("甲态") == len(Tone)
    assert text.count("丙态") == len(Tone)


def test_a_stop_leaves_nothing_behind(tmp_path):
    with pytest.raises(CancelledError):
        drawn(tmp_path / "a.pdf", rows=rows(500), progress=Stop())

    assert list(tmp_path.iterdir()) == []


def test_tables_side_by_side_share_their_top(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        top = paper.y
        pair = [Table(COLUMNS, rows(3), caption=name) for name in ("左表", "右表")]
        tables.beside(paper, pair, 2)
        captions = {line.text: line.y for line in paper._texts if line.text in {"左表", "右表"}}

    assert captions["左表"] == captions["右表"]
    assert paper.y < top


def test_tables_too_tall_for_a_page_stand_one_below_the_other(tmp_path):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        tables.beside(paper, [Table(COLUMNS, rows(80)), Table(COLUMNS, rows(3))], 2)

    pages = pdfs.pages(tmp_path / "a.pdf")

    assert "第79行" in pages[2]
    assert sum(text.count("第0行") for text in pages) == 2


@pytest.mark.parametrize("room", range(56, 136, 2))
@pytest.mark.parametrize("count", [1, 2])
def test_signatures_never_stand_on_a_page_without_a_row(tmp_path, room, count):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.y = paper.sheet.bottom + room
        tables.draw(paper, Table(COLUMNS, rows(count), keep=story.SIGNATURES_HEIGHT))
        story.signatures(paper, "乙")

    pages = pdfs.pages(tmp_path / "a.pdf")
    assert f"第{count - 1}行" in pages[-1]
    assert all("序号栏" in text for text in pages if "行" in text)
    # Nor does a head stand on a page without a row.
    assert all("行" in text for text in pages if "序号栏" in text)


@pytest.mark.parametrize("length", range(1400, 2100, 20))
def test_the_end_of_a_row_taller_than_a_page_goes_with_the_signatures(tmp_path, length):
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        table = Table(COLUMNS, rows(1, "很长的内容" * length), keep=story.SIGNATURES_HEIGHT)
        tables.draw(paper, table)
        story.signatures(paper, "乙")

    pages = pdfs.pages(tmp_path / "a.pdf")
    assert "内容" in pages[-1].replace("内容栏", "")
    assert sum(text.count("很") for text in pages) == length


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(lengths=st.lists(st.integers(0, 400), max_size=25), keep=st.sampled_from([0, 60]))
def test_any_rows_come_out_whole_within_the_margins(tmp_path, lengths, keep):
    made = [(f"第{n}行", "字" * length, "1") for n, length in enumerate(lengths)]
    with page.opened(tmp_path / "a.pdf", "甲", a_heading(unit="某街")) as paper:
        tables.draw(paper, Table(COLUMNS, made, keep=keep))
        assert paper.y >= paper.sheet.bottom - 8

    assert pdfs.text(tmp_path / "a.pdf").count("字") == sum(lengths)


def test_a_caption_stays_within_its_table(tmp_path):
    said = "Residents' requests by the unit in charge of them (the most frequent 10)"
    with page.opened(tmp_path / "a.pdf", "t", a_heading()) as paper:
        tables.beside(paper, [Table(COLUMNS, rows(3), caption=said)] * 3, 3)
        style = styles.SUBHEADING
        widths = [
            fonts.width(line.text, style.face, style.size)
            for line in paper._texts
            if line.style == style
        ]
        room = (paper.width - 32) / 3

    assert len(widths) > 3
    assert max(widths) <= room


NARROW = (Column("小区", 40), *(Column(f"列{n}", 5, Align.RIGHT) for n in range(12)))


def test_a_column_of_numbers_is_widened_until_none_breaks(tmp_path):
    rows_ = [("晨光花园", *["2,398"] * 12)]

    drawn(tmp_path / "a.pdf", columns=NARROW, rows=rows_, total=("合计", *["12,398"] * 12))

    found = pdfs.words(tmp_path / "a.pdf")
    assert (found.count("2,398"), found.count("12,398")) == (12, 12)


def test_a_number_that_comes_too_late_to_widen_its_column_shrinks(tmp_path):
    stream = iter([("晨光花园", *["1,002,398"] * 12)])

    drawn(tmp_path / "a.pdf", columns=NARROW, rows=stream)

    assert pdfs.words(tmp_path / "a.pdf").count("1,002,398") == 12


def test_a_number_at_the_right_stands_well_apart_from_the_next_column(tmp_path):
    columns = (Column("年龄", 10, Align.RIGHT), Column("身份证号", 30))
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        tables.draw(paper, Table(columns, [("83", "11010519491231002X")]))
        placed = {one.text: one for one in paper._texts}
        age, number = placed["83"], placed["11010519491231002X"]

    style = age.style
    assert number.x - age.x - fonts.width("83", style.face, style.size) >= style.size


def test_a_table_that_fits_on_a_page_is_not_broken_near_its_foot(tmp_path):
    for down in range(380, 720, 20):
        with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
            paper.y -= down
            tables.draw(paper, Table(COLUMNS, rows(12)))
        pages = [text for text in pdfs.pages(tmp_path / "a.pdf") if "行" in text]

        assert len(pages) == 1


def test_a_tall_row_begins_where_there_is_much_room_left(tmp_path):
    said = "".join(f"第{number}句。" for number in range(300))
    made = iter([("甲", "短", "1"), ("乙", said, "2"), ("丙", "短", "3")])
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        paper.y = paper.sheet.bottom + 360
        tables.draw(paper, Table(COLUMNS, made))

    first, second = pdfs.pages(tmp_path / "a.pdf")
    assert "第0句" in first
    assert "第299句" in second


def test_a_short_head_stands_on_one_line(tmp_path):
    columns = (Column("序号", 3), Column("很长很长的标题", 97))
    with page.opened(tmp_path / "a.pdf", "甲", a_heading()) as paper:
        tables.draw(paper, Table(columns, iter([("1", "短")])))

    assert "序号" in pdfs.words(tmp_path / "a.pdf")
