"""The ledger of residents' requests 民情民意台账 (DOMAIN §7.6)."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from gridkeeper.domain.kinds import REQUEST
from gridkeeper.domain.labels import Label
from gridkeeper.domain.tallies import SETTLED
from gridkeeper.ledgers.columns import Ledger, place_columns, taken

if TYPE_CHECKING:
    from gridkeeper.domain.fields import Value
    from gridkeeper.domain.lines import RequestLine
    from gridkeeper.ledgers.columns import Of

_FEEDBACK = Label("反馈", "Feedback")


def _of_settled(name: str) -> Of:
    """Return what says of a settled request when and how, and of any other nothing."""
    value = attrgetter(f"request.{name}")

    def of(line: RequestLine) -> Value:
        found: Value = value(line)
        return found if line.request.state in SETTLED else None

    return of


LEDGER = Ledger(
    REQUEST,
    Label("民情民意台账", "Ledger of requests"),
    (
        taken(REQUEST, "number", 12),
        taken(REQUEST, "original_number", 12),
        taken(REQUEST, "received_on", 11),
        taken(REQUEST, "source", 10),
        taken(REQUEST, "channel", 11),
        *place_columns(REQUEST),
        taken(REQUEST, "place", 18),
        taken(REQUEST, "reporter", 9),
        taken(REQUEST, "reporter_phone", 13, Label("联系方式", "Phone")),
        taken(REQUEST, "title", 16),
        taken(REQUEST, "content", 30),
        taken(REQUEST, "nature", 8),
        taken(REQUEST, "category", 11),
        taken(REQUEST, "original_class", 12),
        taken(REQUEST, "original_type", 14),
        taken(REQUEST, "urgency", 8),
        taken(REQUEST, "handling", 10),
        taken(REQUEST, "unit", 16),
        taken(REQUEST, "handler", 9),
        taken(REQUEST, "deadline", 11),
        taken(REQUEST, "closed_on", 11, of=_of_settled("closed_on")),
        taken(REQUEST, "in_time", 5, of=_of_settled("in_time")),
        taken(REQUEST, "result", 24),
        taken(REQUEST, "feedback_on", 11, Label("日期", "On"), group=_FEEDBACK),
        taken(REQUEST, "feedback_by", 9, Label("方式", "By"), group=_FEEDBACK),
        taken(REQUEST, "satisfaction", 9, group=_FEEDBACK),
        taken(REQUEST, "state", 10),
        taken(REQUEST, "remark", 12),
    ),
    frozen=4,
)
