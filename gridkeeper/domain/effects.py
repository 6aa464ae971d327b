"""Effects of workflow steps: which values a step sets besides the state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from gridkeeper.domain.fields import Value
from gridkeeper.domain.guards import Situation, blank

Effect = Callable[[Situation, date], Mapping[str, Value]]


def closes(now: Situation, today: date) -> Mapping[str, Value]:
    """Close a case, and say whether that was in time."""
    deadline = now.value("deadline")
    day = now.facts.values.get("closed_on") or today
    found: dict[str, Value] = {"closed_on": day}
    if isinstance(deadline, date) and isinstance(day, date):
        found["in_time"] = day <= deadline
    return found


def reopens(_now: Situation, _today: date) -> Mapping[str, Value]:
    """Take back that a case was closed."""
    return {"closed_on": None, "in_time": None}


def sets(**values: Value) -> Effect:
    """Return the effect that sets fields, whatever they say."""
    return lambda _now, _today: values


def fills(**values: Value) -> Effect:
    """Return the effect that sets fields that are still empty."""
    return lambda now, _today: {n: v for n, v in values.items() if blank(now.value(n))}


def dates(name: str) -> Effect:
    """Return the effect that fills a field with today where it is empty."""
    return lambda now, today: {name: today} if blank(now.value(name)) else {}


def signs(name: str) -> Effect:
    """Return the effect that writes who took the step into a field."""
    return lambda now, _today: {name: now.facts.actor}


def one_more_try(now: Situation, _today: date) -> Mapping[str, Value]:
    """Count one more knock at a door."""
    return {"tries": (now.value("tries") or 0) + 1}
