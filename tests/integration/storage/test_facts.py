"""Small facts: settings, human numbers, peers, notes of batches, the audit."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from gridkeeper.domain.kinds import DISPUTE, VISIT
from gridkeeper.domain.replicas import Peer, Role, Standing
from gridkeeper.storage import tables
from gridkeeper.storage.peers import BatchNote
from tests.helpers.stores import STAMP

PEER = Peer("p" * 32, Role.WORKER, "李梅", "02", ("a" * 32,), Standing.INVITED, secret="00")
BATCH = BatchNote(
    id="b" * 32,
    number="第3号",
    outgoing=False,
    peer_id=PEER.id,
    epoch=1,
    first=4,
    last=9,
    grids=("g1",),
    counts={"visit": 6},
    made_at=STAMP,
    handled_at=STAMP,
)


@pytest.fixture
def unit(store):
    with store.rehearsing() as opened:
        yield opened


def test_a_setting_that_was_never_made_has_a_default(unit):
    assert (unit.settings.get("colour"), unit.settings.get("colour", "red")) == ("", "red")
    assert unit.settings.number("number") == 0
    assert unit.settings.bytes("bytes", b"\1") == b"\1"


def test_a_setting_keeps_its_last_value(unit):
    for value in ("1", "20"):
        unit.settings.set("number", value)
    unit.settings.set("bytes", b"\xff\0".hex())
    assert unit.settings.number("number") == 20
    assert unit.settings.bytes("bytes", b"") == b"\xff\0"
    assert unit.settings.all().keys() == {"replica", "keys", "number", "bytes"}


def test_a_store_that_was_renamed_knows_its_new_name(store):
    with store.writing() as unit:
        unit.keep_replica(replace(unit.replica, name="赵敏", grids=("g",)))
    assert (store.replica.name, store.replica.grids) == ("赵敏", ("g",))


def test_numbers_go_on_by_kind_from_one_in_every_year(unit):
    numbers = [unit.series.next(VISIT, 2026, "01") for _ in range(2)]
    assert numbers == ["走访〔2026〕第01-001号", "走访〔2026〕第01-002号"]
    assert unit.series.next(VISIT, 2027, "01") == "走访〔2027〕第01-001号"
    assert unit.series.next(DISPUTE, 2026, "01") == "纠纷〔2026〕第01-001号"


def test_a_number_that_was_rolled_back_is_given_again(store):
    for _ in range(2):
        with store.rehearsing() as unit:
            assert unit.series.next(VISIT, 2026, "00").endswith("00-001号")


def test_peers_are_kept_as_they_are(unit):
    assert unit.peers.get(PEER.id) is None
    unit.peers.put(PEER)
    assert unit.peers.get(PEER.id) == PEER
    active = replace(PEER, standing=Standing.ACTIVE, received=7, received_epoch=1, confirmed=5)
    unit.peers.put(active)
    first = replace(PEER, id="q" * 32, series="01", grids=())
    unit.peers.put(first)
    assert unit.peers.all() == [first, active]


def test_notes_of_batches_are_kept_the_newest_first(unit):
    assert unit.peers.batch(BATCH.id) is None
    later = replace(BATCH, id="c" * 32, outgoing=True, handled_at="2026-10-09T00:00:00Z")
    for batch in (BATCH, later, BATCH):
        unit.peers.note(batch)
    assert unit.peers.batch(BATCH.id) == BATCH
    assert unit.peers.batches() == [later, BATCH]


def test_the_audit_says_who_did_what(unit):
    unit.note(STAMP, "reveal", {"record": "r" * 32, "reason": "核对电话"})
    (row,) = unit.connection.execute(select(tables.audit)).all()
    assert (row.at, row.who, row.action) == (STAMP, "王芳", "reveal")
    assert json.loads(row.detail) == {"record": "r" * 32, "reason": "核对电话"}
