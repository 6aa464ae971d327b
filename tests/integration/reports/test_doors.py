"""A building on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain.lines import Heading
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.tones import Tone
from gridkeeper.reports import doors
from tests.helpers.pdfs import pages


def a_sheet(floors, stairs):
    return doors.Doors(
        title="晨光花园9幢",
        layer="距上次走访",
        floors=[str(one) for one in range(floors, 0, -1)],
        stairs=[unit for unit, _end in stairs],
        headings=[end for _unit, end in stairs],
        cells={
            (row, column): doors.Cell(f"{floors - row}{end}", "张**", "12天", Tone.GOOD)
            for row in range(floors)
            for column, (_unit, end) in enumerate(stairs)
        },
        legend=[("天", "30 天内", floors * len(stairs), Tone.GOOD)],
    )


def written(tmp_path, sheet):
    path = tmp_path / "doors.pdf"
    head = Heading(
        unit="晨光社区",
        author="李梅",
        period="",
        cut_off="2026-10-08",
        version="网格管家",
        made_on="2026年10月8日",
        profile=Profile.MASKED,
    )
    doors.write(path, sheet, head)
    return pages(path)


def test_a_high_building_stands_on_one_sheet(tmp_path):
    stairs = [("1", f"0{end}") for end in range(1, 9)]
    (text,) = written(tmp_path, a_sheet(34, stairs))

    assert text.count("12天") == 34 * 8
    assert "3408" in text


def test_where_one_name_has_no_room_for_its_stars_none_has_any(tmp_path):
    stairs = [("1", f"0{end}") for end in range(1, 9)]
    sheet = a_sheet(2, stairs)
    (text,) = written(tmp_path, sheet)
    assert text.count("张**") == 16

    cells = {**sheet.cells, (0, 0): doors.Cell("201", "阿***************", "12天", Tone.GOOD)}
    (text,) = written(tmp_path, replace(sheet, cells=cells))

    assert (text.count("张"), "*" in text) == (15, False)


def test_many_staircases_go_on_the_next_sheet_whole(tmp_path):
    stairs = [(str(unit), f"0{end}") for unit in range(1, 6) for end in range(1, 5)]
    found = written(tmp_path, a_sheet(6, stairs))

    assert [text.count("12天") for text in found] == [6 * 8, 6 * 8, 6 * 4]


@pytest.mark.parametrize("floors", [60])
def test_more_floors_than_a_sheet_has_room_for_go_on_below(tmp_path, floors):
    found = written(tmp_path, a_sheet(floors, [("1", "01")]))

    assert len(found) == 2
    assert sum(text.count("12天") for text in found) == floors


def test_a_staircase_wider_than_a_sheet_is_torn_apart(tmp_path):
    found = written(tmp_path, a_sheet(2, [("1", f"{end:02d}") for end in range(1, 31)]))

    assert sum(text.count("12天") for text in found) == 60


def test_a_building_without_doors_says_so(tmp_path):
    (text,) = written(tmp_path, a_sheet(0, []))

    assert "还没有登记房屋" in text
