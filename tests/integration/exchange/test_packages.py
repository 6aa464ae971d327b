"""Enrolment packages.

Opening one takes a second on purpose. So only one test opens what our writer sealed; the others
open the same package with a key that was sealed anew, with hardly any work to undo it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain import ids
from gridkeeper.domain.replicas import Replica, Role
from gridkeeper.errors import BatchDamagedError, BatchForOtherError, EnrolmentCodeError
from gridkeeper.exchange import envelope, layout, packing
from gridkeeper.exchange.manifest import Numbers, Package
from gridkeeper.exchange.reader import BatchFile, inspect
from gridkeeper.exchange.writer import write, write_package
from tests.integration.exchange import builders, stranger

WORKER = builders.a_worker()
OFFICE = Replica(ids.new_id(), Role.OFFICE, "李示例", "示例街道", "00")
LINES = builders.some_lines(4, kind="household")
POLICIES = ({"kind": "cycle", "code": "A01", "days": 7},)


def an_outgoing():
    return builders.an_outgoing(
        sender=OFFICE,
        recipient_id=WORKER.id,
        recipient_name=WORKER.unit,
        numbers=Numbers(1, 1, 90, whole=False),
        package=Package(WORKER, builders.office_keys().seal_public, builders.SECRET, POLICIES),
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    path = tmp_path_factory.mktemp("packages") / "package.gkb"
    keys = builders.office_keys()
    write_package(path, an_outgoing(), LINES, keys, builders.CODE, builders.QUIET)
    return path


def refitted(path, package, exchanged, keys=None):
    """Write a package again with some parts exchanged, signed by the office or somebody else."""
    keys = keys or builders.office_keys()
    cover, parts = inspect(package), builders.entries_of(package)
    del parts[layout.COVER], parts[layout.SIGNATURE]
    parts |= exchanged
    sender = replace(cover.sender, sign_public=keys.sign_public)
    cover = replace(cover, sender=sender, parts=builders.listed(parts))
    return builders.signed(path, cover, parts, keys)


@pytest.fixture(scope="module")
def easy_package(tmp_path_factory, package):
    """The package with a key that is sealed by a code in no time."""
    identity = envelope.unlock(builders.entries_of(package)[builders.key_name()], builders.CODE)
    key = builders.locked(identity, packing.normal_code(builders.CODE))
    return refitted(tmp_path_factory.mktemp("easy") / "x.gkb", package, {builders.key_name(): key})


@pytest.mark.slow
def test_the_code_opens_what_was_written(package):
    batch = BatchFile.open(package)
    assert batch.unseal_package(builders.CODE).package.worker == WORKER


def test_a_package_holds_what_the_worker_needs(easy_package):
    batch = BatchFile.open(easy_package)
    manifest = batch.unseal_package(builders.CODE)
    assert manifest.package.worker == WORKER
    assert manifest.package.secret == builders.SECRET
    assert manifest.package.seal_public == builders.office_keys().seal_public
    assert manifest.package.policies == POLICIES
    assert manifest.sender == OFFICE
    assert [line for _, line in batch.lines(builders.QUIET)] == LINES


def test_the_code_opens_it_however_it_is_typed(easy_package):
    typed = builders.CODE.lower().replace("-", " ").replace("0", "o")
    assert BatchFile.open(easy_package).unseal_package(typed).sender == OFFICE


def test_a_stranger_opens_it_by_its_code(easy_package):
    data = easy_package.read_bytes()
    _cover, manifest, lines, _contents = stranger.read(data, code="7kom 4vix-b3cd")
    assert (manifest["package"]["secret"], lines) == (builders.SECRET, LINES)


def test_another_code_does_not_open_it(easy_package):
    with pytest.raises(EnrolmentCodeError, match=r"x\.gkb"):
        BatchFile.open(easy_package).unseal_package("7K0M-4V1X-B3CE")


def test_somebody_else_cannot_pass_a_package_off_as_his_own(tmp_path, easy_package):
    stolen = refitted(tmp_path / "x.gkb", easy_package, {}, builders.other_keys())
    with pytest.raises(BatchDamagedError, match="清单与封面不一致"):
        BatchFile.open(stolen).unseal_package(builders.CODE)


@pytest.mark.parametrize("identity", ["not an identity", "AGE-SECRET-KEY-1", "密钥"])
def test_a_key_that_is_none_is_refused(tmp_path, package, identity):
    key = builders.locked(identity, packing.normal_code(builders.CODE))
    broken = refitted(tmp_path / "x.gkb", package, {builders.key_name(): key})
    with pytest.raises(BatchDamagedError, match="密钥无法读取"):
        BatchFile.open(broken).unseal_package(builders.CODE)


def test_a_key_that_does_not_fit_is_refused(tmp_path, package):
    identity, _recipient = envelope.new_pair()
    key = builders.locked(identity, packing.normal_code(builders.CODE))
    broken = refitted(tmp_path / "x.gkb", package, {builders.key_name(): key})
    with pytest.raises(BatchDamagedError, match="密钥打不开内容"):
        BatchFile.open(broken).unseal_package(builders.CODE)


def test_a_package_is_not_opened_with_keys(package):
    with pytest.raises(BatchForOtherError):
        BatchFile.open(package).unseal(builders.office_keys())


def test_a_batch_is_not_opened_with_a_code(tmp_path):
    with pytest.raises(BatchDamagedError, match="不是开通包"):
        BatchFile.open(builders.a_batch(tmp_path)).unseal_package(builders.CODE)


def test_anyone_sees_that_it_is_an_enrolment(package):
    assert inspect(package).kind == "enrolment"


def test_nothing_personal_can_be_read_from_outside(package):
    data = package.read_bytes()
    for personal in (WORKER.name, OFFICE.name, builders.SECRET):
        assert personal.encode() not in data


def test_a_package_is_not_sealed_to_a_key(tmp_path):
    keys = builders.office_keys()
    path = tmp_path / "x.gkb"
    with pytest.raises(ValueError, match="write_package"):
        write(path, an_outgoing(), LINES, keys, keys.seal_public, builders.QUIET)
    assert not list(tmp_path.iterdir())
