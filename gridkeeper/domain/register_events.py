"""What happened to the register: who came, left, was born or died, what became of a household.

The rows say how things are; these say how they came to be so (DOMAIN §8.1, G7 and G8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Check, Mask, Privacy, Type, about
from gridkeeper.domain.records import Record

if TYPE_CHECKING:
    from datetime import date

MOVED_IN, MOVED_OUT, BORN, DIED, SPLIT, JOINED, NEW_HEAD, MOVED = (
    *("01", "02", "03", "04"),
    *("05", "06", "07", "08"),
)
"""Codes of the table `register_event`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEvent(Record):
    """One event in the life of a person or a household."""

    event: str | None = about("变动类型", "Event", Type.CODE, codes="register_event", required=True)
    happened_on: date | None = about(
        "变动日期", "Happened on", Type.DAY, required=True, checks=(Check.NOT_FUTURE,)
    )
    person_id: str | None = about("居民", "Person", Type.RECORD, refers="person")
    household_id: str | None = about("所在户", "Household", Type.RECORD, refers="household")
    other_household_id: str | None = about(
        "另一户", "Other household", Type.RECORD, refers="household"
    )
    place: str | None = about(
        "来自或去往", "From or to", privacy=Privacy.PERSONAL, mask=Mask.ADDRESS
    )
    reason: str | None = about("变动原因", "Reason", mask=Mask.PROSE)
    visit_id: str | None = about("走访", "Visit", Type.RECORD, refers="visit")
    recorder: str | None = about("登记人", "Recorded by", mask=Mask.STAFF)
