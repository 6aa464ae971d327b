"""What the sample makes: a community, a month, and what becomes of the month's cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gridkeeper.domain.disputes import Dispute, DisputeParty
    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.hazards import Hazard, Recheck
    from gridkeeper.domain.households import Household
    from gridkeeper.domain.people import Person, PersonTag
    from gridkeeper.domain.places import Building, Dwelling, Grid
    from gridkeeper.domain.premises import Premises
    from gridkeeper.domain.requests import Request
    from gridkeeper.domain.visits import Visit


@dataclass(frozen=True)
class Community:
    """A register; every record that another one refers to is in it."""

    grids: tuple[Grid, ...]
    buildings: tuple[Building, ...]
    dwellings: tuple[Dwelling, ...]
    households: tuple[Household, ...]
    people: tuple[Person, ...]
    person_tags: tuple[PersonTag, ...]
    premises: tuple[Premises, ...]


class Goal(StrEnum):
    """Where a case stands when the period ends."""

    OPEN = "open"  # being worked on, in time
    OVERDUE = "overdue"  # being worked on, too late
    LATE = "late"  # settled, too late
    SETTLED = "settled"
    ARCHIVED = "archived"
    FIXED_ON_SPOT = "fixed_on_spot"
    RECHECK_FAILED = "recheck_failed"
    REPORTED = "reported"
    AGREED_ORAL = "agreed_oral"
    AGREED_WRITTEN = "agreed_written"
    FAILED = "failed"
    RETURNED = "returned"
    PARKED = "parked"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One step that `gridkeeper.domain.workflow` allows at this point.

    Attributes:
        action: A code of `case_action`.
        actor: Who takes it; never the finder where a hazard is re-checked.
        values: Fields that are filled in with it.
        consent: As in `guards.Facts`.
        told_other_ways: As in `guards.Facts`.
    """

    action: str
    day: date
    actor: str
    note: str = ""
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    consent: bool | None = None
    told_other_ways: bool = False


@dataclass(frozen=True, slots=True)
class CasePlan:
    """What becomes of one case.

    Attributes:
        kind: The kind's name, such as `hazard`.
        steps: In the order in which they are taken; the days never go backwards.
    """

    case_id: str
    kind: str
    goal: Goal
    steps: tuple[PlannedStep, ...]

    @property
    def day(self) -> date | None:
        """The day of the last step; None where nothing has been done yet."""
        return self.steps[-1].day if self.steps else None

    @property
    def facts(self) -> Mapping[str, Value]:
        """All fields that the steps fill in."""
        return {name: value for step in self.steps for name, value in step.values.items()}


@dataclass(frozen=True)
class Month:
    """What happened in a period.

    Cases are as they were registered (state 20); `plans` has one plan a case, which leads it to
    where it stands at the end. A re-check belongs to the step of the same day in its hazard's plan.
    """

    visits: tuple[Visit, ...]
    disputes: tuple[Dispute, ...]
    dispute_parties: tuple[DisputeParty, ...]
    hazards: tuple[Hazard, ...]
    rechecks: tuple[Recheck, ...]
    requests: tuple[Request, ...]
    plans: tuple[CasePlan, ...]
