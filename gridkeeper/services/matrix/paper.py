"""A building on paper, from the same values as on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.privacy import Profile
from gridkeeper.services.matrix.layers import layer
from gridkeeper.services.matrix.matrix import DoorMatrixService
from gridkeeper.services.papers.sheets import heading

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.services.session import Session


def write(session: Session, building_id: str, layer_key: str, path: Path) -> None:
    """Write a building, coloured and lettered by a layer, as a PDF; names are masked.

    Raises:
        RecordUnknownError: The building is not here.
        FileUnwritableError: The file cannot be written.
    """
    # reportlab takes a tenth of a second to import: only those who print pay for it.
    from gridkeeper.reports import doors  # noqa: PLC0415

    matrix, shown = DoorMatrixService(session).matrix(building_id), layer(layer_key)
    cells = {
        at: doors.Cell(
            door.room,
            door.who + door.more,
            door.marks[shown.key].letter,
            door.marks[shown.key].tone,
        )
        for at, one in matrix.grid.cells.items()
        for door in (matrix.doors[one],)
    }
    paper = doors.Doors(
        title=matrix.house.title,
        layer=str(shown.label),
        floors=matrix.grid.floors,
        stairs=tuple(column.unit for column in matrix.grid.columns),
        headings=tuple(column.heading for column in matrix.grid.columns),
        cells=cells,
        legend=tuple(
            (one.letter, one.words, one.count, one.tone) for one in matrix.legends[shown.key]
        ),
    )
    doors.write(path, paper, heading(session, None, Profile.MASKED))
