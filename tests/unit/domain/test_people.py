"""Who lives in a household, of those of whom the register says so."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain.people import Person, lives_there

DAY = date(2026, 10, 8)


@pytest.mark.parametrize(
    ("left", "now", "then"),
    [
        ({}, True, True),
        ({"moved_out": date(2026, 10, 9)}, False, True),
        ({"died_on": date(2026, 10, 9)}, False, True),
        ({"moved_out": DAY}, False, False),
        ({"died_on": date(2026, 10, 7), "moved_out": date(2026, 10, 9)}, False, False),
    ],
)
def test_who_left_lived_there_until_the_day_before(left, now, then):
    one = Person(id="P1", **left)

    assert lives_there(one) is now
    assert lives_there(one, DAY) is then
