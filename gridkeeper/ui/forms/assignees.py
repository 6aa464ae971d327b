"""An editor of whom a case goes to: free text, with the workers, grids and units that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.forms.asking import MOST, AskingLine
from gridkeeper.ui.forms.suggestions import Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame


class AssigneeLine(AskingLine):
    """Takes any text; characters, or letters of the pinyin, find those who are known."""

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self.line.add_icon(frame.theme, "choose", _("Show all"), self._show_all)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = watched is self.line and event.type() is QEvent.Type.MouseButtonRelease
        # Into words that stand there somebody clicks to go on writing.
        if released and not self.is_open and (self.holds is not None or not self.line.text()):
            self._show_all()
        return super().eventFilter(watched, event)

    @override
    def finding(self, text: str) -> Callable[[], Sequence[Suggestion]]:
        assignees = self.frame.desk.assignees

        def find() -> Sequence[Suggestion]:
            found = assignees.candidates(text, MOST)
            return [Suggestion(one.name, one.name, one.detail) for one in found]

        return find

    @override
    def unfound(self) -> str:
        return _("Nobody known is called so; saved as it is written.")

    @override
    def is_marked(self, text: str) -> bool:
        # Letters, or a surname alone, stand for somebody; words may stand as they are, whatever
        # else is called so. Who typed nothing and only looks means nobody.
        said = text.strip()
        return bool(said) and (said.isascii() or len(said) == 1)

    @override
    def settle(self) -> None:
        one = self.marked
        if one is not None and self.holds is None and self.is_marked(self.line.text()):
            self.choose(one)  # nobody is called by what was typed for a name
        super().settle()

    def _show_all(self) -> None:
        self.focus()
        self.look("")
