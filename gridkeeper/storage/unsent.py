"""What was not handed over yet, counted as people count: the records that they would name.

A case with its parties, steps and re-checks is one record, a person with her tags too. A home is
one of its own only if nobody of it and no visit to it is among the rest: it belongs to those. What
a worker made and took back before anybody was given it is none: its changes travel all the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    union,
    union_all,
)

from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import scopes, statements, tables
from gridkeeper.storage.scopes import PARTS, PLACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import CTE, BindParameter, ColumnElement, FromClause, Select
    from sqlalchemy.sql.base import ReadOnlyColumnCollection
    from sqlalchemy.sql.elements import KeyedColumnElement

    Columns = (
        Mapping[str, ColumnElement[Any]] | ReadOnlyColumnCollection[str, KeyedColumnElement[Any]]
    )

_HELD = {
    "household": (("visit", "household_id"), ("person", "household_id")),
    "dwelling": (("household", "dwelling_id"),),
    "building": (("dwelling", "building_id"),),
}
"""Kinds that come along with what lies in them, and by which field that says so."""

_NEVER = 2**62
_SAID = ("replica", "epoch", "after", "next")


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
        peer: The id of her replica.
        epoch: Her incarnation: what she wrote herself in this one is not for her.
        after: The last arrival that she was given.
        grids: Ids of the grids in her scope; empty means all.
        owed: Those of them of which she was given nothing that was there before.
    """

    peer: str
    epoch: int
    after: int
    grids: tuple[str, ...]
    owed: tuple[str, ...] = ()

    @property
    def who(self) -> tuple[str, int]:
        """Who she is: somebody else after her store was restored."""
        return self.peer, self.epoch


def own(connection: Connection, replica: str, epoch: int, after: int) -> Unsent:
    """Return what this store's own changes after one of its numbers are about."""
    return _found(connection, _of_own(), {"replica": replica, "epoch": epoch, "least": after})


def to_peers(connection: Connection, reaches: Iterable[Reach]) -> Unsent:
    """Return what is for somebody and was not given to her; each record counts once.

    These are the records of which `Journal.scope_lines` would say something: what lies in her grids
    and what has left them, what she moved herself where others have written about it, too, and what
    she made that lies in none.
    """
    several = list(reaches)
    if not several:
        return Unsent(0)
    least = min(0 if one.owed else one.after for one in several)
    makers = [_maker(one) for one in several if one.grids]
    sought = {
        "least": least,
        "lacking": json.dumps(_lacking(several)),
        "makers": json.dumps(makers),
    }
    return _found(connection, _of_peers(), sought)


def _found(connection: Connection, query: Select[Any], sought: Mapping[str, object]) -> Unsent:
    records, since = connection.execute(query, sought).one()
    return Unsent(records, since or "")


@cache
def _of_own() -> Select[Any]:
    """Return the question for `own`; putting one together takes longer than its answer."""
    change = tables.change
    hers = change.c.replica == bindparam("replica"), change.c.epoch == bindparam("epoch")
    written = (
        select(
            change.c.record_id.label("id"),
            change.c.kind,
            func.min(change.c.received_at).label("at"),
        )
        .where(*hers, change.c.seq > bindparam("least"))
        .group_by(change.c.record_id, change.c.kind)
        .cte("written")
    )
    meant = select(written).where(not_(_is_gone(written))).cte("meant")
    return _counted(meant)


def _is_gone(written: CTE) -> ColumnElement[bool]:
    """Return the condition that a record was made and taken back since: nobody else knows of it."""
    made = tables.change.alias("made")
    since = exists().where(
        _is_same(made, written.c.id, written.c.kind),
        _is_by(made, {"replica": bindparam("replica"), "epoch": bindparam("epoch")}),
        made.c.seq > bindparam("least"),
        statements.element(made, "creates") == 1,
    )
    gone = (
        and_(written.c.kind == name, exists().where(one.c.id == written.c.id, one.c.deleted))
        for name, one in tables.records.items()
    )
    return and_(or_(*gone), since)


@cache
def _of_peers() -> Select[Any]:
    """Return the question for `to_peers`."""
    change, least = tables.change, bindparam("least", type_=Integer)
    fresh = (
        select(
            change.c.record_id.label("id"),
            change.c.kind,
            change.c.replica,
            change.c.epoch,
            func.max(change.c.arrival).label("arrival"),
            func.max(case((change.c.moves, change.c.arrival), else_=0)).label("moved"),
            func.min(change.c.received_at).label("at"),
        )
        .where(change.c.arrival > least)
        .group_by(change.c.record_id, change.c.kind, change.c.replica, change.c.epoch)
        .cte("fresh")
    )
    lacking = _given("lacking", ("grid", *_SAID))
    makers = _given("makers", _SAID)
    kinds = (_meant(name, fresh, lacking) for name in KINDS)
    made = (_of_no_grid(name, fresh, makers) for name in PLACED)
    return _counted(union_all(*kinds, *made, _left(least, lacking)).cte("meant"))


def _given(name: str, columns: Sequence[str]) -> CTE:
    """Return what is given as a parameter in JSON, as a table."""
    said = func.json_each(bindparam(name)).table_valued("value")
    found = (func.json_extract(said.c.value, f"$.{column}").label(column) for column in columns)
    return select(*found).cte(name)


def _maker(one: Reach) -> dict[str, str | int]:
    """Return from where on she lacks something of what she made herself."""
    return {"replica": one.peer, "epoch": one.epoch, "after": one.after, "next": _NEVER}


def _lacking(reaches: Sequence[Reach]) -> list[dict[str, str | int]]:
    """Return, for each grid and, under "", for all others, from where on something is missing.

    What arrived after `after` is missing to somebody; what `replica` wrote in `epoch`, only
    after `next`: she who lacks most has her own.
    """
    grids = {"", *(grid for one in reaches for grid in one.grids)}
    found: list[dict[str, str | int]] = []
    for grid in sorted(grids):
        here = [one for one in reaches if not one.grids or grid in one.grids]
        known = (replace(one, after=0) if grid in one.owed else one for one in here)
        least = sorted(known, key=lambda one: one.after)
        first = least[0] if least else Reach("", 0, _NEVER, ())
        following = next((one.after for one in least if one.who != first.who), _NEVER)
        about: dict[str, str | int] = {"replica": first.peer, "epoch": first.epoch}
        found.append({"grid": grid, **about, "after": first.after, "next": following})
    return found


def _meant(name: str, fresh: CTE, lacking: CTE) -> Select[Any]:
    """Return the fresh records of a kind that lie in the scope of somebody who lacks them."""
    table = tables.records[name]
    grid = table.c.id if name == "grid" else table.c.grid_id
    here, beside = lacking.alias(f"of_{name}"), lacking.alias(f"beside_{name}")
    said = {one: func.coalesce(here.c[one], beside.c[one]) for one in _SAID}
    return (
        select(fresh.c.id, fresh.c.kind, fresh.c.at)
        .join(table, table.c.id == fresh.c.id)
        .join(beside, beside.c.grid == "")
        .outerjoin(here, here.c.grid == grid)
        .where(fresh.c.kind == name, _is_missing(fresh, said))
    )


def _of_no_grid(name: str, fresh: CTE, makers: CTE) -> Select[Any]:
    """Return the fresh records of a kind that lie in no grid and that their maker lacks."""
    table, made = tables.records[name], tables.change.alias(f"made_{name}")
    return (
        select(fresh.c.id, fresh.c.kind, fresh.c.at)
        .join(table, table.c.id == fresh.c.id)
        .join(made, made.c.record_id == scopes.whole(name))
        .join(makers, makers.c.replica == made.c.replica)
        .where(
            fresh.c.kind == name,
            table.c.grid_id.is_(None),
            scopes.is_made(made),
            _is_missing(fresh, makers.c),
        )
    )


def _left(after: BindParameter[int], lacking: CTE) -> Select[Any]:
    """Return the records that were moved out of a grid of somebody who does not know it."""
    change, earlier = tables.change, tables.change.alias("earlier")
    return (
        select(change.c.record_id, change.c.kind, change.c.received_at)
        .join(earlier, _is_same(earlier, change.c.record_id, change.c.kind))
        .join(lacking, lacking.c.grid == statements.element(earlier, "grid"))
        .where(
            change.c.arrival > after,
            change.c.moves,
            statements.element(change, "creates") == 0,
            change.c.arrival > _since(change, lacking.c),
        )
    )


def _is_missing(fresh: CTE, said: Columns) -> ColumnElement[bool]:
    """Return the condition that somebody lacks something of a record in her grids."""
    other = tables.change.alias()
    of_others = (
        select(literal(1))
        .where(_is_same(other, fresh.c.id, fresh.c.kind), not_(_is_by(other, fresh.c)))
        .exists()
    )
    again = and_(_is_by(fresh, said), fresh.c.moved > said["after"], of_others)
    return or_(fresh.c.arrival > _since(fresh, said), again)


def _since(change: FromClause, said: Columns) -> ColumnElement[int]:
    """Return from where on a change is missing to somebody: she who wrote it has it."""
    return case((_is_by(change, said), said["next"]), else_=said["after"])


def _is_by(change: FromClause, who: Columns) -> ColumnElement[bool]:
    return and_(change.c.replica == who["replica"], change.c.epoch == who["epoch"])


def _is_same(
    change: FromClause, record_id: ColumnElement[str], kind: ColumnElement[str]
) -> ColumnElement[bool]:
    return and_(change.c.record_id == record_id, change.c.kind == kind)


def _counted(meant: CTE) -> Select[Any]:
    """Return the question how many records are meant, and since when."""
    special = sorted({*PARTS, *_HELD})
    roots = union(
        select(meant.c.id).where(meant.c.kind.not_in(special)),
        *(_wholes(meant, name, field) for name, field in PARTS.items()),
        *(_alone(meant, name) for name in _HELD),
    ).subquery()
    first = select(func.min(meant.c.at)).scalar_subquery()
    return select(func.count(), first).select_from(roots)


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
