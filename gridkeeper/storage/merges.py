"""People who were merged into others: whom they are read as, and who is read as them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, select

from gridkeeper.domain import merging
from gridkeeper.storage import statements, tables
from gridkeeper.storage.statements import made_once

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Select

    from gridkeeper.storage.sight import Sight


def survivors(connection: Connection, sight: Sight, ids: Collection[str]) -> dict[str, str]:
    """Return as whom each of some people is read; most are read as themselves."""
    rows = connection.execute(_onward(sight), statements.ids(ids)).all()
    into = {row.id: row.merged_into for row in rows if row.merged_into}
    living = {row.id for row in rows if row.living}
    return {one: merging.survivor(one, into, living) for one in ids}


def merged(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return everybody who was merged into some people, herself too, each with who that is."""
    found = {row.id: row.root for row in connection.execute(_before(), statements.ids(ids))}
    return found | {one: one for one in ids}


@made_once
def _onward(sight: Sight) -> Select[Any]:
    """Return what follows some people to whom they were merged into, as far as it goes."""
    person, onward = tables.records["person"], tables.records["person"].alias()
    walk = (
        select(person.c.id, person.c.merged_into)
        .where(statements.id_in(person.c.id))
        .cte(recursive=True)
    )
    walk = walk.union(
        select(onward.c.id, onward.c.merged_into).where(onward.c.id == walk.c.merged_into)
    )
    there = exists().where(person.c.id == walk.c.id, tables.present(person, sight))
    return select(walk.c.id, walk.c.merged_into, there.label("living"))


@made_once
def _before() -> Select[Any]:
    """Return what finds who was merged into some people, each with who that is."""
    person, before = tables.records["person"], tables.records["person"].alias()
    up = (
        select(person.c.id.label("root"), person.c.id.label("id"))
        .where(statements.id_in(person.c.id))
        .cte(recursive=True)
    )
    up = up.union(select(up.c.root, before.c.id).where(before.c.merged_into == up.c.id))
    return select(up.c.root, up.c.id)
