"""A household that was visited before: what was written then, and what a new visit takes over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds
from gridkeeper.domain.contacts import MET
from gridkeeper.errors import RecordUnknownError
from gridkeeper.services.records.earlier_visits import missed, newest_first
from gridkeeper.services.records.surroundings import Surroundings
from gridkeeper.services.records.typed import typed
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.services.session import Session

TAKEN = ("person_id", "outcome", "situation", "demands", "conclusion")
"""How it stands with a household. What was done then, when and by which way is of that day."""

_SPAWNED = frozenset({"03", "04", "05"})
"""Conclusions that another record was made of: the new visit has not made it."""


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The visit of which a new one to the same household is told.

    Attributes:
        record_id: The last one that met somebody; where none has, the last; "" where there is none.
        texts: What was written then, by field name, as it is read and masked.
        is_taken: Whether it met somebody, and so has something to take over.
        missed: How often nobody was met since.
    """

    record_id: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    is_taken: bool = False
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new visit takes over of an earlier one.

    Attributes:
        typed: As a person would type it, by field name, in full.
        hidden: Whether something of the visit is masked wherever else it is shown; whoever gets it
            in full lets the audit say so: see `RecordingService.note_seen`.
    """

    typed: Mapping[str, str]
    hidden: bool


class RepeatService:
    """Tells a form of a visit about the visit before; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def last(self, household_id: str) -> LastVisit:
        """Return the visit to a household that a new one is told of."""
        with self._session.store.reading() as unit:
            visits = newest_first(unit, household_id)
            met = next((one for one in visits if one.outcome in MET), None)
            told = met or next(iter(visits), None)
            if told is None:
                return LastVisit()
            (shown,) = naming.veiled(unit, [told])
            named = Named(unit, references(kinds.VISIT, [shown]))
            texts = {
                about.name: named.text(about, value)
                for about in kinds.VISIT.fields
                if (value := getattr(shown, about.name)) is not None
            }
            return LastVisit(told.id, texts, met is not None, missed(visits))

    def answers(self, visit_id: str) -> Answers:
        """Return what a new visit takes over of an earlier one.

        Raises:
            RecordUnknownError: It is not here any more.
        """
        with self._session.store.reading() as unit:
            visit: Any = unit.listing.get(kinds.VISIT, visit_id)
            if visit is None or visit.deleted:
                raise RecordUnknownError(reference=visit_id, kind=kinds.VISIT.name)
            said = typed(Surroundings(unit, self._session.today()), visit)
            left_out = {"conclusion"} if visit.conclusion in _SPAWNED else set()
            taken = {name: said[name] for name in TAKEN if name in said and name not in left_out}
            if visit.person_id:
                taken["person_id"] = visit.person_id  # the form says what she is called
            return Answers(taken, naming.hides(unit, visit))
