"""What was imported from files, for who has no page of batches: looked at and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _
from gridkeeper.ui.exchange import undoing
from gridkeeper.ui.exchange.history import import_columns
from gridkeeper.ui.exchange.panel import LinePanel
from gridkeeper.ui.settings.listing import ListDialog, Listing

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.batch_history import BatchLine
    from gridkeeper.ui.frame import Frame


class ImportsDialog(ListDialog):
    """Lists the files that were imported, the newest first; each can be taken back."""

    def __init__(self, frame: Frame) -> None:
        none = _("Nothing has been imported from a file yet.")
        listing = Listing(_("Imported files"), import_columns(), none, high=400)
        doing = undoing.doing(Role.ALONE)
        super().__init__(frame, listing, lambda lines: LinePanel(frame, lines, doing))
        self._frame = frame
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now."""
        history = self._frame.desk.batch_history

        def look(_progress: Progress) -> object:
            return [line for line in history.batches() if line.imported is not None]

        self._frame.ask("", look, self._show)

    def _show(self, found: object) -> None:
        self.show_lines(lines := cast("list[BatchLine]", found))
        if lines and self.lines.row < 0:
            self.lines.choose(0)
