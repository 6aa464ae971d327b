"""The only door to chance.

An id is a UUIDv7 (RFC 9562) as 32 lower-case hexadecimal digits: ids made later sort later, so the
journal's index grows at its end.
"""

from __future__ import annotations

import os
import re
import threading
import time

_lock = threading.Lock()
_last = 0

PATTERN = r"[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}"
"""What an id looks like, as a regular expression."""

_id = re.compile(PATTERN)

# Crockford's letters without I, L, O, U: what is read aloud over a telephone is not misheard.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> str:
    """Return a new id; two calls in one process never return ids out of order."""
    global _last  # noqa: PLW0603 - one counter a process is what makes ids ordered
    with _lock:
        # 48 bits of milliseconds and 12 bits of their fraction, as RFC 9562 method 3 allows.
        ticks = time.time_ns() * 4096 // 1_000_000
        _last = ticks = max(ticks, _last + 1)
    chance = int.from_bytes(os.urandom(8)) & 0x3FFFFFFFFFFFFFFF
    whole = (ticks >> 12) << 80 | 0x7 << 76 | (ticks & 0xFFF) << 64 | 0x2 << 62 | chance
    return id_of(whole)


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return _id.fullmatch(text) is not None


def number_of(known_id: str) -> int:
    """Return an id as a number: a million of them take half the room, and sort alike."""
    return int(known_id, 16)


def id_of(number: int) -> str:
    """Return the id that a number stands for."""
    return f"{number:032x}"


def new_code(letters: int = 12) -> str:
    """Return a one-time code that can be told by voice, 5 bits a letter, in groups of four."""
    drawn = "".join(CODE_LETTERS[byte & 31] for byte in os.urandom(letters))
    return "-".join(drawn[start : start + 4] for start in range(0, letters, 4))


def next_epoch(after: int) -> int:
    """Return an incarnation after another one; copies of a store do not begin the same one."""
    return after + 1 + int.from_bytes(os.urandom(2))


def new_secret(size_bytes: int = 32) -> bytes:
    """Return random bytes that are fit for a key."""
    return os.urandom(size_bytes)
