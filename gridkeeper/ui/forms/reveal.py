"""Showing a record in full, with a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.forms.reasons import About, ReasonDialog
from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame


class RevealDialog(ReasonDialog):
    """Asks why, and shows something in full; the reason is noted in the audit."""

    def __init__(
        self,
        frame: Frame,
        look: Callable[[str], object],
        then: Callable[[object], object],
        parent: QWidget | None = None,
    ) -> None:
        """Ask.

        Args:
            frame: The window around it.
            look: Given the reason, notes it and returns what is to be seen; on a worker thread.
            then: Gets that.
            parent: The window above which it opens.
        """
        super().__init__(frame, About.RECORD, look, parent)
        self._look = look
        self._seen = then

    @override
    def given(self, reason: str) -> None:
        look = self._look

        def work(_progress: Progress) -> object:
            return look(reason)

        self.go_on.setEnabled(False)
        job = self._frame.ask(_("Showing in full"), work, self._shown, Lane.WORK)
        job.failed.connect(self._failed)

    def _shown(self, result: object) -> None:
        self.accept()
        self._seen(result)

    def _failed(self, _error: object) -> None:
        self.go_on.setEnabled(True)
