"""Saying in the form of a person that she is not the one whom she is taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gridkeeper.ui.forms.facts import rows_of
from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame

LIST = "distinctions"
"""What the list is called in a person's facts; see `services.keeping.INSIDE`."""


class Apart(QObject):
    """Remembers of whom somebody was told apart: with her when she is new, at once when she is not.

    Signals:
        changed: She was told apart from one more.
    """

    changed = Signal()

    def __init__(self, frame: Frame, sheet: Sheet, record_id: str) -> None:
        super().__init__(sheet)
        self._frame, self._record_id = frame, record_id
        self._others: list[str] = []
        for one in sheet.editors.values():
            one.tells_apart = True
            one.told_apart.connect(self._tell)

    def facts(self) -> dict[str, str]:
        """Return of whom a new person was told apart, flat."""
        session = self._frame.desk.session
        found = {}
        for place, other in enumerate(self._others):
            found[f"{LIST}/{place}/other_id"] = other
            found[f"{LIST}/{place}/decided_on"] = session.today().isoformat()
            found[f"{LIST}/{place}/decided_by"] = session.replica.name
        return found

    def set_facts(self, flat: Mapping[str, str]) -> None:
        """Take over what a draft says."""
        self._others = [row["other_id"] for row in rows_of(flat, LIST)]

    def _tell(self, other: str) -> None:
        if not self._record_id:
            self._others.append(other)
            self.changed.emit()
            return
        duplicates, record_id = self._frame.desk.duplicates, self._record_id

        def work(_progress: Progress) -> object:
            duplicates.not_same(record_id, other)
            return None

        self._frame.ask("", work, self._told, Lane.WORK)

    def _told(self, _nothing: object) -> None:
        self.changed.emit()


def telling_apart(
    frame: Frame, sheet: Sheet, record_id: str, changed: Callable[[], object]
) -> Apart | None:
    """Let people be told apart in a form; None where it is not one of a person."""
    if sheet.kind.name != "person":
        return None
    made = Apart(frame, sheet, record_id)
    made.changed.connect(changed)
    return made
