"""kill -9 in the middle: the store opens, nothing is half-done, nothing confirmed is lost."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.store.stores import StoreService
from tests.helpers.command_line import process
from tests.helpers.towns import OFFICE, QUIET, WORKER_1, a_visit_of, dumped, take, where

pytestmark = [pytest.mark.end2end, pytest.mark.slow]

VISIT = {"household_id": "H001", "visited_on": "2026-10-07", "outcome": "01"}
MANY = 60
# How much of the log is on the disk when the blow falls.
POINTS = (1, 60_000)


def killed(store, size, *arguments, **streams):
    """Start a command, and kill it as soon as the store's log has grown to a size.

    Return whether it was still at work.
    """
    log = store.with_name(store.name + "-wal")
    running = process(*arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **streams)
    while running.poll() is None:
        try:
            if os.stat(log).st_size >= size:  # noqa: PTH116 - as quick as it can be
                break
        except FileNotFoundError:
            continue
    at_work = running.poll() is None
    running.kill()
    running.wait()
    return at_work


def checked(session):
    found = StoreService(session).verify(QUIET)
    assert not found.problems, found.problems


def test_an_import_that_is_killed_is_all_or_nothing(town):
    RecordingService(town.mei).record(kinds.VISIT, [VISIT] * MANY)
    batch = town.hand_in(town.mei)
    whole = dumped(town.copy(OFFICE, "whole.gkdb"))
    before = dumped(town.office)
    take(town.open("whole.gkdb"), batch)
    whole = dumped(town.open("whole.gkdb"))
    blows = 0
    for number, size in enumerate(POINTS):
        town.copy(OFFICE, f"{number}.gkdb")
        town.close(f"{number}.gkdb")
        store = town.folder / f"{number}.gkdb"

        blows += killed(store, size, "batch", "import", batch, "--store", store)

        office = town.open(store.name)
        checked(office)
        assert dumped(office) in (before, whole)
        assert not take(office, batch)[0].refused
        assert dumped(office) == whole
    assert blows, "no blow fell while it was at work"


def test_recording_that_is_killed_keeps_all_of_a_list_or_nothing(town, tmp_path):
    a_visit_of(town.mei)
    town.close(WORKER_1)
    path = tmp_path / "visits.json"
    path.write_text(json.dumps([VISIT] * MANY), encoding="utf-8")
    store, kept, blows = town.folder / WORKER_1, 1, 0
    for size in POINTS:
        blows += killed(store, size, "record", "visit", "--json-in", path, "--store", store)

        checked(town.mei)
        found = len(where(town.mei, kinds.VISIT))
        assert found in (kept, kept + MANY)
        kept = found
        town.close(WORKER_1)
    assert blows, "no blow fell while it was at work"


def test_what_was_confirmed_before_the_blow_is_still_there(town, tmp_path):
    """The process says a number, and is killed at once, before it can end by itself."""
    town.close(WORKER_1)
    path = tmp_path / "visit.json"
    path.write_text(json.dumps(VISIT), encoding="utf-8")
    arguments = ("record", "visit", "--json-in", path, "--store", town.folder / WORKER_1)
    with process(*arguments, stderr=subprocess.DEVNULL) as running:
        confirmed = running.stdout.readline().decode()
        running.kill()

    checked(town.mei)
    assert town.only(kinds.VISIT, town.mei).number in confirmed
