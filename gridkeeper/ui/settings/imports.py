"""What was imported from files, for who has no page of batches: looked at and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _
from gridkeeper.ui.exchange import undoing
from gridkeeper.ui.exchange.history import batch_columns
from gridkeeper.ui.exchange.panel import LinePanel
from gridkeeper.ui.exchange.tables import LineTable, LineView
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.batch_history import BatchLine
    from gridkeeper.ui.frame import Frame

_SIZE = (820, 400)


class ImportsDialog(Dialog):
    """Lists the files that were imported, the newest first; each can be taken back."""

    def __init__(self, frame: Frame) -> None:
        title = _("Imported files")
        super().__init__(frame.theme, title, frame.messages.window)
        self._frame = frame
        not_of_files = _("Batch number"), _("Receipt")
        columns = [
            replace(one, heading=_("Status")) if one.heading == _("Direction") else one
            for one in batch_columns(Role.ALONE)
            if one.heading not in not_of_files
        ]
        self.lines = LineView(frame.theme, LineTable(columns), title)
        self.panel = LinePanel(frame, self.lines, undoing.doing(Role.ALONE))
        wide, high = (frame.theme.px(one) for one in _SIZE)
        around = frame.messages.window.size()
        self.setMinimumWidth(min(wide, around.width() - 48))
        self.panel.setMinimumHeight(min(high, around.height() // 2))
        self._none = label(_("Nothing has been imported from a file yet."), "soft", wraps=True)
        self._none.hide()
        self.body.addWidget(self._none)
        self.body.addWidget(self.panel, 1)
        self.add_cancel(_("&Close"))
        self.refresh()

    def refresh(self) -> None:
        """Show what there is now."""
        history = self._frame.desk.batch_history

        def look(_progress: Progress) -> object:
            return [line for line in history.batches() if line.imported is not None]

        self._frame.ask("", look, self._show)

    def _show(self, found: object) -> None:
        lines = cast("list[BatchLine]", found)
        self.lines.show_anew(lines)
        if lines and self.lines.row < 0:
            self.lines.choose(0)
        self.panel.setVisible(bool(lines))
        self._none.setVisible(not lines)
        if lines:
            self.lines.setFocus()
        self.fit()
