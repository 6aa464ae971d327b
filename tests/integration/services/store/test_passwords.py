"""Another password, and the recovery key printed again."""

from __future__ import annotations

from contextlib import closing

import pytest

from gridkeeper.errors import (
    FileUnwritableError,
    InputInvalidError,
    RecoveryKeyError,
    StoreKeyMissingError,
    StoreUnlockError,
)
from gridkeeper.services.store import stores
from gridkeeper.services.store.passwords import change_password, recovery_key_of
from gridkeeper.storage import engine
from gridkeeper.storage.engine import key_file
from gridkeeper.storage.store import Store
from tests.helpers.stores import CHEAP, PASSWORD, a_store
from tests.helpers.towns import FixedClock

NEW = "灯笼火车搪瓷"


@pytest.fixture
def session(town):
    return town.mei


def opens(session, password):
    try:
        Store.open(session.store.path, password).close()
    except StoreUnlockError:
        return False
    return True


def actions(session):
    with session.store.reading() as unit:
        return unit.connection.exec_driver_sql("SELECT action FROM audit").scalars().all()


def test_a_new_password_takes_the_place_of_the_old_one(session):
    printed = session.store.recovery_key()

    change_password(session, PASSWORD, NEW, cost=CHEAP)

    assert opens(session, NEW)
    assert not opens(session, PASSWORD)
    assert recovery_key_of(session, NEW) == printed
    assert {"password", "recovery_key"} <= set(actions(session))


def test_whoever_does_not_know_the_old_password_cannot_set_a_new_one(session):
    with pytest.raises(StoreUnlockError, match="密码"):
        change_password(session, NEW, NEW, cost=CHEAP)

    assert opens(session, PASSWORD)


def test_a_forgotten_password_is_replaced_with_the_recovery_key(session):
    printed = session.store.recovery_key()
    key_file(session.store.path).unlink()

    change_password(session, "", NEW, printed, CHEAP)

    assert opens(session, NEW)


def test_the_recovery_key_of_another_store_does_not_do(session, tmp_path):
    with closing(a_store(tmp_path)) as other, pytest.raises(RecoveryKeyError):
        change_password(session, "", NEW, other.recovery_key(), CHEAP)


def test_the_password_of_a_key_file_of_another_store_does_not_do(session, tmp_path):
    with closing(a_store(tmp_path)) as other:
        key_file(session.store.path).write_bytes(key_file(other.path).read_bytes())

    with pytest.raises(StoreUnlockError):
        recovery_key_of(session, PASSWORD)


def test_an_empty_password_is_refused(session):
    with pytest.raises(InputInvalidError, match="密码"):
        change_password(session, PASSWORD, "", cost=CHEAP)


def test_no_password_can_be_asked_without_the_key_file(session):
    key_file(session.store.path).unlink()

    with pytest.raises(StoreKeyMissingError):
        recovery_key_of(session, PASSWORD)


def test_a_password_that_cannot_be_written_leaves_the_old_one(session, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(engine.os, "fsync", full)
        with pytest.raises(FileUnwritableError, match="空间"):
            change_password(session, PASSWORD, NEW, cost=CHEAP)

    assert opens(session, PASSWORD)


def test_a_store_is_opened_from_the_screen_by_password_or_recovery_key(town, session):
    path, printed = session.store.path, session.store.recovery_key()
    by_password = stores.opened(path, (PASSWORD, ""), FixedClock())
    by_key = stores.opened(path, ("", printed), FixedClock())
    with closing(by_password), closing(by_key):
        assert by_password.replica == by_key.replica == session.replica
