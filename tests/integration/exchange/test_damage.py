"""Every byte of a batch has one value; whatever else is there is refused, in words."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from gridkeeper.errors import (
    BatchDamagedError,
    BatchTooNewError,
    FileMissingError,
    FileUnreadableError,
)
from gridkeeper.exchange import layout
from gridkeeper.exchange.keys import new_keys
from gridkeeper.exchange.reader import BatchFile, inspect
from tests.integration.exchange import builders


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


def test_a_newer_format_is_called_newer(tmp_path):
    cover = {"format": "gridkeeper-batch", "version": 2, "anything": "else"}
    path = builders.signed(tmp_path / "x.gkb", cover, {"photos.tar.age": b"new"})
    with pytest.raises(BatchTooNewError) as caught:
        BatchFile.open(path)
    assert caught.value.places["version"] == 2


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
    builders.signed(path, {**asdict(cover), "weather": "晴"}, parts)
    assert len(list(builders.unsealed(path).lines(builders.QUIET))) == 3


def changed_cover(path, **facts):
    """Sign a batch again with another cover."""
    cover = inspect(path)
    entries = builders.entries_of(path)
    parts = {part.name: entries[part.name] for part in cover.parts}
    return builders.signed(path, {**asdict(cover), **facts}, parts)


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
    assert "签名与封面不符" in refusal(builders.signed(path, public, parts, new_keys()))


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
    name = layout.changes_name(1)
    entries[name] = bytes(len(entries[name]))
    assert name in refusal(builders.framed(path, entries))


def test_a_checksum_that_does_not_fit_its_part_is_noticed(tmp_path):
    path = builders.a_batch(tmp_path)
    data = path.read_bytes()
    checksum = data[14:18]
    assert data.count(checksum) == 2
    path.write_bytes(data.replace(checksum, bytes(4)))
    assert layout.changes_name(1) in refusal(path)


def test_a_part_that_is_missing_is_noticed(tmp_path):
    path = builders.a_batch(tmp_path)
    entries = builders.entries_of(path)
    del entries[layout.changes_name(1)]
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
    with pytest.raises(FileUnreadableError, match="这是一个文件夹"):
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


def opened_wrongly(path):
    """Return the sentence with which a soundly signed file is refused once it is opened."""
    with pytest.raises(BatchDamagedError) as caught:
        list(builders.unsealed(path).lines(builders.QUIET))
    return str(caught.value)


LINES = builders.some_lines(3)
TEXT = b"\n".join((*LINES, b""))
CHAIN = builders.chained(*LINES)


def test_a_forged_batch_that_is_honest_is_taken(tmp_path):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], chain_after=CHAIN)
    assert len(list(builders.unsealed(path).lines(builders.QUIET))) == 3


@pytest.mark.parametrize(
    "outside",
    [
        {"number": "另一个"},
        {"counts": {"visit": 4}},
        {"made_at": "2026-10-31T09:30:01Z"},
        {"batch_id": "0" * 32},
    ],
)
def test_a_manifest_that_contradicts_the_cover_is_refused(tmp_path, outside):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], outside=outside, chain_after=CHAIN)
    assert "清单与封面不一致" in opened_wrongly(path)


def test_parts_under_the_cover_of_somebody_else_are_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    thief, cover, parts = new_keys(), inspect(path), builders.entries_of(path)
    del parts[layout.COVER], parts[layout.SIGNATURE]
    sender = replace(cover.sender, sign_public=thief.sign_public)
    stolen = BatchFile.open(builders.signed(path, replace(cover, sender=sender), parts, thief))
    stolen.check_signer(thief.sign_public)
    with pytest.raises(BatchDamagedError, match="清单与封面不一致"):
        stolen.unseal(builders.office_keys())


def test_a_manifest_with_another_sender_is_refused(tmp_path):
    path = builders.forged(
        tmp_path / "x.gkb", [TEXT], sender=builders.a_worker(), chain_after=CHAIN
    )
    assert "清单与封面不一致" in opened_wrongly(path)


@pytest.mark.parametrize(
    "contents",
    [(), [{"lines": 2, "size": len(TEXT)}], [{"lines": 3, "size": layout.CHANGES_LIMIT + 1}]],
)
def test_a_manifest_whose_figures_do_not_add_up_is_refused(tmp_path, contents):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], contents=contents, chain_after=CHAIN)
    assert "清单与封面不一致" in opened_wrongly(path)


def test_a_manifest_with_wrong_values_is_refused(tmp_path):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], chain_after="not hexadecimal")
    assert "清单无法读取" in opened_wrongly(path)


def test_a_manifest_that_is_not_compressed_is_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    cover, parts = inspect(path), builders.entries_of(path)
    del parts[layout.COVER], parts[layout.SIGNATURE]
    pyrage = pytest.importorskip("pyrage")
    recipient = pyrage.x25519.Recipient.from_str(builders.office_keys().seal_public)
    parts[layout.MANIFEST] = pyrage.encrypt(b"{}", [recipient])
    cover = replace(cover, parts=builders.listed(parts))
    assert "清单无法读取" in opened_wrongly(builders.signed(path, cover, parts))


def test_a_part_sealed_for_somebody_else_is_refused(tmp_path):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], new_keys().seal_public, chain_after=CHAIN)
    assert "无法打开" in opened_wrongly(path)


@pytest.mark.parametrize("size", [len(TEXT) - 1, len(TEXT) + 1])
def test_a_part_of_another_size_is_refused(tmp_path, size):
    path = builders.forged(
        tmp_path / "x.gkb",
        [TEXT],
        contents=[{"lines": 3, "size": size}],
        chain_after=CHAIN,
    )
    opened_wrongly(path)


def test_a_part_whose_last_line_has_no_end_is_refused(tmp_path):
    path = builders.forged(
        tmp_path / "x.gkb",
        [TEXT[:-1]],
        contents=[{"lines": 3, "size": len(TEXT) - 1}],
        chain_after=CHAIN,
    )
    assert "与清单所述不符" in opened_wrongly(path)


def test_a_part_with_other_lines_than_promised_is_refused(tmp_path):
    text = TEXT.replace(b"\n", b" ", 1)
    path = builders.forged(
        tmp_path / "x.gkb",
        [text],
        contents=[{"lines": 3, "size": len(text)}],
        chain_after=CHAIN,
    )
    assert "与清单所述不符" in opened_wrongly(path)


def test_lines_in_another_order_break_the_chain(tmp_path):
    text = b"\n".join((LINES[1], LINES[0], LINES[2], b""))
    path = builders.forged(tmp_path / "x.gkb", [text], chain_after=CHAIN)
    assert "变更链" in opened_wrongly(path)


def test_changes_of_other_kinds_than_counted_are_refused(tmp_path):
    lines = builders.some_lines(3, kind="hazard")
    path = builders.forged(
        tmp_path / "x.gkb", [b"\n".join((*lines, b""))], chain_after=builders.chained(*lines)
    )
    assert "与封面所计不符" in opened_wrongly(path)


def test_a_line_that_is_no_change_is_named(tmp_path):
    lines = [LINES[0], LINES[1].replace(b',2,"', b',-2,"', 1), LINES[2]]
    path = builders.forged(
        tmp_path / "x.gkb", [b"\n".join((*lines, b""))], chain_after=builders.chained(*lines)
    )
    sentence = opened_wrongly(path)
    assert "第2条变更" in sentence
    assert "lamport" in sentence


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
