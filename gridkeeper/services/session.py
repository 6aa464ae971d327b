"""One person at one open store: what every service works with."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridkeeper import __version__
from gridkeeper.domain import clock
from gridkeeper.domain.edits import Pen, gathered
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.kinds import PLURALS, kind_of
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import (
    InputInvalidError,
    RecordUnknownError,
    RoleRefusedError,
    StoreUnloggedError,
)
from gridkeeper.services import deeds
from gridkeeper.services.changes import MOST, Changed, Changes
from gridkeeper.services.deeds import UNDOABLE, WHOLESALE, Deed, Deeds, Edit
from gridkeeper.services.lending import Lending
from gridkeeper.storage.engine import key_file
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from gridkeeper.domain.changes import Change, GroupValue, Heads
    from gridkeeper.domain.clock import Clock
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.domain.replicas import Replica
    from gridkeeper.storage.listing import Held
    from gridkeeper.storage.store import Store
    from gridkeeper.storage.unit import Unit

SOFTWARE = f"GridKeeper {__version__}"

INDEXED_AT_ONCE = 2000
"""So many changes are indexed with the save; more are left to whoever searches next."""


@dataclass(frozen=True)
class Work:
    """A transaction in which a person writes.

    Attributes:
        pen: What is written with it is kept when the transaction ends.
        edits: What was done to records, to be undone; None where nothing is remembered.
        touched: Ids of what was written so far, by kind.
        detail: What the audit says beside the action; never the values of a record.
    """

    unit: Unit
    pen: Pen
    edits: list[Edit] | None = None
    touched: dict[str, set[str]] = field(default_factory=dict)
    detail: dict[str, object] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local date."""
        return clock.local_date(self.pen.now)

    def create(self, record: Record) -> Record:
        """Bring a record into being."""
        self.pen.create(record)
        self._remember(None, record)
        return record

    def change(self, before: Record, **values: object) -> Record:
        """Write these values on top of what the store holds now; return the record as it then is.

        What else has changed since `before` was read stays as it is.

        Raises:
            RecordUnknownError: It is not.
        """
        kind = kind_of(before)
        held = self.unit.listing.held(kind, before.id)
        if held is None:
            raise RecordUnknownError(reference=before.id, kind=kind.name)
        after = replace(held.record, **values)  # type: ignore[arg-type]
        self.pen.edit(held.record, after, held.heads)
        self._remember(held.record, after)
        return after

    def amend(self, seen: Record, after: Record, heads: Heads) -> None:
        """Write what differs from what the person saw, on top of the heads that she saw.

        What arrived since stands beside it, and is in conflict with it where it says otherwise.
        """
        self.pen.edit(seen, after, heads)
        self._remember(seen, after)

    def settle(self, held: Held, group: str, value: GroupValue) -> Change:
        """Let a group's value stand, whatever its heads say; return what says so."""
        change = self.pen.settle(held.record, group, value, held.heads)
        if self.edits is not None:
            kind = kind_of(held.record)
            before = gathered(kind.groups.get(group, ()), held.record.stored())
            sides, settled = {group: (before, value)}, {group: change.id}
            self.edits.append(
                Edit(kind, held.record.id, created=False, groups=sides, settled=settled)
            )
        return change

    def save(self) -> int:
        """Put what was written so far into the journal and the rows; return how many changes."""
        written = list(self.pen.changes)
        self.unit.journal.append(written, clock.stamp(self.pen.now))
        for change in written:
            self.touched.setdefault(change.kind, set()).add(change.record)
        self.pen.changes.clear()
        return len(written)

    def _remember(self, before: Record | None, after: Record) -> None:
        if self.edits is not None:
            self.edits.append(deeds.edit(before, after))


class Session:
    """An open store with its owner at the keyboard.

    Attributes:
        changes: Tells what was changed here.
        deeds: What the owner did last, to be undone.
        lending: Copies of documents that other programs show.
        time: Where the present moment comes from.
        viewing: Whether somebody only looks into the store; the audit says so.
        reason: Why people are seen in full here, if it was said once for all that is seen.
    """

    def __init__(self, store: Store, time: Clock, ids: Callable[[], str] = new_id) -> None:
        self.store = store
        self.new_id = ids
        self.changes = Changes()
        self.deeds = Deeds()
        self.lending = Lending()
        self.time = time
        self.viewing = False
        self.reason = ""

    def close(self) -> None:
        """Close the store and what is kept beside it; the session cannot be used any more."""
        self.lending.wipe()
        self.store.close()

    @property
    def replica(self) -> Replica:
        """Who keeps the store."""
        return self.store.replica

    def now(self) -> datetime:
        """Return the present moment."""
        return self.time.now()

    def today(self) -> date:
        """Return the local date."""
        return clock.local_date(self.time.now())

    @contextmanager
    def writing(self, doing: str, *, keep: bool = True, **detail: object) -> Iterator[Work]:
        """Open a transaction; what was written is kept, indexed and noted in the audit together.

        Args:
            doing: What is done, for the audit.
            keep: False rehearses it: everything is done and nothing is kept.
            detail: What the audit says beside it; never the values of a record.
        """
        with self.store.writing() if keep else self.store.rehearsing() as unit:
            edits: list[Edit] | None = [] if keep and doing in UNDOABLE else None
            work = Work(unit, self._pen(unit), edits, detail=detail)
            yield work
            changes = work.save()
            if unit.search.backlog() <= INDEXED_AT_ONCE:
                unit.search.catch_up()
            unit.note(
                clock.stamp(work.pen.now),
                doing,
                detail={
                    "changes": changes,
                    **({"viewing": True} if self.viewing else {}),
                    **work.detail,
                },
            )
            number = 0 if edits is None else handed_upto(unit)
        if keep:
            self._kept(work, doing, str(detail.get("action", "")), number)

    def check_seeing(self, profile: Profile) -> None:
        """Refuse to show people in full where it cannot be noted who saw them.

        Raises:
            StoreUnloggedError: Nothing can be written where the store lies.
        """
        if self.store.looking and profile is Profile.FULL:
            key = key_file(self.store.path).name
            raise StoreUnloggedError(store=self.store.path.name, key=key)

    def reason_to_see(self, reason: str, where: str) -> str:
        """Return why people are to be seen in full, if it was written and can be noted.

        Args:
            reason: As it was typed.
            where: What is to be seen, for whoever gave none.

        Raises:
            InputInvalidError: No reason is given.
            StoreUnloggedError: As `check_seeing`.
        """
        why = reason.strip()
        if not why:
            raise InputInvalidError(where=where, reason=_("write why you need to see it"))
        self.check_seeing(Profile.FULL)
        return why

    def note_reveal(self, kind: str, record_id: str, why: str) -> None:
        """Note in the audit that a record was seen in full, and why.

        Raises:
            StoreUnloggedError: As `check_seeing`.
        """
        self.note_seeing("reveal", Profile.FULL, kind=kind, record=record_id, reason=why)

    def note_seeing(self, doing: str, seen_as: Profile, **detail: object) -> None:
        """Note in the audit that something was seen or left the program; nothing else changes.

        What is masked may be seen without a note where none can be written.

        Args:
            doing: What is done, for the audit.
            seen_as: How much of people was seen.
            detail: What the audit says beside it.

        Raises:
            StoreUnloggedError: As `check_seeing`.
        """
        self.check_seeing(seen_as)
        if not self.store.looking:
            told = detail | {"viewing": True} if self.viewing else detail
            if seen_as is Profile.FULL and self.reason:
                told = {"reason": self.reason} | told
            with self.writing(doing, keep=True, **told):
                pass

    def _kept(self, work: Work, doing: str, action: str, number: int) -> None:
        """Remember and tell what was written."""
        edits = deeds.together(work.edits or ())
        if doing in WHOLESALE:
            self.deeds.forget()
        if any(one.created or one.groups for one in edits):
            self.deeds.remember(Deed(doing, action, edits, number))
        records = frozenset().union(*work.touched.values())
        named = records if len(records) <= MOST else frozenset[str]()
        self.changes.tell(Changed(frozenset(work.touched), named))

    def _pen(self, unit: Unit) -> Pen:
        office = unit.replica.role is Role.OFFICE
        return Pen(unit.replica.name, office, self.now(), unit.journal.lamport, self.new_id)

    def only(self, *roles: Role, action: str) -> None:
        """Refuse what the store's role does not do.

        Raises:
            RoleRefusedError: Its role is none of these.
        """
        role = self.replica.role
        if role not in roles:
            raise RoleRefusedError(
                store=self.store.path.name, role=role.label, action=action, needed=roles[0].label
            )


def handed_upto(unit: Unit) -> int:
    """Return the number that a batch written now would reach, counted as `Peer.sent` counts."""
    whole = unit.replica.role is Role.WORKER
    return unit.journal.own_seq if whole else unit.journal.last_arrival


def find(unit: Unit, kind: Kind, reference: str) -> Record:
    """Return the one record that an id, a number or an original number means.

    Raises:
        RecordUnknownError: None does, or several do.
    """
    found = unit.listing.named(kind, reference.strip())
    if len(found) != 1:
        raise RecordUnknownError(reference=reference, kind=PLURALS[kind.name])
    return found[0]
