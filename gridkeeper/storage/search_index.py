"""The search index: an FTS5 table of terms over all records.

The index follows the journal. A save indexes at once; a large import leaves the rest to
`catch_up`, which whoever searches calls first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, TextualSelect, column, func, select, text

from gridkeeper.domain import search
from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.records import Kind
    from gridkeeper.domain.search import Sought
    from gridkeeper.storage.settings import Settings

_MATCHING = """
    SELECT entry.kind, entry.record_id FROM search_term
    JOIN search_entry AS entry ON entry.place = search_term.rowid
    WHERE search_term MATCH :match {more} ORDER BY search_term.rowid DESC LIMIT :limit
"""
_ANSWERING = """
    SELECT entry.record_id FROM search_term
    JOIN search_entry AS entry ON entry.place = search_term.rowid
    WHERE search_term MATCH :match {more}
"""
_NOTHING = text("SELECT NULL AS record_id WHERE 0").columns(column("record_id"))
_CHUNK = 2000


class SearchIndex:
    """Keeps and asks the index inside the caller's transaction."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings

    def backlog(self) -> int:
        """Return how many changes arrived since the index last followed."""
        table = tables.change
        query = select(func.count()).where(table.c.arrival > self._settings.number("indexed"))
        return int(self._connection.execute(query).scalar_one())

    def catch_up(self) -> None:
        """Bring the index up to the end of the journal."""
        table = tables.change
        while True:
            after = self._settings.number("indexed")
            query = (
                select(table.c.arrival, table.c.kind, table.c.record_id)
                .where(table.c.arrival > after)
                .order_by(table.c.arrival)
                .limit(_CHUNK)
            )
            rows = self._connection.execute(query).all()
            if not rows:
                return
            by_kind: dict[str, set[str]] = {}
            for row in rows:
                by_kind.setdefault(row.kind, set()).add(row.record_id)
            for name, record_ids in by_kind.items():
                if name in KINDS:
                    self._index(KINDS[name], record_ids)
            self._settings.set("indexed", str(rows[-1].arrival))

    def ask(self, query: str, kind: Kind | None = None, limit: int = 50) -> list[tuple[str, str]]:
        """Return kind and id of the records that answer a question, the last indexed first."""
        parts = search.question(query)
        if not parts:
            return []
        more, values = _narrowed(parts, kind)
        statement = text(_MATCHING.format(more=more))
        rows = self._connection.execute(statement, {**values, "limit": limit})
        return [(row.kind, row.record_id) for row in rows]

    def answering(self, query: str, kind: Kind) -> tuple[TextualSelect, dict[str, str]]:
        """Return what selects the ids of all records that answer, and the values it needs."""
        parts = search.question(query)
        if not parts:
            return _NOTHING, {}
        more, values = _narrowed(parts, kind)
        return text(_ANSWERING.format(more=more)).columns(column("record_id")), values

    def _index(self, kind: Kind, record_ids: Collection[str]) -> None:
        if not search.searched(kind):
            return
        self._forget(record_ids)
        entry = tables.search_entry
        place = self._connection.execute(select(func.max(entry.c.place))).scalar() or 0
        entries, terms = [], []
        for row in self._living(kind, record_ids):
            place += 1
            found = search.text_of(kind, row)
            entries.append((place, row["id"], kind.name, found))
            terms.append((place, search.terms_of(kind, row, found)))
        if entries:
            names = ("place", "record_id", "kind", "text")
            statements.insert_many(self._connection, entry, names, entries)
            self._connection.exec_driver_sql(
                "INSERT INTO search_term (rowid, terms) VALUES (?, ?)", terms
            )

    def _living(self, kind: Kind, record_ids: Collection[str]) -> Iterator[dict[str, Stored]]:
        """Yield the searched values of records that are not deleted, the oldest id first."""
        table = tables.records[kind.name]
        names = ("id", *(field.name for field in search.searched(kind)))
        query = (
            select(*(table.c[name] for name in names))
            .where(statements.id_in(table.c.id), table.c.deleted.is_not(True))
            .order_by(table.c.id)
        )
        for row in self._connection.execute(query, statements.ids(record_ids)):
            yield dict(zip(names, row, strict=True))

    def _forget(self, record_ids: Collection[str]) -> None:
        entry = tables.search_entry
        query = select(entry.c.place).where(statements.id_in(entry.c.record_id))
        places = self._connection.execute(query, statements.ids(record_ids)).scalars().all()
        if places:
            gone = [(place,) for place in places]
            self._connection.exec_driver_sql("DELETE FROM search_term WHERE rowid = ?", gone)
            self._connection.exec_driver_sql("DELETE FROM search_entry WHERE place = ?", gone)


def _narrowed(parts: tuple[Sought, ...], kind: Kind | None) -> tuple[str, dict[str, str]]:
    """Return the conditions of a question besides the match, and all values they need."""
    more, values = "", {"match": _match(parts)}
    for place, part in enumerate(part for part in parts if part.verbatim):
        more += f" AND instr(' ' || entry.text, :verbatim{place}) > 0"
        values[f"verbatim{place}"] = part.verbatim
    for place, part in enumerate(part for part in parts if part.wordings):
        names = [f"wording{place}_{number}" for number in range(len(part.wordings))]
        held = " OR ".join(f"instr(' ' || entry.text, :{name}) > 0" for name in names)
        more += f" AND ({held})"
        values |= dict(zip(names, part.wordings, strict=True))
    if kind is not None:
        more += " AND entry.kind = :kind"
        values["kind"] = kind.name
    return more, values


def _match(parts: tuple[Sought, ...]) -> str:
    """Return the FTS5 expression of a question."""
    wanted = []
    for part in parts:
        wanted += [f'"{term}"' for term in part.terms]
        if part.beginnings:
            several = [f'"{begin}"*' for begin in part.beginnings]
            several += [f'("{one}"* AND "{other}"*)' for one, other in part.pairs]
            wanted.append("(" + " OR ".join(several) + ")")
    return " AND ".join(wanted)
