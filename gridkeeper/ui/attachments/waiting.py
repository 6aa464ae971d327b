"""What waits with a form that is not saved yet; it is saved with the record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.domain import codes
from gridkeeper.services.attachments.attached import PURPOSE
from gridkeeper.services.attachments.attaching import packed, unpacked
from gridkeeper.texts import _
from gridkeeper.ui.attachments import adding
from gridkeeper.ui.attachments.saying import SayingDialog
from gridkeeper.ui.attachments.section import doors, hint
from gridkeeper.ui.attachments.small_pictures import SmallPictures
from gridkeeper.ui.attachments.tiles import Tile, TileModel, TileView, about
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.progress import Progress
    from gridkeeper.services.attachments.attaching import Prepared, Waiting
    from gridkeeper.ui.attachments.catching import Sources
    from gridkeeper.ui.frame import Frame

ATTACHED = "attachments"
"""Under which name a draft keeps what waits."""

_MOST = 6  # lines in sight; with more, the list scrolls


class WaitingFiles(QWidget):
    """Lists what waits; Enter says more about one, Delete takes it away.

    Signals:
        changed: Something else waits now.
    """

    changed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.files: tuple[Waiting, ...] = ()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        down.addWidget(label(_("Photos and files"), "strong"))
        down.addWidget(hint(frame))
        down.addWidget(doors(frame, self))
        self._said = label("", "small", wraps=True)
        down.addWidget(self._said)
        service = frame.desk.attachments
        self.model = TileModel(SmallPictures(frame, service.thumbnail, self), parent=self)
        self.view = TileView(frame.theme, self.model, _("Photos and files"))
        self.view.opened.connect(self._say)
        self.view.removed.connect(self._remove)
        down.addWidget(self.view)
        self._show()

    def add(self, sources: Sources) -> None:
        """Let files wait; their contents are kept at once."""
        service, known = self._frame.desk.attachments, {one.sha256 for one in self.files}

        def work(progress: Progress) -> object:
            return service.prepare(sources(), known, progress)

        self._frame.ask(_("Adding files"), work, self._added, Lane.WORK)

    def facts(self) -> dict[str, str]:
        """Return what waits as a draft keeps it; nothing where nothing does."""
        text = packed(self.files)
        return {ATTACHED: text} if text else {}

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Let that wait which a draft has kept."""
        self.files = unpacked(facts.get(ATTACHED, ""))
        self._show()

    def _added(self, result: object) -> None:
        found = cast("Prepared", result)
        known = {one.sha256 for one in self.files}
        self._keep((*self.files, *(one for one in found.waiting if one.sha256 not in known)))
        if found.waiting:
            self.view.choose(len(self.files) - 1)
        adding.say_added(self._frame, len(found.waiting), found, undo=False)

    def _keep(self, files: tuple[Waiting, ...]) -> None:
        self.files = files
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        here, had_focus = self.view.row, self.view.hasFocus()
        self.model.show([_tile(one) for one in self.files])
        if had_focus and not self.files:
            self.focusPreviousChild()
        self.view.setVisible(bool(self.files))
        self.view.setFixedHeight(self.view.high(_MOST))
        self._said.setText(_said(self.files))
        if self.files:
            self.view.choose(here)

    def _say(self, place: int) -> None:
        one = self.files[place]
        dialog = SayingDialog(self._frame, one.file_name, one.purpose, one.note)

        def keep(name: str, purpose: str, note: str) -> None:
            ending = one.file_name.rpartition(".")[2] if "." in one.file_name else ""
            called = f"{name.strip()}.{ending}" if ending else name.strip()
            said = replace(one, file_name=called, purpose=purpose, note=note.strip())
            self._keep(tuple(said if other is one else other for other in self.files))

        dialog.said.connect(keep)
        self._frame.messages.show(dialog)

    def _remove(self, place: int) -> None:
        self._keep(tuple(one for row, one in enumerate(self.files) if row != place))


def _said(files: tuple[Waiting, ...]) -> str:
    """Return what can be done with what waits, or how something comes to wait."""
    if files:
        return _("Enter or a double click changes name and purpose.")
    return _("No photos or files yet. Drop them here, or paste them with Ctrl+V.")


def _tile(one: Waiting) -> Tile:
    purpose = codes.table(PURPOSE).text(one.purpose)
    facts = about(purpose, one.taken_at, one.size_bytes)
    small = one.sha256 if one.is_picture else ""
    return Tile(one.sha256, one.file_name, facts, one.note, small, is_picture=one.is_picture)
