"""The rules by which visits are planned: the office's own, or those that come with the program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from gridkeeper import resources
from gridkeeper.domain import kinds
from gridkeeper.domain.policies import Cycle
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_FILE = "policies/cycles.json"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a store.

    Attributes:
        rules: All of them, also those that are stopped.
        own: Whether they are the office's own; else they came with the program.
    """

    rules: tuple[Cycle, ...]
    own: bool


def of_store(unit: Unit) -> Rules:
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


class PlanRuleService:
    """Reads and sets the rules; only an office, or who works alone, sets them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def rules(self) -> Rules:
        """Return the rules of the store."""
        with self._session.store.reading() as unit:
            return of_store(unit)

    def adopt(self) -> int:
        """Make rows of the rules that come with the program; return how many.

        Raises:
            InputInvalidError: The store has rules of its own already.
            RoleRefusedError: A worker's store.
        """
        self._check_role()
        with self._session.writing("rules adopted") as work:
            if of_store(work.unit).own:
                reason = _("there are rules of your own already")
                raise InputInvalidError(where=str(kinds.CYCLE.label), reason=reason)
            found = defaults()
            for rule in found:
                values = {name: getattr(rule, name) for name in _CONDITIONS}
                made = Cycle(id=self._session.new_id(), name=rule.name, basis=rule.basis, **values)
                work.create(made)
        return len(found)

    def add(self, facts: Mapping[str, object]) -> Cycle:
        """Keep a new rule, typed as in a form; the first one replaces all that came along.

        Raises:
            RecordInvalidError: A value is not understood or does not pass the checks.
            RoleRefusedError: A worker's store.
        """
        self._check_role()
        kept = RecordingService(self._session).record(kinds.CYCLE, [facts])[0]
        return cast("Cycle", kept.record)

    def change(self, reference: str, facts: Mapping[str, object]) -> Cycle:
        """Change a rule of the store.

        Args:
            reference: Its id, the beginning of it, or its name.
            facts: Typed values by field name, label or alias; "" empties a field.

        Raises:
            InputInvalidError: No such rule, or several, or a rule that came with the program.
            RecordInvalidError: A value is not understood.
            RoleRefusedError: A worker's store.
        """
        self._check_role()
        rule = self._found(reference)
        return cast("Cycle", RecordingService(self._session).amend(rule, facts).record)

    def stop(self, reference: str, *, stopped: bool = True) -> Cycle:
        """Put a rule out of force, or into force again.

        Raises:
            InputInvalidError: As `change`.
            RoleRefusedError: A worker's store.
        """
        self._check_role()
        rule = self._found(reference)
        with self._session.writing("rule stopped", kind="cycle", record=rule.id) as work:
            return cast("Cycle", work.change(rule, stopped=stopped))

    def _check_role(self) -> None:
        self._session.only(Role.OFFICE, Role.ALONE, action=_("setting visiting rules"))

    def _found(self, reference: str) -> Cycle:
        found = self.rules()
        asked: Sequence[Cycle] = [
            one for one in found.rules if one.id.startswith(reference) or one.name == reference
        ]
        if not found.own:
            reason = _("these rules came with the program; adopt them first, then change them")
            raise InputInvalidError(where=reference, reason=reason)
        if len(asked) != 1:
            reason = _("several rules are called so") if asked else _("there is no such rule")
            raise InputInvalidError(where=reference, reason=reason)
        return asked[0]
