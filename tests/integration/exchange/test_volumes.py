"""Batches in several files: what a reader accepts of them, and what a stranger makes of them."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256

import pytest

from gridkeeper.domain import wire
from gridkeeper.errors import (
    BatchDamagedError,
    BatchMediumError,
    BatchTooNewError,
    BatchVolumeError,
    FileMissingError,
    FileUnwritableError,
)
from gridkeeper.exchange import layout, splitting, volumes
from gridkeeper.exchange.framing import Frame
from gridkeeper.exchange.keys import sign
from gridkeeper.exchange.manifest import Part
from gridkeeper.exchange.reader import BatchFile, inspect
from gridkeeper.exchange.splitting import split
from gridkeeper.exchange.volumes import Volume, joined, missing
from tests.integration.exchange import builders, stranger

LIMIT = 4000
LINES = builders.some_lines(3)
PHOTOS = builders.enclosing(bytes(range(256)) * 12, b"another")


@pytest.fixture
def batch(tmp_path):
    """A batch of about nine thousand bytes."""
    photos = builders.enclosing(
        bytes(range(256)) * 12, b"".join(sha256(b"x").digest() for _ in "x")
    )
    return builders.a_batch(tmp_path, LINES, enclosed=photos)


@pytest.fixture
def made(batch):
    return split(batch, inspect(batch), builders.worker_keys(), LIMIT, builders.QUIET)


def opened(paths):
    return [Volume.open(path) for path in paths]


def remade(path, keys=None, **about):
    """Sign a volume anew that says something else, or holds other pieces."""
    volume = Volume.open(path)
    pieces = about.pop("pieces", None) or {
        entry.name: path.read_bytes()[entry.start : entry.end] for entry in volume.entries
    }
    parts = tuple(Part(name, len(one), sha256(one).hexdigest()) for name, one in pieces.items())
    said = wire.canonical(replace(volume.cover, **{"parts": parts} | about))
    return framed(path, pieces, said, keys)


def framed(path, pieces, public, keys=None):
    with path.open("wb") as stream:
        frame = Frame(stream)
        for name, piece in pieces.items():
            frame.add(name, piece)
        frame.add(layout.COVER, public)
        signed = layout.VOLUME_PREFIX + public
        frame.add(layout.SIGNATURE, sign(keys or builders.worker_keys(), signed))
        frame.close()
    return path


def resaid(path, **about):
    """Sign a cover that no honest program writes."""
    volume = Volume.open(path)
    said = json.loads(wire.canonical(volume.cover)) | about
    pieces = {one.name: path.read_bytes()[one.start : one.end] for one in volume.entries}
    return framed(path, pieces, wire.canonical(said))


@pytest.mark.usefixtures("each_envelope")
def test_volumes_hold_the_batch_as_it_was(tmp_path):
    batch = builders.a_batch(tmp_path, LINES, enclosed=PHOTOS)
    before = batch.read_bytes()
    made = split(batch, inspect(batch), builders.worker_keys(), LIMIT, builders.QUIET)

    file = joined(opened(made))

    file.check_signer(builders.worker_keys().sign_public)
    file.unseal(builders.office_keys())
    assert [line for _change, line in file.lines(builders.QUIET)] == LINES
    assert not batch.exists()
    assert len(made) > 1
    pieces = [zipfile.ZipFile(one) for one in made]
    assert b"".join(one.read(n) for one in pieces for n in one.namelist()[:-2]) == before


def test_a_stranger_puts_them_together_with_the_page_alone(made):
    """§13: frames, signatures, then the pieces in the order of their names."""
    pieces = {}
    for path in made[::-1]:
        entries = stranger.entries_of(path.read_bytes())
        public = entries["cover.json"]
        cover = json.loads(public)
        assert (cover["format"], cover["version"], cover["kind"]) == (
            "gridkeeper-batch",
            3,
            "volume",
        )
        assert stranger.canonical(cover) == public
        key = stranger.Ed25519PublicKey.from_public_bytes(
            bytes.fromhex(cover["sender"]["sign_public"])
        )
        key.verify(entries["cover.sig"], b"GridKeeper volume cover v1\0" + public)
        for part in cover["parts"]:
            assert sha256(entries[part["name"]]).hexdigest() == part["sha256"]
            pieces[part["name"]] = entries[part["name"]]
        assert cover["volumes"] == len(made)
    whole = b"".join(pieces[name] for name in sorted(pieces))

    assert (len(whole), sha256(whole).hexdigest()) == (cover["size"], cover["sha256"])
    _cover, _manifest, lines, _contents = stranger.read(whole, builders.office_keys().seal_private)
    assert lines == LINES


def test_pieces_of_a_large_volume_are_bounded(batch, monkeypatch):
    monkeypatch.setattr(splitting, "_PIECE", 500)
    made = split(batch, inspect(batch), builders.worker_keys(), LIMIT + 2000, builders.QUIET)

    found = opened(made)

    assert all(entry.size <= 500 for one in found for entry in one.entries)
    assert joined(found).cover.batch_id == found[0].cover.batch_id


def test_a_batch_that_fits_is_left_as_it_is(batch):
    assert split(batch, inspect(batch), builders.worker_keys(), 10**6, builders.QUIET) == [batch]
    assert batch.exists()


def test_what_is_missing_is_said(made):
    found = opened(made)

    assert missing(found) == []
    assert missing([found[-1]]) == list(range(1, len(made)))


def test_volumes_of_one_batch_are_known_by_what_they_say(made):
    first, second, *_others = opened(made)

    assert first.whole == second.whole
    assert len({first.whole, second.whole}) == 1


def test_a_volume_is_known_by_how_it_begins(tmp_path, made):
    assert volumes.is_one(made[0].read_bytes()[:64])
    assert not volumes.is_one(builders.a_batch(tmp_path, LINES).read_bytes()[:64])


def test_a_volume_is_no_batch(made):
    with pytest.raises(BatchVolumeError, match=made[0].name):
        BatchFile.open(made[0])


def test_a_batch_is_no_volume(batch):
    with pytest.raises(BatchDamagedError):
        Volume.open(batch)


def test_every_altered_byte_is_noticed(made):
    whole = made[1].read_bytes()
    for place in range(0, len(whole), 37):
        made[1].write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises((BatchDamagedError, BatchTooNewError)):
            Volume.open(made[1])


def test_a_volume_that_somebody_else_signed_is_refused(made):
    with pytest.raises(BatchDamagedError):
        Volume.open(remade(made[0], builders.other_keys()))


@pytest.mark.parametrize(
    "about",
    [{"volume": 9}, {"volumes": 10**5}, {"kind": "batch"}, {"sha256": "x"}],
    ids=["beyond", "too many", "kind", "hash"],
)
def test_a_cover_that_makes_no_sense_is_refused(made, about):
    with pytest.raises(BatchDamagedError):
        Volume.open(resaid(made[0], **about))


@pytest.mark.parametrize("about", [{"version": 4}, {"envelope": "tomorrow"}], ids=str)
def test_a_newer_volume_is_called_newer(made, about):
    with pytest.raises(BatchTooNewError):
        Volume.open(resaid(made[0], **about))


def test_other_pieces_than_the_cover_lists_are_refused(made):
    with pytest.raises(BatchDamagedError):
        Volume.open(resaid(made[0], parts=[]))


def test_pieces_that_leave_a_gap_do_not_fit(made):
    found = opened(made)

    with pytest.raises(BatchDamagedError, match=made[0].name):
        joined(found[:1] + found[2:])


@pytest.mark.parametrize("about", [{"size": 1}, {"sha256": "0" * 64}], ids=str)
def test_another_whole_than_was_promised_does_not_fit(made, about):
    with pytest.raises(BatchDamagedError):
        joined([Volume.open(remade(path, **about)) for path in made])


def test_a_batch_inside_that_is_another_than_said_does_not_fit(made):
    with pytest.raises(BatchDamagedError):
        joined([Volume.open(remade(path, batch_id="0" * 32)) for path in made])


def test_a_volume_that_goes_while_it_is_read_is_said(made):
    found = opened(made)
    made[1].unlink()

    with pytest.raises(FileMissingError):
        joined(found)


def test_joined_pieces_are_read_as_one_file(made):
    found = opened(made)
    pieces = [(one.path, entry) for one in found for entry in one.entries]
    with volumes._reading(pieces, made[0]) as stream:
        whole = stream.read()
        stream.seek(-5, io.SEEK_END)
        assert stream.read() == whole[-5:]
        stream.seek(10)
        stream.seek(5, io.SEEK_CUR)
        assert stream.read(20) == whole[15:35]


def test_nothing_is_left_if_a_volume_cannot_be_written(batch, monkeypatch):
    place, calls = splitting._place, []

    def fails(target, *others):
        calls.append(target)
        if len(calls) == 2:
            raise FileUnwritableError(file=target, reason="full")
        place(target, *others)

    monkeypatch.setattr(splitting, "_place", fails)

    with pytest.raises(FileUnwritableError):
        split(batch, inspect(batch), builders.worker_keys(), LIMIT, builders.QUIET)

    assert list(batch.parent.iterdir()) == []


@pytest.mark.parametrize("how", ["damaged", "another"])
def test_a_volume_that_does_not_read_back_is_not_handed_out(batch, how, monkeypatch):
    real = Volume.open

    def read_back(path):
        if how == "damaged":
            raise BatchDamagedError(file=path, reason="x")
        volume = real(path)
        return replace(volume, cover=replace(volume.cover, number="another"))

    monkeypatch.setattr(Volume, "open", read_back)

    with pytest.raises(BatchMediumError):
        split(batch, inspect(batch), builders.worker_keys(), LIMIT, builders.QUIET)

    assert list(batch.parent.iterdir()) == []


@pytest.mark.parametrize("limit", [1000, 2200], ids=str)
def test_a_limit_that_leaves_no_room_is_refused(batch, limit, monkeypatch):
    monkeypatch.setattr(splitting, "MOST", 2)

    with pytest.raises(FileUnwritableError, match="2"):
        split(batch, inspect(batch), builders.worker_keys(), limit, builders.QUIET)
