"""A number beside the one before it."""

from __future__ import annotations

import pytest

from gridkeeper import texts
from gridkeeper.domain.comparing import change


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (12, 9, "+3"),
        (9, 12, "\u22123"),
        (3, 0, "+3"),
        (0, 3, "\u22123"),
        (1_209, 9, "+1,200"),
        (15, 10, "+50.0%"),
        (10, 20, "\u221250.0%"),
        (3584, 204, "+1,657%"),
    ],
)
def test_where_either_is_tiny_the_difference_is_told_and_else_percent(now, before, said):
    assert change(now, before) == said


@pytest.mark.parametrize("number", [0, 3, 300])
def test_no_change_is_said_in_words(number):
    assert change(number, number) == "持平"


def test_words_follow_the_language():
    texts.use(texts.ENGLISH)

    assert change(3, 3) == "same"
