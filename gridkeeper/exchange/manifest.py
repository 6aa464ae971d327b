"""What a batch says about itself: the public cover, the sealed manifest, and what they are made of.

The field names here are the keys of the JSON in the file (FORMAT.md §3, §4). Keys that this
version does not know are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import UNSET, Meta, UnsetType

from gridkeeper.domain import wire
from gridkeeper.domain.attachments import LIMIT
from gridkeeper.domain.replicas import Replica, Role  # noqa: TC001 - msgspec reads the annotations
from gridkeeper.exchange import envelopes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.domain.periods import Period

    Enclosing = Callable[[], Sequence[tuple["Enclosed", Callable[[], bytes]]]]

FORMAT: Literal["gridkeeper-batch"] = "gridkeeper-batch"
Kind = Literal["batch", "enrolment"]
BATCH: Kind = "batch"
ENROLMENT: Kind = "enrolment"

Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Id = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Words = Annotated[str, Meta(max_length=1000)]
Marks = Annotated[str, Meta(pattern=r"\A[0-9a-f]*\Z")]
Mark = Annotated[str, Meta(pattern=r"\A[0-9a-f]{16}\Z")]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which of the sender's changes a batch carries.

    Attributes:
        epoch: The sender's incarnation.
        whole: Whether the lines are all of the sender's own changes from `first` to `last`, in
            order; then `last` is counted while writing, and one line less than `first` is none.
    """

    epoch: Count
    first: Count
    last: Count
    whole: bool


@dataclass(frozen=True, slots=True)
class Ack:
    """What the sender has received from a replica: everything up to a number.

    Attributes:
        chain: That replica's chain hash at `upto`, hexadecimal; the batch that led there, where its
            batches are a choice.
    """

    replica: str
    epoch: Count
    upto: Count
    chain: str


@dataclass(frozen=True, slots=True)
class Resend:
    """That the sender asks the recipient for all its changes from a number on, once more.

    Attributes:
        epoch: The recipient's incarnation that is meant.
        first: The first number that is missing.
    """

    epoch: Count
    first: Count


@dataclass(frozen=True, slots=True)
class Introduction:
    """A worker's public keys, in each of her batches.

    Attributes:
        proof: Shows that whoever owns the keys opened the enrolment package, hexadecimal.
    """

    sign_public: str
    seal_public: str
    proof: str


@dataclass(frozen=True, slots=True)
class Package:
    """What only an enrolment carries; the office itself is the manifest's sender and signer.

    Attributes:
        worker: Who the new store will be.
        seal_public: The age recipient of the office.
        secret: What the worker's introduction must prove to know, hexadecimal.
        policies: The office's rules, row by row, as the service wrote them.
    """

    worker: Replica
    seal_public: str
    secret: str = field(repr=False)
    policies: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Sender:
    """What anyone may know about the sender.

    Attributes:
        name: Of the unit or grid, never of a person.
        sign_public: The Ed25519 key that the cover is signed with, hexadecimal.
    """

    replica: Id
    role: Role
    name: Words
    sign_public: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """What anyone may know about the recipient; the name is a unit's or grid's."""

    replica: Id
    name: Words


@dataclass(frozen=True, slots=True)
class Part:
    """A sealed part as it lies in the file.

    Attributes:
        sha256: Of its bytes, hexadecimal.
        sm3: The same by SM3, in the envelope `gm-v1` only.
    """

    name: str
    size: Count
    sha256: Hash
    sm3: Hash | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Cover:
    """The public face of a batch.

    Attributes:
        kind: `BATCH` or `ENROLMENT`.
        number: What people call the batch.
        counts: Changes by kind of record.
        period: First and last day that it is about, if it is about days.
        made_at: The sender's clock, stamped.
        parts: In the order in which they lie in the file.
    """

    kind: Kind
    batch_id: Id
    number: Words
    sender: Sender
    recipient: Recipient
    numbers: Numbers
    counts: dict[str, Count]
    period: tuple[str, str] | None
    made_at: str
    software: Words
    parts: tuple[Part, ...]
    envelope: str = envelopes.AGE
    format: str = FORMAT
    version: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What is in an attachment, as a batch brings it.

    Attributes:
        sha256: Of the opened content, hexadecimal; `size` in bytes.
    """

    sha256: Hash
    size: Annotated[int, Meta(ge=0, le=LIMIT)]


@dataclass(frozen=True, slots=True)
class Content:
    """What a part with changes holds once it is opened.

    Attributes:
        size: In bytes, line ends included.
    """

    lines: Count
    size: Count


@dataclass(frozen=True, slots=True)
class Manifest:
    """The sealed inside of a batch, complete but for the changes themselves.

    Attributes:
        cover: The cover as far as it was known when the manifest was sealed: everything but the
            manifest's own part and the key's. It must agree with the one outside.
        sender: The sender as the recipient may know it, with the person's name.
        contents: Of the parts with changes, in their order.
        chain_before: The chain hash before the first line, hexadecimal.
        chain_after: The chain hash after the last line, hexadecimal.
        notes: Sentences of the sender for whoever imports.
        scope: From an office: ids of the grids that the recipient looks after from now on.
        marks: From an office: of each line its mark (`gridkeeper.exchange.marks`), hexadecimal, one
            after the other; "" if there are too many.
        returned: From a worker: lines that her office has lost, with their marks in hexadecimal.
        thanks: From an office: the last batch of the recipient that returned something; "" if none.
        resend: From an office: what it asks the recipient to hand in again.
        undone: From an office: ids of the recipient's batches that it has taken back; None where a
            program does not say.
        attachments: What the parts after the manifest hold, in their order.
        lacking: Hashes of the contents that the sender knows of and has not; None where a program
            does not know what attachments are.
    """

    cover: Cover
    sender: Replica
    acks: tuple[Ack, ...]
    contents: tuple[Content, ...]
    chain_before: Hash
    chain_after: Hash
    introduction: Introduction | None = None
    package: Package | None = None
    notes: tuple[str, ...] = ()
    scope: tuple[str, ...] | None = None
    marks: Marks = ""
    returned: tuple[tuple[str, Mark], ...] = ()
    thanks: str = ""
    resend: Resend | None = None
    undone: tuple[Id, ...] | None = None
    attachments: tuple[Enclosed, ...] = ()
    lacking: tuple[Hash, ...] | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a service hands to the writer, besides the lines.

    Attributes:
        number: What people will call the batch.
        recipient_name: Stands on the public cover: a unit's or grid's, never a person's.
        numbers: If whole, `last` need not be right: the writer counts.
        made_at: Stamped, as `gridkeeper.domain.clock.stamp` does.
        chain_before: Hexadecimal; leave it out unless the numbers are whole.
        package: Makes it an enrolment.
        scope, returned, thanks, resend, undone, lacking: As in `Manifest`.
        enclosed: Asked, after all lines were written, what comes along besides them, each content
            once, and how to read it.
    """

    batch_id: str
    number: str
    sender: Replica
    recipient_id: str
    recipient_name: str
    numbers: Numbers
    made_at: str
    software: str
    period: Period | None = None
    acks: tuple[Ack, ...] = ()
    chain_before: str = wire.CHAIN_START.hex()
    introduction: Introduction | None = None
    package: Package | None = None
    notes: tuple[str, ...] = ()
    scope: tuple[str, ...] | None = None
    returned: tuple[tuple[str, str], ...] = ()
    thanks: str = ""
    resend: Resend | None = None
    undone: tuple[str, ...] | None = None
    lacking: tuple[str, ...] | None = None
    enclosed: Enclosing = tuple
