"""Whom a new person of a roster may be: somebody registered, or of a row before hers."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain.likeness import Crowd
from gridkeeper.services.register import duplicates
from gridkeeper.storage.looks import LooksReader
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.places import Dwelling
    from gridkeeper.services.imports.roster_known import Known
    from gridkeeper.storage.unit import Unit


class Doubles:
    """Compares by the same reasons as the form does when somebody is typed in.

    The register is read when the first new person comes: a roster of people who are all known, or
    of doors, does not pay for it.
    """

    def __init__(self, unit: Unit, known: Known) -> None:
        self._unit = unit
        self._known = known
        self._crowd: Crowd | None = None
        self._rows: dict[str, int] = {}

    def why(self, person: Person, door: Dwelling | None) -> str:
        """Return whom a new person may be and why, masked; "" if nobody.

        Args:
            person: As her row has her.
            door: Where she lives, if the register knows it.
        """
        if self._crowd is None:
            self._crowd = Crowd(LooksReader(self._unit.connection, self._unit.sight).everybody())
        alike = self._crowd.like(duplicates.looks(person, door.id if door else ""))
        if alike is None:
            return ""
        other, reasons = alike
        said = pick("，", ", ").join(duplicates.clauses(reasons))
        if other.id in self._rows:
            text = _("This may be the person of row {row}: {why}")
            return text.format(row=self._rows[other.id], why=said)
        found = self._known.get(("id", other.id))
        who = self._known.who(cast("Person", found)) if found else _("unnamed")
        return _("This may be {who}: {why}").format(who=who, why=said)

    def remember(self, person: Person, row: int) -> None:
        """Know a person whom a row has brought."""
        home = self._known.get(("id", person.household_id))
        self._rows[person.id] = row
        if self._crowd is not None:
            self._crowd.add(duplicates.looks(person, getattr(home, "dwelling_id", None) or ""))
