"""Which lines of the journal somebody needs who looks after some grids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, literal, not_, or_, select, tuple_, union_all

from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, CompoundSelect, FromClause, Select

PARTS = {
    "case_step": "case_id",
    "dispute_party": "dispute_id",
    "recheck": "hazard_id",
    "person_tag": "person_id",
    "attachment": "owner_id",
}
"""Kinds that are parts of another record, by the field that says of which."""

_POLICIES = sorted(kind.name for kind in KINDS.values() if kind.policy)
PLACED = tuple(name for name in KINDS if name != "grid" and name not in _POLICIES)
"""Kinds whose records lie in grids; what somebody made that lies in none comes back to her."""


def lines(
    after: int,
    upto: int,
    grids: Collection[str],
    without: tuple[str, int],
    owed: Collection[str],
) -> Select[Any]:
    """Return what selects the lines, in the order of arrival; see `Journal.scope_lines`.

    It is to be run with `statements.ids(grids)`.
    """
    table = tables.change
    of_hers = and_(table.c.replica == without[0], table.c.epoch == without[1])
    query = select(table.c.body).where(table.c.arrival <= upto, not_(of_hers))
    fresh = table.c.arrival > after
    if not grids:
        return query.where(fresh).order_by(table.c.arrival)
    sought, place = _in_scope(), tuple_(table.c.record_id, table.c.kind)
    held = or_(
        table.c.kind.in_(_POLICIES),
        place.in_(_of_no_grid(without[0])),
        place.in_(select(sought.c.id, sought.c.kind).where(statements.id_in(sought.c.grid_id))),
    )
    entrusted = place.in_(
        select(sought.c.id, sought.c.kind).where(sought.c.grid_id.in_(sorted(owed)))
    )
    moved = select(table.c.record_id, table.c.kind).where(
        table.c.moves, fresh, table.c.arrival <= upto
    )
    # Kinds of a newer program have no rows here; their lines say where they belong.
    unknown = and_(table.c.kind.not_in(KINDS), statements.id_in(statements.element(table, "grid")))
    return query.where(
        or_(
            entrusted,
            and_(held, or_(fresh, place.in_(moved))),
            and_(fresh, table.c.moves, _leaves(grids)),
            and_(fresh, unknown),
        )
    ).order_by(table.c.arrival)


def whole(name: str) -> ColumnElement[str]:
    """Return the column that says to which record one of a kind belongs: a part, or itself."""
    return tables.records[name].c[PARTS.get(name, "id")]


def is_made(change: FromClause) -> ColumnElement[bool]:
    """Return the condition that a change made its record."""
    return and_(change.c.moves, statements.element(change, "creates") == 1)


def _of_no_grid(maker: str) -> CompoundSelect[Any]:
    """Return what somebody made that lies in no grid, with its parts.

    Nobody looks after such a grid; what is answered would reach no one.
    """
    made = tables.change.alias("made")
    hers = select(made.c.record_id).where(made.c.replica == maker, is_made(made)).cte("hers")
    return union_all(
        *(
            select(table.c.id, literal(name)).where(
                table.c.grid_id.is_(None),
                whole(name).in_(select(hers.c.record_id)),
            )
            for name in PLACED
            for table in [tables.records[name]]
        )
    )


def _leaves(grids: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a change moves a record that was in one of some grids before."""
    table, earlier = tables.change, tables.change.alias("earlier")
    was_inside = select(literal(1)).where(
        earlier.c.record_id == table.c.record_id,
        earlier.c.kind == table.c.kind,
        statements.element(earlier, "grid").in_(grids),
    )
    return and_(statements.element(table, "creates") == 0, was_inside.exists())


def _in_scope() -> Any:  # noqa: ANN401 - a subquery of SQLAlchemy
    """Return the grid of every record; a grid is in its own scope."""
    return union_all(
        *(
            select(
                table.c.id,
                literal(name).label("kind"),
                (table.c.id if name == "grid" else table.c.grid_id).label("grid_id"),
            )
            for name, table in tables.records.items()
        ),
        select(literal("").label("id"), literal("").label("kind"), literal("").label("grid_id")),
    ).subquery()
