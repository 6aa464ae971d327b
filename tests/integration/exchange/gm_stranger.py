"""How a stranger opens the national envelope: from FORMAT.md §12 alone, with public libraries only.

What does not depend on the envelope is read in `stranger`; paragraphs are FORMAT.md's.
"""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile

import gmssl_pyx as gm
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

MIB = 1024 * 1024


class RefusedError(Exception):
    """The file breaks a *must*."""


def must(holds, paragraph):
    """Refuse the file unless what a paragraph asks for holds."""
    if not holds:
        raise RefusedError(paragraph)


def der(tag, content):
    """Return a DER element of fewer than 128 bytes."""
    return bytes((tag, len(content))) + content


def number(raw):
    """Return a positive DER integer."""
    short = raw.lstrip(b"\0")
    return der(2, (b"\0" if not short or short[0] > 127 else b"") + short)


def sm3(data):
    running = hashes.Hash(hashes.SM3())
    running.update(data)
    return running.finalize().hex()


def sm4_gcm(key, nonce, sealed, about):
    """Return what SM4-GCM sealed (RFC 8998)."""
    opener = Cipher(algorithms.SM4(key), modes.GCM(nonce, sealed[-16:])).decryptor()
    opener.authenticate_additional_data(about)
    try:
        return opener.update(sealed[:-16]) + opener.finalize()
    except InvalidTag as error:
        raise RefusedError("§12 content") from error


def opened(sealed, private):
    """Return what is sealed in a part."""
    header, rest = sealed[:129], sealed[129:]
    must(header[:17] == b"GridKeeper gm v1\4", "§12 header")
    x, y, c3, c2 = header[17:49], header[49:81], header[81:113], header[113:]
    whole = number(x) + number(y) + der(4, c3) + der(4, c2)
    try:
        key = gm.sm2_decrypt(bytes.fromhex(private), der(0x30, whole))
    except gm.GmsslInnerError as error:
        raise RefusedError("§12 key") from error
    size = 64 * 1024 + 16
    pieces = [rest[at : at + size] for at in range(0, len(rest), size)]
    last = len(pieces) - 1
    return b"".join(
        sm4_gcm(key, place.to_bytes(11, "big") + bytes((place == last,)), piece, header)
        for place, piece in enumerate(pieces)
    )


def key_in(locked, code):
    """Return the private key in an enrolment package."""
    spelled = filter(str.isalnum, unicodedata.normalize("NFKC", code).upper())
    normal = "".join(spelled).translate(str.maketrans("OIL", "011"))
    key = PBKDF2HMAC(hashes.SM3(), 16, locked[:32], 600_000).derive(normal.encode())
    return sm4_gcm(key, bytes(11) + b"\1", locked[32:], locked[:32]).hex()


def read(data, private="", code=""):
    """Return the cover, the manifest and the lines of a batch."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    public, signature = entries["cover.json"], entries["cover.sig"]
    cover = json.loads(public)
    must(cover["envelope"] == "gm-v1", "§3 envelope")
    signer = bytes.fromhex(cover["sender"]["sign_public"])
    signed = b"GridKeeper batch cover v1\0" + public
    pair = der(0x30, number(signature[:32]) + number(signature[32:]))
    must(gm.sm2_verify(signer[1:], signed, pair), "§12 signature")
    for part in cover["parts"]:
        must(part["sm3"] == sm3(entries[part["name"]]), "§12 parts")
    private = private or key_in(entries["key.gm"], code)

    def text(name):
        packed = opened(entries[name], private)
        return zstandard.ZstdDecompressor().stream_reader(io.BytesIO(packed)).read(16 * MIB)

    changes = [one["name"] for one in cover["parts"] if one["name"].startswith("changes-")]
    lines = b"".join(map(text, changes)).split(b"\n")[:-1]
    return cover, json.loads(text("manifest.json.zst.gm")), lines
