"""What can be seen of a recovery key before it is tried."""

from __future__ import annotations

import pytest

from gridkeeper.services.store.passwords import wrong_group

RIGHT = ["ABCD"] * 14


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("-".join(RIGHT), 0),
        (" ".join(RIGHT).lower(), 0),
        ("".join(RIGHT), 0),
        ("-".join([*RIGHT[:4], "A0B8", *RIGHT[5:]]), 0),  # read as letters
        ("-".join([*RIGHT[:4], "AB9D", *RIGHT[5:]]), 5),
        ("-".join([*RIGHT[:2], "ABC", *RIGHT[3:]]), 3),
        ("-".join(RIGHT[:6]), 7),
        ("-".join([*RIGHT, "ABCD"]), 15),
    ],
)
def test_the_group_that_cannot_be_right_is_found(typed, group):
    assert wrong_group(typed) == group
