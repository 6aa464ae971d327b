"""Guards of workflow steps: small named rules, put together in `transitions`.

A guard looks at a situation and returns why the step is refused, in the language in force, or
None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import codes
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from gridkeeper.domain.fields import Value
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


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition of a step.

    Attributes:
        needs: What has to be filled in so that it holds: field names, or `NOTE`. A guard that needs
            nothing is an obstacle, shown before anybody begins to fill in.
        offers: Whether what it is about is to be seen also where nothing stands there yet.
    """

    check: Check
    needs: tuple[str, ...] = ()
    offers: bool = False


def blank(value: object) -> bool:
    """Whether nothing is filled in."""
    return value is None or (isinstance(value, str) and not value.strip())


def needs(*names: str) -> tuple[Guard, ...]:
    """Return the guards that want fields to have a value."""
    return tuple(Guard(_filled(name), (name,)) for name in names)


def along(*names: str, offered: bool = False) -> Guard:
    """Return the guard that wants nothing, and lets fields be seen that a step is about too.

    Args:
        names: Of the fields.
        offered: Whether they are to be seen also where nothing stands in them.
    """
    return Guard(lambda _now: None, names, offered)


def _filled(name: str) -> Check:
    def check(now: Situation) -> str | None:
        if not blank(now.value(name)):
            return None
        label = KINDS[now.kind].field(name).label
        return _("Fill in “{field}” first").format(field=label)

    return check


def _reason(now: Situation) -> str | None:
    if not blank(now.facts.note):
        return None
    return _("Write the reason for “{step}”").format(step=now.step)


REASON = Guard(_reason, (NOTE,))


def unless(text: str, holds: Callable[[Situation], bool], *wanted: str) -> Guard:
    """Return a guard that refuses with a marked text unless something holds."""
    return Guard(lambda now: None if holds(now) else _(text), wanted)


# Cases of all kinds


def _new_day(now: Situation) -> date | None:
    new = now.facts.values.get("deadline")
    return new if isinstance(new, date) else None


def _later(now: Situation) -> str | None:
    new, old = _new_day(now), getattr(now.record, "deadline", None)
    if new is None:
        return _("Fill in the new due date")
    if old is not None and new <= old:
        return _("The new day must be later than {old}").format(old=old.isoformat())
    return None


def extension(most_days: int) -> Guard:
    """Return the guard that lets a deadline move by so many days at most."""

    def check(now: Situation) -> str | None:
        new, old = _new_day(now), getattr(now.record, "deadline", None)
        if new is None or old is None or new <= old + timedelta(days=most_days):
            return None
        last = (old + timedelta(days=most_days)).isoformat()
        return _("An extension may be {days} days at most, until {last}").format(
            days=most_days, last=last
        )

    return Guard(check, ("deadline",))


NEW_DAY = Guard(_later, ("deadline",))
ONCE = unless(
    N_("It has been extended once and cannot be extended again"),
    lambda now: now.action not in now.facts.actions,
)
BY_OFFICE = unless(
    N_("Only the street office can do this: report it with what you hand in next"),
    lambda now: now.facts.role in {Role.OFFICE, Role.ALONE},
)

# Requests

_FROM_PERSON = frozenset({"01", "03", "04", "05", "06", "07", "08", "09"})


def _from_person(now: Situation) -> bool:
    return bool(now.value("reporter")) or now.value("source") in _FROM_PERSON


NO_FEEDBACK_OWED = unless(
    N_("Tell the person the result first: a matter that a person raised needs feedback"),
    lambda now: not _from_person(now),
)
AT_ONCE = unless(
    N_("Only a matter that is handled at once can be settled before it is started"),
    lambda now: now.value("handling") == "1",
)
ASKED_OR_REASON = unless(
    N_("Before archiving, ask how satisfied the person is, or write why that was not possible"),
    lambda now: now.value("satisfaction") in {"1", "2", "3", "4"} or not blank(now.facts.note),
    "satisfaction",
)

# Disputes

_CONFIRM_DAYS = 30
_STATUS_TYPES = frozenset({"0101"})


def _agreed_on(now: Situation) -> date | None:
    found = now.value("mediated_on")
    return found if isinstance(found, date) else None


def _within_confirmation(now: Situation) -> bool:
    agreed = _agreed_on(now)
    if agreed is None or now.today is None:
        return agreed is not None
    return now.today <= agreed + timedelta(days=_CONFIRM_DAYS)


TWO_PARTIES = unless(
    N_("Enter both parties first; mediation needs at least two"),
    lambda now: now.facts.parties >= 2,
)
NOT_REFUSED = unless(
    N_("A party refuses; end the mediation and tell the parties where else they can go"),
    lambda now: now.facts.consent is not False,
)
CONSENT = unless(
    N_("Ask the parties first and record that all of them agree"),
    lambda now: now.facts.consent is not None,
    "consent",
)
TOLD = unless(
    N_("Tell the parties that arbitration, the authorities and the courts are open to them"),
    lambda now: now.facts.told_other_ways,
    "told_other_ways",
)
NOT_STATUS = unless(
    N_("The court does not confirm agreements on marriage, adoption or personal status"),
    lambda now: now.value("type") not in _STATUS_TYPES,
)
IN_CONFIRMATION_TIME = unless(
    N_("Judicial confirmation must be applied for within 30 days after the agreement took effect"),
    _within_confirmation,
)
FOLLOWED_UP_OR_REASON = unless(
    N_("Before archiving, follow up, or write why that was not possible"),
    lambda now: not blank(now.value("follow_up")) or not blank(now.facts.note),
    "follow_up",
)

# Hazards

_MAJOR = frozenset({"4", "5"})


def _failures(now: Situation) -> int:
    """Return how many re-checks failed since the hazard was last reported."""
    actions = now.facts.actions
    if "report" not in actions:
        return max(actions.count("recheck_fail"), now.facts.rechecks.count(False))
    since = len(actions) - actions[::-1].index("report")
    return actions[since:].count("recheck_fail")


SLIGHT_ENOUGH = unless(
    N_("A major or sudden hazard cannot be closed on the spot; report it first"),
    lambda now: now.value("level") not in _MAJOR,
)
REPORTED_IF_MAJOR = unless(
    N_("A major hazard must be reported the same day; report it first"),
    lambda now: now.value("level") not in _MAJOR or "report" in now.facts.actions,
)
INTERIM_IF_MAJOR = unless(
    N_("A major hazard needs interim measures; write down how people are kept safe meanwhile"),
    lambda now: now.value("level") not in _MAJOR or not blank(now.value("interim")),
    "interim",
)
NOT_FAILED_TWICE = unless(
    N_("Two re-checks failed; report it to the street office or the fire service now"),
    lambda now: _failures(now) < 2,
)
OTHER_CHECKER = unless(
    N_("Whoever found a hazard cannot re-check it; ask somebody else"),
    lambda now: now.facts.staff < 2 or now.facts.actor != now.value("finder"),
)

# Visits

_SPAWNS = {"03": "request", "04": "hazard", "05": "dispute"}


def _linked(now: Situation) -> str | None:
    kind = _SPAWNS.get(now.value("conclusion") or "")
    if kind is None or kind in now.facts.linked:
        return None
    return _("The conclusion says it became a {kind}; record the {kind} first").format(
        kind=KINDS[kind].label
    )


LINKED = Guard(_linked, ("conclusion",))
SOMEBODY_ANSWERED = unless(
    N_("Nobody was there or the visit was refused; choose that step instead"),
    lambda now: now.value("outcome") not in {"03", "04"},
    "outcome",
)
TOLD_WHAT_WAS_SEEN = unless(
    N_("Describe the visit in a few words"),
    lambda now: now.value("outcome") not in {"01", "02"} or not blank(now.value("situation")),
    "situation",
)
OTHER_REVIEWER = unless(
    N_("Whoever made a visit cannot review it; ask somebody else"),
    lambda now: now.facts.staff < 2 or now.facts.actor != now.value("visitor"),
)
