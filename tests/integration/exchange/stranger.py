"""A reader of batches as a stranger writes it: from FORMAT.md alone, with public libraries only.

Where it and the program disagree, one of them or FORMAT.md is wrong. Paragraphs are FORMAT.md's.
"""

from __future__ import annotations

import io
import json
import struct
import unicodedata
import zlib
from collections import Counter
from hashlib import sha256

import pyrage
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LOCAL = struct.Struct("<IHHHHHIIIHH")
CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
END = struct.Struct("<IHHHHIIH")
MIB = 1024 * 1024


class RefusedError(Exception):
    """The file breaks a *must*."""


def must(holds, paragraph):
    """Refuse the file unless what a paragraph asks for holds."""
    if not holds:
        raise RefusedError(paragraph)


def framed(entries):
    """Return the only bytes that a file with these entries can have (§2)."""
    body, directory = b"", b""
    for name, content in entries.items():
        facts = (10, 0, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(name), 0)
        directory += CENTRAL.pack(0x02014B50, 10, *facts, 0, 0, 0, 0, len(body)) + name.encode()
        body += LOCAL.pack(0x04034B50, *facts) + name.encode() + content
    count = len(entries)
    end = END.pack(0x06054B50, 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def entries_of(data):
    """Return the entries by name, in order, of a file with nothing but them (§2)."""
    entries, place = {}, 0
    try:
        while data[place : place + 4] == b"PK\3\4":
            *_same, size, name_length, _extra = LOCAL.unpack_from(data, place)
            name_at = place + LOCAL.size
            place = name_at + name_length + size
            name = data[name_at : name_at + name_length].decode("ascii")
            entries[name] = data[name_at + name_length : place]
        must(framed(entries) == data, "§2 frame")
    except (struct.error, UnicodeDecodeError) as error:
        raise RefusedError("§2 frame") from error
    return entries


def canonical(value):
    """Return JSON as §6 wants it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parsed(text, paragraph):
    try:
        return json.loads(text, parse_float=int)
    except ValueError as error:
        raise RefusedError(paragraph) from error


def cover_of(entries):
    """Return the cover, proven to be what its signer wrote about these parts (§3)."""
    parts = list(entries)[:-2]
    must(list(entries)[-2:] == ["cover.json", "cover.sig"], "§2 entries")
    public = entries["cover.json"]
    cover = parsed(public, "§3")
    must(canonical(cover) == public, "§6")
    photos = [name for name in parts if name.startswith("attachment-")]
    must(photos == [f"attachment-{n:04d}.age" for n in range(1, len(photos) + 1)], "§2 entries")
    must((cover["format"], cover["version"]) == ("gridkeeper-batch", 1 + any(photos)), "§2")
    must(cover["envelope"] == "age-v1", "§3 envelope")
    signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(cover["sender"]["sign_public"]))
    try:
        signer.verify(entries["cover.sig"], b"GridKeeper batch cover v1\0" + public)
    except InvalidSignature as error:
        raise RefusedError("§3 signature") from error
    there = [(name, len(entries[name]), sha256(entries[name]).hexdigest()) for name in parts]
    must([(p["name"], p["size"], p["sha256"]) for p in cover["parts"]] == there, "§3 parts")
    inside = ["manifest.json.zst.age"] + ["key.age"] * (cover["kind"] == "enrolment") + photos
    names = [f"changes-{n:04d}.jsonl.zst.age" for n in range(1, len(parts) - len(inside) + 1)]
    must(parts == names + inside, "§2 entries")
    return cover


def opened(sealed, identity, limit, *, packed=True):
    """Return what is in a part (§4, §8)."""
    try:
        text = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])
        if packed:
            bounded = zstandard.ZstdDecompressor(max_window_size=8 * MIB)
            text = bounded.stream_reader(io.BytesIO(text)).read(limit + 1)
    except (pyrage.DecryptError, zstandard.ZstdError) as error:
        raise RefusedError("§4") from error
    must(len(text) <= limit, "§8")
    return text


def key_in(entries, code):
    """Return the identity in an enrolment package (§4)."""
    spelled = filter(str.isalnum, unicodedata.normalize("NFKC", code).upper())
    normal = "".join(spelled).translate(str.maketrans("OIL", "011"))
    return pyrage.passphrase.decrypt(entries["key.age"], normal).decode()


def read(data, identity="", code=""):
    """Return cover, manifest, lines and contents of a batch; `code` opens an enrolment package."""
    entries = entries_of(data)
    cover = cover_of(entries)
    identity = identity or key_in(entries, code)
    manifest = parsed(opened(entries["manifest.json.zst.age"], identity, 16 * MIB), "§4")
    changes = [part for part in cover["parts"] if part["name"].startswith("changes-")]
    must(manifest["cover"] == {**cover, "parts": changes}, "§4 cover")
    sender, outside = manifest["sender"], cover["sender"]
    same = (outside["replica"], outside["role"], outside["name"])
    must((sender["id"], sender["role"], sender["unit"]) == same, "§4 sender")
    must(len(manifest["contents"]) == len(changes), "§4 contents")
    lines, chain = [], bytes.fromhex(manifest["chain_before"])
    for part, content in zip(changes, manifest["contents"], strict=True):
        text = opened(entries[part["name"]], identity, min(content["size"], 20 * MIB))
        must(len(text) == content["size"] and text.count(b"\n") == content["lines"], "§4 contents")
        must(text.endswith(b"\n"), "§4 lines")
        lines += text[:-1].split(b"\n")
    for line in lines:
        chain = sha256(chain + line).digest()
    must(chain.hex() == manifest["chain_after"], "§5 chain")
    counts = Counter(parsed(line, "§5")[2] for line in lines)
    must(counts == cover["counts"], "§4 counts")
    own = cover["numbers"]["last"] - cover["numbers"]["first"] + 1
    must(not cover["numbers"]["whole"] or own == len(lines), "§5 numbers")
    photos = [name for name in entries if name.startswith("attachment-")]
    contents = [opened(entries[name], identity, 20 * MIB, packed=False) for name in photos]
    found = [{"sha256": sha256(one).hexdigest(), "size": len(one)} for one in contents]
    must(found == manifest.get("attachments", []), "§4 attachments")
    return cover, manifest, lines, contents
