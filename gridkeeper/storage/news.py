"""What others did to cases and brought here in batches, and nobody here has taken up since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, case, false, func, or_, select

from gridkeeper.domain.kinds import CASE_STEP, CASES
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_RECENT = 20_000
"""Of so many changes, the last that arrived, the news are made; no day list reads the journal."""


@dataclass(frozen=True, slots=True)
class News:
    """A case about which somebody else had the last word.

    Attributes:
        arrival: Of the last change that came in.
        is_new: Whether the case itself came with the news.
        from_above: Whether the office above brought it.
        acted: Arrival of the last act of theirs: that they wrote the case down, or a step of it. A
            batch that they took back, or a word that they mended, is none; 0 for no act.
    """

    kind: str
    case_id: str
    arrival: int
    is_new: bool
    from_above: bool = False
    acted: int = 0


def news(
    connection: Connection,
    since: str,
    without: Collection[str],
    to_and_fro: Collection[tuple[int, int]] = (),
    *,
    from_office: bool,
    above: Collection[str] = (),
) -> Sequence[News]:
    """Return the cases that others took further, the latest first.

    A case that was changed here after the news arrived is none any more.

    Args:
        connection: Inside the caller's transaction.
        since: A stamp; what came in before it is old.
        without: Ids of batches that do not count.
        to_and_fro: First and last of own numbers by which a batch was taken back, or let count
            again: with them nobody has taken a case up.
        from_office: Whether the words of the office count, or those of workers.
        above: Ids of batches from the office above: all that they bring counts.
    """
    change, step = tables.change, tables.records[CASE_STEP.name]
    names = [kind.name for kind in CASES]
    last = (
        select(change)
        .where(change.c.arrival > select(func.max(change.c.arrival) - _RECENT).scalar_subquery())
        .subquery()
    )
    # Asked of the few that are left: the author's mark stands in the line only.
    from_above = last.c.batch_id.in_(list(above))
    counts = or_(from_above, statements.element(last, "office") == int(from_office))
    is_step = last.c.kind == CASE_STEP.name
    from_others = last.c.batch_id != ""
    kind = case((is_step, step.c.case_kind), else_=last.c.kind)
    case_id = case((is_step, step.c.case_id), else_=last.c.record_id)
    came = func.max(case((from_others, last.c.arrival)))
    moved = or_(false(), *(last.c.seq.between(*span) for span in to_and_fro))
    own = func.max(case((~from_others & ~moved, last.c.arrival), else_=0))
    created = statements.element(last, "creates")
    query: Any = (
        select(
            kind.label("kind"),
            case_id.label("case_id"),
            came.label("came"),
            func.max(case((~is_step & from_others, created), else_=0)).label("is_new"),
            func.max(case((from_above, last.c.arrival), else_=0)).label("came_from_above"),
            func.max(case((from_others & (created == 1), last.c.arrival), else_=0)).label("acted"),
        )
        .select_from(last.outerjoin(step, is_step & (step.c.id == last.c.record_id)))
        .where(
            last.c.kind.in_([*names, CASE_STEP.name]),
            last.c.received_at >= since,
            last.c.batch_id.not_in(list(without)),
            or_(~from_others, counts),
        )
        .group_by(kind, case_id)
        .having(came > own)
        .order_by(came.desc())
    )
    return [
        News(
            *(row.kind, row.case_id, row.came, bool(row.is_new)),
            from_above=row.came_from_above == row.came,
            acted=row.acted,
        )
        for row in connection.execute(query)
        if row.kind in names
    ]
