"""How a change is written: one canonical line, the same in the journal and in a batch.

The line is a JSON array (`gridkeeper/exchange/FORMAT.md` §5). The journal keeps it as it came and
passes it on as it came, so that what a newer program adds at its end survives the journey through
this one; `decode` looks only at the elements that this version knows. Journals and batches chain
their lines: the hash of each includes that of the line before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from itertools import islice
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from gridkeeper.domain import clock, ids
from gridkeeper.domain.changes import Change

CHAIN_START = bytes(32)
"""The chain's value before the first line."""

HIGHEST_LAMPORT = 2**53 - 1
"""More than anybody can reach, and exact in every program that reads JSON."""

LINE_LIMIT = 16 * 1024 * 1024
"""The most bytes a line may have."""

VALUES_LIMIT = 2**20
"""The most texts and marks of structure that a document may have: each becomes an object."""

_LONG_LINE = 64 * 1024
_LINE_VALUES = 2**17
_VALUES = re.compile(rb'"(?:[^"\\]++|\\[\s\S]?)*+"?|[,\[{]')

UNREADABLE = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
"""What msgspec raises on bytes that are not the JSON that was asked for."""

ELEMENTS = (
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
"""What stands in a line, in order."""

# SQLite and PostgreSQL keep 64 bits.
_Number = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
_Stored = str | _Number | bool | None


class _Line(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """The elements of a line that this version knows; further ones are passed over."""

    id: str
    record: str
    kind: Annotated[str, Meta(min_length=1)]
    grid: str
    lamport: Annotated[int, Meta(ge=0, le=HIGHEST_LAMPORT)]
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
    message = f"a {type(value).__name__} cannot stand in a line"
    raise TypeError(message)


_encoder = msgspec.json.Encoder(order="sorted", enc_hook=_plain)
_lines = msgspec.json.Decoder(_Line)
_kinds = msgspec.json.Decoder(_Kind)
_all_ids = re.compile(rf"{ids.PATTERN}(?: {ids.PATTERN})*").fullmatch


class LineError(ValueError):
    """A line is not a change.

    Attributes:
        place: The element that is wrong by name, or "line".
    """

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place


def encode(change: Change) -> bytes:
    """Return the canonical line of a change, without a line end."""
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
    """Return the change of a line.

    Raises:
        LineError: Not JSON, too short, a wrong type, an id or a moment that is none; or so many
            values that nobody ever wrote it.
    """
    if len(line) > _LONG_LINE and is_crowded(line, _LINE_VALUES):
        raise LineError("line", "too many values")
    try:
        found = _lines.decode(line)
    except UNREADABLE as error:
        raise LineError(_place(str(error)), str(error)) from error
    _check(found)
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
        found.sets,
        found.bases,
    )


def _check(found: _Line) -> None:
    """Refuse ids and moments that are none; one look at all ids, since lines come in millions."""
    bases = [base for named in found.bases.values() for base in named]
    together = " ".join((found.id, found.record, *bases))
    if len(together) != 33 * (len(bases) + 2) - 1 or not _all_ids(together):
        places = (("id", found.id), ("record", found.record), *(("bases", base) for base in bases))
        wrong = next(place for place, text in places if not ids.is_id(text))
        raise LineError(wrong, "not an id")
    try:
        clock.moment(found.claimed_at)
    except ValueError as error:
        raise LineError("claimed_at", "not a moment") from error


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
    """Return the chain's value after a line."""
    return hashlib.sha256(previous + line).digest()


def canonical(value: object) -> bytes:
    """Return the one JSON text of a value: sorted keys, no spaces, UTF-8.

    Raises:
        TypeError: Holds something that JSON cannot say.
    """
    return _encoder.encode(value)


def is_crowded(text: bytes, most: int = VALUES_LIMIT) -> bool:
    """Whether JSON says more than so many values, looking no further than needed.

    What is parsed takes many times the room of its text if it is made of little else than commas;
    so it is counted before.
    """
    if sum(map(text.count, (b",", b"[", b"{"))) + text.count(b'"') // 2 <= most:
        return False
    return next(islice(_VALUES.finditer(text), most, None), None) is not None


def parsed(text: str | bytes) -> Any:  # noqa: ANN401 - anything that JSON can say
    """Return what JSON says.

    Raises:
        ValueError: It is not JSON.
    """
    try:
        return msgspec.json.decode(text)
    except UNREADABLE as error:
        raise ValueError(str(error)) from error


def _place(problem: str) -> str:
    """Return the name of the element that a message of msgspec is about."""
    found = re.search(r"`\$\[(\d+)\]", problem)
    return ELEMENTS[int(found[1])] if found else "line"
