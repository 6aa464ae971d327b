"""From what was typed to a record: the one way in for forms, sheets and the command line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import (
    addresses,
    codes,
    contacts,
    deadlines,
    identity_numbers,
    kinds,
    parsing,
    validation,
    workflow,
)
from gridkeeper.domain.contacts import MISSED, MOVED, NOBODY
from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.parsing import Problem
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.records import doors, earlier_visits, restricting
from gridkeeper.services.showing.paper_lines import Homes
from gridkeeper.texts import _, joined, pick

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.places import Grid
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.unit import Unit

_ENDS_OF_VISITS = {"03": "35", "04": "36"}
"""The state of a visit that met nobody, or was refused; any other outcome is a visit made."""

_OWN_NAME = {"visit": "visitor", "hazard": "finder"}
"""The field that names who does the work, where nobody else is named."""

UNSAID = frozenset({None, "", "0", "9"})
"""Birthdays and codes of `sex` that say nothing: not filled in, unknown, not stated."""

_PARTS_OF_DOORS = frozenset({"unit", "floor", "room"})
"""Fields of a dwelling that are kept without the words behind them: `1`, not `1单元`."""

_REGISTER = (
    kinds.PERSON,
    kinds.HOUSEHOLD,
    kinds.DWELLING,
    kinds.BUILDING,
    kinds.GRID,
    kinds.PREMISES,
)
"""Kinds that are recorded on the page of residents."""


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


class Surroundings:
    """What the store knows that a draft leaves unsaid; read once for many drafts.

    Attributes:
        unit: The transaction that it reads in.
    """

    def __init__(self, unit: Unit, today: date) -> None:
        self.unit = unit
        self._today = today
        self._grids = {grid.id: cast("Grid", grid) for grid in unit.listing.all(kinds.GRID)}

    @property
    def only_grid(self) -> str | None:
        """The grid in which everything lies; None where there are several, or none is one's own."""
        grids = self.unit.replica.grids or tuple(self._grids)
        return grids[0] if len(grids) == 1 and grids[0] in self._grids else None

    def resolve(self, draft: Draft) -> None:
        """Turn references as people write them into ids; refuse what is restricted here."""
        for about in draft.kind.fields:
            wording = draft.values.get(about.name)
            if about.type is Type.RECORD and about.refers and isinstance(wording, str):
                found = self._meant(KINDS[about.refers], wording)
                if len(found) == 1:
                    draft.values[about.name] = found[0].id
                else:
                    text = _unclear(about, wording, several=bool(found))
                    draft.problems.append(Problem(about.name, "field.reference", text))
                    del draft.values[about.name]
        restricting.check(self.unit, draft, self._today)

    def complete(self, draft: Draft) -> None:
        """Fill in what follows from the rest: grid, place, state, who did it, by when."""
        values = draft.values
        self._take_grid(draft)
        self._take_place(draft)
        for name, told in told_by_number(draft.kind, values).items():
            if values.get(name) in UNSAID:
                values[name] = told
        own = _OWN_NAME.get(draft.kind.name)
        if own:
            values.setdefault(own, self.unit.replica.name)
        if draft.kind is kinds.VISIT:
            values.setdefault("state", state_of_visit(values.get("outcome")))
            if values.get("outcome") in MISSED | {MOVED}:
                # A knock at a locked door is noted there and then, by one key.
                values.setdefault("visited_on", self._today)
            self._count_tries(values)
        if draft.kind.case:
            values.setdefault("state", workflow.of(draft.kind.name).initial)
            self._from_grid(values)

    def finish(self, record: Record, *, with_deadline: bool = True) -> Record:
        """Give a new record its number and its deadline; only records that are kept get one."""
        kind = kinds.kind_of(record)
        values: dict[str, Any] = {}
        if kind.letter:
            day = getattr(record, kind.day)
            values["number"] = self.unit.series.next(kind, day.year, self.unit.replica.series)
        if with_deadline and kind.case and getattr(record, "deadline", None) is None:
            due = deadlines.due(kind.name, record)
            values["deadline"] = due.date if due else None
        return replace(record, **values)

    def address(self, household_id: str) -> str:
        """Return where a household lives, in full."""
        return Homes(self.unit, [household_id]).address(household_id)

    def referred(self, kind: Kind, wording: str) -> str | None:
        """Return the id of the one record that a wording means."""
        found = self._meant(kind, wording)
        return found[0].id if len(found) == 1 else None

    def _meant(self, kind: Kind, wording: str) -> Sequence[Record]:
        """Return the records that a wording may mean."""
        found: Sequence[Record] = self.unit.listing.named(kind, wording)
        for name in ("id_number", "credit_code", "code", "name"):
            if not found and name in kind.by_name:
                found = self.unit.listing.where(kind, **{name: wording})
        if not found:
            found = self._behind(kind, wording)
        return found

    def _behind(self, kind: Kind, wording: str) -> Sequence[Record]:
        """Return what a wording means that is an address."""
        match kind.name:
            case "household":
                return doors.households(self.unit, wording)
            case "dwelling":
                return doors.dwellings(self.unit, addresses.parse(wording))
            case "building":
                return doors.buildings(self.unit, addresses.parse(wording))
            case _:
                return ()

    def _take_grid(self, draft: Draft) -> None:
        """Let a record lie where what it hangs on lies; else in the only grid there is."""
        values = draft.values
        for about in draft.kind.fields:
            above = values.get(about.name)
            if values.get("grid_id") or about.type is not Type.RECORD or not above:
                continue
            record = self.unit.listing.get(KINDS[about.refers], str(above))
            if record is not None and record.grid_id:
                values["grid_id"] = record.grid_id
        if not values.get("grid_id") and self.only_grid and draft.kind is not kinds.GRID:
            values["grid_id"] = self.only_grid

    def _take_place(self, draft: Draft) -> None:
        household_id = draft.values.get("household_id")
        if "place" not in draft.kind.by_name or draft.values.get("place") or not household_id:
            return
        address = self.address(str(household_id))
        if address:
            draft.values["place"] = address

    def _count_tries(self, values: dict[str, Value]) -> None:
        household_id = values.get("household_id")
        is_remote = contacts.is_remote(str(values.get("form") or ""), str(values.get("kind") or ""))
        if household_id and values.get("outcome") == NOBODY and not is_remote:
            day = cast("date | None", values.get("visited_on"))
            tries = earlier_visits.next_try(self.unit, str(household_id), day)
            values.setdefault("tries", tries)

    def _from_grid(self, values: dict[str, Value]) -> None:
        grid = self._grids.get(str(values.get("grid_id")))
        if grid is not None:
            for name, value in (("community", grid.community), ("street", grid.street)):
                if value and not values.get(name):
                    values[name] = value


def _unclear(about: Field, wording: str, *, several: bool) -> str:
    """Return why a wording means no one record, and what to do about it."""
    kind = KINDS[about.refers]
    if several:
        text = _("{field}: more than one {kind} is called {wording}; write its number or all of it")
    elif kind in _REGISTER:
        text = _("{field}: {wording} is not in the register; record it first: Residents, {kind}")
    else:
        text = _("{field}: no {kind} is called {wording}")
    # Somebody may have typed the number of a card: it goes into no sentence in full.
    said = shown(wording, Mask.PROSE, Profile.MASKED)
    return text.format(field=about.label, kind=kind.label, wording=said)


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
