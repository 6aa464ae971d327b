"""What a person did in one transaction, group by group, so that it can be undone."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain.edits import gathered
from gridkeeper.domain.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gridkeeper.domain.changes import GroupValue
    from gridkeeper.domain.records import Kind, Record

UNDOABLE = frozenset(
    {"record", "amend", "delete", "step", "settle", "visit sheet keyed"}
    | {"register", "verify", "merge", "tell apart"}
)
"""What people do to single records; imports, exports and settings are not taken back this way."""

WHOLESALE = frozenset({"register import", "cases import", "batch undo", "batch redo"})
"""What is done to many records at once. After it nobody means what was done before by “undo”."""

_MOST = 50


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to one record.

    Attributes:
        created: Whether it was brought into being.
        groups: The value of each group before and after.
        settled: Of groups about which a conflict was settled, the change that did it.
    """

    kind: Kind
    record_id: str
    created: bool
    groups: Mapping[str, tuple[GroupValue, GroupValue]]
    settled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deed:
    """Everything that one action did.

    Attributes:
        doing: As the audit calls it.
        action: Of a step, its code of the table `case_action`; of what happened to the register,
            of `register_event`; of an import, its id.
        edits: One a record, the record that it was about first; none of an import.
        number: Of its last change, counted as `Peer.sent` counts.
    """

    doing: str
    action: str
    edits: tuple[Edit, ...]
    number: int = 0


@dataclass
class Deeds:
    """The last actions of a session, and those that were undone; the newest last."""

    done: deque[Deed] = field(default_factory=lambda: deque(maxlen=_MOST))
    undone: list[Deed] = field(default_factory=list)

    def remember(self, deed: Deed) -> None:
        """Keep a new action; what was undone before it cannot be done again."""
        self.done.append(deed)
        self.undone.clear()

    def holds(self, action: str) -> bool:
        """Whether something with that action can be taken back or done again."""
        return any(one.action == action for one in (*self.done, *self.undone))

    def forget(self) -> None:
        """Let nothing be taken back or done again any more."""
        self.done.clear()
        self.undone.clear()


def edit(before: Record | None, after: Record) -> Edit:
    """Return what leads from one state of a record to another; None is that it was not there."""
    kind = kind_of(after)
    old, new = before.stored() if before else {}, after.stored()
    groups = {
        group: (gathered(fields, old), gathered(fields, new))
        for group, fields in kind.groups.items()
    }
    changed = {group: sides for group, sides in groups.items() if sides[0] != sides[1]}
    return Edit(kind, after.id, before is None, changed)


def together(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits with those of the same record made one, in the order of the first of each."""
    found: dict[tuple[str, str], Edit] = {}
    for one in edits:
        key = (one.kind.name, one.record_id)
        earlier = found.get(key)
        if earlier is None:
            found[key] = one
            continue
        groups = dict(earlier.groups)
        for group, (before, after) in one.groups.items():
            groups[group] = (groups[group][0] if group in groups else before, after)
        settled = {**earlier.settled, **one.settled}
        found[key] = Edit(one.kind, one.record_id, earlier.created, groups, settled)
    return tuple(found.values())
