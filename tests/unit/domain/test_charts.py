"""What charts show: round steps at an axis, labels that do not touch, bars by value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.domain.charts import every, steps


@pytest.mark.parametrize(
    ("most", "axis"),
    [
        (0, [0, 1]),
        (3, [0, 1, 2, 3]),
        (145, [0, 50, 100, 150]),
        (180, [0, 50, 100, 150, 200]),
        (2561, [0, 1000, 2000, 3000]),
    ],
)
def test_an_axis_has_round_steps(most, axis):
    assert list(steps(most)) == axis


@given(st.integers(1, 10_000_000))
def test_an_axis_reaches_the_highest_point_with_few_steps(most):
    axis = steps(most)

    assert axis[-1] >= most
    assert 2 <= len(axis) <= 6


@pytest.mark.parametrize(
    ("labels", "widest", "gap", "written"),
    [(1, 500, 1, 1), (5, 30, 40, 1), (31, 30, 20, 2), (31, 30, 9, 5), (365, 30, 1, 15)],
)
def test_labels_below_an_axis_do_not_touch(labels, widest, gap, written):
    assert every(labels, widest, gap) == written
