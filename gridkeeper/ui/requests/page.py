"""Requests: what people ask for, who does it, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import N_, _
from gridkeeper.ui.lists.record_page import RecordPage
from gridkeeper.ui.lists.shelf import Shelf
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.models.columns import DEADLINE, STATE, WAY, Column

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame

_URGENCY = {"01": Tone.BAD, "02": Tone.WARNING, "03": Tone.NEUTRAL}

REQUESTS = Shelf(
    kind="request",
    heading=N_("Requests"),
    record=N_("Record a re&quest"),
    icon="request",
    empty=N_("No requests yet"),
    advice=N_("Record one here, or import cases from another system."),
    columns=(
        Column("received_on", 104, heading=N_("Date"), alike=True),
        Column("title", 0),
        Column("category", 120, spare=3),
        Column("source", 112, usual=False),
        Column("nature", 96, usual=False),
        Column("urgency", 88, tones=_URGENCY, spare=4),
        Column("reporter", 88, usual=False),
        Column("place", 160, usual=False),
        Column("unit", 120, usual=False),
        Column("handler", 96, usual=False),
        Column(DEADLINE, 152, spare=1),
        Column(STATE, 104),
        Column("satisfaction", 96, usual=False),
        Column("closed_on", 108, usual=False),
        Column("number", 150, usual=False),
        Column(WAY, 80, spare=2),
    ),
    choices=("category", "source"),
    imports="cases",
)


class RequestsPage(RecordPage):
    """The page of requests."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Requests"), (REQUESTS,))
