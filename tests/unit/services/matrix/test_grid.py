"""Where doors stand in the matrix."""

from __future__ import annotations

from gridkeeper.services.matrix.grid import Place, floor_of, laid_out
from gridkeeper.services.matrix.rooms import MOST, spread


def places(*names, floor=""):
    """Return doors written as `1-501`; the id is what was written."""
    found = []
    for name in names:
        unit, _dash, room = name.rpartition("-")
        found.append(Place(name, unit, floor, room))
    return found


def rows(grid):
    """Return the ids row by row, from the top."""
    return [
        [grid.cells.get((row, column), "") for column in range(len(grid.columns))]
        for row in range(len(grid.floors))
    ]


def test_the_top_floor_is_on_top():
    grid = laid_out(places("1-101", "1-1001", "1-201"))

    assert grid.floors == ("10", "2", "1")


def test_staircases_stand_side_by_side():
    grid = laid_out(places("2-101", "1-101", "1-102", "10-101"))

    assert [column.unit for column in grid.columns] == ["1", "1", "2", "10"]


def test_a_staircase_with_fewer_doors_leaves_its_cells_free():
    grid = laid_out(places("1-101", "1-102", "1-201", "2-201"))

    assert rows(grid) == [["1-201", "", "2-201"], ["1-101", "1-102", ""]]


def test_a_shop_takes_the_first_free_place_of_its_floor():
    shop = Place("shop", "1", "1", "底商2")
    grid = laid_out([*places("1-201", "1-202", "1-102"), shop])

    assert rows(grid) == [["1-201", "1-202"], ["shop", "1-102"]]


def test_more_shops_than_doors_make_the_staircase_wider():
    shops = [Place(name, "1", "1", name) for name in ("商1", "商2", "商3")]
    grid = laid_out([*places("1-201"), *shops])

    assert rows(grid) == [["1-201", "", ""], ["商1", "商2", "商3"]]
    assert [column.heading for column in grid.columns] == ["01", "", ""]


def test_two_doors_of_one_number_stand_side_by_side():
    grid = laid_out([Place("a", "1", "5", "501"), Place("b", "1", "5", "501")])

    assert rows(grid) == [["a", "b"]]


def test_cellars_are_below_and_what_says_nothing_is_last():
    known = [Place("a", "", "B1", "1"), Place("b", "", "", "x"), Place("c", "", "2", "201")]
    known.append(Place("d", "", "屋顶", "9"))

    assert laid_out(known).floors == ("屋顶", "2", "B1", "")


def test_a_floor_is_what_was_said_or_what_the_number_says():
    found = [floor_of(Place("", "", floor, room)) for floor, room in
             (("3层", "x"), ("", "1502"), ("", "12"), ("", "底商"))]  # fmt: skip

    assert found == ["3", "15", "", ""]


def test_a_range_keeps_its_zeros():
    assert spread("01-03，05") == ["01", "02", "03", "05"]


def test_a_range_of_letters_and_numbers():
    assert spread("B1 A1-A2 1-2") == ["B1", "A1", "A2", "1", "2"]


def test_a_range_that_runs_backwards_is_nothing():
    assert spread("5-1") == []


def test_a_slip_of_a_finger_does_not_fill_the_memory():
    assert len(spread("1-99999999")) <= MOST + 1
