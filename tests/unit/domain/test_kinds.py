"""Kinds are counted in words."""

from __future__ import annotations

import pytest

from gridkeeper import texts
from gridkeeper.domain.kinds import KINDS, counted


@pytest.mark.parametrize(
    ("name", "number", "said"),
    [
        ("visit", 1, "1 visit"),
        ("visit", 0, "0 visits"),
        ("person", 1200, "1,200 people"),
        ("premises", 2, "2 premises"),
        ("dispute_party", 2, "2 parties"),
        ("person_tag", 2, "2 care groups"),
        ("unheard_of", 2, "unheard_of 2"),
    ],
)
def test_a_number_of_records_is_said_as_people_say_it(name, number, said):
    texts.use(texts.ENGLISH)

    assert counted(name, number) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [("visit", "a visit"), ("person", "a person"), ("premises", "premises")],
)
def test_one_of_a_kind_has_its_article_where_it_has_one(name, said):
    assert KINDS[name].one == str(KINDS[name].label)
    texts.use(texts.ENGLISH)

    assert KINDS[name].one == said


def test_chinese_counts_without_a_plural():
    assert counted("person", 2) == "居民 2 条"
    assert str(KINDS["person"].several) == "居民"


def test_several_of_a_kind_begin_a_cell_with_a_capital():
    texts.use(texts.ENGLISH)

    assert texts.capital(str(KINDS["grid"].several)) == "Grids"


@pytest.mark.parametrize(
    ("kind", "title", "said"),
    [
        ("dispute", "纠纷〔2026〕第01-001号 漏水", "纠纷〔2026〕第01-001号 漏水"),
        ("dispute", "漏水", "矛盾纠纷 漏水"),
        ("person", "王**", "居民 王**"),
        ("person", "", "居民"),
    ],
)
def test_a_number_says_of_which_kind_it_is(kind, title, said):
    assert KINDS[kind].called(title) == said
