"""How wide the columns of a list are."""

from __future__ import annotations

from gridkeeper.ui.lists.fitting import fitted, shared, wanted
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


def test_what_is_read_has_more_room_before_the_most_spare_column_comes():
    columns = (*COLUMNS, Column("place", 90, spare=4))
    widths = {**WIDTHS, "place": 90}

    assert fitted(columns, widths, 584, 150, all_=False).hidden == {"place"}
    assert fitted(columns, widths, 585, 150, all_=False).hidden == frozenset()


def test_the_usual_columns_squeeze_what_is_read_before_they_scroll():
    fit = fitted(COLUMNS[:2], WIDTHS, 220, 150, all_=False)

    assert fit == (frozenset(), 120)


def test_a_column_is_as_wide_as_what_stands_in_it_up_to_a_limit():
    contents = {"day": 84, "state": 300}

    found = wanted(COLUMNS, {"way": 70}, contents, round)

    assert found == {"day": 84, "text": 0, "state": 117, "way": 70}


def test_where_no_chosen_column_takes_what_is_left_the_last_one_in_words_does():
    columns = [Column("day", 90), Column("home", 120), Column("way", 80)]
    widths = {"day": 90, "home": 120, "way": 80}
    fit = fitted(columns, widths, 500, 150, all_=True)

    assert shared(columns, widths, fit, 500) == {"day": 90, "home": 330, "way": 80}


def test_columns_with_more_than_there_is_room_for_keep_their_widths():
    widths = {"day": 90, "way": 80}
    columns = [Column("day", 90), Column("way", 80)]
    fit = fitted(columns, widths, 100, 150, all_=True)

    assert shared(columns, widths, fit, 100) == widths
