"""Ledgers as they are printed: every column once, every row in every part."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import PaperInconsistentError
from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.reports import ledgers
from gridkeeper.reports.ledgers import Listed, ListedColumn
from tests.helpers import pdfs
from tests.helpers.papers import a_heading

WIDE = [ListedColumn(f"栏{at}", "", 12, is_number=False) for at in range(30)]


def listed(columns, rows, total=None, **facts):
    return Listed("走访台账", columns, iter(rows), total or len(rows), **facts)


def a_row(number):
    return [f"值{number}之{at}" for at in range(30)]


class Told:
    """Progress that keeps what it hears, or stops when it has heard of enough."""

    def __init__(self, stop_at=None):
        self.heard = []
        self.stop_at = stop_at

    def report(self, done, total):
        self.heard.append((done, total))
        if self.stop_at is not None and done >= self.stop_at:
            raise CancelledError


def test_every_value_stands_on_the_paper(tmp_path):
    path = tmp_path / "l.pdf"

    ledgers.write(path, listed(WIDE, [a_row(n) for n in range(60)]), a_heading(), Quiet())

    text = pdfs.text(path)
    assert [one for n in range(60) for one in a_row(n) if one not in text] == []


def test_each_page_has_the_headings_and_each_part_says_which_record_a_row_is(tmp_path):
    path = tmp_path / "l.pdf"

    ledgers.write(path, listed(WIDE, [a_row(n) for n in range(60)]), a_heading(), Quiet())

    pages = pdfs.pages(path)
    assert len(pages) > 4
    assert all("序号" in page and "栏0" in page for page in pages)
    assert pdfs.outline(path) == [f"第 {n} 部分，共 3 部分" for n in (1, 2, 3)]
    assert all(f"值59之{at}" in "".join(pages) for at in (0, 15, 29))
    assert "".join(pages).count("值7之0") == 3


def test_a_sheet_is_followed_by_the_other_columns_of_the_same_rows(tmp_path):
    path = tmp_path / "l.pdf"
    rows = [a_row(n) for n in range(60)]
    rows[7][25] = "很长的一段话。" * 30

    ledgers.write(path, listed(WIDE, rows, about=["填报单位：阳光街道"]), a_heading(), Quiet())

    pages = pdfs.pages(path)
    for first, last in ((0, 3), (3, 6)):
        stands = [{n for n in range(60) if f"值{n}之0" in page} for page in pages[first:last]]
        assert stands[0]
        assert stands == [stands[0]] * 3
    assert all("填报单位：阳光街道" in page for page in pages[:3])
    assert [page.split("部分，共3部分")[0][-1] for page in pages] == list("123") * (len(pages) // 3)
    assert "第1部分，共3部分·第1至" in pages[0]


def test_the_sums_stand_below_the_last_row_of_every_part(tmp_path):
    sums = [f"和{at}" for at in range(30)]
    facts = {"sums": lambda: sums, "sums_called": "合计"}
    for count in range(20, 50):
        path = tmp_path / f"{count}.pdf"

        ledgers.write(
            path, listed(WIDE, [a_row(n) for n in range(count)], **facts), a_heading(), Quiet()
        )

        pages = pdfs.pages(path)
        assert ["合计" in page for page in pages] == [False] * (len(pages) - 3) + [True] * 3
        assert all(f"值{count - 1}之0" in page for page in pages[-3:])
        assert [text for text in sums if text not in "".join(pages[-3:])] == []


def test_a_row_taller_than_a_sheet_goes_on_in_all_parts(tmp_path):
    path = tmp_path / "l.pdf"
    row = a_row(0)
    row[25] = "很长的话。" * 900

    ledgers.write(path, listed(WIDE, [a_row(1), row, a_row(2)]), a_heading(), Quiet())

    text = pdfs.text(path)
    assert len(pdfs.pages(path)) % 3 == 0
    assert text.count("很") == 900
    assert [one for one in (*a_row(1), *a_row(2)) if one not in text] == []


def test_the_last_row_never_stands_alone_on_a_sheet(tmp_path):
    for count in range(20, 50):
        path = tmp_path / f"{count}.pdf"

        ledgers.write(path, listed(WIDE, [a_row(n) for n in range(count)]), a_heading(), Quiet())

        pages = pdfs.pages(path)
        assert all(f"值{count - 2}之0" in page for page in pages[-3:])


def test_the_number_of_rows_has_no_line_to_itself(tmp_path):
    for about in (["填报单位：阳光街道"], [f"第{n}件很长的说明事项，" * 4 for n in range(4)]):
        path = tmp_path / "l.pdf"

        ledgers.write(path, listed(WIDE, [a_row(0)], about=about), a_heading(), Quiet())

        assert about[-1] in pdfs.text(path)
        assert any(
            one.strip() != "共 1 行" and one.strip().endswith("共 1 行") for one in pdfs.lines(path)
        )


def test_a_narrow_ledger_is_one_part_without_a_word_about_it(tmp_path):
    path = tmp_path / "l.pdf"

    ledgers.write(path, listed(WIDE[:5], [["a"] * 5]), a_heading(), Quiet())

    assert "部分" not in pdfs.text(path)
    assert "共1行" in pdfs.text(path)


def test_an_empty_ledger_says_so(tmp_path):
    path = tmp_path / "l.pdf"

    ledgers.write(path, listed(WIDE, []), a_heading(), Quiet())

    assert "这段日期没有内容。" in pdfs.text(path)


def test_the_reader_is_named_on_every_page(tmp_path):
    path = tmp_path / "l.pdf"

    ledgers.write(path, listed(WIDE, [a_row(1)]), a_heading(profile=Profile.MASKED), Quiet())

    assert all("已脱敏" in page for page in pdfs.pages(path))


@pytest.mark.parametrize("rows", [0, 1])
def test_rows_that_are_not_as_many_as_the_store_counts_are_no_paper(tmp_path, rows):
    path = tmp_path / "l.pdf"

    with pytest.raises(PaperInconsistentError):
        ledgers.write(path, listed(WIDE, [a_row(1)] * rows, total=2), a_heading(), Quiet())

    assert list(tmp_path.iterdir()) == []


def test_its_progress_goes_through_all_rows(tmp_path):
    told = Told()

    ledgers.write(
        tmp_path / "l.pdf", listed(WIDE, [a_row(n) for n in range(400)]), a_heading(), told
    )

    assert told.heard == sorted(told.heard)
    assert told.heard[-1] == (400, 400)


def test_a_stopped_one_leaves_nothing_behind(tmp_path):
    rows = [a_row(n) for n in range(400)]

    with pytest.raises(CancelledError):
        ledgers.write(tmp_path / "l.pdf", listed(WIDE, rows), a_heading(), Told(stop_at=200))

    assert list(tmp_path.iterdir()) == []


columns = st.lists(
    st.builds(
        ListedColumn,
        st.just("栏"),
        st.sampled_from(["", "", "甲方", "化解"]),
        st.floats(3, 40),
        st.booleans(),
    ),
    max_size=40,
)


@given(columns, st.integers(0, 3))
def test_every_column_stands_in_one_part_and_those_that_name_a_row_in_all(some, named_by):
    found = ledgers.parts(listed(some, [], named_by=named_by))
    named = list(range(min(named_by, len(some))))

    assert all(part[: len(named)] == named for part in found)
    rest = [at for part in found for at in part[len(named) :]]
    assert rest == list(range(len(named), len(some)))


@given(columns)
def test_no_group_is_torn(some):
    found = ledgers.parts(listed(some, [], named_by=0))

    for part, following in itertools.pairwise(found):
        before, after = some[part[-1]], some[following[0]]
        assert not before.group or before.group != after.group
