"""Batches and packages in the national envelope; what both have in common is tested with both."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from gridkeeper.domain import ids
from gridkeeper.domain.replicas import Replica, Role
from gridkeeper.errors import BatchDamagedError, BatchForOtherError, EnrolmentCodeError
from gridkeeper.exchange import envelopes, layout
from gridkeeper.exchange.keys import new_keys
from gridkeeper.exchange.manifest import Numbers, Package
from gridkeeper.exchange.reader import BatchFile, inspect
from gridkeeper.exchange.writer import write_package
from tests.integration.exchange import builders, gm_stranger, stranger

WORKER = builders.a_worker()
OFFICE = Replica(ids.new_id(), Role.OFFICE, "李示例", "示例街道", "00")
LINES = builders.some_lines(4, kind="household")


@pytest.fixture(autouse=True)
def _gm():
    builders.choose(envelopes.GM)
    yield
    builders.choose(envelopes.AGE)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    path = tmp_path_factory.mktemp("gm") / "package.gkb"
    keys = new_keys(envelopes.GM)
    outgoing = builders.an_outgoing(
        sender=OFFICE,
        recipient_id=WORKER.id,
        recipient_name="01",
        numbers=Numbers(1, 1, 4, whole=False),
        package=Package(WORKER, keys.seal_public, builders.SECRET),
    )
    write_package(path, outgoing, LINES, keys, builders.CODE, builders.QUIET)
    return path


def signed_anew(path, change):
    """Write a batch with another cover, soundly signed."""
    cover, parts = inspect(path), builders.entries_of(path)
    del parts[layout.COVER], parts[layout.SIGNATURE]
    return builders.signed(path, change(cover), parts)


def test_a_package_opens_with_its_code(package):
    file = BatchFile.open(package)
    manifest = file.unseal_package(builders.CODE.lower())
    assert manifest.package.worker == WORKER
    assert [line for _change, line in file.lines(builders.QUIET)] == LINES
    assert [part.name for part in file.cover.parts] == [
        "changes-0001.jsonl.zst.gm",
        "manifest.json.zst.gm",
        "key.gm",
    ]


def test_another_code_does_not_open_it(package):
    with pytest.raises(EnrolmentCodeError):
        BatchFile.open(package).unseal_package("7K0M-4V1X-B3CE")


def test_a_key_for_the_other_envelope_opens_nothing(tmp_path):
    batch = BatchFile.open(builders.a_batch(tmp_path))
    with pytest.raises(BatchForOtherError):
        batch.unseal(new_keys(envelopes.AGE))


@pytest.mark.parametrize("sm3", ["0" * 64, msgspec.UNSET])
def test_each_part_must_have_its_sm3_on_the_cover(tmp_path, sm3):
    def other(cover):
        return replace(cover, parts=tuple(replace(part, sm3=sm3) for part in cover.parts))

    with pytest.raises(BatchDamagedError, match=r"changes-0001\.jsonl\.zst\.gm"):
        BatchFile.open(signed_anew(builders.a_batch(tmp_path), other))


def test_a_cover_cannot_say_another_envelope_than_its_signature_is_of(tmp_path):
    path = builders.a_batch(tmp_path)
    with pytest.raises(BatchDamagedError, match="签名"):
        BatchFile.open(signed_anew(path, lambda cover: replace(cover, envelope=envelopes.AGE)))


def test_a_program_without_this_envelope_knows_that_it_lacks_it(tmp_path):
    data = builders.a_batch(tmp_path).read_bytes()
    with pytest.raises(stranger.RefusedError, match="§3 envelope"):
        stranger.read(data, builders.office_keys().seal_private)


def test_a_stranger_reads_a_batch(tmp_path):
    lines = builders.some_lines(3, text="长" * 50_000)
    path = builders.a_batch(tmp_path, lines)
    cover, manifest, read = gm_stranger.read(path.read_bytes(), builders.office_keys().seal_private)
    assert read == lines
    assert (cover["counts"], manifest["contents"][0]["lines"]) == ({"visit": 3}, 3)


def test_a_stranger_reads_a_package(package):
    _cover, manifest, lines = gm_stranger.read(package.read_bytes(), code=builders.CODE)
    assert manifest["package"]["worker"]["id"] == WORKER.id
    assert lines == LINES


def test_a_stranger_refuses_what_is_altered_or_for_others(tmp_path):
    path = builders.a_batch(tmp_path)
    sealed = builders.entries_of(path)[builders.changes_name(1)]
    with pytest.raises(gm_stranger.RefusedError):
        gm_stranger.opened(
            sealed[:-1] + bytes((sealed[-1] ^ 1,)), builders.office_keys().seal_private
        )
    with pytest.raises(gm_stranger.RefusedError):
        gm_stranger.opened(sealed, builders.other_keys().seal_private)
