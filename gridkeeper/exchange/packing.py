"""What all envelopes have in common: zstd inside, one-time codes, and how they fail."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import zstandard

from gridkeeper.domain import wire

LEVEL = 3
"""The compression level; higher ones cost seconds for a few per cent."""

WINDOW_LIMIT = 8 * 1024 * 1024
"""The largest zstd window that a reader accepts."""


class SealError(Exception):
    """The key, or the code, does not open this."""


class ContentError(Exception):
    """What was sealed is not what was promised: no zstd, or more bytes than announced."""


def packed(content: bytes) -> bytes:
    """Return content compressed."""
    return zstandard.ZstdCompressor(level=LEVEL).compress(content)


def unpacked(compressed: bytes, limit: int) -> bytes:
    """Return compressed content; nothing beyond `limit` bytes is decompressed.

    Raises:
        ContentError: Not zstd, a window beyond `WINDOW_LIMIT`, or longer than `limit`.
    """
    try:
        bounded = zstandard.ZstdDecompressor(max_window_size=WINDOW_LIMIT)
        with bounded.stream_reader(BytesIO(compressed)) as stream:
            content = stream.read(limit + 1)
    except zstandard.ZstdError as error:
        raise ContentError from error
    if len(content) > limit:
        raise ContentError
    return content


def normal_code(code: str) -> str:
    """Return a code as it was meant, however it was typed.

    Lower case, full width, dashes and spaces do not matter; O is read as 0, I and L as 1, which no
    code holds.
    """
    narrow = unicodedata.normalize("NFKC", code).upper()
    letters = "".join(letter for letter in narrow if letter.isalnum())
    return letters.translate(str.maketrans("OIL", "011"))


def check_room(document: bytes) -> None:
    """Refuse JSON that would take many times its own room once it is parsed.

    Raises:
        ContentError: It would.
    """
    if wire.is_crowded(document):
        raise ContentError
