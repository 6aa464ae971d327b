from __future__ import annotations

import tempfile
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridkeeper.domain import ids, wire
from gridkeeper.domain.periods import Period
from gridkeeper.domain.replicas import Role
from gridkeeper.exchange import layout
from gridkeeper.exchange.introducing import introduce
from gridkeeper.exchange.manifest import Ack, Numbers
from gridkeeper.exchange.reader import BatchFile, inspect
from gridkeeper.exchange.writer import write
from gridkeeper.progress import CancelledError
from tests.integration.exchange import builders

pytestmark = pytest.mark.usefixtures("each_envelope")

kinds = st.sampled_from(["visit", "dispute", "hazard", "a kind of tomorrow"])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=25)
@given(st.lists(st.tuples(kinds, texts), max_size=12))
def test_what_went_in_comes_out_in_order(facts):
    changes = [
        builders.a_change(number, kind, text) for number, (kind, text) in enumerate(facts, start=1)
    ]
    lines = [wire.encode(change) for change in changes]
    with tempfile.TemporaryDirectory() as folder:
        batch = builders.unsealed(builders.a_batch(Path(folder), lines))
        assert list(batch.lines(builders.QUIET)) == list(zip(changes, lines, strict=True))


def test_the_cover_tells_anyone_what_it_is(tmp_path):
    worker = builders.a_worker()
    lines = builders.some_lines(2) + builders.some_lines(1, kind="hazard")
    path = builders.a_batch(
        tmp_path,
        lines,
        sender=worker,
        number="一网格-2026-010",
        numbers=Numbers(2, 41, 0, whole=True),
        period=Period(date(2026, 10, 1), date(2026, 10, 31)),
    )
    cover = inspect(path)
    assert (cover.kind, cover.number) == ("batch", "一网格-2026-010")
    assert (cover.sender.replica, cover.sender.role) == (worker.id, Role.WORKER)
    assert cover.sender.sign_public == builders.worker_keys().sign_public
    assert cover.recipient.name == "示例街道"
    assert cover.numbers == Numbers(2, 41, 43, whole=True)
    assert cover.counts == {"visit": 2, "hazard": 1}
    assert cover.period == ("2026-10-01", "2026-10-31")


def test_nothing_personal_can_be_read_from_outside(tmp_path):
    path = builders.a_batch(tmp_path, builders.some_lines(3, text="老人独居"))
    data = path.read_bytes()
    for personal in ("王示例", "老人独居"):
        assert personal.encode() not in data


def test_the_manifest_tells_the_recipient_the_rest(tmp_path):
    worker = builders.a_worker()
    acks = (Ack(ids.new_id(), 1, 17, "ab" * 32),)
    introduction = introduce(builders.worker_keys(), worker.id, builders.SECRET)
    path = builders.a_batch(
        tmp_path, sender=worker, acks=acks, introduction=introduction, notes=("照片下次带来",)
    )
    manifest = BatchFile.open(path).unseal(builders.office_keys())
    assert manifest.sender == worker
    assert manifest.acks == acks
    assert manifest.introduction == introduction
    assert manifest.notes == ("照片下次带来",)
    assert manifest.package is None


def test_the_chain_goes_on_where_it_stopped(tmp_path):
    before, now = builders.some_lines(2), builders.some_lines(3)
    path = builders.a_batch(
        tmp_path,
        now,
        numbers=Numbers(1, 3, 0, whole=True),
        chain_before=builders.chained(*before),
    )
    manifest = BatchFile.open(path).unseal(builders.office_keys())
    assert manifest.chain_before == builders.chained(*before)
    assert manifest.chain_after == builders.chained(*before, *now)


def test_a_batch_without_changes_is_a_receipt(tmp_path):
    path = builders.a_batch(tmp_path, [], numbers=Numbers(1, 8, 0, whole=True))
    assert inspect(path).numbers == Numbers(1, 8, 7, whole=True)
    assert list(builders.unsealed(path).lines(builders.QUIET)) == []


def test_a_choice_of_changes_keeps_the_numbers_it_was_given(tmp_path):
    path = builders.a_batch(tmp_path, numbers=Numbers(1, 10, 90, whole=False))
    assert inspect(path).numbers == Numbers(1, 10, 90, whole=False)
    assert len(list(builders.unsealed(path).lines(builders.QUIET))) == 3


def test_what_a_newer_program_adds_to_a_line_travels_on(tmp_path):
    line = builders.some_lines(1, kind="drone_flight")[0][:-1] + b',{"mood":[1.5]}]'
    [(change, kept)] = builders.unsealed(builders.a_batch(tmp_path, [line])).lines(builders.QUIET)
    assert change.kind == "drone_flight"
    assert kept == line


def test_any_unzip_tool_opens_a_batch(tmp_path):
    with zipfile.ZipFile(builders.a_batch(tmp_path)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            builders.changes_name(1),
            builders.manifest_name(),
            "cover.json",
            "cover.sig",
        ]


def test_the_name_of_the_file_does_not_matter(tmp_path):
    path = builders.a_batch(tmp_path)
    renamed = path.rename(tmp_path / "报送 (1).zip")
    assert len(list(builders.unsealed(renamed).lines(builders.QUIET))) == 3


def test_many_changes_go_into_several_parts(tmp_path):
    lines = builders.some_lines(5, text="长" * 600_000)
    path = builders.a_batch(tmp_path, lines)
    assert [part.name for part in inspect(path).parts] == [
        builders.changes_name(1),
        builders.changes_name(2),
        builders.manifest_name(),
    ]
    assert [line for _, line in builders.unsealed(path).lines(builders.QUIET)] == lines


def test_reading_tells_how_far_it_is(tmp_path):
    watched = builders.Recorded()
    batch = builders.unsealed(builders.a_batch(tmp_path, builders.some_lines(2500)))
    list(batch.lines(watched))
    assert watched.steps == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_reading_can_be_cancelled(tmp_path):
    batch = builders.unsealed(builders.a_batch(tmp_path, builders.some_lines(1000)))
    with pytest.raises(CancelledError):
        list(batch.lines(builders.CancelAfter(0)))


def test_a_large_batch_needs_little_memory(tmp_path):
    one = builders.some_lines(1, text="情况正常" * 400)[0]
    path = tmp_path / "batch.gkb"
    office = builders.office_keys()
    tracemalloc.start()
    try:
        lines = (one for _ in range(9_000))
        outgoing = builders.an_outgoing()
        cover = write(
            path,
            outgoing,
            lines,
            builders.other_keys(),
            office.seal_public,
            builders.QUIET,
        )
        batch = BatchFile.open(path)
        batch.check_signer(cover.sender.sign_public)
        batch.unseal(office)
        assert sum(1 for _ in batch.lines(builders.QUIET)) == 9_000
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    whole = 9_000 * len(one)
    assert whole > 40_000_000
    assert peak < 6 * layout.CHANGES_SIZE
