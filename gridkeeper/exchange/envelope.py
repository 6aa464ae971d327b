"""Sealing: zstd, then age, so that only the recipient can read a part.

Every part is bounded (FORMAT.md §8) and sealed in one go, in memory: nothing unsealed ever touches
the disk, and no broken pipe has to be carried through foreign code.
"""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pyrage
import zstandard

LEVEL = 3
"""The compression level; higher ones cost seconds for a few per cent."""

WINDOW_LIMIT = 8 * 1024 * 1024
"""The largest zstd window that a reader accepts."""


class SealError(Exception):
    """The key, or the code, does not open this."""


class ContentError(Exception):
    """What was sealed is not what was promised: no zstd, or more bytes than announced."""


def new_pair() -> tuple[str, str]:
    """Return a new age identity and its recipient."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def seal(content: bytes, seal_to: str) -> bytes:
    """Return content compressed and sealed to an age recipient."""
    compressed = zstandard.ZstdCompressor(level=LEVEL).compress(content)
    sealed: bytes = pyrage.encrypt(compressed, [pyrage.x25519.Recipient.from_str(seal_to)])
    return sealed


def unseal(sealed: bytes, seal_private: str, limit: int) -> bytes:
    """Return the content of a sealed part; nothing beyond `limit` bytes is decompressed.

    Raises:
        SealError: Sealed for somebody else.
        ContentError: Not zstd, a window beyond `WINDOW_LIMIT`, or longer than `limit`.
    """
    try:
        compressed = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(seal_private)])
    except pyrage.DecryptError as error:
        raise SealError from error
    try:
        bounded = zstandard.ZstdDecompressor(max_window_size=WINDOW_LIMIT)
        with bounded.stream_reader(BytesIO(compressed)) as stream:
            content = stream.read(limit + 1)
    except zstandard.ZstdError as error:
        raise ContentError from error
    if len(content) > limit:
        raise ContentError
    return content


def lock(seal_private: str, code: str) -> bytes:
    """Return an age identity, sealed by a one-time code; takes about a second on purpose."""
    locked: bytes = pyrage.passphrase.encrypt(seal_private.encode("ascii"), normal_code(code))
    return locked


def unlock(locked: bytes, code: str) -> str:
    """Return the age identity that `lock` sealed.

    Raises:
        SealError: Another code.
        ContentError: It was no age identity.
    """
    try:
        opened: bytes = pyrage.passphrase.decrypt(locked, normal_code(code))
    except pyrage.DecryptError as error:
        raise SealError from error
    try:
        return str(pyrage.x25519.Identity.from_str(opened.decode("ascii")))
    except (pyrage.IdentityError, UnicodeDecodeError) as error:
        raise ContentError from error


def normal_code(code: str) -> str:
    """Return a code as it was meant, however it was typed.

    Lower case, full width, dashes and spaces do not matter; O is read as 0, I and L as 1, which no
    code holds.
    """
    narrow = unicodedata.normalize("NFKC", code).upper()
    letters = "".join(letter for letter in narrow if letter.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))
