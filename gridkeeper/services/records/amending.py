"""Changing a record that is there: only what was typed anew, with the same checks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds, validation
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.parsing import Problem
from gridkeeper.services.records.drafts import (
    UNSAID,
    Draft,
    field_named,
    number_text,
    state_of_visit,
    told_by_number,
)
from gridkeeper.services.records.typed import typed
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.records import Record
    from gridkeeper.services.records.surroundings import Surroundings

_FIXED = frozenset({"state", "deleted", "reviewer"})
_STATES_OF_OUTCOMES = frozenset({"30", "35", "36"})


def amended(
    around: Surroundings, record: Record, facts: Mapping[str, object], today: date
) -> tuple[Record, Draft]:
    """Return a record as it would be, and the draft with what was typed anew.

    What was wrong before and was not touched is a warning only: old faults do not keep anybody
    from mending others.
    """
    draft = Draft(kind_of(record))
    _read(draft, typed(around, record), facts, today)
    around.resolve(draft)
    _follow(around, draft, record)
    after = replace(record, **_plain(draft.values))
    named = {problem.field for problem in draft.problems}
    before = {(validation.fields_of(one), one.code) for one in validation.check(record, today)}
    for problem in validation.check(after, today):
        about = validation.fields_of(problem)
        if about & named:
            continue
        old = (about, problem.code) in before and not about & draft.values.keys()
        draft.problems.append(replace(problem, warning=problem.warning or old))
    return after, draft


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return dict(values)


def _read(draft: Draft, shown: Mapping[str, str], facts: Mapping[str, object], today: date) -> None:
    """Read what differs from what stood there; an empty text empties the field."""
    for name, given in facts.items():
        about = field_named(draft.kind, name)
        if about is None:
            draft.read({name: given}, today)
            continue
        if not isinstance(given, bool) and _same(given, shown.get(about.name, "")):
            continue
        if about.name in _FIXED or (about.name == "number" and draft.kind.letter):
            said = _("“{field}” cannot be edited directly").format(field=about.label)
            draft.problems.append(Problem(about.name, "field.fixed", said))
            continue
        faults = len(draft.problems)
        draft.read({name: number_text(given)}, today)
        if about.name not in draft.values and len(draft.problems) == faults:
            draft.values[about.name] = None


def _same(given: object, shown: str) -> bool:
    return str("" if given is None else number_text(given)).strip() == shown.strip()


def _follow(around: Surroundings, draft: Draft, record: Record) -> None:
    """Change what follows from what was typed: where a visit was, and how it ended."""
    values = draft.values
    if "id_number" in values:
        for name, told in told_by_number(draft.kind, values).items():
            if name not in values and getattr(record, name) in UNSAID:
                values[name] = told
    home = values.get("household_id")
    if home and "place" in draft.kind.by_name and "place" not in values:
        values["place"] = around.address(str(home)) or getattr(record, "place", None)
    if (
        draft.kind is kinds.VISIT
        and values.get("outcome")
        and getattr(record, "state", None) in _STATES_OF_OUTCOMES
    ):
        values["state"] = state_of_visit(values["outcome"])
