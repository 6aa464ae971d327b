"""The card on which batches are dropped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.replicas import Role
from gridkeeper.services.showing import days
from gridkeeper.texts import _
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.theme import say
from gridkeeper.ui.messages import BATCHES, batch_files
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, label, recast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QPushButton

    from gridkeeper.services.exchange.batch_history import PeerLine
    from gridkeeper.ui.frame import Frame


class TakeInCard(QFrame):
    """Lets files or a folder be chosen.

    Attributes:
        order: What the Tab key goes through.

    Signals:
        given: A list of paths.
    """

    given = Signal(object)

    def __init__(self, frame: Frame, *doors: QPushButton) -> None:
        """Show it; doors to other ways of taking in stand beside its own."""
        super().__init__()
        self._frame = frame
        self._is_office = is_office = frame.desk.session.replica.role is Role.OFFICE
        self.setProperty("kind", "card")
        title = label(_("Take in what workers hand in") if is_office else _("Take in"), "heading")
        text = (
            _("Drop the workers' files or a folder here, as many as you like.")
            if is_office
            else _("Drop the batches of your office here.")
        )
        self._last = label("", "soft", wraps=True)
        kind = "primary" if is_office else ""
        self._files = files = button(frame.theme, _("Choose f&iles …"), self.choose, "import", kind)
        folder = button(frame.theme, _("Fol&der …"), self.choose_folder, "folder")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 16)
        layout.setSpacing(tokens.SPACE)
        for part in (title, label(text, "strong", wraps=True), self._last):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(Flow(files, folder, *doors, spacing=tokens.SPACE))
        self.order: list[QWidget] = [files, folder, *doors]

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        # No proxy: with one, the Tab key would leave out what stands before it.
        self.order[0].setFocus(event.reason())

    def show_peers(self, peers: Sequence[PeerLine]) -> None:
        """Show when something came last."""
        last = max((one.received_at for one in peers if one.received_at is not None), default=None)
        text = _("Last taken in {at}.").format(at=days.moment(last)) if last else ""
        self._last.setText(text or _("Nothing taken in yet."))

    def lead(self, on: bool) -> None:
        """Fill an office's first button, or leave that to something that comes before it."""
        kind = "primary" if on and self._is_office else ""
        recast(self._frame.theme, self._files, "import", kind)

    def light_up(self, on: bool) -> None:
        """Show that something can be dropped."""
        say(self, kind="drop" if on else "card")

    def choose(self) -> None:
        """Let files be chosen."""
        title = _("Choose the batches to take in")
        self._frame.messages.open_files(title, batch_files(), self.given.emit, BATCHES)

    def choose_folder(self) -> None:
        """Let a folder be chosen, whose batches are all taken in."""

        def chosen(folder: Path) -> None:
            self.given.emit([folder])

        self._frame.messages.folder(_("Choose the folder to take in"), chosen, BATCHES)


def dropped(mime: QMimeData) -> list[Path]:
    """Return the files and folders that are dropped."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
