"""A worker learns that the office has taken a batch of hers back, and that it counts again."""

from __future__ import annotations

from gridkeeper.domain import kinds
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_history import BatchHistoryService
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.ui.exchange.outcomes import sentences
from tests.helpers.towns import QUIET, a_visit_of, newest_batch, take, where


def sent_down(town):
    return BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path


def handed_in_and_undone(town):
    """Let the office take a visit in and take its batch back; return the batch's id."""
    a_visit_of(town.mei)
    mistaken = a_visit_of(town.mei, visited_on="2026-10-06")
    RecordingService(town.mei).delete(mistaken)
    take(town.office, town.hand_in(town.mei))
    batch = newest_batch(town.office)
    BatchUndoService(town.office).undo(batch, QUIET)
    return batch


def told(session):
    """Return the lines of the day list about batches that were taken back."""
    sections = {one.name: one for one in TodayService(session).today().sections}
    return sections["undone"].lines if "undone" in sections else ()


def undone(session):
    return [one.id for one in BatchHistoryService(session).batches() if one.undone]


def test_a_worker_is_told_of_a_batch_that_was_taken_back_until_it_counts_again(town):
    batch, expected = handed_in_and_undone(town), "撤销了您10月8日的文件，涉及走访 1 条"
    down = sent_down(town)

    for rehearse in (True, False):
        (outcome,) = take(town.mei, down, rehearse=rehearse)
        said = sentences(outcome, rehearsed=rehearse)
        assert any(expected in one for one in said), said

    (line,) = told(town.mei)
    assert line.record_id == batch
    assert expected in line.why
    assert undone(town.mei) == [batch]
    (seen,) = take(town.mei, sent_down(town))
    assert seen.turned.undone == ()  # it is said once of a file

    BatchUndoService(town.office).redo(batch, QUIET)
    (outcome,) = take(town.mei, sent_down(town))

    assert any("恢复了您10月8日的文件" in one for one in sentences(outcome, rehearsed=False))
    assert told(town.mei) == ()
    assert undone(town.mei) == []
    assert [one.visited_on.day for one in where(town.mei, kinds.VISIT)] == [7]


def test_an_older_file_or_one_of_an_older_program_takes_nothing_of_it_back(town):
    batch = handed_in_and_undone(town)
    BatchUndoService(town.office).redo(batch, QUIET)
    older = sent_down(town)
    BatchUndoService(town.office).undo(batch, QUIET)
    take(town.mei, sent_down(town))

    take(town.mei, older)

    assert undone(town.mei) == [batch]


def test_a_worker_is_told_of_her_own_batches_only(town):
    handed_in_and_undone(town)

    take(town.office, town.hand_in(town.gang))
    take(town.gang, BatchExportService(town.office).export(town.folder, QUIET, "赵刚")[0].path)

    assert undone(town.gang) == []
    assert told(town.gang) == ()


def test_a_batch_that_was_taken_back_says_so_when_it_is_taken_in_again(town):
    batch = handed_in_and_undone(town)
    (path,) = [one for one in town.folder.glob("*.gkb") if one.name.startswith("上交")]

    (outcome,) = take(town.office, path)

    assert (outcome.seen, outcome.undone) == (True, batch)
