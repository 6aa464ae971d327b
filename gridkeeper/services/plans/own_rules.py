"""Rules of work that come with the program until an office makes them its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from gridkeeper.domain.policies import Checklist, Cycle
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.domain.records import Kind
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

R = TypeVar("R", Cycle, Checklist)


@dataclass(frozen=True, slots=True)
class Rules(Generic[R]):
    """The rules of one sort of a store.

    Attributes:
        rules: All of them, also those that are stopped.
        own: Whether they are the office's own; else they came with the program.
    """

    rules: tuple[R, ...]
    own: bool


class OwnRules(ABC, Generic[R]):
    """Reads and sets the rules of one sort; only an office, or who works alone, sets them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    @abstractmethod
    def kind(self) -> Kind:
        """What they are records of."""

    @abstractmethod
    def of_unit(self, unit: Unit) -> Rules[R]:
        """Return the rules of a store; as long as it has none, those that come with the program."""

    @abstractmethod
    def action(self) -> str:
        """Return what only some may do."""

    def rules(self) -> Rules[R]:
        """Return the rules of the store."""
        with self._session.store.reading() as unit:
            return self.of_unit(unit)

    def adopt(self) -> int:
        """Make rows of the rules that come with the program; return how many.

        Raises:
            InputInvalidError: The store has rules of its own already.
            RoleRefusedError: A worker's store.
        """
        self._check_role()
        with self._session.writing("rules adopted") as work:
            found = self.of_unit(work.unit)
            if found.own:
                reason = _("there are rules of your own already")
                raise InputInvalidError(where=str(self.kind.label), reason=reason)
            for rule in found.rules:
                work.create(replace(rule, id=self._session.new_id()))
        return len(found.rules)

    def add(self, facts: Mapping[str, object]) -> R:
        """Keep a new rule, typed as in a form; the first one replaces all that came along.

        Raises:
            RecordInvalidError: A value is not understood or does not pass the checks.
            RoleRefusedError: A worker's store.
        """
        self._check_role()
        kept = RecordingService(self._session).record(self.kind, [facts])[0]
        return cast("R", kept.record)

    def change(self, reference: str, facts: Mapping[str, object]) -> R:
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
        return cast("R", RecordingService(self._session).amend(rule, facts).record)

    def stop(self, reference: str, *, stopped: bool = True) -> R:
        """Put a rule out of force, or into force again.

        Raises:
            InputInvalidError: As `change`.
            RoleRefusedError: A worker's store.
        """
        self._check_role()
        rule = self._found(reference)
        with self._session.writing("rule stopped", kind=self.kind.name, record=rule.id) as work:
            return cast("R", work.change(rule, stopped=stopped))

    def _check_role(self) -> None:
        self._session.only(Role.OFFICE, Role.ALONE, action=self.action())

    def _found(self, reference: str) -> R:
        found = self.rules()
        asked: Sequence[R] = [
            one for one in found.rules if one.id.startswith(reference) or one.name == reference
        ]
        if not found.own:
            reason = _("these rules came with the program; adopt them first, then change them")
            raise InputInvalidError(where=reference, reason=reason)
        if len(asked) != 1:
            reason = _("several rules are called so") if asked else _("there is no such rule")
            raise InputInvalidError(where=reference, reason=reason)
        return asked[0]
