"""Some scenes of the gallery alone: what they go on from is played, and nothing else."""

from __future__ import annotations

import pytest

from tests.gallery.scenes import leading_to, scenes

pytestmark = pytest.mark.gui


def leading(*names):
    return [one.name for one in leading_to([one for one in scenes() if one.name in names])]


def test_a_scene_comes_after_those_of_its_story_from_which_it_goes_on():
    gate = [one.name for one in scenes() if one.who == "gate"]

    assert leading("gate-lock-wrong-password") == gate[: gate.index("gate-lock-wrong-password") + 1]


def test_a_page_comes_alone():
    assert leading("office-page-exchange") == ["office-page-exchange"]


def test_scenes_of_several_windows_are_led_to_apart():
    led = leading("office-conflict-settled", "worker-page-today")

    assert led == [
        "worker-page-today",
        "office-conflicts",
        "office-conflict-other-value",
        "office-conflict-settled",
    ]


def test_all_scenes_are_led_to_in_their_order():
    assert leading(*(one.name for one in scenes())) == [one.name for one in scenes()]
