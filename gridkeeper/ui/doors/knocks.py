"""Recording what was found at one door or at many: at once, undoable, with a notice."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from gridkeeper.domain import codes
from gridkeeper.services.matrix.layers import NOBODY, REFUSED, VACANT
from gridkeeper.texts import _, plural
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.undoing import undo_or_redo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.services.matrix.values import Door
    from gridkeeper.services.records.recording import Recorded
    from gridkeeper.ui.frame import Frame

KEYS: Mapping[str, str] = MappingProxyType({"W": NOBODY, "K": VACANT, "J": REFUSED})
"""The letter of each outcome that is recorded at once: of 未遇 (weiyu), 空置 (kongzhi), 拒访."""


class Knocks(QObject):
    """Records visits to the chosen doors.

    Signals:
        kept: They are in the store.
    """

    kept = Signal()

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame

    def knock(self, doors: Sequence[Door], outcome: str) -> None:
        """Record that some doors met nobody today."""
        service = self._frame.desk.doors
        some = list(doors)

        def work(_progress: Progress) -> object:
            return some, outcome, service.knock(some, outcome)

        if some:
            self._frame.ask(_("Recording"), work, self._tell, Lane.WORK)

    def record(self, doors: Sequence[Door], values: Mapping[str, str]) -> None:
        """Record a visit with the same values to each of some doors."""
        service = self._frame.desk.doors
        some, told = list(doors), dict(values)

        def work(_progress: Progress) -> object:
            return some, told.get("outcome", ""), service.record(some, told)

        self._frame.ask(_("Recording"), work, self._tell, Lane.WORK)

    def _tell(self, result: object) -> None:
        doors, outcome, kept = cast("tuple[list[Door], str, list[Recorded]]", result)
        said = codes.table("visit_outcome").text(outcome)
        if len(doors) == 1:
            text = _("{door}: {outcome}").format(door=doors[0].name, outcome=said)
            tries = getattr(kept[0].record, "tries", None) or 0
            if tries > 1:
                text += _(", try {n}").format(n=tries)
        else:
            text = plural(
                "{outcome}: {n} door recorded", "{outcome}: {n} doors recorded", len(kept)
            ).format(n=len(kept), outcome=said)
        frame = self._frame
        frame.notices.say(text, Tone.GOOD, _("&Undo"), lambda: undo_or_redo(frame, "undo"))
        self.kept.emit()
