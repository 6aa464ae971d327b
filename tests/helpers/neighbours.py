"""What an office and workers do to the people of the register, and what must hold of them then."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from gridkeeper.domain import kinds
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.register.duplicates import DuplicateService
from gridkeeper.services.register.events import Occasion, RegisterEventService
from gridkeeper.storage import tables
from tests.helpers.towns import OFFICE

if TYPE_CHECKING:
    from gridkeeper.domain.people import Person
    from gridkeeper.services.session import Session
    from tests.helpers.hands import Hands

DAY = Occasion(on=date(2026, 10, 1))


def people(session: Session) -> list[Any]:
    """Return the people whom a store knows and who are not deleted, merged ones too."""
    table = tables.records["person"]
    with session.store.reading() as unit:
        query = select(table.c.id).where(tables.present(table, unit.sight)).order_by(table.c.id)
        ids = list(unit.connection.scalars(query))
        held = unit.listing.some(kinds.PERSON, ids)
    return [held[one] for one in ids]


def arrive(hands: Hands, name: str) -> None:
    """Let somebody move in at a store that knows a home."""
    hands.made += 1
    session = hands.open(name)
    with session.store.reading() as unit:
        homes = unit.listing.where(kinds.HOUSEHOLD, ended_on=None)
    if homes:
        facts = {"name": "张伟", "remark": f"第{hands.made}人"}
        with suppress(InputInvalidError):
            RegisterEventService(session).move_in(homes[0].id, DAY, newcomers=[facts])


def merge(hands: Hands, name: str, place: int, to: int) -> None:
    """Let somebody at a store be read as another, if she is not already."""
    session = hands.open(name)
    found = people(session)
    if found:
        one, other = found[place % len(found)], found[to % len(found)]
        with suppress(InputInvalidError):
            DuplicateService(session).same_as(one.id, other.id)


def die(hands: Hands, name: str, place: int) -> None:
    """Let somebody at a store be dead, if she can be."""
    session = hands.open(name)
    found = people(session)
    if found:
        with suppress(InputInvalidError):
            RegisterEventService(session).die(found[place % len(found)].id, DAY)


def lost(hands: Hands) -> list[tuple[str, str]]:
    """Return who is read as somebody whom no list shows, or otherwise than at the office."""
    found = []
    at_office = {one.id: _read_as(hands.open(OFFICE), one) for one in people(hands.open(OFFICE))}
    for name in hands.alive:
        session = hands.open(name)
        known = people(session)
        with session.store.reading() as unit:
            shown = {one.id for one in unit.listing.all(kinds.PERSON)}
        for one in known:
            read_as = _read_as(session, one)
            sees_all = at_office.get(one.id) in {other.id for other in known}
            if read_as not in shown or (sees_all and read_as != at_office[one.id]):
                found.append((name, one.id))
    return found


def _read_as(session: Session, one: Person) -> str:
    with session.store.reading() as unit:
        return unit.listing.survivors([one.id])[one.id]
