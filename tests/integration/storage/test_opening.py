"""Making, opening and refusing stores."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from gridkeeper.domain import file_names
from gridkeeper.domain.kinds import PERSON
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import (
    FileExistsAlreadyError,
    FileUnwritableError,
    GridKeeperError,
    StoreBusyError,
    StoreDamagedError,
    StoreGoneError,
    StoreKeyMissingError,
    StoreMissingError,
    StoreTooNewError,
    StoreUnlockError,
)
from gridkeeper.progress import Quiet
from gridkeeper.storage import engine, proof, schema
from gridkeeper.storage.store import Store
from tests.helpers.stores import (
    CHEAP,
    PASSWORD,
    a_person,
    a_replica,
    a_store,
    save,
)


def a_full_store(folder, people=200):
    for name, content in _full_store(people).items():
        (folder / name).write_bytes(content)
    return folder / "store.gkdb"


@cache
def _full_store(people):
    """Make it once: it takes its time."""
    with TemporaryDirectory() as folder:
        with closing(a_store(Path(folder))) as store, store.writing() as unit:
            save(unit, *(a_person(name=f"张{number}") for number in range(people)))
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def test_a_store_is_opened_with_the_password_it_was_made_with(tmp_path):
    replica = a_replica(Role.WORKER, grids=("a", "b"))
    made, _ = Store.create(tmp_path / "甲.gkdb", PASSWORD, replica, CHEAP)
    made.close()
    with closing(Store.open(tmp_path / "甲.gkdb", PASSWORD)) as opened:
        assert opened.replica == replica
        assert opened.schema == schema.revisions()[-1]


def test_a_closed_store_is_one_file_and_its_key(tmp_path):
    a_full_store(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["store.gkdb", "store.gkdb.key"]


def test_nothing_of_a_record_can_be_read_in_the_file(tmp_path):
    path = a_full_store(tmp_path)
    assert b"SQLite format" not in path.read_bytes()
    assert "张1".encode() not in path.read_bytes()


def test_a_wrong_password_is_refused(tmp_path):
    path = a_full_store(tmp_path)
    with pytest.raises(StoreUnlockError, match="密码"):
        Store.open(path, "晨光花园2")


def test_a_store_that_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(StoreMissingError):
        Store.open(tmp_path / "none.gkdb", PASSWORD)
    with pytest.raises(StoreMissingError):
        Store.open_recovered(tmp_path / "none.gkdb", "AAAA")
    assert not list(tmp_path.iterdir())


def _deleted(path):
    path.unlink()


def _moved(path):
    path.rename(path.with_name("elsewhere.gkdb"))


def _replaced(path):
    shutil.copy(path, path.with_name("copy"))
    path.with_name("copy").replace(path)


@pytest.mark.parametrize("what", [_deleted, _moved, _replaced])
def test_nothing_is_written_into_a_file_that_nobody_would_find_again(tmp_path, what):
    path = a_full_store(tmp_path)
    with closing(Store.open(path, PASSWORD)) as store:
        what(path)

        with pytest.raises(StoreGoneError, match="放回原处"), store.writing() as unit:
            save(unit, a_person(name="王五"))


@pytest.mark.parametrize("content", [None, "", "{}", '{"cost": 3}', "no json", "half"], ids=str)
def test_a_missing_or_damaged_key_file_is_named(tmp_path, content):
    path = a_full_store(tmp_path)
    key = engine.key_file(path)
    whole = key.read_text(encoding="utf-8")
    key.unlink()
    if content is not None:
        key.write_text(whole[: len(whole) // 2] if content == "half" else content)
    with pytest.raises(StoreKeyMissingError, match=key.name):
        Store.open(path, PASSWORD)


def test_a_key_file_with_an_impossible_cost_is_called_damaged(tmp_path):
    path = a_full_store(tmp_path)
    key = engine.key_file(path)
    facts = json.loads(key.read_text(encoding="utf-8"))
    facts["cost"]["lanes"] = 0
    key.write_text(json.dumps(facts))
    with pytest.raises(StoreKeyMissingError):
        Store.open(path, PASSWORD)


def test_the_recovery_key_opens_the_store_without_its_key_file(tmp_path):
    made, recovery = Store.create(tmp_path / "a.gkdb", PASSWORD, a_replica(), CHEAP)
    made.close()
    engine.key_file(made.path).unlink()
    typed = " ".join(recovery.lower().split("-"))
    with closing(Store.open_recovered(made.path, typed)) as opened:
        assert opened.schema == schema.revisions()[-1]


def test_digits_that_no_recovery_key_has_are_the_letters_they_look_like(tmp_path):
    made, recovery = Store.create(tmp_path / "a.gkdb", PASSWORD, a_replica(), CHEAP)
    made.close()

    Store.open_recovered(made.path, recovery.translate(str.maketrans("OIB", "018"))).close()


@pytest.mark.parametrize(
    "spoil", [lambda k: k[:-1], lambda k: "32"[k[0] == "3"] + k[1:], lambda k: "!" + k]
)
def test_a_recovery_key_that_was_copied_wrongly_is_refused(tmp_path, spoil):
    made, recovery = Store.create(tmp_path / "a.gkdb", PASSWORD, a_replica(), CHEAP)
    made.close()
    with pytest.raises(StoreUnlockError):
        Store.open_recovered(made.path, spoil(recovery))


def test_a_new_password_replaces_the_old_one(tmp_path):
    path = a_full_store(tmp_path)
    engine.change_password(path, engine.unlocked(path, PASSWORD), "新密码", CHEAP)
    Store.open(path, "新密码").close()
    with pytest.raises(StoreUnlockError):
        Store.open(path, PASSWORD)


def test_an_existing_store_is_never_overwritten(tmp_path):
    path = a_full_store(tmp_path)
    before = path.read_bytes()
    with pytest.raises(FileExistsAlreadyError):
        Store.create(path, PASSWORD, a_replica(), CHEAP)
    assert path.read_bytes() == before


def test_a_key_file_without_its_store_is_never_overwritten(tmp_path):
    path = a_full_store(tmp_path)
    path.unlink()
    with pytest.raises(FileExistsAlreadyError, match=r"\.key"):
        Store.create(path, PASSWORD, a_replica(), CHEAP)


def test_a_folder_that_is_not_there_cannot_be_written(tmp_path):
    with pytest.raises(FileUnwritableError):
        Store.create(tmp_path / "none" / "a.gkdb", PASSWORD, a_replica(), CHEAP)


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_creation_that_fails_leaves_nothing_in_the_way(tmp_path, monkeypatch, error):
    def fail(*_):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(schema, "bring_up", fail)
        with pytest.raises((FileUnwritableError, KeyboardInterrupt)):
            a_store(tmp_path)
    assert not list(tmp_path.iterdir())
    a_store(tmp_path).close()


def test_a_creation_whose_log_stays_behind_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(Store, "close", lambda store: None)
    with pytest.raises(FileUnwritableError):
        a_store(tmp_path)


def test_what_an_interrupted_creation_left_does_not_disturb_the_next(tmp_path):
    left = tmp_path / file_names.draft("store.gkdb")  # of a program that had our number
    left.mkdir()
    (left / "store.gkdb").write_bytes(b"rubbish")
    a_store(tmp_path).close()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_store_of_a_newer_program_is_refused_untouched(tmp_path):
    path = a_full_store(tmp_path)
    with closing(Store.open(path, PASSWORD)) as store, store.writing() as unit:
        unit.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = path.read_bytes()
    with pytest.raises(StoreTooNewError, match="9999"):
        Store.open(path, PASSWORD)
    assert path.read_bytes() == before


@pytest.mark.parametrize("size", [0, 1, 100, 4096, 5000, 40_000])
def test_a_store_that_was_cut_short_is_refused_as_it_is(tmp_path, size):
    path = a_full_store(tmp_path)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(StoreDamagedError, match=path.name):
        Store.open(path, PASSWORD)
    assert path.stat().st_size == size


def test_a_file_that_is_no_store_is_refused(tmp_path):
    path = a_full_store(tmp_path)
    path.write_bytes(b"not a store at all" * 1000)
    with pytest.raises(StoreDamagedError):
        Store.open(path, PASSWORD)


def test_a_flipped_byte_on_any_page_is_noticed(tmp_path):
    path = a_full_store(tmp_path, people=30)
    whole = path.read_bytes()
    for start in range(0, len(whole), 4096):
        place = start + 1234
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert problems_of(path), f"page {start // 4096}"


def problems_of(path):
    """Return what is wrong with a store, whether it opens or not; nothing else is raised."""
    try:
        with closing(Store.open(path, PASSWORD)) as store, store.rehearsing() as unit:
            return proof.verify(unit, Quiet()).problems
    except GridKeeperError as error:
        return [str(error)]


def test_damage_that_shows_only_while_reading_is_said_in_words(tmp_path):
    path = a_full_store(tmp_path, people=1500)
    with closing(Store.open(path, PASSWORD)) as store:
        store._engine.dispose()
        whole = bytearray(path.read_bytes())
        for place in range(5 * 4096 + 99, len(whole), 4096):
            whole[place] ^= 1
        path.write_bytes(whole)
        with pytest.raises(StoreDamagedError, match="备份"):
            read_all(store)


def read_all(store):
    with store.reading() as unit:
        return list(unit.listing.all(PERSON))


def test_a_second_writer_is_told_that_the_store_is_busy(store):
    with closing(Store.open(store.path, PASSWORD)) as second, store.writing():
        make_impatient(second)
        with pytest.raises(StoreBusyError), second.writing():
            pass


def make_impatient(store):
    """Let a store's next connection give up at once instead of after five seconds."""
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")


def save_with(store, pragma):
    """Save many people over a connection of a certain setting."""
    with store._engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    with store.writing() as unit:
        save(unit, *(a_person() for _ in range(300)))


@pytest.mark.parametrize(
    ("pragma", "reason"), [("max_page_count=10", "空间"), ("query_only=1", "权限")]
)
def test_a_save_that_the_medium_refuses_is_said_in_words(tmp_path, pragma, reason):
    with closing(a_store(tmp_path)) as store:
        with pytest.raises(FileUnwritableError, match=reason):
            save_with(store, pragma)
        with store.reading() as unit:
            assert unit.listing.count(PERSON) == 0


def test_a_fault_of_the_program_is_not_called_damage(store):
    with pytest.raises(OperationalError, match="no such table"), store.reading() as unit:
        unit.connection.execute(text("SELECT * FROM no_such"))


def test_a_reader_is_never_kept_waiting_by_a_writer(store):
    with store.writing() as unit:
        save(unit, a_person())
        with store.reading() as other:
            assert other.listing.count(PERSON) == 0
    with store.reading() as other:
        assert other.listing.count(PERSON) == 1


def test_nobody_else_on_the_computer_may_read_a_store(tmp_path):
    with closing(a_store(tmp_path)) as store, store.writing() as unit:
        save(unit, a_person())
        files = sorted(tmp_path.iterdir())

        assert len(files) == 4
        if os.name == "posix":  # Windows gives rights another way
            assert [file.stat().st_mode & 0o077 for file in files] == [0] * 4


def test_an_error_does_not_tell_what_stands_in_a_record(store):
    with pytest.raises(OperationalError) as caught, store.writing() as unit:
        unit.connection.execute(text("SELECT :name FROM nowhere"), {"name": "张三"})

    assert "张三" not in str(caught.value)


def test_what_can_be_read_of_a_damaged_store_is_read_after_what_cannot(tmp_path):
    path = a_full_store(tmp_path, people=1500)
    with closing(Store.open(path, PASSWORD)) as store:
        with store.reading() as unit:
            root = unit.connection.exec_driver_sql(
                "SELECT rootpage FROM sqlite_master WHERE name = 'person'"
            ).scalar_one()
        store._engine.dispose()
        with path.open("r+b") as file:
            file.seek((root - 1) * 4096)
            file.write(b"\xa5" * 4096)
        for _each in range(3):
            with pytest.raises(StoreDamagedError):
                read_all(store)
            assert store.replica.name
