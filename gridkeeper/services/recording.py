"""Recording visits, disputes, hazards and requests: the same checks for every way in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.errors import RecordInvalidError
from gridkeeper.services.drafts import Draft, Surroundings, number_text
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.parsing import Problem
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session, Work

Facts = Mapping[str, object]

_INSIDE: Mapping[str, Mapping[str, tuple[Kind, str]]] = {
    "visit": {
        "disputes": (kinds.DISPUTE, "visit_id"),
        "hazards": (kinds.HAZARD, "visit_id"),
        "requests": (kinds.REQUEST, "visit_id"),
    },
    "dispute": {"parties": (kinds.DISPUTE_PARTY, "dispute_id")},
    "hazard": {"rechecks": (kinds.RECHECK, "hazard_id")},
}
"""Lists inside a record's facts: records of their own that refer to it."""

_INHERITED = ("grid_id", "place", "household_id", "premises_id")
"""What a record that a visit gives birth to takes over from the visit."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record that was kept, with the warnings that did not stop it."""

    kind: Kind
    record: Record
    warnings: tuple[Problem, ...]

    @property
    def number(self) -> str:
        """The number it was given, or its id where its kind has none."""
        return getattr(self.record, "number", None) or self.record.id


class RecordingService:
    """Turns what was typed into records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, kind: Kind, several: Sequence[Facts]) -> list[Recorded]:
        """Keep some records of a kind, with what is inside them, all of them or none.

        Args:
            kind: Of the outer records.
            several: Typed values by field name, label or alias. Records inside stand in lists:
                a dispute's `parties`, a hazard's `rechecks`, a visit's `hazards`, `disputes`
                and `requests`.

        Raises:
            RecordInvalidError: A value was not understood or does not pass the checks; the place
                in the input is named and nothing was kept.
        """
        kept: list[Recorded] = []
        with self._session.writing("record", kind=kind.name) as work:
            around = Surroundings(work.unit, self._session.today())
            for place, facts in enumerate(several, 1):
                where = str(kind.label) if len(several) == 1 else f"{kind.label} {place}"
                kept += _kept(work, around, kind, facts, where)
        return kept


def _kept(work: Work, around: Surroundings, kind: Kind, facts: Facts, where: str) -> list[Recorded]:
    inside = _INSIDE.get(kind.name, {})
    draft = Draft(kind)
    draft.read({n: number_text(v) for n, v in facts.items() if n not in inside}, work.today)
    around.resolve(draft)
    around.complete(draft)
    record = draft.record(work.pen.new_id(), work.today)
    if draft.refused:
        raise RecordInvalidError(where=where, problems=draft.said())
    record = work.create(around.finish(record))
    work.save()
    found = [Recorded(kind, record, tuple(draft.problems))]
    for name, (inner, reference) in inside.items():
        for place, given in enumerate(_list(facts.get(name), where, name), 1):
            taken = _taken_over(record, inner) | {reference: record.id} | dict(given)
            found += _kept(work, around, inner, taken, f"{where}, {inner.label} {place}")
    return found


def _list(given: object, where: str, name: str) -> list[Facts]:
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
        reason = _("{name} is not a list of records").format(name=name)
        raise RecordInvalidError(where=where, problems=reason)
    return given


def _taken_over(record: Record, inner: Kind) -> dict[str, Any]:
    names = _INHERITED if isinstance(record, KINDS["visit"].record) else ("grid_id",)
    found = {name: getattr(record, name, None) for name in names if name in inner.by_name}
    day = getattr(record, kinds.kind_of(record).day)
    if inner.day:
        found[inner.day] = day.isoformat()
    return {name: value for name, value in found.items() if value}
