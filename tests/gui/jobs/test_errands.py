"""Errands: each does in a process of its own what its service does, and nothing by half."""

from __future__ import annotations

import csv
import os

import pytest

from gridkeeper.domain import kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError, StoreDamagedError
from gridkeeper.progress import CancelledError
from gridkeeper.services import errands
from gridkeeper.services.changes import BATCH
from gridkeeper.services.errands import Access
from gridkeeper.services.imports.register_import import Wishes
from gridkeeper.storage import store
from gridkeeper.ui.jobs.child import ChildBrokenError, in_child
from tests.helpers import case_files, pdfs
from tests.helpers.towns import QUIET, a_visit_of, dumped, hand_in, where

pytestmark = pytest.mark.no_cover

OCTOBER = periods.parse("2026-10")
ROSTER = {"所属网格": "第一网格", "小区": "晨光花园", "幢号": "5幢", "室": "302", "姓名": "李四"}


class StopAtOnce:
    """Progress of somebody who changes her mind at once."""

    def report(self, done, total):
        raise CancelledError


def sent(session, function, *arguments, progress=QUIET):
    """Run an errand for a session, and tell that it has ended."""
    try:
        return in_child(function, errands.access(session), *arguments)(progress)
    finally:
        errands.told(session)


def a_roster(path):
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([list(ROSTER), list(ROSTER.values())])
    return path


def kill_oneself(_access, _progress):
    """Be an errand that is killed."""
    os._exit(9)


def test_a_ledger_is_written_by_a_process_of_its_own(town, tmp_path):
    a_visit_of(town.office)
    path = tmp_path / "l.xlsx"

    written = sent(town.office, errands.write_ledger, "visits", OCTOBER, path, Profile.FULL)

    assert (written.rows, written.path) == (1, path)
    assert path.read_bytes().startswith(b"PK")


def test_a_report_is_written_by_a_process_of_its_own(town, tmp_path):
    a_visit_of(town.office)
    path = tmp_path / "r.pdf"

    figures = sent(town.office, errands.write_report, "month", OCTOBER, path, Profile.MASKED)

    assert figures.total("visits") == 1
    assert path.read_bytes().startswith(b"%PDF")


def test_a_paper_is_made_at_the_time_of_the_session(town, tmp_path):
    town.clock.pass_days(400)
    path = tmp_path / "r.pdf"

    sent(town.office, errands.write_report, "month", OCTOBER, path, Profile.MASKED)

    assert "2027年11月12日" in pdfs.text(path)


def test_a_form_is_written_by_a_process_of_its_own(town, tmp_path):
    visit = a_visit_of(town.office)
    path = tmp_path / "f.pdf"

    sent(town.office, errands.write_form, "visit", visit.id, path, Profile.FULL)

    assert path.read_bytes().startswith(b"%PDF")


def test_batches_are_rehearsed_by_a_process_of_its_own_without_a_trace(town):
    a_visit_of(town.mei)
    batch = hand_in(town.mei, town.folder)
    before = dumped(town.office)

    (outcome,) = sent(town.office, errands.rehearse_batches, [batch])

    assert outcome.created == {"visit": 1}
    assert dumped(town.office) == before


def test_batches_are_taken_in_by_a_process_of_its_own(town):
    a_visit_of(town.mei)
    batch = hand_in(town.mei, town.folder)

    (outcome,) = sent(town.office, errands.take_batches, [batch])

    assert outcome.created == {"visit": 1}
    assert len(where(town.office, kinds.VISIT)) == 1


def test_batches_are_handed_over_by_a_process_of_its_own(town, tmp_path):
    a_visit_of(town.mei)

    (batch,) = sent(town.mei, errands.hand_over, tmp_path, "", "", 0)

    assert batch.path.is_file()
    assert batch.changes == 1


@pytest.mark.parametrize(
    ("function", "people"), [(errands.import_register, 3), (errands.rehearse_register, 2)]
)
def test_a_roster_is_read_by_a_process_of_its_own(town, tmp_path, function, people):
    done = sent(town.office, function, a_roster(tmp_path / "r.csv"), {}, Wishes())

    assert done.created["person"] == 1
    assert len(where(town.office, kinds.PERSON)) == people


@pytest.mark.parametrize("function", [errands.import_cases, errands.rehearse_cases])
def test_cases_are_read_by_a_process_of_its_own(town, tmp_path, function):
    rows = case_files.rows()
    path = case_files.write(tmp_path / "c.csv", rows)

    done = sent(town.office, function, path, {}, "坪山")

    assert done.created == case_files.counted(rows)
    kept = len(where(town.office, kinds.REQUEST))
    assert kept == (done.created["request"] if function is errands.import_cases else 0)


def test_whoever_listens_is_told_of_everything_when_an_errand_has_ended(town):
    heard = []
    town.office.changes.listen(heard.append)

    errands.told(town.office)

    assert [one.kinds for one in heard] == [{BATCH, *kinds.KINDS}]
    assert not heard[0].records


def test_an_error_comes_back_as_itself(town, tmp_path):
    with pytest.raises(InputInvalidError, match="people"):
        sent(town.office, errands.write_ledger, "people", None, tmp_path / "l", Profile.PUBLIC)


@pytest.mark.parametrize("name", ["visits", "month"])
def test_a_cancelled_errand_leaves_nothing_behind(town, tmp_path, name):
    a_visit_of(town.office)
    write = errands.write_report if name == "month" else errands.write_ledger
    folder = tmp_path / "papers"
    folder.mkdir()

    with pytest.raises(CancelledError):
        sent(town.office, write, name, OCTOBER, folder / "p", Profile.FULL, progress=StopAtOnce())

    assert list(folder.iterdir()) == []


def test_a_killed_process_says_how_it_ended(town):
    with pytest.raises(ChildBrokenError, match="exit code 9"):
        sent(town.office, kill_oneself)


def test_a_key_is_not_shown_by_what_opens_a_store(town):
    way = errands.access(town.office)

    assert way.store.key.hex() not in repr(way)
    assert str(way.store.key) not in repr(way)


def test_another_key_opens_nothing(town, tmp_path):
    way = Access(store.Access(town.office.store.path, bytes(32)), town.clock)

    with pytest.raises(StoreDamagedError):
        in_child(errands.write_report, way, "month", OCTOBER, tmp_path / "r", Profile.FULL)(QUIET)
