"""Taking cases from state to state, with a line in their timeline for every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import clock, kinds, workflow
from gridkeeper.domain.cases import CaseStep
from gridkeeper.domain.guards import Facts
from gridkeeper.domain.hazards import Recheck
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.workflow import Refusal
from gridkeeper.errors import StepRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.cases import Case
    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.records import Record
    from gridkeeper.domain.workflow import Step, Taken
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said with a step.

    Attributes:
        note: The reason, where the rules ask for one.
        values: Fields that are filled in.
        day: When it was done, if it is entered later; today if it is left out.
        actor: Who took it, if it was somebody else than the store's owner.
        consent: Whether all parties agree, where the rules ask for it.
        told_other_ways: Whether the parties were told where else they can go.
    """

    note: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    day: date | None = None
    actor: str = ""
    consent: bool | None = None
    told_other_ways: bool = False


class CaseService:
    """Takes steps and shows timelines; every step passes the rules of its kind."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def steps(self, case: Case, told: Told | None = None) -> tuple[Step, ...]:
        """Return what can be done next, and why not where it cannot.

        Args:
            case: As the person saw it.
            told: What is known of the step already, such as who takes it.
        """
        with self._session.store.reading() as unit:
            facts = facts_of(unit, case, told or Told())
        return workflow.of(kind_of(case).name).steps(case, facts, self._session.today())

    def take(self, case: Case, action: str, told: Told) -> Case:
        """Take one step.

        Args:
            case: As the person saw it.
            action: A code of the table `case_action`.
            told: What is said with it.

        Raises:
            StepRefusedError: The rules do not allow it; its sentence says why.
        """
        with self._session.writing("step", action=action) as work:
            after: Case = take(work, case, action, told)
            return after

    def refusal(self, case: Case, action: str, told: Told) -> str:
        """Return why a step would be refused if it were taken now; "" if it would not.

        Args:
            case: As the person saw it.
            action: A code of the table `case_action`.
            told: What is said with it.
        """
        with self._session.store.reading() as unit:
            record, facts = _now(unit, case, told)
        found = _judged(record, action, told, facts, self._session.today())
        return found.text if isinstance(found, Refusal) else ""

    def recheck(self, hazard: Case, told: Told, *, passed: bool) -> Case:
        """Write down a re-check of a hazard and take the step that follows from it, as one thing.

        Args:
            hazard: As the person saw it.
            told: Who looked (`actor`), when, and what she found (`note`).
            passed: Whether it is put right.

        Raises:
            StepRefusedError: The rules do not allow it; its sentence says why.
        """
        action = "recheck_pass" if passed else "recheck_fail"
        with self._session.writing("step", action=action) as work:
            after: Case = take(work, hazard, action, told)
            work.create(
                Recheck(
                    id=work.pen.new_id(),
                    grid_id=hazard.grid_id,
                    hazard_id=hazard.id,
                    checked_on=told.day or work.today,
                    checker=told.actor or work.unit.replica.name,
                    passed=passed,
                    opinion=told.note or None,
                )
            )
            work.save()
            return after

    def timeline(self, case_id: str) -> list[CaseStep]:
        """Return the steps of a case, the oldest first."""
        with self._session.store.reading() as unit:
            return timeline(unit, case_id)


def take(work: Work, case: Record, action: str, told: Told) -> Any:  # noqa: ANN401 - the kind given
    """Take one step inside a transaction that is open; see `CaseService.take`.

    The case must be saved. The rules look at it as the store holds it: somebody else may have
    taken it further since it was shown.
    """
    kind = kind_of(case)
    case, facts = _now(work.unit, case, told)
    taken = _judged(case, action, told, facts, work.today)
    if isinstance(taken, Refusal):
        raise StepRefusedError(number=_called(case), reason=taken.text, needs=taken.needs)
    after = work.change(case, **taken.values)
    work.create(
        CaseStep(
            id=work.pen.new_id(),
            grid_id=case.grid_id,
            case_kind=kind.name,
            case_id=case.id,
            at=clock.noon(told.day) if told.day else work.pen.now,
            action=action,
            from_state=taken.from_state,
            to_state=taken.to_state,
            actor=facts.actor,
            note=told.note or None,
        )
    )
    work.save()
    return after


def _now(unit: Unit, case: Record, told: Told) -> tuple[Record, Facts]:
    """Return a case as the store holds it, and what the rules need to know besides."""
    held = unit.listing.get(kind_of(case), case.id) or case
    return held, facts_of(unit, held, told)


def _judged(case: Record, action: str, told: Told, facts: Facts, today: date) -> Taken | Refusal:
    """Return what a step sets, or why it is not taken."""
    if told.day and (reason := workflow.wrong_day(case, told.day, today)):
        return Refusal(action, (reason,))
    return workflow.of(kind_of(case).name).take(action, case, facts, told.day or today)


def _called(case: Record) -> str:
    return getattr(case, "number", None) or case.id


def timeline(unit: Unit, case_id: str) -> list[CaseStep]:
    """Return the steps of a case, the oldest first.

    Of many only the day is known: within a day they stand as they were recorded, which is the
    order of their ids.
    """
    steps = cast("Sequence[CaseStep]", unit.listing.where(kinds.CASE_STEP, case_id=case_id))
    return sorted(steps, key=_recorded)


def _recorded(step: CaseStep) -> tuple[str, str]:
    return str(clock.local_date(step.at)) if step.at else "", step.id


def facts_of(unit: Unit, case: Record, told: Told) -> Facts:
    """Return what the rules need to know besides the record."""
    actions = tuple(step.action or "" for step in timeline(unit, case.id))
    rechecks: Sequence[Recheck] = ()
    parties = 0
    if kind_of(case) is kinds.HAZARD:
        found = cast("list[Recheck]", unit.listing.where(kinds.RECHECK, hazard_id=case.id))
        rechecks = sorted(found, key=lambda one: (str(one.checked_on), one.id))
    if kind_of(case) is kinds.DISPUTE:
        parties = len(unit.listing.where(kinds.DISPUTE_PARTY, dispute_id=case.id))
    return Facts(
        actor=told.actor or unit.replica.name,
        role=unit.replica.role,
        note=told.note,
        values=dict(told.values),
        actions=actions,
        rechecks=tuple(bool(one.passed) for one in rechecks),
        parties=parties,
        consent=told.consent,
        told_other_ways=told.told_other_ways,
    )
