"""What a batch changes of the records that were there, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.changes import fold
from gridkeeper.domain.edits import columns
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services import naming
from gridkeeper.services.lists import Named, references, title
from gridkeeper.storage.projection import policies, ranks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.journal import Received
    from gridkeeper.storage.unit import Unit

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that a batch changes, field by field from → to (stored values).

    Attributes:
        title: What tells the record from its like, masked.
        texts: The same as people read it, masked: field's label, from, to.
    """

    kind: str
    record: str
    before: Mapping[str, Stored]
    after: Mapping[str, Stored]
    title: str = ""
    texts: tuple[tuple[str, str, str], ...] = ()


def of_batch(unit: Unit, received: Received, batch_id: str) -> tuple[Difference, ...]:
    """Return the first of the records that a batch changes, with and without it."""
    found: list[Difference] = []
    places = ((name, record) for name, ids in received.changed.items() for record in sorted(ids))
    for name, record in places:
        if len(found) == _SHOWN:
            break
        kind = KINDS[name]
        history = unit.journal.history(record, kind)
        earlier = [entry.change for entry in history if entry.batch_id != batch_id]
        before, after = (
            columns(kind, fold(changes, policies(kind), ranks(kind)).values)
            for changes in (earlier, [entry.change for entry in history])
        )
        names = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
        if names:
            found.append(_difference(unit, kind, record, names, (before, after)))
    return tuple(found)


def _difference(
    unit: Unit,
    kind: Kind,
    record: str,
    names: Sequence[str],
    sides: tuple[Mapping[str, Stored], Mapping[str, Stored]],
) -> Difference:
    old, new = naming.veiled(unit, [kind.record.restored(record, side) for side in sides])
    named = Named(unit, references(kind, (old, new)))

    def text(about: Field, side: Record) -> str:
        value = getattr(side, about.name)
        return "" if value is None else named.text(about, value)

    before, after = ({name: side.get(name) for name in names} for side in sides)
    texts = tuple(
        (str(about.label), text(about, old), text(about, new))
        for about in kind.fields
        if about.name in names
    )
    return Difference(kind.name, record, before, after, title(kind, new), texts)
