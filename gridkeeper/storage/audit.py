"""Reading the audit; `Unit.note` writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from gridkeeper.storage import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the audit.

    Attributes:
        at: When, stamped.
        detail: About which record, and the like; never the values of a record.
    """

    at: str
    who: str
    action: str
    detail: Mapping[str, object]


def noted(connection: Connection, actions: Collection[str]) -> Iterator[Noted]:
    """Yield the lines about some actions, the newest first."""
    table = tables.audit
    query = select(table).where(table.c.action.in_(sorted(actions))).order_by(table.c.id.desc())
    for row in connection.execute(query):
        yield Noted(row.at, row.who, row.action, json.loads(row.detail))
