"""A dialog that lists lines, or says in a sentence that there are none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.texts import _
from gridkeeper.ui.exchange.tables import LineTable, LineView
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.exchange.tables import Column
    from gridkeeper.ui.frame import Frame

_WIDE = 820


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed.

    Attributes:
        none: The sentence where there is nothing.
        text: What the lines are, below the title; "" if the title says it.
        high: Of the lines, in pixels at the normal text size; at most half of the window.
    """

    title: str
    columns: Sequence[Column]
    none: str
    text: str = ""
    high: int = 480


class ListDialog(Dialog):
    """Shows lines once they are read.

    Attributes:
        lines: They themselves.
        listed: What stands in the dialog for them: the lines, with what belongs to them.
    """

    def __init__(
        self,
        frame: Frame,
        listing: Listing,
        within: Callable[[LineView], QWidget] = lambda lines: lines,
    ) -> None:
        """Make it, empty; `within` puts the lines into what is shown of them."""
        super().__init__(frame.theme, listing.title, frame.messages.window, listing.text)
        self.lines = LineView(frame.theme, LineTable(listing.columns), listing.title)
        self.listed = within(self.lines)
        around = frame.messages.window.size()
        self.setMinimumWidth(min(frame.theme.px(_WIDE), around.width() - 48))
        self.listed.setMinimumHeight(min(frame.theme.px(listing.high), around.height() // 2))
        self._none = label(listing.none, "soft", wraps=True)
        self._none.hide()
        self.body.addWidget(self._none)
        self.body.addWidget(self.listed, 1)
        self.add_cancel(_("&Close"))

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show them, with what is chosen still chosen, or the sentence."""
        self.lines.show_anew(lines)
        self.listed.setVisible(bool(lines))
        self._none.setVisible(not lines)
        if lines:
            self.lines.setFocus()
        self.fit()
