"""What a list is asked to show, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.periods import Period


class Way(Enum):
    """How far a record has come on its way to the other side, the nearest first."""

    UNSENT = "unsent"
    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"


ADDRESS = "address"
"""What `Query.sort` calls the order of doors; also of kinds that have no such field."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which records of a kind a list shows; deleted ones never.

    Attributes:
        kind: A name of `kinds.KINDS`.
        text: What a search box would be asked; "" asks nothing.
        text_days: The days that the text means; who is of these answers the text, too.
        period: Which days; only of kinds that have a day.
        equal: Field names with the stored value a field must have, or several, one of which it
            must have.
        given: A field that must have a value, or "".
        open_only: Of kinds with states: those that are still worked on (`Workflow.is_open`).
        overdue_on: Of cases: those still worked on whose deadline lies before this day.
        way: Those that have come so far and no farther on their way to the other side; at an
            office, to somebody who looks after where they lie.
        contended: Those in conflict.
        sort: A field's name, or `ADDRESS` of buildings and what lies in them; "" is the kind's own
            order: its day, the newest first; else the door; else the name; else the birth. Codes
            go in the order of their table, references as what they refer to does, the rest by
            what is stored. Those without a value come last. The id decides between equals.
        descending: The other way round; the kind's own order has one way only.
    """

    kind: str
    text: str = ""
    text_days: Period | None = None
    period: Period | None = None
    equal: tuple[tuple[str, Stored | tuple[Stored, ...]], ...] = ()
    given: str = ""
    open_only: bool = False
    overdue_on: date | None = None
    way: Way | None = None
    contended: bool = False
    sort: str = ""
    descending: bool = False
