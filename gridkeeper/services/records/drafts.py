"""From what was typed to a record: the one way in for forms, sheets and the command line."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import (
    addresses,
    codes,
    identity_numbers,
    kinds,
    parsing,
    validation,
)
from gridkeeper.domain.fields import Type
from gridkeeper.domain.parsing import Problem
from gridkeeper.texts import _, joined, pick

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.records import Kind, Record

UNSAID = frozenset({None, "", "0", "9"})
"""Birthdays and codes of `sex` that say nothing: not filled in, unknown, not stated."""

_ENDS_OF_VISITS = {"03": "35", "04": "36"}
"""The state of a visit that met nobody, or was refused; any other outcome is a visit made."""

_PARTS_OF_DOORS = frozenset({"unit", "floor", "room"})
"""Fields of a dwelling that are kept without the words behind them: `1`, not `1单元`."""


@dataclass
class Draft:
    """A record in the making.

    Attributes:
        values: Domain values by field name.
        problems: What is wrong so far.
    """

    kind: Kind
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, facts: Mapping[str, object], today: date) -> None:
        """Take in what was typed, by field name, label or alias; unknown names are problems."""
        for name, typed in facts.items():
            about = field_named(self.kind, name)
            if about is None:
                text = _("{kind} has no field {name}").format(kind=self.kind.label, name=name)
                self.problems.append(Problem(name, "field.unknown", text))
            elif typed is not None:
                self.take(about, typed, today)

    def take(self, about: Field, typed: object, today: date) -> None:
        """Take in one field."""
        if isinstance(typed, bool) and about.type is Type.YES_NO:
            self.values[about.name] = typed
            return
        if not isinstance(typed, str | int | float) or isinstance(typed, bool):
            text = _("{field}: not a text or a number").format(field=about.label)
            self.problems.append(Problem(about.name, "field.shape", text))
            return
        value = parsing.parse(about, str(typed), today)
        if isinstance(value, Problem):
            self.problems.append(value)
        elif value is not None:
            is_part = self.kind is kinds.DWELLING and about.name in _PARTS_OF_DOORS
            self.values[about.name] = addresses.bare(about.name, str(value)) if is_part else value

    def record(self, record_id: str, today: date) -> Record:
        """Return the record; what is wrong with it joins the problems."""
        made = cast("type[Any]", self.kind.record)(id=record_id, **self.values)
        named = {problem.field for problem in self.problems}
        self.problems += [
            one for one in validation.check(made, today) if not validation.fields_of(one) & named
        ]
        return cast("Record", made)

    @property
    def refused(self) -> list[Problem]:
        """The problems with which it cannot be kept."""
        return [problem for problem in self.problems if not problem.warning]

    def said(self) -> str:
        """Return the problems that refuse it as one text."""
        return joined(problem.text for problem in self.refused)

    def said_with_choices(self, most: int = 8) -> str:
        """Return the same, with the words that would be right where a choice is to be made."""
        known, said = self.kind.by_name, []
        for one in self.refused:
            said.append(one.text)
            said.append(choices(one, known[one.field], most) if one.field in known else "")
        return joined(filter(None, said))


def choices(problem: Problem, about: Field, most: int = 8) -> str:
    """Return what could be typed where a word is none of the choices; "" where it is not that."""
    if problem.code != "code_unknown" or about.type is not Type.CODE:
        return ""
    table = codes.table(about.codes)
    labels = [table.text(code) for code in table.offered]
    more = pick("……", " …") if len(labels) > most else ""
    said = _(", ").join(labels[:most]) + more
    return _("“{field}” can be: {choices}").format(field=about.label, choices=said)


def field_named(kind: Kind, name: str) -> Field | None:
    """Return the field that a name, with or without `_id`, a label or an alias means."""
    for known in (name, f"{name}_id"):
        if known in kind.by_name:
            return kind.by_name[known]
    wanted = name.strip()
    for about in kind.fields:
        if wanted in (about.label.zh, about.label.en, *about.aliases):
            return about
    return None


def told_by_number(kind: Kind, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the birthday and the sex that the number of an identity card tells."""
    number = identity_numbers.upgraded_if_old(str(values.get("id_number") or ""))
    if not identity_numbers.is_card(number):
        return {}
    told = {"birth": identity_numbers.birth_of(number), "sex": identity_numbers.sex_of(number)}
    return {name: value for name, value in told.items() if name in kind.by_name}


def state_of_visit(outcome: Value) -> str:
    """Return where a visit stands that ended so."""
    return _ENDS_OF_VISITS.get(str(outcome), "30")


def number_text(value: object) -> object:
    """Return a number of JSON as it would be typed, so that no digit is lost."""
    return str(Decimal(repr(value))) if isinstance(value, float) else value
