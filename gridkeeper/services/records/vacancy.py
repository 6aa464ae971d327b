"""A dwelling that is empty by the register is so no more once somebody lives there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain import kinds
from gridkeeper.domain.households import Household, is_open
from gridkeeper.domain.people import Person, lives_there
from gridkeeper.domain.plans import EMPTY, GONE_CLASSES, LIVES_ELSEWHERE

if TYPE_CHECKING:
    from gridkeeper.domain.places import Dwelling
    from gridkeeper.domain.records import Record
    from gridkeeper.services.session import Work

_AWAY = frozenset({*GONE_CLASSES, LIVES_ELSEWHERE})


def end(work: Work, record: Record) -> None:
    """Let the dwelling say nothing of its use any more, if a record says that it is lived in.

    No visit to an empty one would ever be due; how it is used now, nobody has said yet.

    Args:
        work: The caller's transaction; the record is saved in it.
        record: A household, or somebody who lives in one; of all others nothing follows.
    """
    listing = work.unit.listing
    home = cast("Household | None", listing.get(kinds.HOUSEHOLD, _home(record)))
    if home is None or home.deleted or not is_open(home):
        return
    dwelling = cast("Dwelling | None", listing.get(kinds.DWELLING, home.dwelling_id))
    if dwelling is not None and dwelling.use == EMPTY:
        work.change(dwelling, use=None)
        work.save()


def _home(record: Record) -> str | None:
    """Return the household that a record says is there; None where it says nothing of it."""
    if isinstance(record, Household):
        return record.id
    if isinstance(record, Person) and lives_there(record) and record.resident_class not in _AWAY:
        return record.household_id
    return None
