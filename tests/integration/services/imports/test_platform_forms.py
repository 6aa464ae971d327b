"""The nine forms of a platform, filled with rows in order and spoilt: every row has one fate."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

import openpyxl
import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.imports import returned
from gridkeeper.services.register.duplicates import DuplicateService
from tests.helpers.platform_forms import FORMS, PEOPLE, bare, form_called, write
from tests.helpers.platform_rows import (
    OF_PEOPLE,
    PARKED,
    REFUSED,
    SAME,
    TAKEN,
    card,
    clean,
    dirty,
    named,
    old_card,
    person,
)
from tests.helpers.towns import dumped, where

OF_EACH = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
A_FORM = form_called("户籍人口登记表")
SOME = 2 * len(OF_PEOPLE)
"""So many rows hold each way of being spoilt once."""


def fates(done):
    """Return what came of the rows, by their numbers; each has one."""
    refused, parked = ({one.row for one in some} for some in (done.refused, done.parked))
    assert not refused & parked
    return refused, parked


def counted(done):
    return Counter(
        {
            TAKEN: done.taken,
            SAME: done.unchanged,
            PARKED: len(done.parked),
            REFUSED: len(done.refused),
        }
    )


@OF_EACH
def test_a_form_in_order_is_taken_in_and_a_repeat_changes_nothing(town, take, tmp_path, form):
    file = tmp_path / f"{form.name}.xlsx"
    write(file, form, [clean(form, number) for number in range(12)])

    done = take(file)
    before = dumped(town.office)
    again = take(file)

    assert (done.rows, counted(done)) == (12, Counter({TAKEN: 12}))
    assert done.differing == []
    assert ("宗教信仰" in done.refused_columns) is (form.lists == PEOPLE)
    assert counted(again) == Counter({SAME: 12})
    assert dumped(town.office) == before


@OF_EACH
def test_of_a_dirty_form_each_row_has_its_one_fate(town, take, tmp_path, form, record_property):
    rows, becomes = dirty(form, SOME)
    at = write(tmp_path / f"{form.name}.xlsx", form, rows)

    done = take(tmp_path / f"{form.name}.xlsx")

    refused, parked = fates(done)
    assert refused == {at[n] for n, fate in enumerate(becomes) if fate == REFUSED}
    assert parked == {at[n] for n, fate in enumerate(becomes) if fate == PARKED}
    assert counted(done) == Counter(becomes)
    assert all(one.reason for one in (*done.refused, *done.parked))
    record_property(form.name, f"{done.rows} rows, {dict(counted(done))}")


def test_what_was_refused_is_mended_in_the_cells_that_are_coloured(town, take, tmp_path):
    rows, becomes = dirty(A_FORM, SOME)
    at = write(tmp_path / "r.xlsx", A_FORM, rows)
    done = take(tmp_path / "r.xlsx")
    returned.write(tmp_path / "r.xlsx", tmp_path / "back.xlsx", done, done.mapping)
    book = openpyxl.load_workbook(tmp_path / "back.xlsx")
    sheet = book.active
    heads = [bare(cell.value).rpartition("/")[2] for cell in sheet[1]]
    numbers = {number: place for place, number in at.items()}

    for cells in sheet.iter_rows(min_row=2):
        place = numbers[cells[0].value]
        wrong = [n for n, cell in enumerate(cells[2:], 2) if cell.fill.fill_type == "solid"]
        assert wrong, cells[1].value
        assert cells[1].value
        for n in wrong if becomes[place] == REFUSED else ():
            right = person(place)
            cells[n].value = right.get(heads[n], "")
    book.save(tmp_path / "back.xlsx")
    again = take(tmp_path / "back.xlsx")

    assert again.rows == len(done.refused) + len(done.parked)
    assert [one.reason for one in again.refused] == []
    assert counted(again)[PARKED] == len(done.parked)
    assert counted(again)[TAKEN] + counted(again)[SAME] == len(done.refused)


def test_of_many_duplicates_all_are_put_aside_without_a_question(town, take, tmp_path):
    count = 60
    known = [person(number) for number in range(count)]
    take_all(take, tmp_path / "first.xlsx", known)
    before = dumped(town.office)
    other = [{**one, "身份证号码": None, "联系手机": f"137{n:08d}"} for n, one in enumerate(known)]
    write(tmp_path / "second.xlsx", A_FORM, other)

    done = take(tmp_path / "second.xlsx")

    assert counted(done) == Counter({PARKED: count})
    assert dumped(town.office) == before


def take_all(take, file, rows):
    write(file, A_FORM, rows)
    assert take(file).taken == len(rows)


def test_who_may_be_registered_is_taken_in_on_demand_to_be_settled(town, take, tmp_path):
    known, other = person(1), {**person(1), "身份证号码": None, "联系手机": "13700000000"}
    take_all(take, tmp_path / "first.xlsx", [known])
    write(tmp_path / "second.xlsx", A_FORM, [other])

    done = take(tmp_path / "second.xlsx", doubles=True)
    again = take(tmp_path / "second.xlsx")

    assert counted(done) == Counter({PARKED: 1})
    assert done.created["person"] == 1
    assert f"{named(1)[0]}*" in done.parked[0].reason
    assert named(1) not in done.parked[0].reason
    assert counted(again) == Counter({SAME: 1})


def test_who_was_merged_into_another_is_not_made_again(town, take, tmp_path):
    known, other = person(1), {**person(1), "身份证号码": None, "联系手机": "13700000000"}
    take_all(take, tmp_path / "first.xlsx", [known])
    write(tmp_path / "second.xlsx", A_FORM, [other])
    take(tmp_path / "second.xlsx", doubles=True)
    one, two = sorted(where(town.office, kinds.PERSON, name=named(1)), key=attrgetter("id"))
    DuplicateService(town.office).same_as(two.id, one.id)
    before = dumped(town.office)

    done = take(tmp_path / "second.xlsx", doubles=True)

    assert (counted(done), len(done.differing)) == (Counter({SAME: 1}), 1)
    assert dumped(town.office) == before


def test_of_two_addresses_that_of_a_door_is_taken_and_the_other_is_remarked(town, take, tmp_path):
    form = form_called("流动人口登记表")
    write(tmp_path / "r.xlsx", form, [person(0)])

    take(tmp_path / "r.xlsx")

    one = town.only(kinds.PERSON, name=named(0))
    home = town.only(kinds.HOUSEHOLD, id=one.household_id)
    assert town.only(kinds.DWELLING, id=home.dwelling_id).room == "101"
    assert one.remark == "第0条；暂住处所：租赁房屋"
    assert one.phone == "13900000000"


def test_an_old_number_is_the_one_that_it_has_become(town, take, tmp_path):
    old = {**person(3), "身份证号码": old_card(3)}
    take_all(take, tmp_path / "old.xlsx", [old])
    write(tmp_path / "new.xlsx", A_FORM, [person(3)])

    new = take(tmp_path / "new.xlsx")
    again = take(tmp_path / "old.xlsx")

    assert (new.filled, new.differing) == (1, [])
    assert town.only(kinds.PERSON, name=named(3)).id_number == card(3)
    assert (counted(again), again.differing) == (Counter({SAME: 1}), [])


def test_who_has_only_a_name_is_known_again(take):
    rows = [{"姓名": "李四"}]
    first, again = take(rows), take(rows)

    assert (first.taken, again.unchanged) == (1, 1)


def test_what_columns_mean_is_asked_once(town, take):
    rows = [{"姓名": "李四", "爱好": "下棋", "宠物": "猫"}]
    assert take(rows, {"爱好": "person.remark", "宠物": "-"}).recalled == ()

    again = take([{"姓名": "王五", "爱好": "钓鱼", "宠物": "狗"}])

    assert (again.unused, again.recalled) == ((), ("爱好", "宠物"))
    assert town.only(kinds.PERSON, name="王五").remark == "爱好：钓鱼"


def test_what_was_only_tried_is_not_remembered(take):
    rows = [{"姓名": "李四", "爱好": "下棋"}]
    take(rows, {"爱好": "person.remark"}, rehearse=True)

    assert take(rows).unused == ("爱好",)
