"""Figures beside those of the month before."""

from __future__ import annotations

import pytest

from gridkeeper.services.papers.month_figures import Figure


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(9, 8, "+1"), (20, 10, "+100.0%"), (10, 10, "持平"), (3, 0, ""), (0, 0, "")],
)
def test_a_change_needs_a_base(now, before, change):
    assert Figure("visits", "visit", "走访", now, before).change == change
