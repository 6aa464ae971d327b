"""How a change is written: one canonical line, the same in the journal and in a batch.

The line is a JSON array without spaces, keys sorted:
`[id, record, kind, grid, lamport, author, office, claimed_at, creates, sets, bases]`. What a newer
program adds at its end is kept, because the line itself is what is stored and passed on. Journals
and batches chain the lines: each line's SHA-256 includes that of the line before.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from gridkeeper.domain import clock
from gridkeeper.domain.changes import Change

CHAIN_START = bytes(32)
"""The chain's value before the first line."""

HIGHEST_LAMPORT = 2**53 - 1
"""More than anybody can reach, and exact in every program that reads JSON."""

_encoder = msgspec.json.Encoder(order="sorted")
_ID_SIZE = 32

_Scalar = str | int | bool | None


class _Line(msgspec.Struct, array_like=True):
    """The line's fields in their order; msgspec checks their types."""

    id: str
    record: str
    kind: str
    grid: str
    lamport: int
    author: str
    office: int
    claimed_at: str
    creates: int
    sets: dict[str, _Scalar | dict[str, _Scalar]]
    bases: dict[str, list[str]]


_decoder = msgspec.json.Decoder(_Line)


def encode(change: Change) -> bytes:
    """Return a change's line, without a line feed."""
    return _encoder.encode(
        (
            change.id,
            change.record,
            change.kind,
            change.grid,
            change.lamport,
            change.author,
            int(change.office),
            change.claimed_at,
            int(change.creates),
            change.sets,
            change.bases,
        )
    )


def decode(line: bytes) -> Change:
    """Return the change that a line says.

    Raises:
        ValueError: Not such a line; the text says what is wrong with it.
    """
    try:
        found = _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    if len(found.id) != _ID_SIZE or len(found.record) != _ID_SIZE:
        message = "an id has the wrong length"
        raise ValueError(message)
    if not 0 <= found.lamport <= HIGHEST_LAMPORT:
        message = "the number is out of range"
        raise ValueError(message)
    clock.moment(found.claimed_at)
    return Change(
        found.id,
        found.record,
        found.kind,
        found.grid,
        found.lamport,
        found.author,
        bool(found.office),
        found.claimed_at,
        bool(found.creates),
        found.sets,
        found.bases,
    )


def chain(previous: bytes, line: bytes) -> bytes:
    """Return the chain's value after a line."""
    return hashlib.sha256(previous + line).digest()


def canonical(value: Any) -> bytes:  # noqa: ANN401 - anything that JSON can say
    """Return JSON without spaces and with sorted keys."""
    return _encoder.encode(value)


def parsed(text: str | bytes) -> Any:  # noqa: ANN401 - anything that JSON can say
    """Return what JSON says.

    Raises:
        ValueError: It is not JSON.
    """
    try:
        return msgspec.json.decode(text)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
