"""What a store says of a batch to an auditor; nothing is kept of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain.replicas import Standing
from gridkeeper.errors import BatchDamagedError, FileMissingError
from gridkeeper.exchange.keys import new_keys
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_undoing import UNDO, BatchUndoService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.inspecting import Chain, InspectionService, Signer
from gridkeeper.services.store.stores import keep_keys
from tests.helpers.towns import QUIET, a_visit_of, dumped, take


def inspected(session, path):
    """Return what a store says of a batch, and see that it keeps nothing of it."""
    before = dumped(session)
    found = InspectionService(session).inspect(path, QUIET)
    assert dumped(session) == before
    return found


def test_a_batch_that_would_be_taken_in(town):
    a_visit_of(town.mei)
    first = town.hand_in(town.mei)
    take(town.office, first)
    a_visit_of(town.mei)
    found = inspected(town.office, town.hand_in(town.mei))
    assert (found.signer, found.chain, found.peer) == (Signer.KNOWN, Chain.CONTINUES, "李梅")
    assert (found.ours, found.outgoing, found.handled_at) == (True, False, None)
    assert found.sound


def test_the_first_batch_of_a_worker_is_of_one_who_is_invited(town):
    a_visit_of(town.mei)
    found = inspected(town.office, town.hand_in(town.mei))
    assert (found.signer, found.chain, found.sound) == (Signer.INVITED, Chain.CONTINUES, True)


def test_a_batch_that_was_taken_in_is_here_word_for_word(town):
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    take(town.office, path)
    found = inspected(town.office, path)
    assert (found.chain, found.sound, found.undone) == (Chain.HELD, True, False)
    assert found.handled_at is not None


def test_a_change_that_was_altered_afterwards_is_noticed(town):
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    take(town.office, path)
    with town.office.store.writing() as unit:
        unit.connection.exec_driver_sql(
            "UPDATE change SET body = CAST(body || ' ' AS BLOB) WHERE seq > 0 AND kind = 'visit'"
        )
    found = InspectionService(town.office).inspect(path, QUIET)
    assert (found.chain, found.sound) == (Chain.LACKING, False)


def test_what_is_put_aside_is_here_too(town):
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    take(town.office, path)
    with town.office.store.writing() as unit:
        unit.connection.exec_driver_sql(
            "INSERT INTO quarantine SELECT batch_id, seq, 'for trial', body FROM change "
            "WHERE seq > 0 AND kind = 'visit'"
        )
        unit.connection.exec_driver_sql("DELETE FROM change WHERE seq > 0 AND kind = 'visit'")
    assert InspectionService(town.office).inspect(path, QUIET).chain is Chain.HELD


def test_a_batch_that_was_taken_back_says_so(town):
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    take(town.office, path)
    service = BatchUndoService(town.office)
    number = inspected(town.office, path).cover.number
    service.move(UNDO, service.find(number), QUIET)
    found = inspected(town.office, path)
    assert (found.undone, found.chain) == (True, Chain.HELD)


def test_a_gap_before_a_batch_is_told(town):
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    take(town.mei, BatchExportService(town.office).export(town.folder, QUIET, "李梅")[0].path)
    a_visit_of(town.mei)
    town.hand_in(town.mei)  # gets lost
    with town.mei.store.writing() as unit:
        (office,) = unit.peers.all()
        unit.peers.put(replace(office, confirmed=2))
    a_visit_of(town.mei)
    found = inspected(town.office, town.hand_in(town.mei))
    assert (found.chain, found.sound) == (Chain.GAP, False)
    assert "李梅" in found.refused


def test_a_batch_that_contradicts_is_told(town):
    a_visit_of(town.mei)
    town.close_all()
    town.copy("worker-1.gkdb", "copy.gkdb")
    town.close_all()
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    copied = town.open("copy.gkdb")
    a_visit_of(copied)
    a_visit_of(copied)
    with copied.store.writing() as unit:
        (office,) = unit.peers.all()
        unit.peers.put(replace(office, confirmed=2))
    found = inspected(town.office, town.hand_in(copied))
    assert (found.chain, found.sound) == (Chain.CONTRADICTS, False)


def test_a_revoked_computer_is_told(town):
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    take(town.office, path)
    with town.office.store.writing() as unit:
        peer = next(one for one in unit.peers.all() if one.name == "李梅")
        unit.peers.put(replace(peer, standing=Standing.REVOKED))
    found = inspected(town.office, path)
    assert (found.signer, found.chain, found.sound) == (Signer.REVOKED, Chain.HELD, False)


def test_another_key_of_a_known_worker_is_told(town):
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei))
    with town.mei.store.writing() as unit:
        keep_keys(unit, new_keys())
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    found = inspected(town.office, path)
    assert (found.signer, found.sound) == (Signer.OTHER_KEY, False)
    assert found.refused


def test_a_batch_under_the_note_of_another_contradicts(town):
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    take(town.office, path)
    with town.office.store.writing() as unit:
        peer = next(one for one in unit.peers.all() if one.name == "李梅")
        unit.peers.put(replace(peer, sign_key=new_keys().sign_public))
    assert inspected(town.office, path).chain is Chain.CONTRADICTS


def test_a_store_knows_what_it_wrote_itself(town):
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    found = inspected(town.mei, path)
    assert (found.signer, found.outgoing, found.ours) == (Signer.SELF, True, False)
    assert (found.chain, found.sound, found.peer) == (Chain.NOT_SEEN, True, "王芳")
    with town.mei.store.writing() as unit:
        keep_keys(unit, new_keys())
    assert inspected(town.mei, path).signer is Signer.OTHER_KEY


def test_a_package_is_known_where_it_was_made_and_where_it_was_opened(town, quick_codes):
    package = town.folder / "package.gkb"
    EnrolmentService(town.office).enrol("孙丽", ["WG02"], package, QUIET)
    assert inspected(town.office, package).signer is Signer.SELF
    joined = inspected(town.mei, town.folder / "worker-1.package.gkb")
    assert (joined.signer, joined.chain) == (Signer.KNOWN, Chain.NOT_SEEN)


def test_a_batch_for_somebody_else_is_from_a_stranger(town):
    a_visit_of(town.mei)
    found = inspected(town.gang, town.hand_in(town.mei))
    assert (found.signer, found.ours, found.peer, found.sound) == (
        Signer.STRANGER,
        False,
        "",
        False,
    )


def test_what_is_no_batch_is_refused(town):
    path = town.folder / "x.gkb"
    path.write_bytes(b"PK")
    with pytest.raises(BatchDamagedError):
        InspectionService(town.office).inspect(path, QUIET)
    with pytest.raises(FileMissingError):
        InspectionService(town.office).inspect(town.folder, QUIET)
