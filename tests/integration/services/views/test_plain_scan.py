"""Every class of question, answered by the index as a plain look through the records answers."""

from __future__ import annotations

import random

import pytest

from gridkeeper.services.session import Session
from tests.helpers import scanning
from tests.helpers.stores import a_copied_store, created, receive
from tests.helpers.towns import FixedClock

pytestmark = pytest.mark.no_cover

_QUESTIONS = 60


@pytest.fixture
def session(tmp_path):
    opened = Session(a_copied_store(tmp_path), FixedClock())
    yield opened
    opened.store.close()


def test_the_index_finds_what_a_plain_look_finds(session):
    chance = random.Random(3)  # noqa: S311 - the same in every run
    named, seen = scanning.people(chance, 300), scanning.visits(chance, 150)
    with session.store.writing() as unit:
        receive(unit, created(*(one.person for one in named), *seen))
        unit.search.catch_up()

    with session.store.reading() as unit:
        missed = scanning.missed(unit, named, seen, chance, _QUESTIONS)

    assert {name: queries for name, queries in missed.items() if queries} == {}


def test_the_box_finds_the_homes_behind_a_door_that_a_plain_look_finds(session):
    chance = random.Random(4)  # noqa: S311 - the same in every run
    with session.store.writing() as unit:
        receive(unit, created(*scanning.homes(chance, 0.15)))

    assert scanning.missed_doors(session, chance, _QUESTIONS) == []
