"""Settings by keys: each holds at once, and the keyboard stays where it is."""

from __future__ import annotations

import pytest

from tests.helpers.stories import given, leaves, sits_down
from tests.helpers.towns import WORKER_1

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


def test_letters_grow_in_the_dark_in_english_until_chinese_is_chosen_again(desktop, town):
    program = sits_down(desktop, given(town, WORKER_1))
    program.keys("ctrl+comma")
    program.focus("跟随系统")

    program.keys("Left", "Left")
    program.focus("深色")
    program.tab_to("标准")
    program.keys("Right", "Right")
    program.focus("特大")
    program.tab_to("中文")
    program.keys("Right")

    program.sees("Settings", "label")
    program.tab_to("English")
    program.keys("Left")
    program.sees("设置", "label")
    leaves(program)
    kept = next((desktop.folder / "config").rglob("GridKeeper.ini")).read_text()
    assert "scheme=dark" in kept
    assert "text_size=largest" in kept
