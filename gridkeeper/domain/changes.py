"""The heart: immutable changes, and the record they amount to.

A record is a pure function of the *set* of its changes (DESIGN §5). Order of arrival, repetition
and route cannot matter, because nothing here looks at them; wall clocks order nothing.

A change's identity is its id alone. Its place in a replica's sequence belongs to the transport of
the change and is not known here.

A change that *creates* sets every group of its kind, to nothing where it does not say otherwise;
so each group of a complete record has a head from the first moment on.

A change that *deletes* names as bases the heads of all groups, since it judges the record as a
whole. A head elsewhere that it did not see opposes it: the record stays visible and the group
`DELETED` is in conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from gridkeeper.domain import appending
from gridkeeper.domain.fields import Merge, Stored

GroupValue = Stored | Mapping[str, Stored]
"""One field's stored value, or, of a group of several fields, the values by name."""

CREATED = "*"
"""In `Heads`: the group that stands for all groups that nobody changed since the creation."""

DELETED = "deleted"
"""The group that says whether a record is deleted."""

Heads = Mapping[str, Sequence[str]]
"""Ids of the heads of each group; a group that is missing has the heads of `CREATED`."""

_NOTHING: Mapping[str, GroupValue] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Change:
    """One immutable statement about one record.

    Attributes:
        id: Minted where the change is made.
        record: The record's id.
        kind: The record's kind by name; may be one that only a newer program knows.
        grid: The record's grid when the change was made, or "" for the office's own.
        lamport: One more than the highest the author's store had seen.
        author: The person's name, as shown in the history.
        office: Whether it was made at the office; office-owned groups prefer it.
        claimed_at: The author's clock, stamped; shown, never compared.
        creates: Whether it brings the record into being.
        sets: The new value of each group it touches.
        bases: For each of those groups, the heads that the author saw there; of a deletion, the
            heads of all groups, as `Heads`.
    """

    id: str
    record: str
    kind: str
    grid: str
    lamport: int
    author: str
    office: bool
    claimed_at: str
    creates: bool
    sets: Mapping[str, GroupValue]
    bases: Mapping[str, Sequence[str]]

    def touches(self, group: str) -> bool:
        """Whether it says anything about a group."""
        return self.creates or group in self.sets

    def value(self, group: str) -> GroupValue:
        """Return what it sets a group to; nothing where a creating change does not say."""
        return self.sets.get(group)


@dataclass(frozen=True, slots=True)
class Contention:
    """A group with heads of different values, until somebody settles it.

    Attributes:
        heads: The changes that stand side by side, the shown one first.
    """

    group: str
    heads: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """What a set of changes amounts to.

    Attributes:
        values: The shown value of each group that any known change touches.
        heads: The heads of each group, ids sorted; see `Heads`.
        contentions: The groups in conflict, by name.
        complete: False while a creating change or a named base has not arrived; then `heads` do
            not say everything and the record must be folded from its journal.
    """

    values: Mapping[str, GroupValue]
    heads: Heads
    contentions: Mapping[str, Contention]
    complete: bool


def heads_of(heads: Heads, group: str) -> Sequence[str]:
    """Return the heads of one group."""
    found = heads.get(group)
    return heads.get(CREATED, ()) if found is None else found


def fold(
    changes: Iterable[Change],
    policies: Mapping[str, Merge] = MappingProxyType({}),
    ranks: Mapping[str, int] = MappingProxyType({}),
) -> Folded:
    """Return what all known changes of one record amount to.

    Args:
        changes: In any order; the same change may come twice.
        policies: How each group chooses among its heads; `LATEST` where nothing is said.
        ranks: How far along each state is, for groups with the policy `STATE`.
    """
    known = {change.id: change for change in changes}
    groups = sorted({group for change in known.values() for group in change.sets})
    created = [change for change in known.values() if change.creates]
    named = {base for change in known.values() for bases in change.bases.values() for base in bases}
    values: dict[str, GroupValue] = {}
    heads: dict[str, tuple[str, ...]] = {}
    contentions: dict[str, Contention] = {}
    if created:
        heads[CREATED] = tuple(sorted(change.id for change in created))
    for group in groups:
        policy = policies.get(group, Merge.LATEST)
        standing = _standing(known.values(), group, policy, ranks)
        values[group] = standing[0].value(group) if standing else None
        ids = tuple(sorted(change.id for change in standing))
        if ids != heads.get(CREATED):
            heads[group] = ids
        if any(other.value(group) != values[group] for other in standing[1:]):
            both = appending.together(standing, known, group) if policy is Merge.APPEND else None
            if both is None:
                contentions[group] = Contention(group, tuple(standing))
            else:
                values[group] = both
    opposed = _opposed(known, heads, contentions, values.get(DELETED))
    if opposed is not None:
        values[DELETED], contentions[DELETED] = None, opposed
    complete = bool(created) and named <= known.keys()
    return Folded(values, heads, contentions, complete)


def _standing(
    changes: Iterable[Change], group: str, policy: Merge, ranks: Mapping[str, int]
) -> list[Change]:
    """Return the heads of a group, the one to show first."""
    touching = [change for change in changes if change.touches(group)]
    if policy is Merge.ONCE and any(change.creates for change in touching):
        # What somebody wrote over it all the same is in the history, and nowhere else.
        touching = [change for change in touching if change.creates]
    covered = {base for change in touching for base in change.bases.get(group, ())}
    standing = [change for change in touching if change.id not in covered]
    return sorted(standing, key=lambda change: _weight(change, group, policy, ranks), reverse=True)


def _opposed(
    known: Mapping[str, Change],
    heads: Heads,
    contentions: Mapping[str, Contention],
    deleted: GroupValue,
) -> Contention | None:
    """Return the deletion beside the heads that it did not see, or None if it stands."""
    if not deleted and DELETED not in contentions:
        return None
    deletions = [known[head] for head in heads_of(heads, DELETED) if known[head].sets.get(DELETED)]
    places = [(group, head) for group in heads if group != DELETED for head in heads[group]]
    unseen_by = [
        {head for group, head in places if head not in heads_of(deletion.bases, group)}
        for deletion in deletions
    ]
    # One that saw everything stands, whatever another one has missed.
    unseen = set().union(*unseen_by) if all(unseen_by) else set()
    if not unseen and DELETED not in contentions:
        return None
    others = (
        {head.id: head for head in contentions[DELETED].heads} if DELETED in contentions else {}
    )
    others |= {head: known[head] for head in unseen}
    rest = sorted(
        (change for change in others.values() if change not in deletions),
        key=lambda change: (change.lamport, change.id),
        reverse=True,
    )
    return Contention(DELETED, (*rest, *deletions))


def _weight(
    change: Change, group: str, policy: Merge, ranks: Mapping[str, int]
) -> tuple[int, int, str]:
    preferred = 0
    if policy is Merge.OFFICE:
        preferred = int(change.office)
    elif policy is Merge.STATE:
        preferred = ranks.get(_state(change.value(group)), -1)
    return preferred, change.lamport, change.id


def _state(value: GroupValue) -> str:
    state = value.get("state") if isinstance(value, Mapping) else value
    return str(state or "")


def follows(change: Change, heads: Heads) -> bool:
    """Whether a new change stands on exactly the heads that are known, in every group it sets.

    Then folding it in needs no look at the journal: in each group it sets, it becomes the only
    head. True only for records whose fold was complete.
    """
    if change.creates or CREATED not in heads or DELETED in heads or DELETED in change.sets:
        return False
    for group in change.sets:
        if sorted(change.bases.get(group, ())) != list(heads_of(heads, group)):
            return False
    return True


def advanced(change: Change, heads: Heads) -> Heads:
    """Return the heads after a change that `follows` them."""
    return {**heads, **dict.fromkeys(change.sets, (change.id,))}
