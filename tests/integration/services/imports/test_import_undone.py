"""A file that was imported is taken back days later, and counts again."""

from __future__ import annotations

from contextlib import closing

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import BatchUndoneError
from gridkeeper.services.exchange.batch_history import BatchHistoryService
from gridkeeper.services.exchange.batch_moving import Fate
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.services.heeding import heed
from gridkeeper.services.imports import imported
from gridkeeper.services.imports.register_import import NewGrid
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.session import Session
from gridkeeper.storage.store import Store
from tests.helpers.rosters import a_row
from tests.helpers.towns import QUIET, living, rename, where


def test_everything_is_as_it_was_before_the_roster(town, take):
    take([a_row(联系电话="")])
    before = living(town.office)
    done = take([a_row(), a_row(姓名="赵六", 身份证号="", 与户主关系="")])
    between = living(town.office)
    service = BatchUndoService(town.office)
    town.clock.pass_days(3)

    found = service.undo(done.id, QUIET)

    assert living(town.office) == before
    assert (found.gone, found.changed, found.kept) == ({"person": 1}, {"person": 1}, {})

    service.redo(done.id, QUIET)

    assert living(town.office) == between


def test_what_was_changed_since_stays(town, take):
    done = take([a_row(), a_row(姓名="赵六", 身份证号="", 与户主关系="")])
    rename(town.office, kinds.PERSON, town.only(kinds.PERSON, name="李四"), phone="13700009999")

    found = BatchUndoService(town.office).undo(done.id, QUIET)

    assert town.only(kinds.PERSON, name="李四").phone == "13700009999"
    assert where(town.office, kinds.PERSON, name="赵六") == []
    assert found.kept["person"] == 1


def test_every_record_is_named_with_what_becomes_of_it(town, take):
    take([a_row(联系电话="")])
    done = take([a_row(), a_row(姓名="赵六", 身份证号="", 与户主关系="")])

    found = BatchUndoService(town.office).undo(done.id, QUIET, rehearse=True)

    assert [one.fate for one in found.led] == [Fate.CHANGED, Fate.GONE]
    assert "李" in found.led[0].name


def test_a_grid_in_which_something_stands_stays(town, take):
    done = take([a_row(所属网格="")], grid=NewGrid("第九网格"))
    grid = town.only(kinds.GRID, name="第九网格")
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.office, kinds.PERSON, zhang, grid_id=grid.id)

    BatchUndoService(town.office).undo(done.id, QUIET)

    assert town.only(kinds.GRID, name="第九网格").id == grid.id
    assert where(town.office, kinds.PERSON, name="李四") == []


def test_a_worker_takes_her_own_roster_back(town, take):
    done = take([a_row()], session=town.mei)

    BatchUndoService(town.mei).undo(done.id, QUIET)

    assert where(town.mei, kinds.PERSON, name="李四") == []


def test_twice_is_refused(town, take):
    done = take([a_row()])
    service = BatchUndoService(town.office)
    service.undo(done.id, QUIET)

    with pytest.raises(BatchUndoneError):
        service.undo(done.id, QUIET)


def test_it_stands_in_the_history(town, take):
    done = take([a_row()], name="花名册.csv")

    newest = BatchHistoryService(town.office).batches()[0]

    assert (newest.id, newest.number, newest.imported) == (done.id, "花名册.csv", 1)
    assert newest.counts == done.created
    assert not newest.undone


def test_a_rehearsal_leaves_no_line(town, take):
    take([a_row()], rehearse=True)

    assert all(one.imported is None for one in BatchHistoryService(town.office).batches())


def test_a_file_that_brought_nothing_leaves_no_line(town, take):
    take([a_row()])

    done = take([a_row()])

    assert done.id == ""
    lines = BatchHistoryService(town.office).batches()
    assert len([one for one in lines if one.imported is not None]) == 1


def test_it_is_found_by_the_name_of_the_file(town, take):
    done = take([a_row()], name="花名册.csv")

    assert BatchUndoService(town.office).find("花名册.csv") == done.id


def test_it_is_what_is_undone_next(town, take):
    done = take([a_row()])
    service = UndoService(town.office)

    assert service.last().imported == done.id
    assert service.undo() is None  # it is asked about first

    BatchUndoService(town.office).undo(done.id, QUIET)
    service.turned(done.id, undone=True)

    assert service.last() is None
    assert service.next().imported == done.id


def test_what_a_process_of_our_own_imported_is_still_undone_next(town, take):
    heed(town.office)
    with closing(Session(Store.open_with(town.office.store.access()), town.clock)) as beside:
        done = take([a_row()], session=beside)
    imported.remember(town.office, done.id)

    heed(town.office)

    assert UndoService(town.office).last().imported == done.id
