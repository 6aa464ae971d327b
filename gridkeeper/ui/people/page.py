"""The register: residents, households, dwellings, buildings, grids, premises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from gridkeeper.services.showing.tones import COLOURS
from gridkeeper.services.views.browsing import ADDRESS, HEAD, PEOPLE
from gridkeeper.texts import N_, _
from gridkeeper.ui.lists.record_page import RecordPage
from gridkeeper.ui.lists.shelf import Shelf
from gridkeeper.ui.models.columns import WAY, Column
from gridkeeper.ui.widgets.pieces import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

    from gridkeeper.ui.frame import Frame

_ROSTER = N_("Import the roster from Excel, or record the first ones by hand.")

SHELVES = (
    Shelf(
        kind="person",
        heading=N_("Residents"),
        record=N_("Record a &person"),
        icon="person",
        empty=N_("No residents yet"),
        advice=_ROSTER,
        columns=(
            Column("name", 104, alike=True),
            Column(ADDRESS, 0),
            Column("sex", 64, spare=1),
            Column("birth", 112, spare=2, alike=True),
            Column("phone", 128, spare=1, alike=True),
            Column("resident_class", 112, spare=3),
            Column("relation", 104, usual=False),
            Column("id_number", 168, usual=False),
            Column("education", 96, usual=False),
            Column("marital", 96, usual=False),
            Column("work_unit", 160, usual=False),
            Column("moved_in", 112, usual=False, alike=True),
            Column("moved_out", 112, usual=False, alike=True),
            Column("grid_id", 112, usual=False),
            Column(WAY, 88, spare=4),
        ),
        choices=("resident_class",),
        imports="register",
    ),
    Shelf(
        kind="household",
        heading=N_("Households"),
        record=N_("Record a &household"),
        icon="household",
        empty=N_("No households yet"),
        advice=_ROSTER,
        columns=(
            Column(ADDRESS, 0),
            Column(HEAD, 96),
            Column(PEOPLE, 72),
            Column("colour", 128, tones=COLOURS, spare=1),
            Column("colour_reason", 160, usual=False),
            Column("contact", 96, usual=False),
            Column("contact_phone", 128, usual=False, alike=True),
            Column("next_visit", 112, spare=2, alike=True, usual=False),
            Column("number", 112, usual=False),
            Column("grid_id", 112, usual=False),
            Column(WAY, 88, spare=4),
        ),
        choices=("colour",),
        form="household",
        imports="register",
    ),
    Shelf(
        kind="dwelling",
        heading=N_("Dwellings"),
        record=N_("Record a &dwelling"),
        icon="door",
        empty=N_("No dwellings yet"),
        advice=_ROSTER,
        columns=(
            Column(ADDRESS, 0),
            Column("use", 104),
            Column("occupancy", 104),
            Column("rent_use", 104, usual=False),
            Column("area", 104, spare=2),
            Column("owner", 96, spare=1),
            Column("owner_phone", 128, usual=False, alike=True),
            Column("grid_id", 112, usual=False),
            Column(WAY, 88, spare=4),
        ),
        choices=("occupancy", "use"),
        imports="register",
    ),
    Shelf(
        kind="building",
        heading=N_("Buildings"),
        record=N_("Record a &building"),
        icon="building",
        empty=N_("No buildings yet"),
        advice=_ROSTER,
        columns=(
            Column("compound", 0),
            Column("name", 96, alike=True),
            Column("kind", 120),
            Column("units", 80),
            Column("floors", 80, spare=2),
            Column("elevator", 80, spare=3),
            Column("gas", 96, usual=False),
            Column("built_year", 96, usual=False),
            Column("manager", 160, usual=False),
            Column("lead", 96, spare=1),
            Column("address", 200, usual=False),
            Column("grid_id", 112, usual=False),
        ),
        choices=("kind",),
        imports="register",
    ),
    Shelf(
        kind="grid",
        heading=N_("Grids"),
        record=N_("Record a &grid"),
        icon="grid",
        empty=N_("No grids yet"),
        advice=_ROSTER,
        columns=(
            Column("name", 0),
            Column("code", 144, spare=2),
            Column("kind", 104),
            Column("worker", 104),
            Column("leader", 104, spare=1),
            Column("worker_phone", 128, usual=False, alike=True),
            Column("street", 112, usual=False),
            Column("community", 112, usual=False),
        ),
        imports="register",
    ),
    Shelf(
        kind="premises",
        heading=N_("Premises"),
        record=N_("Record &premises"),
        icon="building",
        empty=N_("No premises yet"),
        advice=N_(
            "Import the list of shops, workshops and schools from Excel, or record them by hand."
        ),
        columns=(
            Column("name", 0),
            Column("kind", 120),
            Column("address", 180),
            Column("responsible", 96, spare=2),
            Column("phone", 128, spare=1, alike=True),
            Column("credit_code", 176, usual=False),
            Column("employees", 88, usual=False),
            Column("last_check", 112, spare=3, alike=True),
            Column("grid_id", 112, usual=False),
            Column(WAY, 88, spare=4),
        ),
        choices=("kind",),
        imports="register",
    ),
)


class PeoplePage(RecordPage):
    """The page of the register."""

    calls_back = frozenset({"visit"})
    _doubles: QPushButton | None = None

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, _("Residents"), SHELVES)
        text = _("Possible &duplicates …")
        self._doubles = button(frame.theme, text, self.show_doubles, "copy")
        self._head.add(self._doubles)
        self._show_parts()

    @override
    def offers(self) -> frozenset[str]:
        return super().offers() | ({"doubles"} if self.frame.may_write else frozenset())

    @override
    def perform(self, action: str) -> None:
        if action == "doubles":
            self.show_doubles()
        else:
            super().perform(action)

    @override
    def resume(self, record: tuple[str, str], preset: dict[str, str], draft: str) -> QWidget | None:
        if record[0] != "register_event":
            return super().resume(record, preset, draft)
        from gridkeeper.ui.register import offering  # noqa: PLC0415

        offering.go_on(self.frame, draft, self.window())
        return None

    def show_doubles(self) -> None:
        """Show who may stand in the register twice."""
        # Only who looks for them waits for what shows them.
        from gridkeeper.ui.register import doubles  # noqa: PLC0415

        doubles.show_doubles(self.frame)

    @override
    def _show_parts(self) -> None:
        super()._show_parts()
        if self._doubles is not None:
            listed = not self._import.isHidden()
            self._doubles.setVisible(listed and self.side.shelf.kind == "person")
