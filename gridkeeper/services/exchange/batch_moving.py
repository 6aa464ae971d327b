"""The records of a batch or an imported file, led back or on again, and what became of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.changes import DELETED
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.reversal import Reversal, Rules
from gridkeeper.services.records.keeping import INSIDE, PARTS
from gridkeeper.services.records.undoing import references
from gridkeeper.services.showing.lists import Named
from gridkeeper.storage import origins
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gridkeeper.domain.changes import Change
    from gridkeeper.progress import Progress
    from gridkeeper.services.session import Work
    from gridkeeper.storage.unit import Unit

_CHUNK = 500
_LED = 300
"""So many of all are named with what becomes of them."""

_Key = tuple[str, str]  # kind and id of a record

_PARTS = {
    name: [(kind, about) for kind, about in inside.values() if kind in PARTS]
    for name, inside in INSIDE.items()
}
for _case in kinds.CASES:
    _PARTS.setdefault(_case.name, []).append((kinds.CASE_STEP, "case_id"))
for _kind in KINDS:
    _PARTS.setdefault(_kind, []).append((kinds.ATTACHMENT, "owner_id"))


class Fate(StrEnum):
    """What becomes of a record."""

    KEPT = "kept"
    CHANGED = "changed"
    BACK = "back"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Led:
    """A record, as it is called, masked, and what becomes of it.

    Attributes:
        fields: What people call the fields that get other values, or that stay as somebody has
            changed them since; "" where it is all of the record.
    """

    name: str
    fate: Fate
    fields: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What came, or would come, of taking a batch back, or of letting it count again.

    Attributes:
        number: Of the batch, whose sender is `peer`; or the name of the file that was imported.
        gone: Records that are deleted, by kind.
        back: Records that were deleted and are there again, by kind.
        changed: Records that get their earlier values, or the batch's again, by kind.
        kept: Records that stay as they are, in part or whole, since somebody worked on them.
        led: The first of all these, those that stay before the others.
    """

    number: str
    peer: str
    gone: Mapping[str, int] = field(default_factory=dict)
    back: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[str, int] = field(default_factory=dict)
    led: Sequence[Led] = ()


@dataclass
class Moving:
    """The records of a batch while they are led to or fro.

    Attributes:
        spared: Kind and id of records that came with the batch and stay.
        fates: Kind and id of all that something becomes of, or that stay.
        groups: Which of a record's groups these are about, where they are not about all of it.
    """

    work: Work
    spared: set[_Key] = field(default_factory=set)
    fates: dict[Fate, list[_Key]] = field(default_factory=lambda: {fate: [] for fate in Fate})
    groups: dict[tuple[Fate, _Key], set[str]] = field(default_factory=dict)

    def undone(self, unit: Unit, number: str, sender: str) -> Undone:
        """Return what came of it."""
        counts = {
            fate.value: dict(Counter(kind for kind, _record in keys))
            for fate, keys in self.fates.items()
        }
        first = [(key, fate) for fate, keys in self.fates.items() for key in keys[:_LED]][:_LED]
        names = _called(unit, [key for key, _fate in first])
        led = tuple(
            Led(name, fate, _labels(key[0], self.groups.get((fate, key), ())))
            for name, (key, fate) in zip(names, first, strict=True)
        )
        return Undone(number, sender, **counts, led=led)

    def spare(self, sought: origins.Records) -> None:
        """Find the records that came with the batch and carry something that stays.

        A home that was visited since stays, and a case that somebody works on keeps its parties.
        """
        leaving = {key for key, changes in self._histories(sought) if _all_of(changes, sought[key])}
        staying = sought.keys() - leaving
        while found := (self._carrying(leaving) | self._parts(staying)) & leaving:
            leaving -= found
            staying |= found
            self.spared |= found

    def move(self, sought: origins.Records, progress: Progress) -> None:
        """Write what leads back from some changes."""
        done, total = 0, len(sought)
        for key, changes in self._histories(sought):
            if key in self.spared:
                self.fates[Fate.KEPT].append(key)
            else:
                self._lead(key, changes, sought[key])
            done += 1
            if done % _CHUNK == 0:
                self.work.save()
                progress.report(done, total)
        self.work.save()
        progress.report(done, total)

    def _lead(self, key: _Key, changes: Iterable[Change], gone: set[str]) -> None:
        kind = KINDS[key[0]]
        record = self.work.unit.listing.get(kind, key[1])
        if record is None:  # what brought it into being never came, and it was never shown
            return
        write = partial(self.work.pen.state, record)
        rules = Rules(policies(kind), ranks(kind))
        reversal = Reversal({change.id: change for change in changes}, gone, rules, write)
        written = reversal.take_back()
        deletions = [change.value(DELETED) for change in written if DELETED in change.sets]
        if deletions:
            self.fates[Fate.GONE if deletions[-1] else Fate.BACK].append(key)
        elif written:
            self.fates[Fate.CHANGED].append(key)
            self.groups[Fate.CHANGED, key] = {group for change in written for group in change.sets}
        if reversal.kept:
            self.fates[Fate.KEPT].append(key)
            self.groups[Fate.KEPT, key] = set(reversal.kept) if written else set()

    def _histories(self, sought: origins.Records) -> Iterator[tuple[_Key, list[Change]]]:
        """Yield all changes of each record of a kind that this program knows."""
        for name in KINDS:
            ids = iter(record for kind, record in sought if kind == name)
            while some := list(islice(ids, _CHUNK)):
                found = origins.changes_of(self.work.unit.connection, name, some)
                yield from (((name, record), changes) for record, changes in found.items())

    def _carrying(self, leaving: set[_Key]) -> set[_Key]:
        """Return those on which something stands that is not among them."""
        found: set[_Key] = set()
        for name, links in references().items():
            ids = {record for kind, record in leaving if kind == name}
            for kind, about in links if ids else ():
                for record in self.work.unit.listing.among(kind, about, ids):
                    if (kind.name, record.id) not in leaving:
                        found.add((name, getattr(record, about)))
        return found | self._looked_after(leaving)

    def _looked_after(self, leaving: set[_Key]) -> set[_Key]:
        """Return the grids that somebody looks after, or in which something stays."""
        grids = {record for kind, record in leaving if kind == kinds.GRID.name}
        if not grids:
            return set()
        unit = self.work.unit
        kept = {grid for peer in unit.peers.all() for grid in (*peer.grids, *peer.scope)}
        kept.update(unit.replica.grids)
        for name, kind in KINDS.items():
            if kind is not kinds.GRID and (rest := grids - kept):
                inside = unit.listing.among(kind, "grid_id", rest)
                kept |= {one.grid_id or "" for one in inside if (name, one.id) not in leaving}
        return {(kinds.GRID.name, one) for one in grids & kept}

    def _parts(self, staying: set[_Key]) -> set[_Key]:
        """Return what belongs to records that stay, and is nothing without them."""
        found: set[_Key] = set()
        for name, parts in _PARTS.items():
            ids = {record for kind, record in staying if kind == name}
            for kind, about in parts if ids else ():
                inside = self.work.unit.listing.among(kind, about, ids)
                found |= {(kind.name, record.id) for record in inside}
        return found


def _called(unit: Unit, keys: Sequence[_Key]) -> list[str]:
    """Return what some records are called, masked."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, record in keys:
        wanted[kind].add(record)
    named = Named(unit, wanted)
    return [KINDS[kind].called(named.name(kind, record)) for kind, record in keys]


def _labels(kind: str, groups: Collection[str]) -> str:
    """Return what people call some groups of a kind, in the order of its fields."""
    known = [group for group in KINDS[kind].groups if group in groups]
    return _(", ").join(map(KINDS[kind].called_group, known))


def _all_of(changes: Iterable[Change], some: set[str]) -> bool:
    return all(change.id in some for change in changes)
