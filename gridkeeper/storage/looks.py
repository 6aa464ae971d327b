"""What tells people apart, read for comparing them with each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from gridkeeper.domain.identity_numbers import upgraded_if_old
from gridkeeper.domain.likeness import Looks, swapped
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection, Row, Select

_COLUMNS = ("id", "name", "birth", "id_number", "phone")


class LooksReader:
    """Reads people inside the caller's transaction; who is read as another is left out."""

    def __init__(self, connection: Connection, sight: Collection[str]) -> None:
        self._connection = connection
        self._sight = sight

    def everybody(self) -> list[Looks]:
        """Return all of them, the oldest id first."""
        person = tables.records["person"]
        return self._read(self._query().order_by(person.c.id))

    def near(self, one: Looks) -> list[Looks]:
        """Return those who may be one and the same with somebody, by what can be looked up."""
        person, home = tables.records["person"], tables.records["household"]
        numbers = [one.number, *swapped(one.number)] if one.number else []
        numbers.append(one.number[:6] + one.number[8:17])  # as it was written before 2000
        ids = self._connection.scalars(
            select(person.c.id).where(
                or_(person.c.name == one.name, person.c.id_number.in_(numbers))
            )
        ).all()
        homes = self._connection.scalars(
            select(home.c.id).where(
                home.c.dwelling_id == one.door, tables.living(home, self._sight)
            )
        ).all()
        wanted = statements.id_in(person.c.id)
        lives_there = person.c.household_id.in_(homes)
        query = self._query().where(or_(wanted, lives_there), person.c.id != one.id)
        return self._read(query.order_by(person.c.id), statements.ids(ids))

    def some(self, person_ids: Sequence[str]) -> list[Looks]:
        """Return some of them, by their ids."""
        query = self._query().where(statements.id_in(tables.records["person"].c.id))
        return self._read(query, statements.ids(person_ids))

    def _query(self) -> Select[Any]:
        person, home = tables.records["person"], tables.records["household"]
        beside = home.c.id == person.c.household_id
        return (
            select(*(person.c[name] for name in _COLUMNS), home.c.dwelling_id)
            .select_from(person.outerjoin(home, beside))
            .where(tables.living(person, self._sight))
        )

    def _read(self, query: Select[Any], values: dict[str, str] | None = None) -> list[Looks]:
        rows: Sequence[Row[Any]] = self._connection.execute(query, values or {}).all()
        found = [Looks(*(value or "" for value in row)) for row in rows]
        return [replace(one, number=upgraded_if_old(one.number)) for one in found]
