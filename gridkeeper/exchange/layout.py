"""What a batch file is made of: names, order, limits signed prefixes (FORMAT.md §2, §8, §13)."""

from __future__ import annotations

from typing import Literal

from gridkeeper.domain import wire

COVER = "cover.json"
SIGNATURE = "cover.sig"
ATTACHMENT = "attachment-"
PIECE = "piece-"

VOLUME_VERSION: Literal[3] = 3
"""Of a volume; a batch is of version 2, or 1 if it is without attachments."""

SIGNED_PREFIX = b"GridKeeper batch cover v1\0"
"""Stands before the cover in what is signed, so that the signature fits nothing else."""

VOLUME_PREFIX = b"GridKeeper volume cover v1\0"
"""The same for the cover of a volume."""

CHANGES_SIZE = 4 * 1024 * 1024
"""The writer closes a part with changes once its lines reach this many bytes."""

CHANGES_LIMIT = CHANGES_SIZE + wire.LINE_LIMIT
"""The most bytes of lines that a reader accepts in one part."""

MANIFEST_LIMIT = 16 * 1024 * 1024
"""The most bytes of an opened manifest, and of a cover."""

MARKS_LIMIT = 4 * 1024 * 1024
"""The most bytes of marks, of half a million lines; a batch with more has none."""

LACKING_LIMIT = 20_000
"""The most hashes of contents that a batch asks for, and the most contents that it brings."""

LINE_LEAST = 100
"""No change line has fewer bytes: two ids and a moment alone are 84."""

SEALED_LIMIT = CHANGES_LIMIT + 1024 * 1024
"""The most bytes of a sealed part; sealing adds less than a hundredth."""


def manifest_name(suffix: str = ".age") -> str:
    """Return the name of the manifest; the suffix is the envelope's."""
    return f"manifest.json.zst{suffix}"


def key_name(suffix: str = ".age") -> str:
    """Return the name of the key in an enrolment package."""
    return f"key{suffix}"


def changes_name(number: int, suffix: str = ".age") -> str:
    """Return the name of a part with changes, counted from 1."""
    return f"changes-{number:04}.jsonl.zst{suffix}"


def attachment_name(number: int, suffix: str = ".age") -> str:
    """Return the name of a part with what is in an attachment, counted from 1."""
    return f"{ATTACHMENT}{number:04}{suffix}"


def piece_name(number: int) -> str:
    """Return the name of a piece of a batch, counted from 1 through all its volumes."""
    return f"{PIECE}{number:06}"


def part_names(
    changes: int, attachments: int = 0, *, with_key: bool, suffix: str = ".age"
) -> tuple[str, ...]:
    """Return the names of all parts in their order."""
    return (
        *(changes_name(number + 1, suffix) for number in range(changes)),
        manifest_name(suffix),
        *((key_name(suffix),) if with_key else ()),
        *(attachment_name(number + 1, suffix) for number in range(attachments)),
    )
