"""What came, or would come, of one file that was to be taken in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridkeeper.errors import (
    BatchForOtherError,
    BatchGapError,
    BatchPackageError,
    BatchUnexpectedError,
    BatchVolumesMissingError,
    GridKeeperError,
)
from gridkeeper.progress import CancelledError
from gridkeeper.services.attachments.contents import NOTHING, Shared
from gridkeeper.services.exchange import gathering
from gridkeeper.services.exchange.undone_there import Turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from gridkeeper.services.exchange.differences import Difference

_FOR_OTHERS = {BatchForOtherError.code, BatchPackageError.code}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came, or would come, of one file.

    Attributes:
        refused: The sentence why nothing was taken from it; "" if it was.
        fault: Where it happened, if nobody foresaw why; for whoever looks after the program.
        seen: Whether it was taken in before; then nothing happened.
        undone: The batch's id, if it was taken in before and is taken back at present.
        same: The file of this round that has the same in it; "" if it was taken in earlier.
        new: Changes that were not known.
        known: Changes that had come another way.
        returned: Changes that this office had lost and is given back.
        released: Changes that were put aside earlier and could be taken in now.
        created: Records that came into being, by kind.
        changed: Records that changed, by kind.
        differences: The first of them, field by field.
        arrived: Kinds of the first that came into being, and what they are called, masked.
        conflicts: Kind, record and group of what is in conflict because of it.
        quarantined: Lines that were put aside, with the field that is wrong.
        confirmed: Up to which of this store's numbers the sender has received everything.
        confirmed_on: The day of the last batch of which the sender has received everything.
        gained: Names of the grids that one looks after from now on, and did not before.
        lost: Names of those that one looks after no longer.
        keeps: Whether others stay one's own.
        wanted: From which of this store's numbers on the sender asks for all once more; 0 if it
            does not ask.
        turned: Which batches of this store the sender has taken back, or lets count again.
        contents: How many photos and documents came with it.
        shared: How many of those that concern the sender are here now.
    """

    file: str
    number: str = ""
    sender: str = ""
    refused: str = ""
    code: str = ""
    fault: str = ""
    seen: bool = False
    undone: str = ""
    same: str = ""
    new: int = 0
    known: int = 0
    returned: int = 0
    released: int = 0
    created: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    arrived: tuple[tuple[str, str], ...] = ()
    conflicts: tuple[tuple[str, str, str], ...] = ()
    quarantined: tuple[tuple[int, str], ...] = ()
    confirmed: int = 0
    confirmed_on: date | None = None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    keeps: bool = False
    wanted: int = 0
    turned: Turned = field(default_factory=Turned)
    contents: int = 0
    shared: Shared = NOTHING

    @property
    def for_others(self) -> bool:
        """Whether it is sound, but for somebody else; in a shared folder such files are usual."""
        return self.code in _FOR_OTHERS

    @property
    def is_incomplete(self) -> bool:
        """Whether it is sound, but volumes that belong to it have not arrived yet."""
        return self.code == BatchVolumesMissingError.code


def compared(outcome: Outcome, earlier: Iterable[Outcome]) -> Outcome:
    """Say of what was seen whether that was in this round."""
    if not outcome.seen:
        return outcome
    found = (one.file for one in earlier if one.number == outcome.number and not one.seen)
    return replace(outcome, same=next(found, ""))


def counts(ids: Mapping[str, set[int]]) -> dict[str, int]:
    """Return how many records there are of each kind that has any."""
    return {kind: len(records) for kind, records in sorted(ids.items()) if records}


def refused(path: Path, error: Exception) -> Outcome:
    """Return what is said of a file that failed; whatever it was, the others go on.

    Raises:
        CancelledError: It was that: the person stops the others too.
    """
    if isinstance(error, CancelledError):
        raise error
    if isinstance(error, GridKeeperError):
        # Who sent it is proved when something is missing before it, and not before that.
        sender = str(error.places["sender"]) if isinstance(error, BatchGapError) else ""
        return Outcome(path.name, sender=sender, refused=str(error), code=error.code)
    said = BatchUnexpectedError(file=path.name)
    fault = gathering.whereabouts(error)
    return Outcome(path.name, refused=str(said), code=said.code, fault=fault)
