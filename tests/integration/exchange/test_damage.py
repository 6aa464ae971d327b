"""Every byte of a batch has one value; whatever else is there is refused, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain import wire
from gridkeeper.errors import (
    BatchDamagedError,
    BatchTooNewError,
    FileMissingError,
    FileUnreadableError,
)
from gridkeeper.exchange import layout
from gridkeeper.exchange.reader import BatchFile, inspect
from tests.integration.exchange import builders

pytestmark = pytest.mark.usefixtures("each_envelope")


def refusal(path):
    """Return the sentence with which a file is refused before any key is used."""
    with pytest.raises(BatchDamagedError) as caught:
        BatchFile.open(path)
    return str(caught.value)


def test_every_flipped_bit_is_noticed(tmp_path):
    path = builders.a_batch(tmp_path, builders.some_lines(2))
    with path.open("r+b", buffering=0) as stream:
        data = path.read_bytes()
        for place, byte in enumerate(data):
            stream.seek(place)
            stream.write(bytes([byte ^ 1 << place % 8]))
            with pytest.raises(BatchDamagedError):
                BatchFile.open(path)
            stream.seek(place)
            stream.write(bytes([byte]))
    assert inspect(path).counts == {"visit": 2}


def test_every_truncation_is_noticed(tmp_path):
    path = builders.a_batch(tmp_path, builders.some_lines(2))
    size = path.stat().st_size
    with path.open("r+b") as stream:
        for length in range(size - 1, -1, -1):
            stream.truncate(length)
            with pytest.raises(BatchDamagedError):
                BatchFile.open(path)


@pytest.mark.parametrize("rest", [b"\0", b"\n", b"PK\x05\x06" + bytes(18)])
def test_anything_appended_is_noticed(tmp_path, rest):
    path = builders.a_batch(tmp_path)
    with path.open("ab") as stream:
        stream.write(rest)
    assert "传送中被截断或改动" in refusal(path)


def test_a_file_that_is_no_batch_is_called_so(tmp_path):
    path = tmp_path / "名册.pdf"
    path.write_bytes(b"%PDF-1.7 and so on")
    assert "不是网格管家的交接文件" in refusal(path)


def test_a_frame_without_a_cover_is_no_batch(tmp_path):
    path = builders.framed(tmp_path / "x.gkb", {"readme": b"", "other": b""})
    assert "不是网格管家的交接文件" in refusal(path)


@pytest.mark.parametrize("cover", [b"[]", b'"', b'{"format":"gridkeeper-batch"}', b"\xff"])
def test_a_cover_that_says_nothing_is_no_batch(tmp_path, cover):
    assert "不是网格管家的交接文件" in refusal(builders.signed(tmp_path / "x.gkb", cover, {}))


def test_a_cover_of_another_format_is_no_batch(tmp_path):
    cover = {"format": "another", "version": 1}
    assert "不是网格管家的交接文件" in refusal(builders.signed(tmp_path / "x.gkb", cover, {}))


def test_a_cover_of_absurd_size_is_refused_unread(tmp_path):
    cover = b" " * (layout.MANIFEST_LIMIT + 1)
    assert "封面过大" in refusal(builders.signed(tmp_path / "x.gkb", cover, {}))


def test_a_cover_of_nothing_but_commas_is_refused_unread(tmp_path):
    cover = b"[" + b"0," * wire.VALUES_LIMIT + b"0]"
    assert "封面过大" in refusal(builders.signed(tmp_path / "x.gkb", cover, {}))


def test_a_newer_format_is_called_newer(tmp_path):
    cover = {"format": "gridkeeper-batch", "version": 4, "anything": "else"}
    path = builders.signed(tmp_path / "x.gkb", cover, {"photos.tar.age": b"new"})
    with pytest.raises(BatchTooNewError) as caught:
        BatchFile.open(path)
    assert caught.value.places["version"] == 4


def test_an_envelope_of_tomorrow_is_called_newer(tmp_path):
    path = builders.a_batch(tmp_path)
    cover = replace(inspect(path), envelope="sm-v1")
    entries = builders.entries_of(path)
    parts = {part.name: entries[part.name] for part in cover.parts}
    with pytest.raises(BatchTooNewError, match="sm-v1"):
        BatchFile.open(builders.signed(path, cover, parts))


def test_keys_of_a_newer_cover_are_passed_over(tmp_path):
    path = builders.a_batch(tmp_path)
    cover = inspect(path)
    entries = builders.entries_of(path)
    parts = {part.name: entries[part.name] for part in cover.parts}
    builders.signed(path, {**builders.told(cover), "weather": "晴"}, parts)
    assert len(list(builders.unsealed(path).lines(builders.QUIET))) == 3


def changed_cover(path, **facts):
    """Sign a batch again with another cover."""
    cover = inspect(path)
    entries = builders.entries_of(path)
    parts = {part.name: entries[part.name] for part in cover.parts}
    return builders.signed(path, {**builders.told(cover), **facts}, parts)


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "tomorrow"},
        {"version": 0},
        {"numbers": None},
        {"counts": {"visit": -3}},
        {"counts": {"visit": 3.5}},
        {"parts": [{"name": "x", "size": 1, "sha256": "x"}]},
        {"sender": None},
    ],
)
def test_a_cover_with_wrong_values_is_refused(tmp_path, facts):
    path = changed_cover(builders.a_batch(tmp_path), **facts)
    assert "封面无法读取" in refusal(path)


def test_a_cover_that_is_not_canonical_is_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    parts = builders.entries_of(path)
    public = parts.pop(layout.COVER)
    del parts[layout.SIGNATURE]
    spaced = public.replace(b'":', b'": ', 1)
    assert "封面无法读取" in refusal(builders.signed(path, spaced, parts))


def test_a_cover_with_a_key_twice_is_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    parts = builders.entries_of(path)
    public = parts.pop(layout.COVER)
    del parts[layout.SIGNATURE]
    doubled = public[:-1] + b',"version":1}'
    assert "封面无法读取" in refusal(builders.signed(path, doubled, parts))


def test_a_signature_by_another_key_does_not_fit(tmp_path):
    path = builders.a_batch(tmp_path)
    parts = builders.entries_of(path)
    public = parts.pop(layout.COVER)
    del parts[layout.SIGNATURE]
    assert "签名与封面不符" in refusal(builders.signed(path, public, parts, builders.other_keys()))


def test_parts_in_another_order_are_refused(tmp_path):
    path = builders.a_batch(tmp_path, builders.some_lines(5, text="长" * 600_000))
    entries = builders.entries_of(path)
    first, second, *others = entries
    swapped = {second: entries[second], first: entries[first]}
    path = builders.framed(path, swapped | {name: entries[name] for name in others})
    assert "封面所列" in refusal(path)


def test_parts_with_exchanged_contents_are_refused(tmp_path):
    path = builders.a_batch(tmp_path, builders.some_lines(2))
    entries = builders.entries_of(path)
    name = builders.changes_name(1)
    entries[name] = bytes(len(entries[name]))
    assert name in refusal(builders.framed(path, entries))


def test_a_checksum_that_does_not_fit_its_part_is_noticed(tmp_path):
    path = builders.a_batch(tmp_path)
    data = path.read_bytes()
    checksum = data[14:18]
    assert data.count(checksum) == 2
    path.write_bytes(data.replace(checksum, bytes(4)))
    assert builders.changes_name(1) in refusal(path)


def test_a_part_that_is_missing_is_noticed(tmp_path):
    path = builders.a_batch(tmp_path)
    entries = builders.entries_of(path)
    del entries[builders.changes_name(1)]
    assert "封面所列" in refusal(builders.framed(path, entries))


def test_a_part_that_no_batch_has_is_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    cover, parts = inspect(path), builders.entries_of(path)
    del parts[layout.COVER], parts[layout.SIGNATURE]
    parts["../../start.exe"] = b"MZ"
    cover = replace(cover, parts=builders.listed(parts))
    assert "封面所列" in refusal(builders.signed(path, cover, parts))


def test_a_file_that_is_not_there_is_called_missing(tmp_path):
    with pytest.raises(FileMissingError, match=r"nowhere\.gkb"):
        BatchFile.open(tmp_path / "nowhere.gkb")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(FileUnreadableError, match="这是文件夹"):
        BatchFile.open(tmp_path)


def test_a_file_that_changes_while_it_is_read_is_noticed(tmp_path):
    path = builders.a_batch(tmp_path)
    batch = builders.unsealed(path)
    path.write_bytes(bytes(path.stat().st_size))
    with pytest.raises(BatchDamagedError, match="读取过程中"):
        list(batch.lines(builders.QUIET))


def test_a_stick_that_is_pulled_out_is_noticed(tmp_path):
    path = builders.a_batch(tmp_path)
    batch = builders.unsealed(path)
    path.unlink()
    with pytest.raises(FileMissingError):
        list(batch.lines(builders.QUIET))


def test_a_part_of_absurd_size_is_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    cover, parts = inspect(path), builders.entries_of(path)
    del parts[layout.COVER], parts[layout.SIGNATURE]
    parts[builders.changes_name(1)] = bytes(layout.SEALED_LIMIT + 1)
    cover = replace(cover, parts=builders.listed(parts))
    assert "封面所列" in refusal(builders.signed(path, cover, parts))


def test_lines_are_not_given_before_the_signer_is_known(tmp_path):
    batch = BatchFile.open(builders.a_batch(tmp_path))
    batch.unseal(builders.office_keys())
    with pytest.raises(RuntimeError):
        batch.lines(builders.QUIET)


def test_lines_are_not_given_before_the_manifest_is_open(tmp_path):
    batch = BatchFile.open(builders.a_batch(tmp_path))
    batch.check_signer(builders.worker_keys().sign_public)
    with pytest.raises(RuntimeError):
        batch.lines(builders.QUIET)
