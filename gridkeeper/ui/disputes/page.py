"""Disputes: between whom, how far they have come, by when they are to be settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.services.showing.tones import RISKS
from gridkeeper.texts import N_, _
from gridkeeper.ui.lists.record_page import RecordPage
from gridkeeper.ui.lists.shelf import Shelf
from gridkeeper.ui.models.columns import DEADLINE, STATE, WAY, Column

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame

DISPUTES = Shelf(
    kind="dispute",
    heading=N_("Disputes"),
    record=N_("Record a &dispute"),
    icon="dispute",
    empty=N_("No disputes yet"),
    advice=N_("Record one here, or import cases from another system."),
    columns=(
        Column("found_on", 104, heading=N_("Date"), alike=True),
        Column("title", 0),
        Column("type", 128, usual=False),
        Column("risk", 128, heading=N_("Risk"), tones=RISKS, spare=3),
        Column("level", 84, usual=False),
        Column("place", 160, usual=False),
        Column("involved", 84, usual=False),
        Column("amount", 112, usual=False),
        Column("mediator", 96, usual=False),
        Column("unit", 120, usual=False),
        Column(DEADLINE, 152, spare=1),
        Column(STATE, 120),
        Column("closed_on", 108, usual=False),
        Column("number", 150, usual=False),
        Column(WAY, 80, spare=2),
    ),
    choices=("type", "risk"),
    imports="cases",
)


class DisputesPage(RecordPage):
    """The page of disputes."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Disputes"), (DISPUTES,))
