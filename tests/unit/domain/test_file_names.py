from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain.file_names import (
    DRAFT,
    MOST,
    draft,
    fit,
    is_draft_of,
    of_batch,
    writer_of,
)

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("李梅", "李梅"),
        ("李/梅", "李_梅"),
        ('a<>:"/\\|?*b', "a_b"),
        ("两\n行\u200b字", "两_行_字"),
        ("Mary Ann ", "Mary Ann"),
        (" .hidden. ", "hidden"),
        ("e\u0301", "\u00e9"),
        ("长" * 80, "长" * 24),
        ("..", ""),
    ],
)
def test_a_part_fits_any_medium(text, fitting):
    assert fit(text) == fitting


@given(st.text())
def test_nothing_that_windows_forbids_is_ever_left(text):
    found = fit(text)

    assert not set(found) & set('<>:"/\\|?*\n\t')
    assert found == found.strip(" .")
    assert len(found.encode()) <= MOST


def test_a_batch_is_named_for_what_whose_when_and_which():
    assert of_batch("上交", "李梅", "", day=DAY, number=7) == "上交_李梅_20261122_007"


@given(st.lists(st.text(), max_size=3))
def test_the_longest_name_of_a_batch_fits_every_medium(parts):
    name = of_batch(*parts, day=DAY, number=123456) + "-12.gkb.part"

    assert len(name.encode()) <= 255


@given(st.text(min_size=1))
def test_a_draft_of_any_name_is_known_by_its_own(name):
    made = draft(name)

    assert made.startswith(DRAFT)
    assert len(made) < 60
    assert writer_of(made) == os.getpid()


@pytest.mark.parametrize(
    "name",
    ["a.part", ".gridkeeper-12.part", ".gridkeeper-1-00000000-00000000.part", ".gridkeeper-"],
)
def test_what_this_computer_did_not_write_has_no_writer_here(name):
    assert writer_of(name) is None


def test_a_draft_tells_what_it_was_to_be_called():
    made = draft("街道.gkdb")

    assert is_draft_of(made, "街道.gkdb")
    assert not is_draft_of(made, "另一个.gkdb")
    assert not is_draft_of("街道.gkdb", "街道.gkdb")
