"""Checklists: the office's own, or those that come with the program; which fit a visit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import override

from gridkeeper import resources
from gridkeeper.domain import checks, codes, kinds, parsing
from gridkeeper.domain.policies import Checklist
from gridkeeper.services.plans.own_rules import OwnRules, Rules
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.records import Kind
    from gridkeeper.storage.unit import Unit

_FILE = "policies/checklists.json"
_DAY = kinds.VISIT.field("visited_on")
_CONDITIONS = ("subject", "premises_kind", "from_month", "until_month")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form of a visit says of where it is made.

    Attributes:
        kind: As it stands there: a code of `visit_kind` or a word for it.
        household: Whether one stands there.
        premises: What stands there: an id, words that are not resolved yet, or nothing.
        day: On which it is made, in any notation; today where no day stands there.
    """

    kind: str
    household: bool
    premises: str
    day: str = ""


class ChecklistService(OwnRules[Checklist]):
    """What is looked at, and where."""

    @property
    @override
    def kind(self) -> Kind:
        return kinds.CHECKLIST

    @override
    def of_unit(self, unit: Unit) -> Rules[Checklist]:
        own = cast("list[Checklist]", list(unit.listing.all(kinds.CHECKLIST)))
        if own:
            ordered = sorted(own, key=lambda one: (one.subject or "9", one.id))
            return Rules(tuple(ordered), own=True)
        return Rules(tuple(defaults()), own=False)

    @override
    def action(self) -> str:
        return _("setting checklists")

    def fitting(self, asked: Asked) -> Sequence[Checklist]:
        """Return the checklists in force that fit a visit in its season."""
        code = codes.table("visit_kind").code(asked.kind) or ""
        of = checks.subjects(code, household=asked.household, premises=bool(asked.premises))
        if not of:
            return ()
        with self._session.store.reading() as unit:
            place: Any = unit.listing.get(kinds.PREMISES, asked.premises)
            sort = (place.kind if place is not None else "") or ""
            rules = self.of_unit(unit).rules
        today = self._session.today()
        day = parsing.parse(_DAY, asked.day, today) if asked.day else today
        month = day.month if isinstance(day, date) else today.month
        return checks.offered(rules, of, sort, month)


def defaults() -> list[Checklist]:
    """Return the checklists that come with the program, in the language in force.

    Their ids are words that stay the same, and no ids of records.
    """
    return [
        Checklist(
            id=one["id"],
            name=pick(*one["name"]),
            items="\n".join(pick(*item) for item in one["items"]),
            **{name: one.get(name) for name in _CONDITIONS},
        )
        for one in supplied()
    ]


@cache
def supplied() -> list[dict[str, Any]]:
    """Return the checklists that come with the program, each text in Chinese and in English."""
    return cast("list[dict[str, Any]]", json.loads(resources.text(_FILE))["lists"])
