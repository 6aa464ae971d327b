"""An editor of references: a door, a name, pinyin or the end of a number finds a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from typing_extensions import override

from gridkeeper.domain import ids
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import _
from gridkeeper.ui.forms.suggestions import SuggestingLine, Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.domain.fields import Field
    from gridkeeper.progress import Progress
    from gridkeeper.services.finding import Found
    from gridkeeper.ui.frame import Frame

_GATHER_MS = 100
_MOST = 12
_BY_DOOR = frozenset({"household", "dwelling"})


class ReferenceBox(SuggestingLine):
    """Shows what another record is called; what is typed and not chosen is resolved when saved."""

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self._asked = 0
        self._timer = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._timer.timeout.connect(self._ask)
        self.set_past(_("such as 3-2-501") if about.refers in _BY_DOOR else "")

    @override
    def set_value(self, typed: str) -> None:
        super().set_value(typed)
        self._asked += 1
        if ids.is_id(typed):
            # What it is called comes in a moment; an id means nothing to a person.
            self._holds = Suggestion(typed, "")
            self.line.setText("")
            self.frame.ask("", self._naming(typed), self._named)

    @override
    def look(self, text: str) -> None:
        self._asked += 1
        self._timer.start()

    def _ask(self) -> None:
        if not self.line.hasFocus():
            return
        asked, kind = self._asked, KINDS[self.about.refers]
        text = "" if self.holds else self.line.text()
        references = self.frame.desk.references

        def work(_progress: Progress) -> object:
            return asked, references.candidates(kind, text, _MOST)

        self.frame.ask("", work, self._show)

    def _show(self, result: object) -> None:
        asked, found = cast("tuple[int, Sequence[Found]]", result)
        if asked == self._asked:
            self.suggest([Suggestion(one.id, one.title, one.detail) for one in found])

    def _naming(self, record_id: str) -> Callable[[Progress], object]:
        kind, references = KINDS[self.about.refers], self.frame.desk.references

        def work(_progress: Progress) -> object:
            return references.named(kind, record_id)

        return work

    def _named(self, result: object) -> None:
        found = cast("Found | None", result)
        held = self.holds
        if held is None or held.text or (found is not None and found.id != held.value):
            return
        name = found.title if found is not None else _("(no longer there)")
        self.hold(Suggestion(held.value, name, found.detail if found is not None else ""))
        self.chosen.emit()
