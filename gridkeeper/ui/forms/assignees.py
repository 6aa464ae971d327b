"""An editor of whom a case goes to: free text, with the workers, grids and units that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.forms.suggestions import SuggestingLine, Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.fields import Field
    from gridkeeper.progress import Progress
    from gridkeeper.services.assignees import Assignee
    from gridkeeper.ui.frame import Frame

_GATHER_MS = 100
_MOST = 12


class AssigneeLine(SuggestingLine):
    """Takes any text; characters, or letters of the pinyin, find those who are known."""

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self._asked = 0
        self._timer = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._timer.timeout.connect(self._ask)
        self.line.add_icon(frame.theme, "choose", _("Show all"), self._show_all)

    @override
    def set_value(self, typed: str) -> None:
        self._asked += 1
        super().set_value(typed)

    @override
    def look(self, text: str) -> None:
        self._asked += 1
        self._timer.start()

    def _ask(self) -> None:
        if not self.line.hasFocus():
            return
        asked, text = self._asked, "" if self.holds else self.line.text()
        assignees = self.frame.desk.assignees

        def work(_progress: Progress) -> object:
            return asked, text, assignees.candidates(text, _MOST)

        self.frame.ask("", work, self._show)

    def _show(self, result: object) -> None:
        asked, text, found = cast("tuple[int, str, Sequence[Assignee]]", result)
        if asked != self._asked:
            return
        shown = [Suggestion(one.name, one.name, one.detail) for one in found]
        # Letters stand for somebody; words may stand as they are, whatever else is called so.
        self.suggest(shown, mark=text.isascii())

    def _show_all(self) -> None:
        self.focus()
        self.look("")
