"""What lies in a building, a dwelling or a household moves along when that gets another grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Work

_WITHIN: Mapping[str, tuple[tuple[Kind, str], ...]] = {
    "building": ((kinds.DWELLING, "building_id"),),
    "dwelling": ((kinds.HOUSEHOLD, "dwelling_id"),),
    "household": ((kinds.PERSON, "household_id"), (kinds.REGISTER_EVENT, "household_id")),
    "person": tuple(
        (kind, "person_id")
        for kind in (kinds.PERSON_TAG, kinds.REGISTER_EVENT, kinds.CONSENT, kinds.DISTINCTION)
    ),
}
"""The kinds that lie in a record of a kind, each with its field that says where."""


def move_along(work: Work, record: Record, before: str | None) -> None:
    """Give what lies in a record its grid, in the caller's transaction.

    What lay in another grid than the record did stays there, with all that lies in it.

    Args:
        work: The caller's transaction; the record is saved in it.
        record: As it is now.
        before: The grid that it had.
    """
    if record.grid_id in (None, before):
        return
    for one in work.unit.listing.where(kinds.ATTACHMENT, owner_id=record.id):
        if one.grid_id in (None, before):
            work.change(one, grid_id=record.grid_id)
    for kind, field in _WITHIN.get(kind_of(record).name, ()):
        for one in work.unit.listing.where(kind, **{field: record.id}):
            if one.grid_id in (None, before):
                move_along(work, work.change(one, grid_id=record.grid_id), one.grid_id)
