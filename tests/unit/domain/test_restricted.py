"""On what basis restricted care groups are kept, and who may know of them."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import codes, restricted
from gridkeeper.domain.policies import LegalBasis

DAY = date(2026, 10, 8)


def a_basis(**facts):
    usual = {"matter": "01", "approved_on": date(2026, 1, 1), "until": date(2026, 12, 31)}
    return LegalBasis(id="b", **usual | facts)


def test_the_restricted_groups_are_those_that_are_not_offered():
    assert set(restricted.TAGS) == codes.table("person_tag").closed


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        ({}, True),
        ({"until": None}, True),
        ({"until": DAY, "approved_on": DAY}, True),
        ({"until": date(2026, 10, 7)}, False),
        ({"approved_on": date(2026, 10, 9)}, False),
        ({"approved_on": None}, False),
        ({"matter": "02"}, False),
        ({"deleted": True}, False),
    ],
)
def test_a_basis_is_in_force_from_its_approval_to_its_end(facts, holds):
    assert restricted.in_force([a_basis(**facts)], DAY) is holds


def test_without_a_basis_none_is_in_force():
    assert not restricted.in_force([], DAY)


@pytest.mark.parametrize(
    ("tag", "responsible", "reader", "may"),
    [
        ("A01", None, "李梅", True),
        ("B01", None, None, True),
        ("B01", "李梅", "李梅", True),
        ("B01", "赵刚", "李梅", False),
        ("B01", None, "李梅", False),
    ],
)
def test_a_restricted_group_is_read_by_the_office_or_who_is_responsible(
    tag, responsible, reader, may
):
    assert restricted.may_read(tag, responsible, reader) is may
