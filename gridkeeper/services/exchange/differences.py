"""What a batch changes of the records that were there, field by field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import ids
from gridkeeper.domain.changes import fold
from gridkeeper.domain.edits import columns
from gridkeeper.domain.kinds import KINDS, PERSON_TAG
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references, title
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gridkeeper.domain.changes import Folded
    from gridkeeper.domain.fields import Field, Stored
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.journal import Received
    from gridkeeper.storage.unit import Unit

_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that a batch changes, field by field from → to (stored values).

    Of a field that gets into conflict, it is what the batch says, whichever value is shown.

    Attributes:
        disputed: The fields that get into conflict, by name.
        title: What tells the record from its like, masked.
        texts: The same as people read it, masked: field's label, from, to.
    """

    kind: str
    record: str
    before: Mapping[str, Stored]
    after: Mapping[str, Stored]
    title: str = ""
    texts: tuple[tuple[str, str, str], ...] = ()
    disputed: tuple[str, ...] = ()


def of_batch(unit: Unit, received: Received, batch_id: str) -> tuple[Difference, ...]:
    """Return the first of the records that a batch changes, with and without it.

    Those are among them of which it says only what was known.
    """
    found: list[Difference] = []
    changed = seen(unit, received.changed)
    places = ((name, place) for name, some in changed.items() for place in sorted(some))
    for name, place in places:
        if len(found) == _SHOWN:
            break
        kind, record = KINDS[name], ids.id_of(place)
        history = unit.journal.history(record, kind)
        earlier = [entry.change for entry in history if entry.batch_id != batch_id]
        came = {entry.change.id for entry in history if entry.batch_id == batch_id}
        old, new = (
            fold(changes, policies(kind), ranks(kind))
            for changes in (earlier, [entry.change for entry in history])
        )
        claimed = _claimed(kind, new, came)
        before, after = columns(kind, old.values), columns(kind, new.values) | claimed
        names = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
        stood = _fields(kind, old.contentions)
        disputed = {name: name in stood for name in names if name in claimed}
        found.append(_difference(unit, kind, record, names, (before, after), disputed))
    return tuple(found)


def arrived(unit: Unit, received: Received) -> tuple[tuple[str, str], ...]:
    """Return the kinds of the first records that a batch brings, and what they are called."""
    found = [
        (name, ids.id_of(at)) for name, some in received.created.items() for at in sorted(some)
    ]
    wanted: dict[str, list[str]] = defaultdict(list)
    for name, record in found[:_SHOWN]:
        wanted[name].append(record)
    named = Named(unit, wanted)
    return tuple((name, named.name(name, record)) for name, record in found[:_SHOWN])


def seen(unit: Unit, touched: Mapping[str, set[int]]) -> dict[str, set[int]]:
    """Return those of some records of which whoever takes the batch in may know, by kind."""
    found = dict(touched)
    if PERSON_TAG.name in found:
        tags = {ids.id_of(place): place for place in found[PERSON_TAG.name]}
        known = unit.listing.some(PERSON_TAG, tags)
        found[PERSON_TAG.name] = {place for one, place in tags.items() if one in known}
    return found


def _claimed(kind: Kind, folded: Folded, change_ids: Collection[str]) -> dict[str, Stored]:
    """Return what some changes say of the fields that are in conflict."""
    found: dict[str, Stored] = {}
    for group, contention in folded.contentions.items():
        said = [head for head in contention.heads if head.id in change_ids]
        if said:
            found |= columns(kind, {group: said[0].value(group)})
    return found


def _fields(kind: Kind, groups: Iterable[str]) -> set[str]:
    return {about.name for group in groups for about in kind.groups.get(group, ())}


def _difference(
    unit: Unit,
    kind: Kind,
    record: str,
    names: Sequence[str],
    sides: tuple[Mapping[str, Stored], Mapping[str, Stored]],
    disputed: Mapping[str, bool],
) -> Difference:
    """Return it; `disputed` says of each field in conflict whether it was before the batch."""
    old, new = naming.veiled(unit, [kind.record.restored(record, side) for side in sides])
    named = Named(unit, references(kind, (old, new)))

    def text(about: Field, side: Record) -> str:
        value = getattr(side, about.name)
        return "" if value is None else named.text(about, value)

    before, after = ({name: side.get(name) for name in names} for side in sides)

    def called(about: Field) -> str:
        if about.name not in disputed:
            return str(about.label)
        text = (
            _("{field} (still in conflict)") if disputed[about.name] else _("{field} (in conflict)")
        )
        return text.format(field=about.label)

    texts = tuple(
        (called(about), text(about, old), text(about, new))
        for about in kind.fields
        if about.name in names
    )
    told = title(kind, new), texts, tuple(disputed)
    return Difference(kind.name, record, before, after, *told)
