"""Taking changes back by further changes: what a record was without them, it is again.

Nothing is removed. What somebody changed on top of them since stays; and taking back what took them
back brings them again, by the same rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from gridkeeper.domain.changes import DELETED, Folded, fold, heads_of
from gridkeeper.domain.fields import Merge

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from gridkeeper.domain.changes import Change, GroupValue, Heads

    Write = Callable[[str, GroupValue, Heads], Change]


YES: Final = True
"""The value of the group `DELETED` of a record that is deleted."""


@dataclass(frozen=True)
class Rules:
    """How the groups of a kind of record choose among their heads; see `changes.fold`."""

    policies: Mapping[str, Merge]
    ranks: Mapping[str, int]

    def fold(self, changes: Iterable[Change]) -> Folded:
        """Return what changes amount to."""
        return fold(changes, self.policies, self.ranks)


@dataclass
class Reversal:
    """Takes some changes of one record back.

    Attributes:
        known: All changes of the record, by id; what is written comes to them.
        gone: Ids of those that are taken back.
        write: Makes a change of a group's value and its bases.
        kept: The groups that stay, since somebody changed them on top of what is taken back.
    """

    known: dict[str, Change]
    gone: Collection[str]
    rules: Rules
    write: Write
    kept: list[str] = field(default_factory=list)
    _written: list[Change] = field(default_factory=list)

    def take_back(self) -> list[Change]:
        """Write what leads back; return it.

        A record that the changes brought into being is deleted, unless somebody else changed it
        since: then all of it stays.
        """
        rest = [change for change in self.known.values() if change.id not in self.gone]
        gone = [change for change in self.known.values() if change.id in self.gone]
        touched = sorted({group for change in gone for group in change.sets} - {DELETED})
        now, without = self.rules.fold(self.known.values()), self.rules.fold(rest)
        if any(change.creates for change in gone) and not any(change.creates for change in rest):
            if rest:
                self.kept += touched
            elif not now.values.get(DELETED):
                self._delete()
            return self._written
        for group in touched:
            if any(head in self.gone for head in heads_of(now.heads, group)):
                value = without.values.get(group)
                if self._is_put_together(group, without):
                    self._say(group, value, {group: tuple(heads_of(now.heads, group))})
                    continue
                self._lead_back(group, now, without)
                self._part(group, without)
                self._show(group, value)
            elif now.values[group] != without.values.get(group):
                self.kept.append(group)
        self._settle_deletion(now, without)
        return self._written

    def _is_put_together(self, group: str, folded: Folded) -> bool:
        """Whether what is shown of a group is made of what several people have added to it."""
        appends = self.rules.policies.get(group) is Merge.APPEND
        return appends and group not in folded.contentions

    def _lead_back(self, group: str, now: Folded, without: Folded) -> None:
        """Cover the heads of a group that go, and say again what they had covered."""
        heads = heads_of(now.heads, group)
        going = tuple(head for head in heads if head in self.gone)
        again: list[GroupValue] = []
        for head in heads_of(without.heads, group):
            value = self.known[head].value(group)
            if head not in heads and value not in again:
                again.append(value)
        for value in again:  # several where a conflict was settled
            self._say(group, value, {group: going})
        if not again:
            beside = self._first(group, now, [head for head in heads if head not in going])
            covered = (*going, beside) if beside else going
            value = self.known[beside].value(group) if beside else None
            self._say(group, value, {group: covered})

    def _part(self, group: str, without: Folded) -> None:
        """Let values be in conflict again that now look as if people had only added them.

        They are said again on top of the longest of them: none of the others adds to that.
        """
        after = self.rules.fold(self.known.values())
        if group not in without.contentions or group in after.contentions:
            return
        heads = without.contentions[group].heads
        values = dict.fromkeys(head.value(group) for head in heads)  # texts, or nothing
        longest = max(values, key=lambda value: len(str(value or "")))
        ground = self._say(group, longest, {group: tuple(heads_of(after.heads, group))})
        for value in values:
            self._say(group, value, {group: (ground,)})

    def _show(self, group: str, value: GroupValue) -> None:
        """Of a group that is in conflict again, let the value be shown that was shown."""
        after = self.rules.fold(self.known.values())
        if group in after.contentions and after.values[group] != value:
            heads = after.contentions[group].heads
            same = tuple(head.id for head in heads if head.value(group) == value)
            self._say(group, value, {group: same})

    def _first(self, group: str, now: Folded, heads: list[str]) -> str:
        """Return the head among some that is shown before the others."""
        contention = now.contentions.get(group)
        shown = [head.id for head in contention.heads] if contention else heads
        return next((head for head in shown if head in heads), "")

    def _settle_deletion(self, now: Folded, without: Folded) -> None:
        """Let the record be deleted, or not, as it is without the changes or by somebody since."""
        deletions = self._deletions(now)
        going = tuple(head for head in deletions if head in self.gone)
        after = self.rules.fold(self.known.values())
        since = now.values.get(DELETED) and len(going) < len(deletions)
        if without.values.get(DELETED) or (since and DELETED not in without.contentions):
            if not after.values.get(DELETED):
                self._delete()
        elif DELETED in without.contentions:
            if DELETED not in after.contentions:  # it was opposed, and is again
                covered = tuple(heads_of(after.heads, DELETED))
                for head in self._deletions(without):
                    self._say(DELETED, YES, {**self.known[head].bases, DELETED: covered})
        elif going:
            self._say(DELETED, None, {DELETED: going})

    def _deletions(self, folded: Folded) -> list[str]:
        """Return the heads that delete the record."""
        heads = heads_of(folded.heads, DELETED)
        return [head for head in heads if self.known[head].value(DELETED)]

    def _delete(self) -> None:
        heads = self.rules.fold(self.known.values()).heads
        self._say(DELETED, YES, {**heads, DELETED: tuple(heads_of(heads, DELETED))})

    def _say(self, group: str, value: GroupValue, bases: Heads) -> str:
        change = self.write(group, value, bases)
        self.known[change.id] = change
        self._written.append(change)
        return change.id
