"""What the store knows that a draft leaves unsaid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import (
    addresses,
    contacts,
    deadlines,
    kinds,
    workflow,
)
from gridkeeper.domain.contacts import MISSED, MOVED, NOBODY
from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.parsing import Problem
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.records import doors, earlier_visits, restricting
from gridkeeper.services.records.drafts import UNSAID, Draft, state_of_visit, told_by_number
from gridkeeper.services.showing.paper_lines import Homes
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.places import Grid
    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.unit import Unit

_OWN_NAME = {"visit": "visitor", "hazard": "finder"}
"""The field that names who does the work, where nobody else is named."""

_REGISTER = (
    kinds.PERSON,
    kinds.HOUSEHOLD,
    kinds.DWELLING,
    kinds.BUILDING,
    kinds.GRID,
    kinds.PREMISES,
)
"""Kinds that are recorded on the page of residents."""


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
