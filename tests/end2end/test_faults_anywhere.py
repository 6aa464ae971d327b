"""A medium that fails at any write: a sentence, nothing lost, and what was there is as it was.

A layer below the program counts what it asks the system to write, name or flush, and fails from the
n-th time on, for every n: a disk that fills up in the middle of a write, one that is full, a stick
that is pulled out, one that flickers once, a switch for write protection, a right that is gone. For
the statements that a store is given, the driver fails at the n-th of them.

With the profile `nightly` these are all faults at all places, else some that are evenly spread; the
one that flickers comes everywhere.
"""

from __future__ import annotations

import os
import shutil
import traceback

import pytest

from gridkeeper.errors import GridKeeperError
from tests.helpers.killed_stories import begin
from tests.helpers.points import FAULTS, STORE_FAULTS, Points, statements, watched
from tests.helpers.stages import Stage

pytestmark = [pytest.mark.end2end, pytest.mark.slow, pytest.mark.no_cover]

ALL = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
SOME = 4
FILES = ("export", "replace", "backup", "restore", "create", "migrate", "password")
SAVED = ("save", "export", "import", "batch undo", "entrust", "password")
MEDIA = tuple(FAULTS) if ALL else ("full", "pulled out", "flickering")
STORES = tuple(STORE_FAULTS) if ALL else ("store full",)


@pytest.fixture(scope="module")
def beginning(made_town, tmp_path_factory):
    """The files that all stories begin with."""
    folder = tmp_path_factory.mktemp("stories") / "begin"
    begin(folder, made_town)
    return folder


class Trouble:
    """One story, and one thing that goes wrong in it at every place where it can."""

    def __init__(self, stage, layer, blow):
        self.stage, self.layer, self.blow = stage, layer, blow
        self.stages = stage.stages()
        self.faults = self.refused = 0
        self.wrong = []

    def count(self):
        """Return how many places there are."""
        folder = self.stage.fresh()
        with self.layer(Points(folder)) as points:
            self.stage.story.play(folder, lambda: None)
        return len(points.met)

    def strike(self, at, *, again):
        """Let it go wrong at one place, and do it again where it does not."""
        folder = self.stage.fresh()
        said = []
        points = Points(folder, at, self.blow)
        try:
            try:
                with self.layer(points):
                    self.stage.story.play(folder, lambda: said.append("done"))
            except GridKeeperError:
                self.refused += 1
            else:
                assert len(said) == len(self.stages) - 1
            self.faults += 1
            self.stage.check(folder, len(said), self.stages)
            if again:
                self.stage.go_on(folder, self.stages)
        except Exception:  # noqa: BLE001 - all that are wrong are told together
            told = traceback.format_exc(limit=-4).replace(str(folder), "")
            self.wrong.append(f"at {at}, {points.met[at - 1 : at]}:\n{told}")
        shutil.rmtree(folder)


def spread(count):
    """Return the places that are tried: all of them, or some."""
    step = 1 if ALL else max(1, count // SOME)
    return sorted({*range(1, count + 1, step), count})


@pytest.mark.parametrize("fault", MEDIA)
@pytest.mark.parametrize("name", FILES)
def test_a_medium_that_fails_anywhere(name, fault, beginning, tmp_path, record_property):
    trouble = Trouble(Stage(name, beginning, tmp_path), watched, FAULTS[fault])

    count = trouble.count()
    chosen = spread(count)
    # One that is over at once costs little, and shows whoever does not expect it.
    for at in range(1, count + 1) if FAULTS[fault].once else chosen:
        trouble.strike(at, again=at in chosen)

    assert not trouble.wrong, "\n".join(trouble.wrong)
    assert trouble.refused
    record_property(f"{name}, {fault}", f"{trouble.faults} faults, {trouble.refused} refused")


@pytest.mark.parametrize("fault", STORES)
@pytest.mark.parametrize("name", SAVED)
def test_a_store_that_cannot_be_written_anywhere(name, fault, beginning, tmp_path, record_property):
    trouble = Trouble(Stage(name, beginning, tmp_path), statements, STORE_FAULTS[fault])

    for at in spread(trouble.count()):
        trouble.strike(at, again=True)

    assert not trouble.wrong, "\n".join(trouble.wrong)
    assert trouble.refused
    record_property(f"{name}, {fault}", f"{trouble.faults} faults, {trouble.refused} refused")
