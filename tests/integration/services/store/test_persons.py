"""Who sits at the store of an office stands beside its name, where it is said who has looked."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import RoleRefusedError
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.store.audits import AuditService
from gridkeeper.services.store.persons import MOST, PersonService


def looked(town):
    """Look at somebody in full, and return who has looked, the newest first."""
    RecordingService(town.office).note_seen(kinds.PERSON, town.only(kinds.PERSON, name="张三").id)
    return [one.who for one in AuditService(town.office).looks()]


def test_whoever_said_her_name_stands_beside_the_office_from_then_on(town):
    looked(town)
    PersonService(town.office).keep("  张 静 ")

    assert PersonService(town.office).name == "张 静"
    assert looked(town) == ["王芳 · 张 静", "王芳"]


def test_a_name_that_is_taken_out_leaves_the_office_alone(town):
    persons = PersonService(town.office)
    persons.keep("张静")
    persons.keep("")

    assert looked(town) == ["王芳"]


def test_a_name_is_no_longer_than_its_column(town):
    PersonService(town.office).keep("长" * (MOST + 1))

    assert PersonService(town.office).name == "长" * MOST


def test_a_worker_whose_store_bears_her_own_name_is_not_asked(town):
    persons = PersonService(town.mei)

    assert not persons.is_asked
    with pytest.raises(RoleRefusedError):
        persons.keep("李梅")


def test_who_only_looks_has_a_name_of_her_own(town):
    PersonService(town.office).keep("张静")
    town.office.viewing = True
    viewer = PersonService(town.office)
    assert not viewer.name
    viewer.keep("陈主任")

    who = looked(town)[0]

    assert who.startswith("王芳 · 陈主任")
    town.office.viewing = False
    assert PersonService(town.office).name == "张静"
