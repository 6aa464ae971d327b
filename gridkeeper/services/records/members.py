"""People of a visited household whose details change, or who are new, by what a visit found."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain import ids, kinds, names
from gridkeeper.domain.parsing import Problem
from gridkeeper.services.records.amending import amended
from gridkeeper.services.register.rules import living_in
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, references, title, traits
from gridkeeper.services.views.finding import Found
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gridkeeper.domain.people import Person
    from gridkeeper.services.records.drafts import Draft
    from gridkeeper.services.records.surroundings import Surroundings
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.unit import Unit

LIST = "people"
"""What the list is called in a visit's facts; see `keeping.INSIDE`."""

TOLD = ("phone", "relation", "resident_class", "work_unit", "remark")
"""What a visit most often finds changed."""


class MemberService:
    """Tells a form of a visit who lives there; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def found(self, household_id: str, text: str) -> list[Found]:
        """Return who lives in a household and may be meant by a text, masked; all by ""."""
        wanted = text.strip().casefold()
        with self._session.store.reading() as unit:
            living = sorted(_living(unit, household_id), key=lambda one: one.relation or "99")
            people = [one for one in living if _answers(one.name or "", wanted)]
            seen = naming.veiled(unit, people)
            return [
                Found("person", one.id, title(kinds.PERSON, one), traits(one), "") for one in seen
            ]

    def texts(self, person_id: str) -> dict[str, str]:
        """Return what the register has of `TOLD`, masked, by field name."""
        with self._session.store.reading() as unit:
            person = unit.listing.get(kinds.PERSON, person_id)
            if person is None:
                return {}
            (seen,) = naming.veiled(unit, [person])
            named = Named(unit, references(kinds.PERSON, [seen]))
            values = {name: getattr(seen, name) for name in TOLD}
            return {
                name: named.text(kinds.PERSON.field(name), value)
                for name, value in values.items()
                if value is not None
            }


def meant(unit: Unit, facts: Mapping[str, object]) -> Person | None:
    """Return who of a household has the name, or the id that stands for it; None if nobody has."""
    wanted = str(facts.get("name") or "").strip()
    living = _living(unit, str(facts.get("household_id") or ""))
    found = [one for one in living if wanted in {one.id, one.name}]
    return found[0] if len(found) == 1 else None


def wrong(unit: Unit, facts: Mapping[str, object]) -> Problem | None:
    """Return why nothing can be said of somebody where nobody lives, or who lives elsewhere."""
    if not facts.get("household_id"):
        said = _("First say which household was visited: this is about those who live there")
        return Problem("name", "member.homeless", said)
    if ids.is_id(str(facts.get("name") or "")) and meant(unit, facts) is None:
        said = _("This person does not live in the household that was visited: choose again")
        return Problem("name", "member.elsewhere", said)
    return None


def changed(
    around: Surroundings, person: Person, facts: Mapping[str, object], today: date
) -> tuple[Person, Draft]:
    """Return somebody as a visit found her, and the draft with what it says anew."""
    # Whom it is about is known; what she is called does not change by being chosen.
    after, draft = amended(around, person, {**facts, "name": person.name}, today)
    return cast("Person", after), draft


def change(work: Work, person: Person, after: Person) -> None:
    """Write what a visit says anew of somebody."""
    held = work.unit.listing.held(kinds.PERSON, person.id)
    if held is not None and after != person:
        work.amend(person, after, held.heads)
        work.save()


def _living(unit: Unit, household_id: str) -> list[Person]:
    known = living_in(unit, household_id) if household_id else []
    return [one for one in known if one.name]


def _answers(name: str, wanted: str) -> bool:
    spelled = (name, *names.spellings(name))
    return not wanted or any(one.startswith(wanted) for one in spelled)
