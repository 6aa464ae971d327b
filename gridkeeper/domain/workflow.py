"""The engine that takes records from state to state, and says why it will not.

What can be done stands in `transitions`, on what condition in `guards`. Nothing here changes a
record: a step that is taken comes back as the values that it sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain import codes, effects
from gridkeeper.domain.guards import Situation, blank
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.labels import Label
from gridkeeper.domain.transitions import TABLES
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.guards import Facts
    from gridkeeper.domain.records import Record
    from gridkeeper.domain.transitions import Table, Transition

DONE_ON = Label("办理日期", "Done on")
"""What the day is called on which a step was taken."""
_DROPPED = frozenset({"95", "99"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step that a record might take.

    Attributes:
        label: What people call it, in the language in force.
        to_state: The state it leads to; the present one where it leaves the state as it is.
        needs: What is still to be filled in: field names, `note`, or other facts.
        refusal: Why it cannot be taken whatever is filled in; None if nothing is in the way.
        shows: Fields that the step is about and that have a value already, or may be given one
            with it: whoever takes it has to see them, and may change them.
    """

    action: str
    label: str
    to_state: str
    needs: tuple[str, ...] = ()
    refusal: str | None = None
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that the rules allow.

    Attributes:
        values: Every field that it sets, with what was filled in with it.
    """

    action: str
    from_state: str
    to_state: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step is not taken.

    Attributes:
        reasons: Sentences in the language in force, each of which stands in the way.
        needs: What would have to be filled in.
    """

    action: str
    reasons: tuple[str, ...]
    needs: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All reasons in one line."""
        return pick("；", "; ").join(self.reasons)


@dataclass(frozen=True)
class Workflow:
    """The states and steps of one kind.

    Attributes:
        ranks: How far along each state is, for the merge policy `STATE`.
    """

    kind: str
    table: Table
    ranks: Mapping[str, int]

    @property
    def initial(self) -> str:
        """The state in which a record is usually born."""
        return self.table.beginnings[0]

    @cached_property
    def settled(self) -> frozenset[str]:
        """The states of records with which nothing is left to do but to ask, confirm and file.

        These are the states that a closing step leads to, those behind them, and the ends.
        """
        ways = [step for step in self.table.transitions if step.target]
        found = set(self.table.order).difference(*(step.sources for step in ways))
        found |= {step.target for step in ways if effects.closes in step.effects}
        onward = [step for step in ways if effects.reopens not in step.effects]
        for _state in self.table.order:
            found |= {step.target for step in onward if found.intersection(step.sources)}
        return frozenset(found)

    def is_open(self, record: Record) -> bool:
        """Whether a record is still worked on."""
        closed_on = getattr(record, "closed_on", None)
        return closed_on is None and self.state(record) not in self.settled

    def closed_after(self, record: Record, day: date) -> bool:
        """Whether a record was closed after a day, having been worked on till then."""
        closed_on = getattr(record, "closed_on", None)
        return closed_on is not None and closed_on > day and self.state(record) not in _DROPPED

    def steps(self, record: Record, facts: Facts, today: date | None = None) -> tuple[Step, ...]:
        """Return the steps that lead on from where a record stands."""
        state = self.state(record)
        return tuple(
            self._step(transition, Situation(self.kind, record, facts, transition.action, today))
            for transition in self.table.transitions
            if state in transition.sources
        )

    def take(self, action: str, record: Record, facts: Facts, today: date) -> Taken | Refusal:
        """Return what a step sets, or why it is not taken."""
        state = self.state(record)
        now = Situation(self.kind, record, facts, action, today)
        transition = self._find(action, state)
        if transition is None:
            return Refusal(action, (self._impossible(now, state),))
        refused = tuple(_refused(transition, now))
        if refused:
            reasons = tuple(dict.fromkeys(reason for reason, _needs in refused))
            return Refusal(action, reasons, tuple(name for _r, needs in refused for name in needs))
        values = dict(facts.values)
        for effect in transition.effects:
            values |= effect(now, today)
        target = transition.target or state
        return Taken(action, state, target, {**values, "state": target})

    def state(self, record: Record) -> str:
        """Return where a record stands; one without a state stands at the beginning."""
        return getattr(record, "state", None) or self.initial

    def _find(self, action: str, state: str) -> Transition | None:
        for transition in self.table.transitions:
            if transition.action == action and state in transition.sources:
                return transition
        return None

    def _step(self, transition: Transition, now: Situation) -> Step:
        refused = tuple(_refused(transition, now))
        needs = dict.fromkeys(name for _reason, needs in refused for name in needs)
        about = dict.fromkeys(name for guard in transition.guards for name in guard.needs)
        offered = {name for one in transition.guards if one.offers for name in one.needs}
        return Step(
            transition.action,
            now.step,
            transition.target or self.state(now.record),
            tuple(needs),
            next((reason for reason, needs in refused if not needs), None),
            tuple(
                one
                for one in about
                if one not in needs and (one in offered or _has(now.record, one))
            ),
        )

    def _impossible(self, now: Situation, state: str) -> str:
        text = _("“{step}” is not possible in the state “{state}”")
        return text.format(step=now.step, state=codes.table(f"{self.kind}_state").text(state))


def wrong_day(record: Record, day: date, today: date) -> str | None:
    """Return why a step cannot have been taken on a day, in the language in force; None if it can.

    Args:
        record: The step's.
        day: When it is said to have been taken.
        today: The local date.
    """
    kind = kind_of(record)
    if day > today:
        return _("“{field}” is in the future").format(field=DONE_ON)
    began = getattr(record, kind.day, None) if kind.case else None
    if began is not None and day < began:
        text = _("“{field}” is before “{earlier}”")
        return text.format(field=DONE_ON, earlier=kind.field(kind.day).label)
    return None


def _has(record: Record, name: str) -> bool:
    return not blank(getattr(record, name, None))


def _refused(transition: Transition, now: Situation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each guard's refusal with what it needs."""
    for guard in transition.guards:
        reason = guard.check(now)
        if reason is not None:
            yield reason, guard.needs


@cache
def of(kind: str) -> Workflow:
    """Return the workflow of a kind.

    Raises:
        KeyError: Its records have no states.
    """
    table = TABLES[kind]
    ranks = MappingProxyType({state: rank for rank, state in enumerate(table.order)})
    return Workflow(kind, table, ranks)
