"""By which way files go: chat and mail carry none so large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.services.exchange.batch_export import WAYS
from gridkeeper.texts import _
from gridkeeper.ui.widgets.choosing import Box

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame

_WAY = "exchange/way"


class WayBox(Box):
    """Offers the ways; the last one is chosen."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.setAccessibleName(_("How it is sent"))
        for way, text in (
            ("any", _("In one file")),
            ("chat", _("By chat: files of 100 MB at most")),
            ("mail", _("By mail: files of 20 MB at most")),
            ("stick", _("By stick: files of 4 GB at most")),
        ):
            self.addItem(text, way)
        self.setCurrentIndex(max(self.findData(frame.preferences.text(_WAY)), 0))
        self.activated.connect(self._keep)

    @property
    def limit(self) -> int:
        """How many bytes a file may have; 0 is any number."""
        return WAYS[str(self.currentData())]

    def _keep(self) -> None:
        self._frame.preferences.set(_WAY, str(self.currentData()))
