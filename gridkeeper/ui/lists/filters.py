"""What can be chosen above a list, and the query that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from gridkeeper.domain import codes
from gridkeeper.domain.periods import Period, usual
from gridkeeper.domain.queries import Way
from gridkeeper.domain.replicas import Role
from gridkeeper.domain.sought_days import sought
from gridkeeper.services.views.browsing import Query
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from gridkeeper.domain.fields import Stored
    from gridkeeper.domain.records import Kind


class Standing(Enum):
    """How a record stands, apart from its states; its text is in the catalogue."""

    OPEN = N_("Still open")
    OVERDUE = N_("Overdue")
    UNSENT = N_("Not handed in")
    SENT = N_("Exported, not delivered yet")
    RECEIVED = N_("Delivered")
    ANSWERED = N_("Answered by the office")
    TO_SEND = N_("To send down")
    SENT_DOWN = N_("Sent down, not received yet")
    THERE = N_("Received by the worker")
    CONTENDED = N_("In conflict")


WAYS: Mapping[Role, Mapping[Standing, Way]] = {
    Role.WORKER: {
        Standing.UNSENT: Way.UNSENT,
        Standing.SENT: Way.SENT,
        Standing.RECEIVED: Way.RECEIVED,
        Standing.ANSWERED: Way.ANSWERED,
    },
    Role.OFFICE: {
        Standing.TO_SEND: Way.UNSENT,
        Standing.SENT_DOWN: Way.SENT,
        Standing.THERE: Way.RECEIVED,
    },
}
"""How far a record has come on its way, as it is called at whose store."""

_ASKED = {standing: way for ways in WAYS.values() for standing, way in ways.items()}


@dataclass(frozen=True, slots=True)
class Filters:
    """What is chosen; nothing chosen shows everything.

    Attributes:
        text: What stands in the search field.
        days: A name of `PERIODS`, or "" for all, or "own" with a period of one's own.
        standing: How they stand; None for anyhow.
        codes: By field name, what was chosen of its table: a class with all its codes, or a code.
        grid: Id of a grid; "" for all.
        asked: What another page asked for, such as the records behind a figure; holds as far as
            nothing else is chosen. `called` says it in words.
    """

    text: str = ""
    days: str = ""
    own: Period | None = None
    standing: Standing | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    grid: str = ""
    asked: Query | None = None
    called: str = ""

    def query(self, kind: Kind, today: date) -> Query:
        """Return what to ask; the order is up to the list."""
        equal: list[tuple[str, Stored | tuple[Stored, ...]]] = [
            (name, _within(kind, name, code)) for name, code in sorted(self.codes.items()) if code
        ]
        if self.grid:
            equal.append(("grid_id", self.grid))
        asked = self.asked or Query(kind.name)
        return Query(
            kind.name,
            text=self.text.strip(),
            text_days=self.text_days(kind, today),
            period=self.period(today) or asked.period,
            equal=(*asked.equal, *equal),
            open_only=self.standing is Standing.OPEN or asked.open_only,
            overdue_on=today if self.standing is Standing.OVERDUE else asked.overdue_on,
            way=None if self.standing is None else _ASKED.get(self.standing),
            contended=self.standing is Standing.CONTENDED,
        )

    def text_days(self, kind: Kind, today: date) -> Period | None:
        """Return the days that the text means; None if it means none, or the kind has none."""
        return sought(self.text, kind.field(kind.day), today) if kind.day else None

    def period(self, today: date) -> Period | None:
        """Return the chosen days; None for all."""
        if self.days == OWN:
            return self.own
        made = PERIODS.get(self.days)
        return made.days(today) if made else None

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return next(self.active(), None) is None

    def active(self) -> Iterator[str]:
        """Yield the names of what is chosen: `asked`, `text`, `days` and so on, field names."""
        if self.asked is not None:
            yield "asked"
        for name in ("text", "days", "standing", "grid"):
            if getattr(self, name):
                yield name
        yield from (name for name, code in self.codes.items() if code)

    def without(self, name: str) -> Filters:
        """Return them without one of what `active` yields."""
        if name == "standing":
            return replace(self, standing=None)
        if name == "asked":
            return replace(self, asked=None, called="")
        return self.with_text(name, "")

    def with_text(self, name: str, value: str) -> Filters:
        """Return them with another `text`, `days` or `grid`, or another code of a field."""
        match name:
            case "text":
                return replace(self, text=value)
            case "days":
                return replace(self, days=value)
            case "grid":
                return replace(self, grid=value)
            case _:
                return replace(self, codes={**self.codes, name: value})


OWN = "own"


@dataclass(frozen=True, slots=True)
class Span:
    """A period that is always the same one, seen from today."""

    text: str
    days: Callable[[date], Period]


def _named(name: str, text: str) -> Span:
    return Span(text, lambda today: usual(today)[name])


PERIODS: Mapping[str, Span] = {
    "today": _named("today", N_("Today")),
    "yesterday": _named("yesterday", N_("Yesterday")),
    "week": _named("week", N_("This week")),
    "last_week": _named("last_week", N_("Last week")),
    "month": _named("month", N_("This month")),
    "last_month": _named("last_month", N_("Last month")),
    "30_days": Span(N_("Last 30 days"), lambda today: Period(today - timedelta(days=29), today)),
    "year": _named("year", N_("This year")),
    "last_year": _named("last_year", N_("Last year")),
}


def classes(kind: Kind, name: str) -> Mapping[str, str]:
    """Return what of a field's codes can be chosen, with names: the classes of long tables."""
    table = codes.table(kind.field(name).codes)
    offered = {code: str(label) for code, label in table.offered.items()}
    shortest = min(map(len, offered), default=0)
    if any(len(code) > shortest and code[:shortest] in offered for code in offered):
        return {code: text for code, text in offered.items() if len(code) == shortest}
    return offered


def _within(kind: Kind, name: str, code: str) -> Stored | tuple[Stored, ...]:
    """Return a code, or all codes of a class."""
    table = codes.table(kind.field(name).codes)
    if classes(kind, name).keys() == table.offered.keys():
        return code
    return tuple(one for one in table.labels if one.startswith(code))


def period_text(filters: Filters, today: date) -> str:
    """Return what the chosen days are called."""
    chosen = PERIODS.get(filters.days)
    if chosen is not None:
        return _(chosen.text)
    found = filters.period(today)
    return found.text() if found is not None else ""
