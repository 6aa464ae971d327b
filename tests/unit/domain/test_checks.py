"""Checklists and what was found by them, as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain import checks
from gridkeeper.domain.checks import Mark, Result
from gridkeeper.domain.policies import Checklist

TEXTS = st.text(alphabet="✓×－： 灭火器ab1\n", max_size=40)
WORDS = st.text(alphabet="灭火器疏散ab1、✓×－", min_size=1, max_size=8)
RESULTS = st.builds(Result, WORDS, st.sampled_from(Mark), WORDS | st.just(""))


@given(TEXTS)
def test_a_text_that_is_read_is_written_as_it_was(text):
    assert checks.written(checks.read(text)) == text


@given(st.lists(RESULTS, min_size=1))
def test_what_was_found_is_read_as_it_was_written(results):
    assert checks.read(checks.written(results)) == tuple(results)


@pytest.mark.parametrize(
    ("line", "known", "result"),
    [
        ("✓ 灭火器在有效期", (), Result("灭火器在有效期", Mark.FINE)),
        ("× 通道畅通：有纸箱：三个", (), Result("通道畅通", Mark.WRONG, "有纸箱：三个")),
        (
            "× 通道：畅通：有纸箱",
            ("通道", "通道：畅通"),
            Result("通道：畅通", Mark.WRONG, "有纸箱"),
        ),
        ("✓ ：有纸箱", (), Result("✓ ：有纸箱")),
        ("✓灭火器", (), Result("✓灭火器")),
        ("× 通道：", (), Result("× 通道：")),
        ("店主不在", (), Result("店主不在")),
    ],
)
def test_a_line_that_is_no_item_stays_as_it_is(line, known, result):
    assert checks.read(line, known) == (result,)


def test_items_are_read_without_numbers_and_boxes_and_once():
    text = "1. 疏散通道\n2、 灭火器\n（3）电线\n\n☐ 燃气\n灭火器\n3.5米内无堆物"

    assert checks.items(text) == ("疏散通道", "灭火器", "电线", "燃气", "3.5米内无堆物")


@pytest.mark.parametrize(
    ("kind", "household", "premises", "of"),
    [
        ("01", True, False, ""),
        ("01", False, True, "1"),
        ("03", False, False, "2"),
        ("03", True, False, "23"),
        ("04", False, False, "1"),
        ("08", True, False, "3"),
        ("08", False, False, ""),
    ],
)
def test_what_is_checked_follows_from_the_kind_of_visit_and_where_it_goes(
    kind, household, premises, of
):
    assert checks.subjects(kind, household=household, premises=premises) == set(of)


LISTS = (
    Checklist(id="any", items="a"),
    Checklist(id="winter", from_month="11", until_month="03", items="a"),
    Checklist(id="flood", from_month="05", until_month="09", items="a"),
    Checklist(id="may", from_month="05", items="a"),
    Checklist(id="shops", subject=checks.PREMISES, items="a"),
    Checklist(id="hotels", subject=checks.PREMISES, premises_kind="03", items="a"),
    Checklist(id="stairs", subject=checks.PATROL, items="a"),
    Checklist(id="old", stopped=True, items="a"),
)


@pytest.mark.parametrize(
    ("of", "sort", "month", "found"),
    [
        ("1", "03", 12, ["hotels", "shops", "winter", "any"]),
        ("1", "02", 4, ["shops", "any"]),
        ("1", "", 5, ["shops", "hotels", "flood", "may", "any"]),
        ("2", "", 1, ["stairs", "winter", "any"]),
        ("", "", 1, []),
    ],
)
def test_what_fits_is_offered_and_what_fits_best_comes_first(of, sort, month, found):
    assert [one.id for one in checks.offered(LISTS, set(of), sort, month)] == found


@pytest.mark.parametrize(
    ("item", "category"),
    [
        ("疏散通道畅通，没有堆物", "01"),
        ("灭火器在有效期，压力正常", "02"),
        ("没有电动自行车进楼、飞线充电", "04"),
        ("店主会报警", ""),
    ],
)
def test_an_item_names_the_category_of_its_hazard(item, category):
    assert checks.hazard_category(item) == category
