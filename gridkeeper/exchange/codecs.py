"""Change lines and canonical JSON: the same values, the same bytes, on every computer.

A line is the canonical form of one change (FORMAT.md §5). The journal keeps it as it came and
passes it on as it came, so that what a newer program adds survives the journey through this one;
`decode` looks only at the elements that this version knows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta

from gridkeeper.domain import ids
from gridkeeper.domain.changes import Change

if TYPE_CHECKING:
    from gridkeeper.domain.changes import GroupValue

CHAIN_START = bytes(32)
"""What stands before the first change of a chain."""

LINE_LIMIT = 16 * 1024 * 1024
"""The most bytes a line may have."""

UNREADABLE = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
"""What msgspec raises on bytes that are not the JSON that was asked for."""

_ELEMENTS = (
    "id",
    "record",
    "kind",
    "grid",
    "lamport",
    "author",
    "office",
    "claimed_at",
    "creates",
    "sets",
    "bases",
)

# SQLite and PostgreSQL keep 64 bits.
_Number = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
_Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
_Stored = str | _Number | bool | None


class _Line(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The elements of a line that this version knows; further ones are passed over."""

    id: str
    record: str
    kind: Annotated[str, Meta(min_length=1)]
    grid: str
    lamport: _Count
    author: str
    office: Literal[0, 1]
    claimed_at: str
    creates: Literal[0, 1]
    sets: dict[str, str | _Number | bool | dict[str, _Stored] | None]
    bases: dict[str, tuple[str, ...]]


class _Kind(msgspec.Struct, array_like=True, frozen=True, gc=False):
    id: str
    record: str
    kind: str


def _plain(value: object) -> dict[Any, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    message = f"a {type(value).__name__} cannot stand in a batch"
    raise TypeError(message)


_canonical = msgspec.json.Encoder(order="sorted", enc_hook=_plain)
_lines = msgspec.json.Decoder(_Line)
_kinds = msgspec.json.Decoder(_Kind)


class LineError(ValueError):
    """A line is not a change.

    Attributes:
        place: The element that is wrong by name, or "line".
    """

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place


def canonical_json(value: object) -> bytes:
    """Return the one JSON text of a value: sorted keys, no spaces, UTF-8.

    Raises:
        TypeError: Holds something that JSON cannot say.
    """
    return _canonical.encode(value)


def encode(change: Change) -> bytes:
    """Return the canonical line of a change, without a line end."""
    return _canonical.encode(
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
    """Return the change of a line.

    Raises:
        LineError: Not JSON, too short, a wrong type, or an id that is none.
    """
    try:
        found = _lines.decode(line)
    except UNREADABLE as error:
        raise LineError(_place(str(error)), str(error)) from error
    is_id = ids.is_id
    if not is_id(found.id):
        raise LineError("id", "not an id")
    if not is_id(found.record):
        raise LineError("record", "not an id")
    for bases in found.bases.values():
        for base in bases:
            if not is_id(base):
                raise LineError("bases", "not an id")
    sets: Mapping[str, GroupValue] = found.sets
    return Change(
        found.id,
        found.record,
        found.kind,
        found.grid,
        found.lamport,
        found.author,
        found.office == 1,
        found.claimed_at,
        found.creates == 1,
        sets,
        found.bases,
    )


def kind_of(line: bytes) -> str:
    """Return the kind of a line's record, looking no further than needed.

    Raises:
        LineError: Not a JSON array that begins with three texts.
    """
    try:
        return _kinds.decode(line).kind
    except UNREADABLE as error:
        raise LineError(_place(str(error)), str(error)) from error


def chain(previous: bytes, line: bytes) -> bytes:
    """Return the chain hash after a line, from the one before it."""
    return hashlib.sha256(previous + line).digest()


def _place(problem: str) -> str:
    """Return the name of the element that a message of msgspec is about."""
    found = re.search(r"`\$\[(\d+)\]", problem)
    return _ELEMENTS[int(found[1])] if found else "line"
