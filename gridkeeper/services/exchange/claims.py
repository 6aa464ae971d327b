"""What several people said about one thing, in words: side by side, with what stood there before.

Masked as everything is; in full only for who gave a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import ordering
from gridkeeper.domain.appending import ground
from gridkeeper.domain.changes import DELETED, fold
from gridkeeper.domain.edits import columns
from gridkeeper.domain.kinds import DWELLING, HOUSEHOLD, PERSON
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.exchange import batch_undoing
from gridkeeper.services.exchange.claim_words import Words
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references, title
from gridkeeper.storage import origins
from gridkeeper.storage.projection import policies, ranks
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gridkeeper.domain.changes import Change
    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.unit import Unit

Place = tuple[str, str, str]  # name of the kind, id of the record, group

_FIXED = frozenset({"state", "reviewer", DELETED})
"""Fields that nobody types: what leads to them are steps."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that stand side by side, or the one that stood there before.

    Attributes:
        change_id: Names it when the conflict is settled.
        values: The stored values of the group's fields.
        texts: The same as people read them.
        batch: The number of the batch that brought it; "" if none did, or nobody knows it.
        here: Whether it was written here.
        office: Whether it was said at the office.
    """

    change_id: str
    author: str
    claimed_at: str
    values: Mapping[str, Stored]
    texts: tuple[str, ...] = ()
    batch: str = ""
    office: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field group of a record about which its changes disagree.

    Attributes:
        claims: What was written here first, then what the office said, then by who said it, so
            that the same side has the same place in every conflict; none where they cannot be read.
        shown: The change of the claim that is shown for now.
        title: What tells the record from its like, masked.
        before: What all of them saw when they changed it; None where they did not see the same.
        hidden: Whether a mask hides anything of what is claimed.
        who: What tells the record from another one of the same title, if that does not: of a person
            the door, the relation, the year of birth; of a household or a dwelling the door.
    """

    kind: Kind
    record: Record
    group: str
    claims: tuple[Claim, ...]
    title: str = ""
    before: Claim | None = None
    hidden: bool = False
    who: str = ""
    shown: str = ""

    @property
    def label(self) -> str:
        """What people call the fields that are contended."""
        if self.group == DELETED:
            return _("delete or keep")
        return self.kind.called_group(self.group)

    @property
    def place(self) -> Place:
        """What names it."""
        return self.kind.name, self.record.id, self.group

    @property
    def can_be_typed(self) -> bool:
        """Whether something else than what was claimed can be written."""
        fields = self.kind.groups.get(self.group, ())
        return bool(fields) and bool(self.claims) and not any(one.name in _FIXED for one in fields)

    @property
    def looks_alike(self) -> bool:
        """Whether two claims read the same although they are not."""
        return len({claim.texts for claim in self.claims}) < len(self.claims)


class Claims:
    """Reads conflicts."""

    def __init__(self, unit: Unit, revealed: Collection[tuple[str, str]] = ()) -> None:
        """Begin to read.

        Args:
            unit: Where they stand.
            revealed: Kinds and ids of the records that are shown in full.
        """
        self._unit = unit
        self._revealed = revealed
        self._numbers = {note.id: note.number for note in unit.peers.batches()}
        spans = batch_undoing.numbers(unit)
        made = origins.made_here(unit.connection, unit.replica.id, spans) if spans else {}
        self._again = {change for several in made.values() for change in several}

    def all(self) -> list[Conflict]:
        """Return all conflicts."""
        return [self.of(*place) for place in self._unit.listing.contended()]

    def of(self, kind: Kind, record_id: str, group: str) -> Conflict:
        """Return one conflict; what cannot be read is one without claims."""
        try:
            return self._read(kind, record_id, group)
        except ValueError:
            # One bad record stops nobody from settling the others.
            return Conflict(kind, kind.record(id=record_id), group, ())

    def _read(self, kind: Kind, record_id: str, group: str) -> Conflict:
        record = self._unit.listing.get(kind, record_id)
        assert record is not None  # noqa: S101 - what is contended has a row
        entries = self._unit.journal.history(record_id, kind)
        known = {entry.change.id: entry.change for entry in entries}
        batches = {entry.change.id: entry.batch_id for entry in entries}
        heads = fold(known.values(), policies(kind), ranks(kind)).contentions[group].heads
        stood = ground(heads, known, group) if group != DELETED else []
        is_full = (kind.name, record_id) in self._revealed
        words = Words(self._unit, kind, record, Profile.FULL if is_full else Profile.MASKED)

        def claim(head: Change) -> Claim:
            said = self._said(first_said(head, known, group), known, batches, group)
            values = columns(kind, {group: head.value(group)})
            texts = words.of_deletion(head) if group == DELETED else words.of(group, values)
            batch = batches[said.id]
            number = self._numbers.get(batch, "")
            about = said.author, said.claimed_at
            return Claim(head.id, *about, values, texts, number, said.office, here=not batch)

        claims = tuple(sorted(map(claim, heads), key=_by_side))
        before = claim(stood[0]) if len(stood) == 1 else None
        (veiled,) = naming.veiled(self._unit, [record])
        return Conflict(
            kind,
            record,
            group,
            claims,
            title(kind, veiled),
            before,
            hidden=words.hidden,
            who=who_is(self._unit, kind, record),
            shown=heads[0].id,
        )

    def _said(
        self, head: Change, known: Mapping[str, Change], batches: Mapping[str, str], group: str
    ) -> Change:
        """Return whose word it is: what counts again with its batch was said by who sent that."""
        if head.id not in self._again:
            return head
        same = [
            one
            for one in known.values()
            if batches[one.id] and one.touches(group) and one.value(group) == head.value(group)
        ]
        return max(same, key=lambda one: one.claimed_at, default=head)


def _by_side(claim: Claim) -> tuple[bool, bool, str, str, str]:
    author = ordering.key(claim.author, is_person=True)
    return (not claim.here, not claim.office, author, claim.claimed_at, claim.change_id)


def who_is(unit: Unit, kind: Kind, record: Record) -> str:
    """Return what tells a record from another one of the same title; "" if its title does."""
    if kind is PERSON:
        return Named(unit, references(PERSON, [record])).who(record)
    if kind in {HOUSEHOLD, DWELLING}:
        return Named(unit, {kind.name: [record.id]}).address(kind, record)
    return ""


def like(
    conflict: Conflict, claim: Claim, among: Iterable[Conflict]
) -> list[tuple[Conflict, Claim]]:
    """Return the other conflicts in which the same side stands for the same thing.

    These are about the same field of the same kind; and either between the same people, or about
    what came in the same batch. With each comes the claim of the same side.
    """
    found = []
    for other in among:
        if (other.kind, other.group) != (conflict.kind, conflict.group) or other is conflict:
            continue
        if _sides(other) == _sides(conflict):
            same = [one for one in other.claims if _side(one) == _side(claim)]
        else:
            same = [one for one in other.claims if claim.batch and one.batch == claim.batch]
        if len(same) == 1 and other.record.id != conflict.record.id:
            found.append((other, same[0]))
    return found


def first_said(head: Change, known: Mapping[str, Change], group: str) -> Change:
    """Return who said first what a claim says: where a settlement was taken back, it is said again.

    It then stands on the settlement alone, which stands on what it chose from.
    """
    while True:
        bases = [known[base] for base in head.bases.get(group, ()) if base in known]
        if len(bases) != 1:
            return head
        (base,) = bases
        chosen_from = base.bases.get(group, ())
        is_choice = bool(chosen_from[1:]) or group == DELETED
        earlier = [known[one] for one in chosen_from if one in known and is_choice]
        same = [one for one in (base, *earlier) if one.value(group) == head.value(group)]
        if not same:
            return head
        head = same[-1]


def _sides(conflict: Conflict) -> frozenset[tuple[str, bool]]:
    return frozenset(_side(claim) for claim in conflict.claims)


def _side(claim: Claim) -> tuple[str, bool]:
    return claim.author, claim.office
