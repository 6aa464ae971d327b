"""An open store stays held, whoever in this program looks at its file (sqlite.org/howtocorrupt)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from sqlalchemy.exc import OperationalError

from gridkeeper.domain.ids import new_id
from gridkeeper.domain.visits import Visit
from gridkeeper.errors import StoreLogGoneError
from tests.helpers.stores import PASSWORD, a_store, save
from tests.helpers.stores import a_visit as any_visit
from tests.helpers.town_fixtures import made_town, quick_codes, town
from tests.helpers.towns import OFFICE

__all__ = ["made_town", "quick_codes", "town"]

ENDS = ("", "-wal", "-shm")


def looked_at(path):
    """Open and close the files of a store, as a dialog of files does to see what they are."""
    for end in ENDS:
        with path.with_name(path.name + end).open("rb") as stream:
            stream.read(64)


def another_program(town):
    """Let the command line open the store and close it again; return how many changes it saw."""
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "gridkeeper", "store", "info", OFFICE, "--json"],
        cwd=town.folder,
        env={**os.environ, "GRIDKEEPER_PASSWORD": PASSWORD},
        capture_output=True,
        check=True,
    )
    return run.stdout


def inode_of_log(path):
    return path.with_name(path.name + "-wal").stat().st_ino


def a_visit(town):
    with town.office.writing("record") as work:
        return work.create(Visit(id=new_id(), situation="门锁着"))


def test_what_is_saved_after_a_look_at_the_file_is_seen_by_everybody(town):
    a_visit(town)
    path = town.office.store.path
    log = inode_of_log(path)

    looked_at(path)
    town.office.store.access()
    before = another_program(town)
    assert inode_of_log(path) == log
    a_visit(town)

    assert another_program(town) != before


def test_a_second_store_of_the_same_file_does_not_let_go_of_it(town):
    store = town.office.store
    type(store).open_with(store.access()).close()
    log = inode_of_log(store.path)

    town.office.today()
    with store.reading():
        pass
    another_program(town)

    assert inode_of_log(store.path) == log


def test_nothing_is_written_into_a_log_that_nobody_would_find(town):
    a_visit(town)
    path = town.office.store.path
    path.with_name(path.name + "-wal").rename(path.with_name("elsewhere"))

    with pytest.raises(StoreLogGoneError), town.office.writing("record"):
        pass

    path.with_name("elsewhere").rename(path.with_name(path.name + "-wal"))
    a_visit(town)


def test_a_statement_that_fails_does_not_take_the_log_away(tmp_path):
    store = a_store(tmp_path)  # it has one connection so far
    log = inode_of_log(store.path)

    for _ in range(2):
        with pytest.raises(OperationalError), store.writing() as unit:
            unit.connection.exec_driver_sql("SELECT * FROM nowhere")

    assert inode_of_log(store.path) == log
    with store.writing() as unit:
        save(unit, any_visit())
    store.close()
