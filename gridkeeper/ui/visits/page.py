"""Visits: when, to whom, how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import N_, _
from gridkeeper.ui.lists.record_page import RecordPage
from gridkeeper.ui.lists.shelf import Shelf
from gridkeeper.ui.models.columns import STATE, WAY, Column

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame

VISITS = Shelf(
    kind="visit",
    heading=N_("Visits"),
    record=N_("Record a &visit"),
    icon="visit",
    empty=N_("No visits yet"),
    advice=N_("Record the first one; a household and how it went are enough."),
    columns=(
        Column("visited_on", 104, heading=N_("Date"), alike=True),
        Column("household_id", 184, heading=N_("Household or place"), alike=True),
        Column("place", 168, usual=False),
        Column("person_id", 96, usual=False),
        Column("premises_id", 140, usual=False),
        Column("outcome", 96, heading=N_("Outcome"), spare=2),
        Column("situation", 0),
        Column("kind", 96, usual=False),
        Column("demands", 160, usual=False),
        Column("visitor", 88, usual=False),
        Column("next_due", 112, usual=False),
        Column("number", 150, usual=False),
        Column(STATE, 104, spare=3),
        Column(WAY, 80, spare=1),
    ),
    choices=("outcome", "kind"),
    form="visit",
)


class VisitsPage(RecordPage):
    """The page of visits."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Visits"), (VISITS,))
