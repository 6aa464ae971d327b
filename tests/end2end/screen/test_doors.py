"""A staircase of ten doors by keys alone, and how many keys that takes."""

from __future__ import annotations

from collections import Counter

import pytest

from gridkeeper.domain import kinds
from tests.helpers.buildings import a_building
from tests.helpers.stopwatch import Counted
from tests.helpers.stories import given, leaves, looked_into, sits_down
from tests.helpers.towns import WORKER_1, where

pytestmark = [pytest.mark.end2end, pytest.mark.slow]

_MOST = 40


def test_ten_doors_of_a_staircase_take_forty_keys_at_most(desktop, town, record_property):
    a_building(town.mei, name="9幢", floors=5, empty=("102",))
    store = given(town, WORKER_1)
    program = sits_down(desktop, store)
    keys = Counted(program)

    keys.press("ctrl+d", "ctrl+f")
    program.focus("查找楼栋", "text")
    keys.press("9", "Return")
    program.focus("各户", "table")
    program.sees("9幢1单元101室", "label")
    keys.press("w", "Right", "k", "Up", "j")  # 101 nobody, 102 empty, 202 refused
    program.sees("202室：拒访")
    keys.press("Left", "w")  # 201 nobody
    program.sees("201室：未遇")
    keys.press("Up", "shift+Up", "shift+Up", "shift+Right", "Return")  # 301 to 502
    program.focus("走访结果", "text")
    keys.press("1", "Return", "ctrl+Return")
    program.sees("见到本人：已登记 6 户")

    leaves(program)
    with looked_into(store) as session:
        visits = where(session, kinds.VISIT)
    found = Counter(one.outcome for one in visits)
    record_property("keys for ten doors", keys.count)
    assert found == {"01": 6, "03": 2, "04": 1, "05": 1}
    assert [one.place for one in visits if one.outcome == "05"] == ["晨光花园9幢1单元102室"]
    assert keys.count <= _MOST
