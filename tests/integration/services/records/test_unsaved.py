"""Unsaved typing, as the screen asks for it."""

from __future__ import annotations

from gridkeeper.services.records.unsaved import Typed, UnsavedService
from tests.helpers.towns import WORKER_1

TYPED = {"outcome": "01"}


def test_what_was_typed_comes_back_with_its_time(town):
    UnsavedService(town.mei).keep("visit", TYPED)
    at = town.clock.now()
    town.close(WORKER_1)
    service = UnsavedService(town.mei)

    assert service.kept("visit") == TYPED
    assert service.all() == [Typed("visit", at)]


def test_a_form_that_was_saved_is_forgotten(town):
    service = UnsavedService(town.mei)
    service.keep("visit", TYPED)
    service.forget("visit")

    assert service.kept("visit") is None
    assert service.all() == []


def test_closing_the_session_closes_it_and_takes_the_empty_file_away(town):
    service = UnsavedService(town.mei)
    service.keep("visit", TYPED)
    service.forget("visit")
    town.sessions.pop(WORKER_1).close()

    assert not list(town.folder.glob("*.unsaved*"))
