"""From a record to what a person would have typed: the way back of `drafts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import clock, codes, kinds
from gridkeeper.domain.fields import Type
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.services.showing.lists import Named, references, text_of

if TYPE_CHECKING:
    from datetime import datetime

    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.records import Record
    from gridkeeper.services.records.surroundings import Surroundings


def typed(around: Surroundings, record: Record) -> dict[str, str]:
    """Return each value as a person would type it, by field name; empty fields are left out.

    Read again by the same rules, each gives the same value.
    """
    kind = kind_of(record)
    named = Named(around.unit, references(kind, [record]))
    found = {}
    for about in kind.fields:
        value = getattr(record, about.name)
        if value is None:
            continue
        if about.type is Type.RECORD:
            found[about.name] = _reference(around, named, about, str(value))
        else:
            found[about.name] = text(about, value)
    return found


def text(about: Field, value: Value) -> str:
    """Return one value that is no reference as a person would type it."""
    match about.type:
        case Type.CODE:
            name = codes.table(about.codes).text(str(value))
            # Two codes may share a name; then only the code itself says which is meant.
            return name if codes.table(about.codes).code(name) == value else str(value)
        case Type.MOMENT:
            moment: datetime = value  # type: ignore[assignment]
            local = clock.local(moment)
            return f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00")
        case Type.AMOUNT:
            return str(value)  # no commas to type around
        case _:
            return text_of(about, value)


def _reference(around: Surroundings, named: Named, about: Field, record_id: str) -> str:
    """Return the address, number or name by which a record is found again; else its id."""
    if not about.refers:
        return record_id
    kind = KINDS[about.refers]
    record = around.unit.listing.get(kind, record_id)
    wordings: list[str | None] = []
    if kind in (kinds.HOUSEHOLD, kinds.DWELLING):
        wordings.append(named.name(kind.name, record_id))
    wordings += [getattr(record, name, None) for name in ("number", "name")]
    for wording in wordings:
        if wording and around.referred(kind, wording) == record_id:
            return wording
    return record_id
