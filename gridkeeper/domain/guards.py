"""Guards and effects of workflow steps: small named rules, put together in `transitions`.

A guard looks at a situation and returns why the step is refused, in the language in force, or
None. An effect returns the values that a step sets.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import codes
from gridkeeper.domain.fields import Value
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from gridkeeper.domain.records import Record

NOTE = "note"
"""In `Guard.needs`: the person must write a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the rules need to know besides the record.

    Attributes:
        actor: Who takes the step.
        role: Of the store where it is taken.
        note: The reason or remark that is written with it.
        values: Fields that are filled in with the step.
        actions: Actions of the record's steps so far, the oldest first.
        rechecks: Whether each re-check passed, the oldest first.
        parties: How many parties a dispute has.
        staff: How many people work at this store; one person alone may check her own work.
        consent: Whether all parties agree to the step; None while nobody asked them.
        told_other_ways: Whether the parties were told where else they can go.
        linked: Names of the kinds of records that came out of this one.
    """

    actor: str = ""
    role: Role = Role.WORKER
    note: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    actions: tuple[str, ...] = ()
    rechecks: tuple[bool, ...] = ()
    parties: int = 0
    staff: int = 2
    consent: bool | None = None
    told_other_ways: bool = False
    linked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Situation:
    """A record that a step is about to be taken with.

    Attributes:
        today: The local date; None where only the possible steps are listed.
    """

    kind: str
    record: Record
    facts: Facts
    action: str
    today: date | None

    def value(self, name: str) -> Any:  # noqa: ANN401 - the value of whatever field
        """Return a field's value as it will be: filled in with the step, or the record's own."""
        own = getattr(self.record, name)
        return self.facts.values.get(name, own)

    @property
    def step(self) -> str:
        """What people call the step."""
        return codes.table("case_action").text(self.action)


Check = Callable[[Situation], str | None]
Effect = Callable[[Situation, date], Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition of a step.

    Attributes:
        needs: What has to be filled in so that it holds: field names, or `NOTE`. A guard that needs
            nothing is an obstacle, shown before anybody begins to fill in.
    """

    check: Check
    needs: tuple[str, ...] = ()


def _blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def needs(*names: str) -> tuple[Guard, ...]:
    """Return the guards that want fields to have a value."""
    return tuple(Guard(_filled(name), (name,)) for name in names)


def _filled(name: str) -> Check:
    def check(now: Situation) -> str | None:
        if not _blank(now.value(name)):
            return None
        label = KINDS[now.kind].field(name).label
        return _("Fill in “{field}” first").format(field=label)

    return check


def _reason(now: Situation) -> str | None:
    if not _blank(now.facts.note):
        return None
    return _("Write the reason for “{step}”").format(step=now.step)


REASON = Guard(_reason, (NOTE,))


def unless(text: str, holds: Callable[[Situation], bool], *wanted: str) -> Guard:
    """Return a guard that refuses with a marked text unless something holds."""
    return Guard(lambda now: None if holds(now) else _(text), wanted)


# Cases of all kinds


def _later(now: Situation) -> str | None:
    new, old = now.facts.values.get("deadline"), now.record_deadline()
    if not isinstance(new, date):
        return _("Fill in the new day by which it is due")
    if old is not None and new <= old:
        return _("The new day must be later than {old}").format(old=old.isoformat())
    return None
