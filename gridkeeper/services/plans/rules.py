"""The rules by which visits are planned: the office's own, or those that come with the program."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from typing_extensions import override

from gridkeeper import resources
from gridkeeper.domain import kinds
from gridkeeper.domain.policies import Cycle
from gridkeeper.services.plans.own_rules import OwnRules, Rules
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from gridkeeper.domain.records import Kind
    from gridkeeper.storage.unit import Unit

_FILE = "policies/cycles.json"


def of_store(unit: Unit) -> Rules[Cycle]:
    """Return the rules of a store; as long as it has none, those that come with the program."""
    own = cast("list[Cycle]", list(unit.listing.all(kinds.CYCLE)))
    if own:
        ordered = sorted(own, key=lambda one: (one.subject or "", one.days or 0, one.id))
        return Rules(tuple(ordered), own=True)
    return Rules(tuple(defaults()), own=False)


def defaults() -> list[Cycle]:
    """Return the rules that come with the program, named in the language in force.

    Their ids are words that stay the same, and no ids of records.
    """
    return [
        Cycle(
            id=one["id"],
            name=pick(*one["name"]),
            basis=one["basis"],
            **{name: one.get(name) for name in _CONDITIONS},
        )
        for one in _supplied()
    ]


_CONDITIONS = (
    *("subject", "tag", "resident_class", "youngest", "use", "premises_kind"),
    *("days", "early_days", "phone_counts", "weight"),
)


@cache
def _supplied() -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", json.loads(resources.text(_FILE))["rules"])


class PlanRuleService(OwnRules[Cycle]):
    """How often whom."""

    @property
    @override
    def kind(self) -> Kind:
        return kinds.CYCLE

    @override
    def of_unit(self, unit: Unit) -> Rules[Cycle]:
        return of_store(unit)

    @override
    def action(self) -> str:
        return _("setting visiting rules")
