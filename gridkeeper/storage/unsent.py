"""What was not handed over yet, counted as people count: the records that they would name.

A case with its parties, steps and re-checks is one record, a person with her tags too. A home is
one of its own only if nobody of it and no visit to it is among the rest: it belongs to those.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, bindparam, case, func, select, union, union_all

from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import CTE, Select

_PARTS = {
    "case_step": "case_id",
    "dispute_party": "dispute_id",
    "recheck": "hazard_id",
    "person_tag": "person_id",
}
"""Kinds of which nobody says that she recorded one, by the field that says what they belong to."""

_HELD = {
    "household": (("visit", "household_id"), ("person", "household_id")),
    "dwelling": (("household", "dwelling_id"),),
    "building": (("dwelling", "building_id"),),
}
"""Kinds that come along with what lies in them, and by which field that says so."""

_NEVER = 2**62


@dataclass(frozen=True, slots=True)
class Unsent:
    """What nobody was given yet.

    Attributes:
        records: How many records it is about.
        since: When the first of it was written or came in, stamped; "" if there is nothing.
    """

    records: int
    since: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody has come who takes batches from an office.

    Attributes:
        peer: The id of her replica; what she wrote herself is not for her.
        after: The last arrival that she was given.
        grids: Ids of the grids in her scope; empty means all.
    """

    peer: str
    after: int
    grids: tuple[str, ...]


def own(connection: Connection, replica: str, epoch: int, after: int) -> Unsent:
    """Return what this store's own changes after one of its numbers are about."""
    change = tables.change
    meant = (
        select(
            change.c.record_id.label("id"),
            change.c.kind,
            func.min(change.c.received_at).label("at"),
        )
        .where(change.c.replica == replica, change.c.epoch == epoch, change.c.seq > after)
        .group_by(change.c.record_id, change.c.kind)
        .cte("meant")
    )
    return _counted(connection, meant, {})


def to_peers(connection: Connection, reaches: Iterable[Reach]) -> Unsent:
    """Return what is for somebody and was not given to her; each record counts once."""
    several = list(reaches)
    if not several:
        return Unsent(0)
    change = tables.change
    fresh = (
        select(
            change.c.record_id.label("id"),
            change.c.kind,
            change.c.replica,
            func.max(change.c.arrival).label("arrival"),
            func.min(change.c.received_at).label("at"),
        )
        .where(change.c.arrival > min(one.after for one in several))
        .group_by(change.c.record_id, change.c.kind, change.c.replica)
        .cte("fresh")
    )
    said = func.json_each(bindparam("lacking")).table_valued("value")
    names = ("grid", "peer", "after", "next")
    extracted = (func.json_extract(said.c.value, f"$.{name}").label(name) for name in names)
    lacking = select(*extracted).cte("lacking")
    meant = union_all(*(_meant(name, fresh, lacking) for name in KINDS)).cte("meant")
    return _counted(connection, meant, {"lacking": json.dumps(_lacking(several))})


def _lacking(reaches: Sequence[Reach]) -> list[dict[str, str | int]]:
    """Return, for each grid and, under "", for all others, from where on something is missing.

    What arrived after `after` is missing to somebody; what `peer` wrote, only after `next`: she who
    lacks most has her own.
    """
    grids = {"", *(grid for one in reaches for grid in one.grids)}
    found: list[dict[str, str | int]] = []
    for grid in sorted(grids):
        here = [one for one in reaches if not one.grids or grid in one.grids]
        least = sorted(((one.after, one.peer) for one in here), key=lambda pair: pair[0])
        after, peer = least[0] if least else (_NEVER, "")
        others = (pair[0] for pair in least if pair[1] != peer)
        found.append({"grid": grid, "peer": peer, "after": after, "next": next(others, _NEVER)})
    return found


def _meant(name: str, fresh: CTE, lacking: CTE) -> Select[Any]:
    """Return the fresh records of a kind that lie in the scope of somebody who lacks them."""
    table = tables.records[name]
    grid = table.c.id if name == "grid" else table.c.grid_id
    here, beside = lacking.alias(f"of_{name}"), lacking.alias(f"beside_{name}")
    peer, after, following = (
        func.coalesce(here.c[one], beside.c[one]) for one in ("peer", "after", "next")
    )
    since = case((fresh.c.replica == peer, following), else_=after)
    return (
        select(fresh.c.id, fresh.c.kind, fresh.c.at)
        .join(table, table.c.id == fresh.c.id)
        .join(beside, beside.c.grid == "")
        .outerjoin(here, here.c.grid == grid)
        .where(fresh.c.kind == name, fresh.c.arrival > since)
    )


def _counted(connection: Connection, meant: CTE, parameters: dict[str, str]) -> Unsent:
    special = sorted({*_PARTS, *_HELD})
    roots = union(
        select(meant.c.id).where(meant.c.kind.not_in(special)),
        *(_wholes(meant, name, field) for name, field in _PARTS.items()),
        *(_alone(meant, name) for name in _HELD),
    ).subquery()
    first = select(func.min(meant.c.at)).scalar_subquery()
    query = select(func.count(), first).select_from(roots)
    records, since = connection.execute(query, parameters).one()
    return Unsent(records, since or "")


def _wholes(meant: CTE, name: str, field: str) -> Select[Any]:
    """Return what the parts of a kind belong to."""
    part = tables.records[name]
    return (
        select(func.coalesce(part.c[field], meant.c.id))
        .select_from(meant)
        .outerjoin(part, part.c.id == meant.c.id)
        .where(meant.c.kind == name)
    )


def _alone(meant: CTE, name: str) -> Select[Any]:
    """Return those of a kind in which nothing else of this lies."""
    inside = (
        select(table.c[field])
        .join(other, and_(other.c.id == table.c.id, other.c.kind == inner))
        .where(table.c[field].is_not(None))
        for inner, field in _HELD[name]
        for table, other in [(tables.records[inner], meant.alias(f"{inner}_in_{name}"))]
    )
    return select(meant.c.id).where(meant.c.kind == name, meant.c.id.not_in(union(*inside)))
