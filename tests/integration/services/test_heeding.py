"""What another program writes into an open store is told here."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.changes import BACKUP, BATCH
from gridkeeper.services.heeding import heed
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.session import Session
from gridkeeper.storage.store import Store
from tests.helpers.towns import a_visit_of, hand_in


@pytest.fixture
def here(town):
    """A worker's session that has looked once."""
    heed(town.mei)
    return town.mei


@pytest.fixture
def beside(here):
    """Another program's session of the same store."""
    made = Session(Store.open_with(here.store.access()), here.time)
    yield made
    made.close()


@pytest.fixture
def told(here):
    """What listeners hear from now on."""
    heard = []
    here.changes.listen(heard.append)
    return heard


def test_a_record_that_another_program_has_written_is_told(here, beside, told):
    visit = a_visit_of(beside)

    heed(here)

    (changed,) = told
    assert {kinds.VISIT.name, BATCH, BACKUP} <= changed.kinds
    assert visit.id in changed.records


def test_it_is_told_once(here, beside, told):
    a_visit_of(beside)

    heed(here)
    heed(here)

    assert len(told) == 1


def test_what_is_written_here_is_not_told_twice(here, told):
    a_visit_of(here)
    assert len(told) == 1

    heed(here)

    assert len(told) == 1


def test_what_another_program_writes_is_told_though_more_is_written_here_after_it(
    here, beside, told
):
    visit = a_visit_of(beside)
    a_visit_of(here)
    told.clear()

    heed(here)

    assert visit.id in told[0].records


def test_a_file_that_another_program_has_written_is_told(here, beside, told, tmp_path):
    a_visit_of(here)
    told.clear()

    hand_in(beside, tmp_path)
    heed(here)

    assert BATCH in told[0].kinds


def test_what_another_program_has_only_looked_at_is_not_told(here, beside, told):
    with beside.writing("ledger seen"):
        pass

    heed(here)

    assert told == []


def test_of_many_records_their_kinds_are_told(here, beside, told, monkeypatch):
    monkeypatch.setattr("gridkeeper.services.heeding.MOST", 0)
    a_visit_of(beside)

    heed(here)

    assert set(KINDS) <= told[0].kinds
    assert not told[0].records


def test_after_a_roster_came_in_elsewhere_nobody_undoes_what_was_before(here, beside):
    a_visit_of(here)
    assert UndoService(here).last() is not None

    with beside.writing("register import"):
        pass
    heed(here)

    assert UndoService(here).last() is None
