"""kill -9 at every point at which a program writes: nothing half-done, nothing confirmed is lost.

The points are met by playing each story once; then it is played again and again and killed at each
of them. With the profile `nightly` that is all of them, else some that are evenly spread, and all
at which a file gets or loses its name.
"""

from __future__ import annotations

import os
import shutil
import sys
import traceback

import pytest

from tests.helpers.killed_stories import STORIES, begin
from tests.helpers.killing import killing
from tests.helpers.stages import Stage

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.slow,
    pytest.mark.no_cover,
    pytest.mark.skipif(sys.platform == "win32", reason="processes that fork"),
]

_SOME = 2
_ALL = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
_NAMING = ("rename", "replace", "end")


@pytest.fixture(scope="module")
def beginning(made_town, tmp_path_factory):
    """The files that all stories begin with."""
    folder = tmp_path_factory.mktemp("stories") / "begin"
    begin(folder, made_town)
    return folder


@pytest.fixture(scope="module")
def killer():
    with killing() as started:
        yield started


def chosen(met):
    """Return the places at which the blow falls."""
    if _ALL:
        return range(1, len(met) + 1)
    named = {number for number, what in enumerate(met, 1) if what.split()[0] in _NAMING}
    spread = {1 + number * (len(met) - 1) // (_SOME - 1) for number in range(_SOME)}
    return sorted(named | spread | {number + 1 for number in named if number < len(met)})


@pytest.mark.parametrize("name", STORIES)
def test_a_kill_anywhere_leaves_nothing_half_done(
    name, beginning, killer, tmp_path, record_property
):
    stage = Stage(name, beginning, tmp_path)
    stages = stage.stages()
    found = killer.play(name, stage.fresh())
    assert "error" not in found, found["error"]
    met, kills, wrong = found["met"], 0, []

    for number in chosen(met):
        folder = stage.fresh()
        found = killer.play(name, folder, number)
        assert "error" not in found, found["error"]
        kills += found["killed"]
        try:
            stage.check(folder, found["said"], stages)
            stage.go_on(folder, stages)
            stage.story.heals(folder)
            assert not stage.left(folder)
        except Exception:  # noqa: BLE001 - all that are wrong are told together
            told = traceback.format_exc(limit=-3).replace(str(folder), "")
            wrong.append(f"killed at {number}, {met[number - 1]}:\n{told}")
        shutil.rmtree(folder)

    record_property(f"killed while it should {name}", f"{kills} of {len(met)} points")
    assert not wrong, "\n".join(wrong)
    assert kills


def test_what_is_struck_is_enumerated_by_the_program_itself(beginning, killer, tmp_path):
    """Whoever writes more meets more points: two visits are more than none."""
    stage = Stage("save", beginning, tmp_path)
    met = killer.play("save", stage.fresh())["met"]
    assert met.count("sql COMMIT") >= 2
    assert met[-1] == "end"
