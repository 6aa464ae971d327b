"""What is worked out once and then remembered is what is worked out anew.

So it is measured whatever has asked for it first, see `tests/README.md`.
"""

from __future__ import annotations

import pytest

from gridkeeper.domain import calendar, codes, edits, headings, names, privacy, search, workflow
from gridkeeper.domain.kinds import KINDS

BY_KIND = (edits._forms, privacy.free, privacy._naming, headings._labels, headings._aliases)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("worked_out", BY_KIND, ids=lambda one: one.__qualname__)
def test_what_is_known_of_a_kind(worked_out, kind):
    assert worked_out.__wrapped__(kind) == worked_out(kind)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda one: one.name)
@pytest.mark.parametrize("name", ["fields", "groups", "by_name"])
def test_what_a_kind_knows_of_itself(kind, name):
    assert vars(type(kind))[name].func(kind) == getattr(kind, name)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda one: one.name)
def test_what_is_searched(kind):
    assert search.searched.__wrapped__(kind) == search.searched(kind)


@pytest.mark.parametrize("kind", workflow.TABLES)
def test_a_workflow(kind):
    known = workflow.of(kind)

    assert workflow.of.__wrapped__(kind) == known
    assert vars(type(known))["settled"].func(known) == known.settled


@pytest.mark.parametrize("number", [2026, 1999])
def test_the_holidays_of_a_year(number):
    assert calendar.year.__wrapped__(number) == calendar.year(number)


@pytest.mark.parametrize("character", ["李", "曾", "㐀", "a", "·"])
def test_how_a_character_is_read(character):
    assert names._surname.__wrapped__(character) == names._surname(character)
    assert names._readings.__wrapped__(character) == names._readings(character)


def test_the_table_of_readings():
    assert names._table.__wrapped__() == names._table()


def test_a_code_table():
    assert codes.table.__wrapped__("sex") == codes.table("sex")


def test_a_code_table_that_there_is_not():
    with pytest.raises(KeyError):
        codes.table("weather")
