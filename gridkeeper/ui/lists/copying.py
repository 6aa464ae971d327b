"""Rows of a list as a table of text, to be pasted elsewhere; masked as they are shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.showing import receipts
from gridkeeper.texts import plural
from gridkeeper.ui.models.columns import WAY
from gridkeeper.ui.models.records import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.services.views.browsing import BrowseService, Query, Row
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.models.columns import Column
    from gridkeeper.ui.models.records import RecordTable


def copy_rows(frame: Frame, table: RecordTable, rows: Iterable[int]) -> None:
    """Put some rows on the clipboard as soon as they are read, and say how many."""
    places = [table.places[row] for row in sorted(rows)]

    def told(found: object) -> None:
        text = str(found)
        QGuiApplication.clipboard().setText(text)
        number = text.count("\n")
        said = plural("{n} row copied", "{n} rows copied", number).format(n=f"{number:,}")
        frame.notices.say(said)

    frame.ask("", partial(copied, frame.desk.browsing, table.query, places, table.columns), told)


def copied(
    browsing: BrowseService,
    query: Query,
    places: Sequence[int],
    columns: Sequence[Column],
    progress: Progress,
) -> str:
    """Return a line of headings and a line a record, with tabs between; on a worker thread."""
    kind = KINDS[query.kind]
    lines = [[column.title(kind) for column in columns]]
    names = [column.name for column in columns if column.name != WAY]
    for first in range(0, len(places), PAGE):
        progress.report(first, len(places))
        page = places[first : first + PAGE]
        rows = browsing.rows(query, page, names)
        lines += [_cells(rows[place], columns) for place in page if place in rows]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def _cells(row: Row, columns: Sequence[Column]) -> list[str]:
    said = iter(row.texts)
    way = receipts.said(row.way, row.whom)
    return [way if one.name == WAY else next(said) for one in columns]
