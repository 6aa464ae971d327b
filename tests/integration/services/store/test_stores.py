"""Making stores, and asking them about themselves."""

from __future__ import annotations

import pytest

from gridkeeper.app import App
from gridkeeper.domain import kinds
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import FileExistsAlreadyError, RoleRefusedError, StoreUnlockError
from gridkeeper.services import session as sessions
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place, StoreService
from tests.helpers.stores import CHEAP, PASSWORD, a_person
from tests.helpers.towns import OFFICE, QUIET, FixedClock, a_visit_of, dumped


def made(path, role=Role.ALONE):
    replica = stores.new_replica(new_id(), role, "孙丽", "晨光社区")
    return stores.make(Place(path, PASSWORD, CHEAP), replica, FixedClock(), new_id)


@pytest.mark.parametrize(
    ("role", "series"), [(Role.OFFICE, "00"), (Role.ALONE, "01"), (Role.SUPERVISOR, "00")]
)
def test_a_new_store_knows_who_keeps_it(tmp_path, role, series):
    session, _key = made(tmp_path / "s.gkdb", role)
    facts = StoreService(session).facts()
    session.store.close()

    assert (facts.replica.role, facts.replica.series, facts.replica.name) == (role, series, "孙丽")
    assert (facts.changes, facts.unsent, facts.conflicts) == (0, 0, 0)


def test_a_store_that_cannot_be_finished_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(stores, "keep_keys", interrupted)
    with pytest.raises(KeyboardInterrupt):
        made(tmp_path / "s.gkdb")

    assert list(tmp_path.iterdir()) == []


def test_a_store_is_never_made_over_another(town):
    with pytest.raises(FileExistsAlreadyError, match=OFFICE):
        made(town.folder / OFFICE)


def test_the_password_of_a_place_is_never_shown():
    assert PASSWORD not in repr(Place("s.gkdb", PASSWORD))


def test_a_rebuild_changes_nothing(town):
    a_visit_of(town.office)
    before = dumped(town.office)

    records = StoreService(town.office).rebuild(QUIET)

    assert records == sum(StoreService(town.office).facts().records.values())
    assert dumped(town.office) == before


def test_a_sound_store_is_found_sound(town):
    a_visit_of(town.mei)

    found = StoreService(town.mei).verify(QUIET)

    assert not found.problems
    assert found.records["visit"] == 1


def test_the_app_opens_a_store_by_password_or_recovery_key(tmp_path):
    path = tmp_path / "s.gkdb"
    session, key = made(path)
    session.store.close()
    app = App(FixedClock(), new_id)

    with app.session(path, (PASSWORD, "")) as one:
        name = one.replica.name
    with app.session(path, ("", key)) as other:
        assert other.replica.name == name == "孙丽"
    with pytest.raises(StoreUnlockError), app.session(path, ("wrong", "")):
        pass


def test_the_app_has_a_clock_of_its_own():
    assert App().clock.now().tzinfo is not None


def test_a_role_is_told_whose_work_it_is(town):
    town.office.only(Role.OFFICE, action="enrol")
    with pytest.raises(RoleRefusedError, match="enrol"):
        town.mei.only(Role.OFFICE, action="enrol")


def test_many_changes_are_indexed_by_whoever_searches_next(town, monkeypatch):
    monkeypatch.setattr(sessions, "INDEXED_AT_ONCE", 0)
    with town.office.writing("register") as work:
        work.create(a_person(name="欧阳明"))
    with town.office.store.reading() as unit:
        assert unit.search.ask("欧阳") == []

    assert len(ListService(town.office).list(kinds.PERSON, "欧阳")) == 1


def test_a_failed_save_keeps_nothing(town):
    before = StoreService(town.office).facts()

    def fail():
        with town.office.writing("register") as work:
            work.create(a_person())
            work.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert StoreService(town.office).facts() == before
