"""A sample community and its month, made once, and played through the workflow."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import cache
from itertools import chain, count

from gridkeeper.domain import workflow as workflows
from gridkeeper.domain.guards import Facts
from gridkeeper.services.samples import community, month

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
TODAY = date(2026, 11, 2)


def ids(start=1):
    """Return a source of ids that are counted up."""
    numbers = count(start)
    return lambda: f"{next(numbers):012x}70008{0:015x}"


@cache
def sample(households=300, seed=7):
    return community(seed, households, ids())


@cache
def work(households=300, seed=7, first=FIRST, last=LAST):
    register = sample(households, seed)
    grids = [grid.id for grid in register.grids]
    return month(seed, register, grids, first, last, "示例网格员", ids())


def records_of(made):
    return chain.from_iterable(
        getattr(made, field.name) for field in fields(made) if field.name != "plans"
    )


def all_records(households=300, seed=7):
    yield from records_of(sample(households, seed))
    yield from records_of(work(households, seed))


def without_ids(made):
    """Return all stored values, each id replaced by where it first came."""
    seen = {}
    found = []
    for record in records_of(made):
        values = {"id": record.id, **record.stored()}
        for name, value in values.items():
            if isinstance(value, str) and len(value) == 32:
                values[name] = seen.setdefault(value, len(seen))
        found.append(values)
    return found


def plans_of(kind, households=300, seed=7):
    return [plan for plan in work(households, seed).plans if plan.kind == kind]


def played(plan, record):
    """Take all steps of a plan; fail at the first that the workflow refuses."""
    flow = workflows.of(plan.kind)
    actions, passed = [], []
    for step in plan.steps:
        facts = Facts(
            actor=step.actor,
            note=step.note,
            values=step.values,
            actions=tuple(actions),
            rechecks=tuple(passed),
            parties=2,
            consent=step.consent,
            told_other_ways=step.told_other_ways,
        )
        taken = flow.take(step.action, record, facts, step.day)
        assert isinstance(taken, workflows.Taken), (plan.goal, step.action, taken)
        record = replace(record, **taken.values)
        actions.append(step.action)
        if step.action.startswith("recheck"):
            passed.append(step.action == "recheck_pass")
    return record


def all_played(households=300, seed=7):
    made = work(households, seed)
    cases = {case.id: case for case in (*made.disputes, *made.hazards, *made.requests)}
    return [(plan, played(plan, cases[plan.case_id])) for plan in made.plans]


# The register
