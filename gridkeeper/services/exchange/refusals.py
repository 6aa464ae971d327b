"""Files that were refused: their names, when and why; nothing of what is in them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.errors import DiskFullError, FileUnwritableError, GridKeeperError
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.storage import audit
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from gridkeeper.services.exchange.batch_outcomes import Outcome
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_ACTION = "batch refused"
_MOST = 200
_OF_THE_PLACE = frozenset({DiskFullError.code, FileUnwritableError.code})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was refused.

    Attributes:
        file: Its name.
        at: In local time.
        reason: As it was said then.
    """

    file: str
    at: datetime
    reason: str


def remember(session: Session, outcomes: Iterable[Outcome]) -> None:
    """Note which files were refused, once a day each; nothing where nothing may be written.

    A file for somebody else, or one whose other volumes have not come, is none of them, nor one for
    which the store had no room: that is not its fault, and nothing can be noted then.
    """
    refused = [one for one in outcomes if one.refused and _at_fault(one)]
    wanted = {one.file: reason(one) for one in refused if not one.is_incomplete}
    if not wanted or session.store.looking:
        return
    day = session.today()
    with suppress(GridKeeperError), session.store.writing() as unit:
        known = {(one.file, one.reason) for one in refusals(unit) if one.at.date() == day}
        for file, why in wanted.items():
            if (file, why) not in known:
                detail = {"file": file, "reason": why}
                unit.note(clock.stamp(session.now()), _ACTION, detail)
    session.changes.tell(Changed(frozenset({BATCH})))


def _at_fault(outcome: Outcome) -> bool:
    of_the_store = outcome.code in _OF_THE_PLACE or outcome.code.startswith("store.")
    return not outcome.for_others and not of_the_store


def refusals(unit: Unit) -> list[Refusal]:
    """Return the last files that were refused, the newest first."""
    return [
        Refusal(
            str(one.detail["file"]),
            clock.local(clock.moment(one.at)),
            str(one.detail["reason"]),
        )
        for one in islice(audit.noted(unit.connection, [_ACTION]), _MOST)
    ]


def reason(outcome: Outcome) -> str:
    """Return why a file was refused, without its name where the sentence begins with it."""
    place, mark, said = outcome.refused.partition(pick("：", ": "))
    names_it = bool(mark) and place.replace("\\", "/").rpartition("/")[2] == outcome.file
    return said if names_it else outcome.refused
