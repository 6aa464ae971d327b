"""Hazards: where, how bad, by when they are to be put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import N_, _
from gridkeeper.ui.lists.record_page import RecordPage
from gridkeeper.ui.lists.shelf import Shelf
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.models.columns import DEADLINE, STATE, WAY, Column

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame

_LEVELS = {
    "1": Tone.NEUTRAL,
    "2": Tone.INFO,
    "3": Tone.WARNING,
    "4": Tone.BAD,
    "5": Tone.BAD,
}

HAZARDS = Shelf(
    kind="hazard",
    heading=N_("Hazards"),
    record=N_("Record a &hazard"),
    icon="hazard",
    empty=N_("No hazards yet"),
    advice=N_("Record one here, or import cases from another system."),
    columns=(
        Column("found_on", 104, heading=N_("Date"), alike=True),
        Column("content", 0),
        Column("category", 120, spare=4),
        Column("level", 88, heading=N_("Level"), tones=_LEVELS, spare=3),
        Column("place", 160, usual=False),
        Column("household_id", 160, usual=False),
        Column("premises_id", 140, usual=False),
        Column("responsible", 96, usual=False),
        Column("unit", 120, usual=False),
        Column("finder", 88, usual=False),
        Column(DEADLINE, 152, spare=1),
        Column(STATE, 116),
        Column("fixed_on", 108, usual=False),
        Column("closed_on", 108, usual=False),
        Column("number", 150, usual=False),
        Column(WAY, 80, spare=2),
    ),
    choices=("category", "level"),
    imports="cases",
    form="notice",
)


class HazardsPage(RecordPage):
    """The page of hazards."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Hazards"), (HAZARDS,))
