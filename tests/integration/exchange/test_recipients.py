"""Who may open a batch, and whose it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.errors import BatchForOtherError, BatchFromStrangerError
from gridkeeper.exchange.introducing import introduce, is_genuine
from gridkeeper.exchange.reader import BatchFile
from tests.integration.exchange import builders

pytestmark = pytest.mark.usefixtures("each_envelope")


def test_a_batch_for_somebody_else_says_for_whom(tmp_path):
    batch = BatchFile.open(builders.a_batch(tmp_path, recipient_name="隔壁街道"))
    with pytest.raises(BatchForOtherError, match="隔壁街道"):
        batch.unseal(builders.other_keys())


def test_the_sender_cannot_open_her_own_batch(tmp_path):
    batch = BatchFile.open(builders.a_batch(tmp_path))
    with pytest.raises(BatchForOtherError):
        batch.unseal(builders.worker_keys())


def test_a_batch_of_a_stranger_says_who_it_claims_to_be_from(tmp_path):
    batch = BatchFile.open(builders.a_batch(tmp_path))
    with pytest.raises(BatchFromStrangerError, match="晨光社区第一网格"):
        batch.check_signer(builders.other_keys().sign_public)


def test_after_a_stranger_was_refused_no_line_is_given(tmp_path):
    batch = BatchFile.open(builders.a_batch(tmp_path))
    batch.unseal(builders.office_keys())
    with pytest.raises(BatchFromStrangerError):
        batch.check_signer(builders.other_keys().sign_public)
    with pytest.raises(RuntimeError):
        batch.lines(builders.QUIET)


def test_a_first_batch_brings_the_key_that_it_is_signed_with(tmp_path):
    worker, keys = builders.a_worker(), builders.worker_keys()
    introduction = introduce(keys, worker.id, builders.SECRET)
    path = builders.a_batch(tmp_path, sender=worker, introduction=introduction)
    batch = BatchFile.open(path)
    found = batch.unseal(builders.office_keys()).introduction
    assert is_genuine(found, batch.cover.sender.replica, builders.SECRET)
    batch.check_signer(found.sign_public)
    assert len(list(batch.lines(builders.QUIET))) == 3


def test_an_introduction_that_somebody_else_repeats_does_not_make_his_batch_hers(tmp_path):
    worker = builders.a_worker()
    introduction = introduce(builders.worker_keys(), worker.id, builders.SECRET)
    honest = BatchFile.open(builders.a_batch(tmp_path, sender=worker, introduction=introduction))
    assert honest.unseal(builders.office_keys()).introduction == introduction
    thief = builders.other_keys()
    stolen = replace(introduction, sign_public=thief.sign_public)
    assert not is_genuine(stolen, worker.id, builders.SECRET)
