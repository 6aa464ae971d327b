"""Where people go who move here: a household, behind a door that may be new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import addresses
from gridkeeper.domain.households import Household
from gridkeeper.services.records import doors
from gridkeeper.services.register.rules import refuse
from gridkeeper.texts import _

if TYPE_CHECKING:
    from gridkeeper.domain.places import Dwelling
    from gridkeeper.services.records.surroundings import Surroundings
    from gridkeeper.services.session import Work


def made(
    work: Work, around: Surroundings, door: str, beside: Household | None, head: str
) -> Household:
    """Make a household behind a door, also where others live there already.

    Args:
        work: The caller's transaction; the household is saved in it.
        around: Of that transaction.
        door: As `3-2-501`; "" for the door of `beside`.
        beside: The household that people leave; None for people who come from elsewhere.
        head: Id of the person who is its head; "" where that is to be said yet.

    Raises:
        InputInvalidError: The door is none, or may be several, or others live there already and
            nobody leaves them.
    """
    if door:
        known = doors.dwellings(work.unit, addresses.parse(door))
        if not known or beside is None:
            problem = doors.cannot_be_made(work.unit, door)
            if problem:
                refuse(door, problem.text)
            return doors.make_home(work, door, around.only_grid, head or None)
        behind = _one(door, known)
        dwelling_id, grid = behind.id, behind.grid_id
    else:
        dwelling_id, grid = (beside.dwelling_id or "", beside.grid_id) if beside else ("", None)
    home = Household(
        id=work.pen.new_id(), grid_id=grid, dwelling_id=dwelling_id or None, head_id=head or None
    )
    work.create(home)
    work.save()
    return home


def dwelling(work: Work, around: Surroundings, door: str) -> Dwelling:
    """Return the dwelling behind a door, made where it is new.

    Raises:
        InputInvalidError: The door is none, or may be several.
    """
    known = doors.dwellings(work.unit, addresses.parse(door))
    if known:
        return _one(door, known)
    problem = doors.cannot_be_made(work.unit, door)
    if problem:
        refuse(door, problem.text)
    return doors.make_dwelling(work, door, around.only_grid)


def _one(door: str, known: list[Dwelling]) -> Dwelling:
    if len(known) > 1:
        refuse(door, _("several doors are called so; write the compound and the building too"))
    return known[0]
