"""Batches for tests: good ones, and ones that no honest program writes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import zipfile
from dataclasses import replace
from functools import cache, partial

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from gridkeeper.domain import ids, wire
from gridkeeper.domain.changes import Change
from gridkeeper.domain.replicas import Replica, Role
from gridkeeper.exchange import envelopes, layout
from gridkeeper.exchange.framing import Frame
from gridkeeper.exchange.keys import new_keys, sign
from gridkeeper.exchange.manifest import Content, Enclosed, Numbers, Outgoing, Part
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.exchange.writer import write
from gridkeeper.progress import CancelledError, Quiet

QUIET = Quiet()
SECRET = "5a" * 32
CODE = "7K0M-4V1X-B3CD"


_chosen = [envelopes.AGE]


def choose(name):
    """Let batches be made in an envelope from now on."""
    _chosen[0] = name


def envelope():
    """Return the envelope that batches are made in."""
    return envelopes.named(_chosen[0])


@cache
def _keys(_owner, name):
    return new_keys(name)


def worker_keys():
    return _keys("worker", _chosen[0])


def office_keys():
    return _keys("office", _chosen[0])


def other_keys():
    """Return keys that nobody had before."""
    return new_keys(_chosen[0])


def changes_name(number):
    return layout.changes_name(number, envelope().SUFFIX)


def manifest_name():
    return layout.manifest_name(envelope().SUFFIX)


def key_name():
    return layout.key_name(envelope().SUFFIX)


class Recorded:
    """Progress that remembers what it was told."""

    def __init__(self):
        self.steps = []

    def report(self, done, total):
        self.steps.append((done, total))


class CancelAfter:
    """Progress that has enough after some reports."""

    def __init__(self, reports):
        self.left = reports

    def report(self, done, total):
        self.left -= 1
        if self.left < 0:
            raise CancelledError


def a_worker(**facts):
    usual = Replica(
        ids.new_id(), Role.WORKER, "王示例", "晨光社区第一网格", "01", 1, (ids.new_id(),)
    )
    return replace(usual, **facts)


def a_change(number=1, kind="visit", text="门锁着，下午再去"):
    return Change(
        id=ids.new_id(),
        record=ids.new_id(),
        kind=kind,
        grid="",
        lamport=number,
        author="王示例",
        office=False,
        claimed_at="2026-10-08T01:30:00Z",
        creates=True,
        sets={"outcome": "03", "situation": text},
        bases={},
    )


def some_lines(count, **facts):
    return [wire.encode(a_change(number + 1, **facts)) for number in range(count)]


def an_outgoing(**facts):
    usual = {
        "batch_id": ids.new_id(),
        "number": "一网格-2026-003",
        "sender": a_worker(),
        "recipient_id": ids.new_id(),
        "recipient_name": "示例街道",
        "numbers": Numbers(1, 1, 0, whole=True),
        "made_at": "2026-10-31T09:30:00Z",
        "software": "0.1.0",
    }
    return Outgoing(**{**usual, **facts})


def enclosing(*contents):
    """Return what a service says comes along with a batch."""
    return lambda: [
        (Enclosed(hashlib.sha256(one).hexdigest(), len(one)), partial(bytes, one))
        for one in contents
    ]


def a_batch(folder, lines=None, **facts):
    """Write a batch of a worker to the office and return its path."""
    path = folder / "batch.gkb"
    lines = some_lines(3) if lines is None else lines
    write(path, an_outgoing(**facts), lines, worker_keys(), office_keys().seal_public, QUIET)
    return path


def unsealed(path):
    """Return an opened batch of the worker, as the office opens it."""
    batch = BatchFile.open(path)
    batch.check_signer(worker_keys().sign_public)
    batch.unseal(office_keys())
    return batch


def entries_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def framed(path, entries):
    """Write entries in our frame, whatever they are."""
    with path.open("wb") as stream:
        frame = Frame(stream)
        for name, content in entries.items():
            frame.add(name, content)
        frame.close()
    return path


def signed(path, cover, parts, keys=None):
    """Write a batch around a cover, given as bytes or as what JSON can say, and sign it."""
    public = cover if isinstance(cover, bytes) else wire.canonical(cover)
    signature = sign(keys or worker_keys(), layout.SIGNED_PREFIX + public)
    return framed(path, {**parts, layout.COVER: public, layout.SIGNATURE: signature})


def listed(parts):
    """Return what a cover says about parts."""
    return tuple(_listed(name, content) for name, content in parts.items())


def _listed(name, content):
    other = envelope().part_hash()
    if other is None:
        return Part(name, len(content), hashlib.sha256(content).hexdigest())
    other.update(content)
    return Part(name, len(content), hashlib.sha256(content).hexdigest(), other.finalize().hex())


def told(cover):
    """Return a cover as the JSON that it is in the file."""
    return msgspec.json.decode(wire.canonical(cover))


def forged(path, texts, *, photos=(), seal_to=None, about=None, outside=None, **facts):
    """Write a soundly signed batch whose inside is made up.

    Args:
        texts: The texts of its parts with changes.
        photos: What its parts with contents hold; the manifest tells of them unless said.
        seal_to: Of the parts with changes; the office, unless said.
        about: What both covers say otherwise than an honest one.
        outside: What only the cover outside says otherwise.
        facts: What the manifest says otherwise than an honest one.
    """
    good = BatchFile.open(a_batch(path.parent))
    honest = good.unseal(office_keys())
    seal_to = seal_to or office_keys().seal_public
    parts = {
        changes_name(number): envelope().seal(content, seal_to)
        for number, content in enumerate(texts, start=1)
    }
    cover = replace(honest.cover, parts=listed(parts), **(about or {}))
    usual = {
        "cover": cover,
        "contents": tuple(Content(text.count(b"\n"), len(text)) for text in texts),
    }
    if photos:
        cover = replace(cover, version=2)
        usual |= {"cover": cover, "attachments": tuple(one for one, _read in enclosing(*photos)())}
    manifest = replace(honest, **{**usual, **facts})
    parts[manifest_name()] = envelope().seal(wire.canonical(manifest), office_keys().seal_public)
    for number, photo in enumerate(photos, start=1):
        name = layout.attachment_name(number, envelope().SUFFIX)
        parts[name] = envelope().seal_as_it_is(photo, seal_to)
    return signed(path, replace(cover, parts=listed(parts), **(outside or {})), parts)


def locked(text, code, work=4):
    """Seal a text by a code as age's specification says, with hardly any work to undo it.

    Written from the specification on purpose: what we read is age, not only what pyrage writes.
    """
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt"
    wrap = Scrypt(label + salt, length=32, n=2**work, r=8, p=1).derive(code.encode())
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt " + _base64(salt) + b" %d\n" % work + _base64(body)
    header = b"age-encryption.org/v1\n" + stanza + b"\n---"
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    last_chunk = bytes(11) + b"\1"
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    content = payload.encrypt(last_chunk, text.encode(), None)
    return header + b" " + _base64(mac) + b"\n" + nonce + content


def _base64(data):
    return base64.b64encode(data).rstrip(b"=")


def _derived(key, salt, info):
    return HKDF(hashes.SHA256(), length=32, salt=salt, info=info).derive(key)


def chained(*lines):
    """Return the chain hash after lines from the start, hexadecimal."""
    now = wire.CHAIN_START
    for line in lines:
        now = wire.chain(now, line)
    return now.hex()
