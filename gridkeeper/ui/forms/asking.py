"""A line whose suggestions are looked for beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from typing_extensions import override

from gridkeeper.ui.forms.suggestions import SuggestingLine, Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.domain.fields import Field
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame

_GATHER_MS = 100
MOST = 12
"""So many suggestions are asked for at most."""


class AskingLine(SuggestingLine):
    """Asks a moment after the last key; the answer to an earlier question is dropped."""

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self._asked = 0
        self._timer = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._timer.timeout.connect(self._ask)

    @override
    def set_value(self, typed: str) -> None:
        self._asked += 1
        super().set_value(typed)

    @override
    def look(self, text: str) -> None:
        self._asked += 1
        self._timer.start()

    def finding(self, text: str) -> Callable[[], Sequence[Suggestion]]:
        """Return what finds suggestions for a text on a worker; it must not hold on to the line."""
        raise NotImplementedError

    def is_marked(self, _text: str) -> bool:
        """Whether the first suggestion for a text is meant unless an arrow says another."""
        return True

    def _ask(self) -> None:
        if not self.line.hasFocus():
            return
        asked, text = self._asked, "" if self.holds else self.line.text()
        find = self.finding(text)

        def work(_progress: Progress) -> object:
            return asked, text, find()

        self.frame.ask("", work, self._show)

    def _show(self, result: object) -> None:
        asked, text, found = cast("tuple[int, str, Sequence[Suggestion]]", result)
        if asked == self._asked:
            self.suggest(found, mark=self.is_marked(text))
