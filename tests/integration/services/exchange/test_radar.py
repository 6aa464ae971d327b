"""Which numbers of each computer an office has, what is missing, and asking for it."""

from __future__ import annotations

import pytest

from gridkeeper.errors import InputInvalidError, RoleRefusedError
from gridkeeper.services.exchange import resending
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.services.exchange.radar import HERE, MISSING, WAITING, RadarService, state
from tests.helpers.towns import OFFICE, QUIET, a_visit_of, hand_in, newest_batch, take

OLD = "old.gkdb"


def answered(town, session=None):
    """Let the office take in what 李梅 has, and send down to her."""
    office = session or town.office
    take(office, town.hand_in(town.mei))
    take(town.mei, BatchExportService(office).export(town.folder, QUIET, "李梅")[0].path)


@pytest.fixture
def gap(town):
    """An office that went back to a copy, and a batch of 李梅 that does not continue it."""
    a_visit_of(town.mei)
    answered(town)
    old = town.copy(OFFICE, OLD)
    a_visit_of(town.mei, outcome="03")
    answered(town)
    a_visit_of(town.mei, outcome="04")
    late = town.hand_in(town.mei, "late.gkb")
    assert [one.code for one in take(old, late)] == ["batch.gap"]
    town.close(OFFICE)
    return town


def of_mei(session):
    """Return what is known of the computer of 李梅."""
    return next(one for one in RadarService(session).streams() if one.name == "李梅")


def spans(session):
    """Return the numbers of 李梅 as an office knows them."""
    return [(one.state, one.first, one.last) for one in of_mei(session).spans]


def test_nobody_was_heard_of_before_her_first_batch(town):
    line = of_mei(town.office)

    assert (line.received, line.spans, line.batches, line.heard_at) == (0, (), (), None)
    assert not line.may_ask


def test_what_came_without_a_gap_is_one_bar(town):
    a_visit_of(town.mei)
    answered(town)
    a_visit_of(town.mei)
    answered(town)

    line = of_mei(town.office)

    assert spans(town.office) == [(HERE, 1, line.received)]
    assert [(one.waiting, one.size > 0) for one in line.batches] == [(False, True)] * 2
    assert line.heard_at is not None
    assert line.missing == 0


def test_a_batch_that_was_refused_for_a_gap_is_remembered(gap):
    old = gap.open(OLD)

    line = of_mei(old)

    (here, missing, waiting) = spans(old)
    assert here == (HERE, 1, line.received)
    assert missing == (MISSING, line.received + 1, waiting[1] - 1)
    assert waiting[0] == WAITING
    assert line.missing == missing[2] - missing[1] + 1
    assert [one.waiting for one in line.batches] == [True, False]


def test_a_batch_that_is_refused_twice_stands_there_once(gap):
    old = gap.open(OLD)

    take(old, gap.folder / "late.gkb")

    assert [one.waiting for one in of_mei(old).batches] == [True, False]


def test_a_rehearsal_remembers_nothing(town):
    a_visit_of(town.mei)
    old = town.copy(OFFICE, OLD)
    answered(town)
    a_visit_of(town.mei)

    outcomes = take(old, town.hand_in(town.mei, "late.gkb"), rehearse=True)

    assert [one.code for one in outcomes] == ["batch.gap"]
    assert of_mei(old).batches == ()


def test_what_is_missing_is_asked_for_and_comes_by_itself(gap):
    old, mei = gap.open(OLD), gap.mei
    missing = of_mei(old).received + 1
    assert RadarService(old).ask("李梅").asked_on is not None

    (outcome,) = take(mei, BatchExportService(old).export(gap.folder, QUIET, "李梅")[0].path)

    assert outcome.wanted == missing
    with mei.store.reading() as unit:
        assert resending.wanted(unit).first == missing
    assert take(old, hand_in(mei, gap.folder, "again.gkb"))[0].refused == ""
    assert [one[0] for one in spans(old)] == [HERE]
    assert of_mei(old).asked_on is None
    with mei.store.reading() as unit:
        assert resending.wanted(unit) is None


def test_she_is_asked_once(gap):
    service = RadarService(gap.open(OLD))
    service.ask("李梅")

    with pytest.raises(InputInvalidError):
        service.ask("李梅")


def test_nothing_is_asked_of_somebody_of_whom_nothing_is_missing(town):
    with pytest.raises(InputInvalidError):
        RadarService(town.office).ask("李梅")


def test_nothing_is_asked_of_nobody(town):
    with pytest.raises(InputInvalidError):
        RadarService(town.office).ask("钱七")


def test_only_an_office_asks(town):
    with pytest.raises(RoleRefusedError):
        RadarService(town.mei).ask("王芳")


def test_a_request_stays_in_every_batch_until_it_is_met(gap):
    old, mei = gap.open(OLD), gap.mei
    RadarService(old).ask("李梅")
    BatchExportService(old).export(gap.folder / "lost.gkb", QUIET, "李梅")

    (outcome,) = take(mei, BatchExportService(old).export(gap.folder, QUIET, "李梅")[0].path)

    assert outcome.wanted


def test_a_request_for_another_incarnation_is_passed_over(gap):
    old, mei = gap.open(OLD), gap.mei
    RadarService(old).ask("李梅")
    asking = BatchExportService(old).export(gap.folder, QUIET, "李梅")[0].path
    with mei.store.writing() as unit:
        unit.begin_epoch(unit.replica.epoch + 5)

    (outcome,) = take(mei, asking)

    assert outcome.wanted == 0
    with mei.store.reading() as unit:
        assert resending.wanted(unit) is None


def test_one_batch_is_handed_in_again_with_all_that_came_after(town):
    a_visit_of(town.mei)
    answered(town)
    a_visit_of(town.mei, outcome="03")
    answered(town)
    with town.mei.store.reading() as unit:
        first = [one for one in unit.peers.batches() if one.outgoing][-1]

    (made,) = BatchExportService(town.mei).export(town.folder / "again.gkb", QUIET, again=first.id)

    assert (made.first, made.last) == (first.first, made.last)
    (outcome,) = take(town.office, made.path)
    assert (outcome.new, outcome.refused) == (0, "")
    assert outcome.known == made.changes


def test_what_an_office_sends_down_again_has_the_grids_of_then(town):
    a_visit_of(town.mei)
    answered(town)
    with town.office.store.reading() as unit:
        first = [one for one in unit.peers.batches() if one.outgoing][-1]

    (made,) = BatchExportService(town.office).export(
        town.folder / "again.gkb", QUIET, again=first.id
    )

    (outcome,) = take(town.mei, made.path)
    assert (outcome.new, outcome.refused) == (0, "")


def test_what_was_not_written_here_is_not_handed_in_again(town):
    with pytest.raises(InputInvalidError):
        BatchExportService(town.mei).export(town.folder, QUIET, again="0" * 32)


def test_a_batch_that_was_taken_back_says_so(town):
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    BatchUndoService(town.office).undo(newest_batch(town.office), QUIET)

    (came,) = of_mei(town.office).batches
    assert state(came) == "已收取，后来已撤销"
