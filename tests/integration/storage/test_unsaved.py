"""What is typed and not saved survives a killed program, and never stands in the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from threading import Thread

import pytest
from sqlcipher3 import dbapi2

from gridkeeper.errors import FileUnwritableError
from gridkeeper.storage import engine, unsaved
from gridkeeper.storage.store import Store
from gridkeeper.storage.unsaved import unsaved_file
from tests.helpers.stores import PASSWORD, STAMP

TYPED = {"outcome": "01", "situation": "老人身体尚可"}
LATER = "2026-10-08T01:31:00Z"


def names(folder):
    return sorted(one.name for one in folder.iterdir())


def reopened(store):
    store.close()
    return Store.open(store.path, PASSWORD)


def test_nothing_is_kept_before_something_was_typed(store, tmp_path):
    before = names(tmp_path)

    assert store.unsaved.kept("visit") is None
    assert store.unsaved.all() == []
    store.unsaved.forget("visit")
    assert names(tmp_path) == before


def test_what_was_typed_is_there_after_the_store_was_closed(store):
    store.unsaved.keep("visit", TYPED, STAMP)

    with closing(reopened(store)) as again:
        assert again.unsaved.kept("visit") == TYPED
        assert again.unsaved.kept("hazard") is None


def test_the_last_keystroke_counts(store):
    store.unsaved.keep("visit", TYPED, STAMP)
    store.unsaved.keep("visit", {"outcome": ""}, LATER)

    assert store.unsaved.kept("visit") == {"outcome": ""}


def test_the_form_that_was_typed_into_last_comes_first(store):
    store.unsaved.keep("visit", TYPED, STAMP)
    store.unsaved.keep("hazard", TYPED, LATER)

    assert store.unsaved.all() == [("hazard", LATER, ""), ("visit", STAMP, "")]


def test_a_form_that_was_saved_is_forgotten(store):
    store.unsaved.keep("visit", TYPED, STAMP)
    store.unsaved.keep("hazard", TYPED, STAMP)
    store.unsaved.forget("visit")

    assert store.unsaved.all() == [("hazard", STAMP, "")]


def test_a_closed_store_without_unsaved_typing_has_no_file_for_it(store, tmp_path):
    store.unsaved.keep("visit", TYPED, STAMP)
    store.unsaved.forget("visit")
    store.close()

    assert names(tmp_path) == ["store.gkdb", "store.gkdb.key"]


def test_a_file_that_somebody_else_is_typing_into_stays(store):
    with closing(Store.open(store.path, PASSWORD)) as other:
        store.unsaved.keep("visit", TYPED, STAMP)
        store.unsaved.forget("visit")
        assert other.unsaved.all() == []
        store.close()
        other.unsaved.keep("visit", TYPED, LATER)

    with closing(Store.open(store.path, PASSWORD)) as again:
        assert again.unsaved.kept("visit") == TYPED


def test_what_comes_after_the_end_is_dropped(store, tmp_path):
    store.close()
    store.unsaved.keep("visit", TYPED, STAMP)

    assert names(tmp_path) == ["store.gkdb", "store.gkdb.key"]


def test_nothing_that_was_typed_can_be_read_in_the_file(store, tmp_path):
    store.unsaved.keep("visit", TYPED, STAMP)

    for file in tmp_path.glob("*.unsaved*"):
        assert "老人".encode() not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0 or engine.os.name != "posix"


def test_a_long_save_does_not_keep_a_keystroke_waiting(store):
    with store.writing():
        store.unsaved.keep("visit", TYPED, STAMP)

    assert store.unsaved.kept("visit") == TYPED


def test_several_threads_may_type(store):
    def type_on(form):
        for number in range(20):
            store.unsaved.keep(form, {"n": str(number)}, STAMP)

    threads = [Thread(target=type_on, args=(f"form-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(store.unsaved.all()) == 4
    assert store.unsaved.kept("form-3") == {"n": "19"}


def other_key(path):
    with closing(engine.bare(path, bytes(32))) as connection:
        connection.execute("CREATE TABLE form (name)")


def other_version(path):
    key = engine.unlocked(path.with_suffix(""), PASSWORD)
    with closing(engine.bare(path, key)) as connection:
        connection.execute("PRAGMA user_version=7")


def other_columns(path):
    key = engine.unlocked(path.with_suffix(""), PASSWORD)
    with closing(engine.bare(path, key)) as connection:
        connection.execute("CREATE TABLE form (other)")
        connection.execute(f"PRAGMA user_version={unsaved._VERSION}")


def plain_sqlite(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE form (name)")


SPOILT = {
    "rubbish": lambda path: path.write_bytes(b"rubbish" * 5000),
    "of another store": other_key,
    "of another version": other_version,
    "of other columns": other_columns,
    "not encrypted": plain_sqlite,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
@pytest.mark.parametrize("first", ["read", "keep"])
def test_a_file_that_cannot_be_read_is_put_aside(store, tmp_path, spoil, first):
    path = unsaved_file(store.path)
    spoil(path)
    content = path.read_bytes()

    if first == "read":
        assert store.unsaved.all() == []
    store.unsaved.keep("visit", TYPED, STAMP)

    assert store.unsaved.kept("visit") == TYPED
    assert (tmp_path / "store.gkdb.unsaved.damaged").read_bytes()[:16] == content[:16]


def test_damage_that_shows_later_puts_the_file_aside(store, tmp_path):
    store.unsaved.keep("visit", {"n": "x" * 20_000}, STAMP)
    store = reopened(store)
    path = unsaved_file(store.path)
    data = bytearray(path.read_bytes())
    for place in range(4096 * 2, len(data), 4096):
        data[place + 100] ^= 1
    path.write_bytes(data)

    with closing(store):
        assert store.unsaved.kept("visit") is None
        assert path.with_name(path.name + ".damaged").exists()


def test_an_empty_file_is_a_new_one(store):
    unsaved_file(store.path).touch()

    assert store.unsaved.all() == []
    store.unsaved.keep("visit", TYPED, STAMP)
    assert store.unsaved.kept("visit") == TYPED


def test_a_folder_in_its_place_is_said_in_words(store):
    unsaved_file(store.path).mkdir()

    with pytest.raises(FileUnwritableError, match="unsaved"):
        store.unsaved.keep("visit", TYPED, STAMP)


def test_a_file_that_cannot_be_made_is_said_in_words(store, monkeypatch):
    def denied(_file):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(engine, "reserve", denied)
    with pytest.raises(FileUnwritableError, match="权限"):
        store.unsaved.keep("visit", TYPED, STAMP)


def test_a_disk_without_room_is_said_in_words(store):
    store.unsaved.keep("visit", TYPED, STAMP)
    store.unsaved._connection.execute("PRAGMA max_page_count=3")

    with pytest.raises(FileUnwritableError, match="空间"):
        store.unsaved.keep("visit", {"n": "x" * 50_000}, STAMP)
    assert store.unsaved.kept("visit") == TYPED


def test_a_disk_without_room_after_damage_is_said_in_words(store, monkeypatch):
    unsaved_file(store.path).write_bytes(b"rubbish" * 5000)
    opened, done = unsaved.Unsaved._opened, []

    def full(self):
        if done:
            raise dbapi2.OperationalError("database or disk is full")
        done.append(True)
        return opened(self)

    monkeypatch.setattr(unsaved.Unsaved, "_opened", full)
    with pytest.raises(FileUnwritableError, match="空间"):
        store.unsaved.keep("visit", TYPED, STAMP)
