"""What a batch says about itself: the public cover, the sealed manifest, and what they are made of.

The field names here are the keys of the JSON in the file (FORMAT.md §3, §4). Keys that this
version does not know are passed over.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta

from gridkeeper.domain import wire
from gridkeeper.domain.replicas import Replica, Role  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from gridkeeper.domain.periods import Period
    from gridkeeper.exchange.keys import Keys

FORMAT = "gridkeeper-batch"
VERSION: Literal[1] = 1
ENVELOPE = "age-v1"

Kind = Literal["batch", "enrolment"]
BATCH: Kind = "batch"
ENROLMENT: Kind = "enrolment"

Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]


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

    replica: str
    role: Role
    name: str
    sign_public: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """What anyone may know about the recipient; the name is a unit's or grid's."""

    replica: str
    name: str


@dataclass(frozen=True, slots=True)
class Part:
    """A sealed part as it lies in the file.

    Attributes:
        sha256: Of its bytes, hexadecimal.
    """

    name: str
    size: Count
    sha256: Hash


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
    batch_id: str
    number: str
    sender: Sender
    recipient: Recipient
    numbers: Numbers
    counts: dict[str, Count]
    period: tuple[str, str] | None
    made_at: str
    software: str
    parts: tuple[Part, ...]
    envelope: str = ENVELOPE
    format: str = FORMAT
    version: Literal[1] = VERSION


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
    marks: str = ""
    returned: tuple[tuple[str, str], ...] = ()
    thanks: str = ""


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
        scope, returned, thanks: As in `Manifest`.
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


def introduce(keys: Keys, replica: str, secret_hex: str) -> Introduction:
    """Return a worker's introduction to the office that enrolled her."""
    proof = _proof(keys.sign_public, keys.seal_public, replica, secret_hex)
    return Introduction(keys.sign_public, keys.seal_public, proof)


def is_genuine(introduction: Introduction, replica: str, secret_hex: str) -> bool:
    """Whether the keys were introduced by whoever opened the package with this secret."""
    proof = _proof(introduction.sign_public, introduction.seal_public, replica, secret_hex)
    return hmac.compare_digest(proof.encode(), introduction.proof.encode())


def _proof(sign_public: str, seal_public: str, replica: str, secret_hex: str) -> str:
    message = wire.canonical(["gridkeeper introduction v1", replica, sign_public, seal_public])
    return hmac.new(bytes.fromhex(secret_hex), message, hashlib.sha256).hexdigest()
