"""How wide the columns of a list are."""

from __future__ import annotations

from gridkeeper.ui.lists.fitting import fitted
from gridkeeper.ui.models.columns import Column

COLUMNS = (
    Column("day", 100),
    Column("text", 0),
    Column("state", 90, spare=1),
    Column("way", 80, spare=2),
)
WIDTHS = {"day": 100, "text": 0, "state": 90, "way": 80}


def test_one_column_takes_what_is_left():
    assert fitted(COLUMNS, WIDTHS, 600, 150, all_=False) == (frozenset(), 330)


def test_the_most_spare_column_waits_first():
    assert fitted(COLUMNS, WIDTHS, 400, 150, all_=False) == (frozenset({"way"}), 210)


def test_columns_that_somebody_chose_all_stay():
    assert fitted(COLUMNS, WIDTHS, 200, 150, all_=True) == (frozenset(), 150)
