"""Which of the changes that came are taken in, and which are put aside with a reason.

A batch is signed, so it is known who says something; not that her program is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from gridkeeper.domain import wire
from gridkeeper.domain.changes import CREATED
from gridkeeper.domain.edits import fault
from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage import statements, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from gridkeeper.domain.changes import Change
    from gridkeeper.domain.fields import Stored

_SCOPE = "grid_id"


def _unmarked(_number: int) -> bytes:
    return b""


@dataclass(frozen=True, slots=True)
class Source:
    """Where received changes come from.

    Attributes:
        replica: Whose own changes they are; or, at an office, the office above or below it that
            passes them on; "" if a worker's office does.
        first: The number of the first line, of an own stream.
        chain: The chain's value before it; empty if somebody passes on what others wrote: then no
            line has a place in a chain.
        author: The worker whose own stream it is; lines in another's name, or in the office's, are
            put aside. "" where whoever sends may pass on what others wrote.
        speaker: Whose own changes they are, where their place in her stream is not known any more.
        grids: The ids of the grids of that worker, or of a street; a record that others made and
            that never lay there is not moved. Empty where anything may be.
        mark: The mark that came with a line, by its number; see `gridkeeper.exchange.marks`.
    """

    batch_id: str
    received_at: str
    replica: str = ""
    epoch: int = 0
    first: int = 0
    chain: bytes = b""
    author: str = ""
    speaker: str = ""
    grids: tuple[str, ...] = ()
    mark: Callable[[int], bytes] = _unmarked


class Admission:
    """Looks at some changes of one source before any of them is kept."""

    def __init__(self, connection: Connection, source: Source, changes: Iterable[Change]) -> None:
        self._connection = connection
        self._source = source
        bound = source.author or source.grids
        moved = {one.record for one in changes if _SCOPE in one.sets} if bound else set()
        self._of_others = self._made_by_others(moved) if moved else set()

    def fault(self, change: Change, values: Mapping[str, Stored]) -> str:
        """Return what is wrong with a change; "" if nothing is.

        Args:
            change: One of the changes.
            values: What it says of the columns of its kind.
        """
        author = self._source.author
        if author and (change.office or change.author != author):
            return "office" if change.office else "author"
        if CREATED in change.sets:
            return CREATED  # stands for all groups in the heads of a record, and is none itself
        if change.record in self._of_others and _SCOPE in change.sets:
            return _SCOPE
        return fault(KINDS[change.kind], values) if values else ""

    def _made_by_others(self, record_ids: set[str]) -> set[str]:
        """Return the records that others made and that never were in one of the worker's grids.

        She never had them. Whoever moves a record into her grids is sent its whole history.
        """
        table = tables.change
        speaker = self._source.speaker or self._source.replica
        query = select(table.c.record_id, table.c.body).where(
            table.c.replica != speaker, statements.id_in(table.c.record_id)
        )
        known: dict[str, list[Change]] = {}
        for row in self._connection.execute(query, statements.ids(record_ids)):
            known.setdefault(row.record_id, []).append(wire.decode(row.body))
        return {record_id for record_id, said in known.items() if not self._had(said)}

    def _had(self, said: Sequence[Change]) -> bool:
        grids = self._source.grids
        return not any(change.creates for change in said) or any(
            change.grid in grids or change.sets.get(_SCOPE) in grids for change in said
        )
