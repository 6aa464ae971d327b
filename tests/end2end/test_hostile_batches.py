"""Batches that want to exhaust memory, disk or patience are refused, in 200 MB with all we have."""

from __future__ import annotations

import sys

import pytest

from tests.helpers.hostile import all_of
from tests.helpers.limited import ROOM_MB, take_all
from tests.helpers.stores import PASSWORD, verified
from tests.helpers.towns import OFFICE, a_visit_of, dumped, take

pytestmark = [
    pytest.mark.end2end,
    pytest.mark.slow,
    pytest.mark.no_cover,
    pytest.mark.skipif(sys.platform != "linux", reason="limits and /proc of Linux"),
]

REFUSALS = {"batch.damaged", "batch.for_other"}


def test_each_is_refused_in_words_and_in_little_memory(town, tmp_path, record_property):
    a_visit_of(town.mei)
    made = all_of(town, tmp_path)
    before = dumped(town.office)
    town.close(OFFICE)

    found = take_all(town.folder / OFFICE, PASSWORD, made.values())

    told = dict(zip(made, found, strict=True))
    assert {name: one for name, one in told.items() if one.code not in REFUSALS} == {}
    assert {name: one for name, one in told.items() if one.peak_mb > ROOM_MB} == {}
    assert dumped(town.office) == before
    assert verified(town.office.store).problems == []
    record_property("hostile batches refused", len(told))


def test_what_is_honest_is_taken_in_as_little(town):
    a_visit_of(town.mei)
    batch = town.hand_in(town.mei)
    town.close(OFFICE)

    (found,) = take_all(town.folder / OFFICE, PASSWORD, [batch])

    assert found.code == "taken"
    assert take(town.office, batch)[0].seen
