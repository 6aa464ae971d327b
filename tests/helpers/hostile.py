"""Batches that want to exhaust whoever takes them in, or to make it stumble.

All are soundly framed and, where they are about what is inside, soundly signed and sealed: an
enrolled worker with a program of her own making could hand them in.
"""

from __future__ import annotations

import os
import struct
from dataclasses import asdict, replace
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any

import pyrage
import zstandard

from gridkeeper.domain import wire
from gridkeeper.domain.ids import new_id
from gridkeeper.exchange import layout
from gridkeeper.exchange.framing import Frame
from gridkeeper.exchange.keys import sign
from gridkeeper.exchange.manifest import Content, Part
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.services.store.stores import keys_of
from tests.helpers.stores import STAMP
from tests.helpers.towns import hand_in
from tests.integration.exchange.builders import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tests.helpers.towns import Town

MANY = 1_000_000
_PART, _MANIFEST = layout.changes_name(1), layout.manifest_name()


class Liar:
    """A worker who signs and seals whatever she likes."""

    def __init__(self, town: Town) -> None:
        path = hand_in(town.mei, town.folder, "honest.gkb")
        with town.mei.store.reading() as unit:
            self._keys = keys_of(unit)
        with town.office.store.reading() as unit:
            office = keys_of(unit)
        self._recipient = pyrage.x25519.Recipient.from_str(office.seal_public)
        self.honest = BatchFile.open(path).unseal(office)

    def sealed(self, content: bytes) -> bytes:
        """Seal something that need not be compressed."""
        sealed: bytes = pyrage.encrypt(content, [self._recipient])
        return sealed

    def packed(self, content: bytes) -> bytes:
        """Compress and seal something."""
        return self.sealed(zstandard.compress(content))

    def put(self, path: Path, parts: dict[str, bytes], cover: Any = None) -> None:
        """Write a batch around parts; of its cover, something can be told otherwise."""
        known: dict[str, Any] = asdict(self.honest.cover)
        public = cover
        if not isinstance(cover, bytes):
            parts_ = [_told(part) for part in listed(parts)]
            public = wire.canonical({**known, "parts": parts_, **(cover or {})})
        signature = sign(self._keys, layout.SIGNED_PREFIX + public)
        with path.open("wb") as stream:
            frame = Frame(stream)
            for name, content in {**parts, "cover.json": public, "cover.sig": signature}.items():
                frame.add(name, content)
            frame.close()

    def manifest(self, path: Path, **facts: Any) -> None:
        """Write a batch whose manifest tells something otherwise."""
        told = _told(replace(self.honest, cover=replace(self.honest.cover, parts=())))
        told |= {"contents": []} | facts
        self.put(path, {_MANIFEST: self.packed(wire.canonical(told))})

    def cover(self, path: Path, **facts: Any) -> None:
        """Write a batch whose cover, and what repeats it inside, tell something otherwise."""
        told = _told(replace(self.honest, cover=replace(self.honest.cover, parts=())))
        told |= {"contents": [], "cover": told["cover"] | facts}
        self.put(path, {_MANIFEST: self.packed(wire.canonical(told))}, facts)

    def text(self, path: Path, text: bytes, lines: int, sealed: bytes | None = None) -> None:
        """Write a batch whose one part holds a text, or something else."""
        part = self.packed(text) if sealed is None else sealed
        (told,) = listed({_PART: part})
        honest = self.honest.cover
        numbers = replace(honest.numbers, last=honest.numbers.first + lines - 1)
        cover = replace(honest, parts=(told,), counts={"visit": lines}, numbers=numbers)
        size = len(text) or layout.CHANGES_LIMIT
        manifest = replace(self.honest, cover=cover, contents=(Content(lines, size),))
        self.put(
            path,
            {_PART: part, _MANIFEST: self.packed(wire.canonical(manifest))},
            {"counts": cover.counts, "numbers": asdict(numbers)},
        )

    def line(self, path: Path, sets: bytes, bases: bytes = b"{}") -> None:
        """Write a batch of one change."""
        head = wire.canonical([new_id(), new_id(), "visit", "", 1, "李梅", 0, STAMP, 1])
        self.text(path, head[:-1] + b"," + sets + b"," + bases + b"]\n", 1)


def _told(value: Any) -> dict[str, Any]:
    found: dict[str, Any] = wire.parsed(wire.canonical(value))
    return found


def _bomb(window: int = 0) -> bytes:
    """Return half a gigabyte of nothing, in a few kilobytes."""
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=window)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    piece = bytes(1 << 20)
    return b"".join(map(packer.compress, repeat(piece, 512))) + packer.flush()


def _joined(pieces: Iterable[bytes], first: bytes, last: bytes) -> bytes:
    return first + b",".join(pieces) + last


def _fields(liar: Liar, path: Path) -> None:
    liar.line(path, _joined((b'"%06x":0' % number for number in range(MANY)), b"{", b"}"))


def _bases(liar: Liar, path: Path) -> None:
    named = wire.canonical([new_id()])[1:-1]
    liar.line(path, b"{}", _joined(repeat(named, 400_000), b'{"outcome":[', b"]}"))


def _deep(liar: Liar, path: Path) -> None:
    liar.line(path, b"[" * 500_000 + b"]" * 500_000)


def _deep_cover(liar: Liar, path: Path) -> None:
    public = wire.canonical(liar.honest.cover)
    liar.put(path, {}, public[:-1] + b',"zzz":' + b"[" * 400_000 + b"]" * 400_000 + b"}")


def _crowded_cover(liar: Liar, path: Path) -> None:
    many = _joined(repeat(b"[]", 5_000_000), b"[", b"]")
    liar.put(path, {}, wire.canonical(liar.honest.cover)[:-1] + b',"zzz":' + many + b"}")


def _kinds(liar: Liar, path: Path) -> None:
    liar.put(path, {}, {"counts": {f"{number:06x}": 0 for number in range(MANY)}})


def _raw_manifest(key: str, many: bytes) -> Callable[[Liar, Path], None]:
    def made(liar: Liar, path: Path) -> None:
        told = _told(replace(liar.honest, cover=replace(liar.honest.cover, parts=())))
        told.pop(key, None)
        text = wire.canonical(told)[:-1] + b',"' + key.encode() + b'":' + many + b"}"
        liar.put(path, {_MANIFEST: liar.packed(text)})

    return made


def _names(*names: str) -> Callable[[Liar, Path], None]:
    def made(liar: Liar, path: Path) -> None:
        liar.put(path, {_MANIFEST: liar.packed(b"{}"), **dict.fromkeys(names, b"MZ")})

    return made


def _directory(_liar: Liar, path: Path) -> None:
    """Sixteen megabytes of entries without a name."""
    count = 340_000
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *[0] * 16)
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0, 0, count * len(entry), 4, 0)
    path.write_bytes(b"PK\x03\x04" + entry * count + end)


def _told_size(liar: Liar, path: Path) -> None:
    part = Part(_MANIFEST, 2**63 - 1, "0" * 64)
    liar.put(path, {_MANIFEST: b""}, {"parts": [_told(part)]})


def _many(entry: bytes, count: int = MANY) -> bytes:
    return _joined(repeat(entry, count), b"[", b"]")


def _introduction(**facts: str) -> Callable[[Liar, Path], None]:
    def made(liar: Liar, path: Path) -> None:
        assert liar.honest.introduction is not None
        liar.manifest(path, introduction=asdict(liar.honest.introduction) | facts)

    return made


def _manifest(**facts: Any) -> Callable[[Liar, Path], None]:
    return lambda liar, path: liar.manifest(path, **facts)


def _cover(**facts: Any) -> Callable[[Liar, Path], None]:
    return lambda liar, path: liar.cover(path, **facts)


HIGHEST = 2**63 - 1
WAYS: dict[str, Callable[[Liar, Path], None]] = {
    "a bomb in a part": lambda liar, path: liar.text(path, b"", 1, liar.sealed(_bomb())),
    "a bomb that wants much to unpack": (
        lambda liar, path: liar.text(path, b"", 1, liar.sealed(_bomb(27)))
    ),
    "a bomb in the manifest": lambda liar, path: liar.put(path, {_MANIFEST: liar.sealed(_bomb())}),
    "a part of noise": (
        lambda liar, path: liar.text(path, b"", 1, liar.sealed(os.urandom(20 << 20)))
    ),
    "a part larger than any": (
        lambda liar, path: liar.text(path, b"", 1, liar.sealed(os.urandom(39 << 20)))
    ),
    "a change of a million fields": _fields,
    "a change upon a million others": _bases,
    "a change nested half a million deep": _deep,
    "twenty million empty lines": (
        lambda liar, path: liar.text(path, b"\n" * layout.CHANGES_LIMIT, layout.CHANGES_LIMIT)
    ),
    "a cover nested deep": _deep_cover,
    "a cover of five million nothings": _crowded_cover,
    "a million kinds": _kinds,
    "a count beyond all": _cover(counts={"visit": HIGHEST}),
    "a number beyond all": _cover(
        numbers={"epoch": 1, "first": HIGHEST, "last": HIGHEST, "whole": True}
    ),
    "lines beyond all": _manifest(contents=[{"lines": HIGHEST, "size": 1}]),
    "sizes beyond all": _manifest(contents=[{"lines": 1, "size": HIGHEST}]),
    "a part that says it is larger than the world": _told_size,
    "a name of fifteen megabytes": _cover(number="大" * (5 << 20)),
    "an id that is none": _cover(batch_id="../../x"),
    "names that lead elsewhere": _names("../../start.exe", "/etc/passwd"),
    "names of another system": _names("..\\..\\start.exe", "C:\\start.exe", "CON"),
    "a name with an end in it": _names("changes-0001.jsonl\0.exe"),
    "sixty thousand parts": lambda liar, path: liar.put(
        path, {f"{number}": b"" for number in range(60_000)}
    ),
    "a directory without end": _directory,
    "a million lines that are given back": _raw_manifest("returned", _many(b'["",""]')),
    "two million receipts": _raw_manifest("acks", _many(b"{}", 2 * MANY)),
    "three million grids": _raw_manifest("scope", _many(b'"ab"', 3 * MANY)),
    "three million notes": _raw_manifest("notes", _many(b'"ab"', 3 * MANY)),
    "a million rules": _raw_manifest("package", b'{"policies":%b}' % _many(b"{}", 4 * MANY)),
    "a manifest nested deep": _raw_manifest("zzz", b"[" * 500_000 + b"]" * 500_000),
    "a mark that is too short": _manifest(returned=[["x", "00"]]),
    "a mark that is too long": _manifest(returned=[["x", "00" * 9]]),
    "a mark that is none": _manifest(returned=[["x", "z" * 16]]),
    "marks of another length": _manifest(marks="00" * 7),
    "marks that are none": _manifest(marks="zz" * 8),
    "half a character": _raw_manifest("thanks", b'"\\ud800"'),
    "a key that nobody can write to": _introduction(seal_public="age1garbage"),
}
"""By what each is; all are refused."""


def all_of(town: Town, folder: Path) -> dict[str, Path]:
    """Write all of them into a folder."""
    liar = Liar(town)
    made = {}
    for number, (name, way) in enumerate(WAYS.items()):
        made[name] = folder / f"{number:02}.gkb"
        partial(way, liar)(made[name])
    return made
