"""Keeping a record with what is inside it: parties of a dispute, what a visit gave birth to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds
from gridkeeper.domain.contacts import MET
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.errors import RecordInvalidError
from gridkeeper.services.records import doors, members, vacancy
from gridkeeper.services.records.drafts import Draft, number_text
from gridkeeper.services.register.cautions import cautions, hints
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.records.surroundings import Surroundings
    from gridkeeper.services.session import Work

Facts = Mapping[str, object]

INSIDE: Mapping[str, Mapping[str, tuple[Kind, str]]] = {
    "visit": {
        "disputes": (kinds.DISPUTE, "visit_id"),
        "hazards": (kinds.HAZARD, "visit_id"),
        "requests": (kinds.REQUEST, "visit_id"),
        members.LIST: (kinds.PERSON, "household_id"),
    },
    "dispute": {"parties": (kinds.DISPUTE_PARTY, "dispute_id")},
    "hazard": {"rechecks": (kinds.RECHECK, "hazard_id")},
    "person": {
        "tags": (kinds.PERSON_TAG, "person_id"),
        "distinctions": (kinds.DISTINCTION, "person_id"),
    },
}
"""Lists inside a record's facts: records of their own that refer to it, or to what it refers to.

Of the people of a visited household those who are known are changed, not made anew.
"""

PARTS = (kinds.DISPUTE_PARTY, kinds.RECHECK, kinds.PERSON_TAG)
"""Kinds that are nothing without what they belong to, and are deleted with it."""

_INHERITED = ("grid_id", "place", "household_id", "premises_id")
"""What a record that a visit gives birth to takes over from the visit."""

HOMED = (kinds.PERSON, kinds.VISIT)
"""Kinds with which a home is made where it is new: who lives there, and a first visit to it."""

_HEADS = frozenset({"", "01", "02"})
"""Relations with which the first person of a home is its head."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record that was kept, with the warnings that did not stop it.

    Attributes:
        changed: Whether anything was written; not, where all of it stood there already.
        inside: What was kept with it, where whoever asked wants to say so.
    """

    kind: Kind
    record: Record
    warnings: tuple[Problem, ...]
    changed: bool = True
    inside: tuple[Recorded, ...] = ()

    @property
    def number(self) -> str:
        """The number it was given, or its id where its kind has none."""
        return getattr(self.record, "number", None) or self.record.id


@dataclass(frozen=True, slots=True)
class Keeping:
    """Turns facts into records of one transaction.

    Attributes:
        make_home: Make the home of a person or a visit that is typed with a door that is new.
    """

    work: Work
    around: Surroundings
    make_home: bool

    def keep(self, kind: Kind, facts: Facts, where: str) -> list[Recorded]:
        """Keep a record and what is inside it.

        Raises:
            RecordInvalidError: Something is wrong; its place in the input is named.
        """
        work, around = self.work, self.around
        record_id = work.pen.new_id()
        draft = Draft(kind)
        draft.read(_plain(kind, facts), work.today)
        if self.make_home and warns_of_home(around, draft):
            self._make_home(draft, record_id)
        around.resolve(draft)
        around.complete(draft)
        record = draft.record(record_id, work.today)
        if draft.refused:
            raise RecordInvalidError(where=where, problems=draft.said_with_choices())
        warnings = tuple(_beside(draft.problems, hints(record)))
        record = work.create(around.finish(record))
        work.save()
        vacancy.end(work, record)
        found = [Recorded(kind, record, warnings)]
        for name, (inner, reference) in INSIDE.get(kind.name, {}).items():
            for place, given in enumerate(_list(facts.get(name), where, name), 1):
                taken = _taken_over(record, inner) | _link(record, reference) | dict(given)
                at = f"{where}, {inner.label} {place}"
                if name == members.LIST:
                    found += self._keep_member(taken, given, at)
                else:
                    found += self.keep(inner, taken, at)
        return found

    def _keep_member(self, taken: Facts, given: Facts, where: str) -> list[Recorded]:
        """Change somebody who lives where a visit was made, or take down who is new there."""
        if problem := members.wrong(self.work.unit, taken):
            raise RecordInvalidError(where=where, problems=problem.text)
        known = members.meant(self.work.unit, taken)
        if known is None:
            return self.keep(kinds.PERSON, taken, where)
        after, draft = members.changed(self.around, known, given, self.work.today)
        if draft.refused:
            raise RecordInvalidError(where=where, problems=draft.said_with_choices())
        members.change(self.work, known, after)
        return [Recorded(kinds.PERSON, after, tuple(draft.problems), after != known)]

    def _make_home(self, draft: Draft, record_id: str) -> None:
        values = draft.values
        grid = self.around.referred(kinds.GRID, str(values.get("grid_id") or ""))
        is_head = draft.kind is kinds.PERSON and str(values.get("relation") or "") in _HEADS
        head = record_id if is_head else None
        where = grid or self.around.only_grid
        home = doors.make_home(self.work, str(values["household_id"]), where, head)
        values["household_id"] = home.id
        if values.get("outcome") in MET:
            vacancy.end(self.work, home)


def _beside(problems: Iterable[Problem], warnings: Iterable[Problem]) -> list[Problem]:
    """Return problems, and of fields that have none what a person may not have thought of."""
    found = list(problems)
    said = {problem.field for problem in found}
    return [*found, *(one for one in warnings if one.field not in said)]


def checked(
    around: Surroundings,
    kind: Kind,
    facts: Facts,
    day_and_ids: tuple[date, Callable[[], str]],
    *,
    make_home: bool,
) -> list[Problem]:
    """Return what is wrong with facts, inside them too; nothing is kept."""
    today, new_id = day_and_ids
    draft = Draft(kind)
    draft.read(_plain(kind, facts), today)
    if makes_home := make_home and warns_of_home(around, draft):
        del draft.values["household_id"]
    around.resolve(draft)
    around.complete(draft)
    record = draft.record(new_id(), today)
    beside = cautions(around.unit, record, today)
    found = _beside(draft.problems, [one for one in beside if not _is_told_apart(one, facts)])
    for name, (inner, reference) in INSIDE.get(kind.name, {}).items():
        for place, given in enumerate(_list(facts.get(name), str(kind.label), name)):
            taken = _taken_over(record, inner) | dict(given)
            is_member = name == members.LIST and not makes_home
            if is_member and (problem := members.wrong(around.unit, taken)):
                problems = [problem]
            elif is_member and (known := members.meant(around.unit, taken)):
                problems = members.changed(around, known, given, today)[1].problems
            else:
                problems = checked(around, inner, taken, day_and_ids, make_home=False)
            found += [
                replace(one, field=f"{name}/{place}/{one.field}")
                for one in problems
                if one.field != reference
            ]
    return found


def _is_told_apart(problem: Problem, facts: Facts) -> bool:
    """Whether a caution is about somebody of whom the same facts say that it is another."""
    apart = facts.get("distinctions")
    others = [one.get("other_id") for one in apart] if isinstance(apart, list) else []
    return bool(problem.refers[0]) and problem.refers[1] in others


def warns_of_home(around: Surroundings, draft: Draft) -> bool:
    """Whether a home will be new; why it cannot be made is a problem of the draft."""
    wording = draft.values.get("household_id")
    if draft.kind not in HOMED or not wording:
        return False
    if around.referred(kinds.HOUSEHOLD, str(wording)) is not None:
        return False
    problem = doors.cannot_be_made(around.unit, str(wording))
    lived_in = draft.kind is kinds.PERSON or draft.values.get("outcome") in MET
    made = doors.will_be_made(around.unit, str(wording), lived_in=lived_in)
    draft.problems.append(problem or made)
    if problem:
        del draft.values["household_id"]
    return problem is None


def _plain(kind: Kind, facts: Facts) -> dict[str, object]:
    inside = INSIDE.get(kind.name, {})
    return {name: number_text(value) for name, value in facts.items() if name not in inside}


def _list(given: object, where: str, name: str) -> list[Facts]:
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
        reason = _("{name} is not a list of records").format(name=name)
        raise RecordInvalidError(where=where, problems=reason)
    return given


def _link(record: Record, reference: str) -> dict[str, str]:
    """Return what makes a record inside another one refer to it, or to what it refers to."""
    if reference not in kind_of(record).by_name:
        return {reference: record.id}
    return {reference: getattr(record, reference) or ""}


def _taken_over(record: Record, inner: Kind) -> dict[str, Any]:
    names = _INHERITED if isinstance(record, KINDS["visit"].record) else ("grid_id",)
    found = {name: getattr(record, name, None) for name in names if name in inner.by_name}
    day = getattr(record, kind_of(record).day, None)
    if inner.day and day:
        found[inner.day] = day.isoformat()
    return {name: value for name, value in found.items() if value}
