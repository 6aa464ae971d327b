"""What a visit came to."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain.contacts import Contact

DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("facts", "done"),
    [
        ({"outcome": "01"}, True),
        ({"outcome": "02"}, True),
        ({"outcome": "03"}, False),
        ({"outcome": "04"}, False),
        ({"outcome": "05"}, False),
        ({"outcome": "11"}, False),
        ({"outcome": "01", "form": "04"}, False),
        ({"outcome": "01", "form": "05"}, False),
        ({"outcome": "01", "state": "98"}, False),
        ({"outcome": "01", "state": "40"}, True),
    ],
)
def test_only_who_was_reached_counts(facts, done):
    assert Contact(DAY, **facts).done is done


@pytest.mark.parametrize(
    ("facts", "remote"),
    [
        ({}, False),
        ({"form": "01", "kind": "02"}, False),
        ({"form": "02"}, True),
        ({"form": "03"}, True),
        ({"kind": "02"}, True),
    ],
)
def test_a_call_and_a_message_are_remote(facts, remote):
    assert Contact(DAY, "01", **facts).remote is remote


@pytest.mark.parametrize(
    ("facts", "reached"),
    [
        ({"outcome": "01", "person_id": "a"}, True),
        ({"outcome": "07", "person_id": "a"}, True),
        ({"outcome": "01", "person_id": "b"}, False),
        ({"outcome": "02", "person_id": "a"}, False),
        ({"outcome": "03", "person_id": "a"}, False),
        ({"outcome": "06", "person_id": "a"}, False),
        ({"outcome": "01"}, True),
        ({"outcome": "02"}, False),
        ({"outcome": "08"}, False),
    ],
)
def test_a_member_was_met_if_it_was_her_or_nobody_was_left_out(facts, reached):
    assert Contact(DAY, **facts).reached("a") is reached
