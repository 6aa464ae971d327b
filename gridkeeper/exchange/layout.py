"""What a batch file is made of: names, order, limits and the signed prefix (FORMAT.md §2, §8)."""

from __future__ import annotations

from gridkeeper.domain import wire

COVER = "cover.json"
SIGNATURE = "cover.sig"
MANIFEST = "manifest.json.zst.age"
KEY = "key.age"

SIGNED_PREFIX = b"GridKeeper batch cover v1\0"
"""Stands before the cover in what is signed, so that the signature fits nothing else."""

CHANGES_SIZE = 4 * 1024 * 1024
"""The writer closes a part with changes once its lines reach this many bytes."""

CHANGES_LIMIT = CHANGES_SIZE + wire.LINE_LIMIT
"""The most bytes of lines that a reader accepts in one part."""

MANIFEST_LIMIT = 16 * 1024 * 1024
"""The most bytes of an opened manifest, and of a cover."""

MARKS_LIMIT = 4 * 1024 * 1024
"""The most bytes of marks, of half a million lines; a batch with more has none."""

SEALED_LIMIT = 2 * CHANGES_LIMIT
"""The most bytes of a sealed part; sealing adds a few hundred."""


def changes_name(number: int) -> str:
    """Return the name of a part with changes, counted from 1."""
    return f"changes-{number:04}.jsonl.zst.age"


def part_names(changes: int, *, with_key: bool) -> tuple[str, ...]:
    """Return the names of all parts in their order."""
    names = (*(changes_name(number + 1) for number in range(changes)), MANIFEST)
    return (*names, KEY) if with_key else names
