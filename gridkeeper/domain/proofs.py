"""What a page proves about a store's journal up to a place, and the short code that stands for it.

The page names for each stream of batches how far it went and the mark of that place: who has the
other store's page compares them by eye. The code stands for the whole journal up to the place, so
that the store itself can be asked later whether it still begins with exactly these changes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain.ids import CODE_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gridkeeper.domain.replicas import Replica

PLACE_BITS = 30
DIGEST_BITS = 70
LETTERS = (PLACE_BITS + DIGEST_BITS) // 5
GROUP = 4
"""So many letters of a code stand together."""

_PURPOSE = b"GridKeeper proof v1\0"


@dataclass(frozen=True, slots=True)
class Stream:
    """What went one way between two stores, up to a day.

    Attributes:
        outgoing: Whether it went from this store.
        batches: How many files.
        last: The number of the last file; `day` is when it was written or taken in.
        upto: Up to which of the sender's numbers the files go.
        mark: The chain of the sender's changes at that number, or, from an office, the id of the
            last file; hexadecimal. Both sides have the same.
        chained: Whether the mark is a chain.
        counts: Changes by kind that came or went, each once; empty where only a choice went.
    """

    outgoing: bool
    batches: int
    last: str
    day: date
    upto: int
    mark: str
    chained: bool
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeerProof:
    """With whom, and what went which way."""

    name: str
    series: str
    streams: tuple[Stream, ...]


@dataclass(frozen=True, slots=True)
class BatchProof:
    """One file that went to or fro; `changes` is how many were in it."""

    day: date
    outgoing: bool
    peer: str
    number: str
    first: int
    last: int
    changes: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What the page says.

    Attributes:
        day: Up to which day.
        place: How many changes the journal had then.
        digest: Of these changes, hexadecimal; `code` is the short form of it.
        counts: These changes by kind.
        batches: The last files, the newest first; `earlier` is how many more there were.
    """

    replica: Replica
    day: date
    place: int
    digest: str
    code: str
    counts: Mapping[str, int]
    peers: tuple[PeerProof, ...]
    batches: tuple[BatchProof, ...]
    earlier: int = 0


def digest(replica: str, lines: Iterable[bytes]) -> bytes:
    """Return the digest of a journal's lines in their order."""
    running = hashlib.sha256(_PURPOSE + replica.encode())
    for line in lines:
        running.update(len(line).to_bytes(4, "big") + line)
    return running.digest()


def code(place: int, digested: bytes) -> str:
    """Return the short code of a place in a journal, in groups of four letters.

    Raises:
        ValueError: The place is beyond what the code can say.
    """
    if not 0 <= place < 1 << PLACE_BITS:
        message = f"a code cannot say {place}"
        raise ValueError(message)
    number = place << DIGEST_BITS | _first_bits(digested)
    letters = "".join(
        CODE_LETTERS[number >> shift & 31] for shift in range(5 * (LETTERS - 1), -1, -5)
    )
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def wrong_letters(right: str, typed: str) -> list[int]:
    """Return which letters of a typed code differ, from 0; hyphens do not count."""
    plain = right.replace("-", "")
    pairs = zip(plain, typed.replace("-", ""), strict=True)
    return [number for number, (one, other) in enumerate(pairs) if one != other]


def place_of(normal: str) -> int | None:
    """Return the place that a code names, typed without hyphens; None if it is no code."""
    if len(normal) != LETTERS or any(letter not in CODE_LETTERS for letter in normal):
        return None
    number = 0
    for letter in normal:
        number = number << 5 | CODE_LETTERS.index(letter)
    return number >> DIGEST_BITS


def grouped(mark: str, size: int = 4) -> list[str]:
    """Return a mark in groups that an eye can compare."""
    return [mark[start : start + size] for start in range(0, len(mark), size)]


def _first_bits(digested: bytes) -> int:
    return int.from_bytes(digested, "big") >> 8 * len(digested) - DIGEST_BITS
