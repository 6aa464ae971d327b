"""A line with suggestions under it, of which one is chosen by arrows and Enter.

Enter and Tab take what is marked and go on, as in every line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from gridkeeper.ui.forms.lines import LineEditor
from gridkeeper.ui.forms.suggestion_list import Suggestion, SuggestionList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame

__all__ = ["SuggestingLine", "Suggestion"]

_DOWN = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SuggestingLine(LineEditor):
    """A line that suggests what may be meant; subclasses say what.

    Signals:
        chosen: One was chosen, or what was chosen does not hold any more.
    """

    chosen = Signal()

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self._list: SuggestionList | None = None
        self._holds: Suggestion | None = None
        self._was_emptied = False
        self.line.textEdited.connect(self._typed)

    @property
    def holds(self) -> Suggestion | None:
        """What was chosen and not typed over; None if what stands there was typed."""
        return self._holds

    @property
    def marked(self) -> Suggestion | None:
        """What Enter would take; None where no suggestion is shown or marked."""
        return self._list.chosen if self._list is not None and self.is_open else None

    @property
    def is_open(self) -> bool:
        """Whether suggestions are shown."""
        return self._is_shown and self._list is not None and self._list.offers

    @property
    def _is_shown(self) -> bool:
        """Whether anything hangs under the line, if only a sentence."""
        return self._list is not None and self._list.isVisible()

    @override
    def value(self) -> str:
        return self._holds.value if self._holds else super().value()

    @override
    def set_value(self, typed: str) -> None:
        self._holds = None
        super().set_value(typed)

    def look(self, text: str) -> None:
        """Look for what may be meant, and `suggest` it; "" asks for all there is to choose."""
        raise NotImplementedError

    def unfound(self) -> str:
        """Return the sentence where nothing fits what is typed: what comes of it; "" for none."""
        return ""

    def suggest(self, found: Sequence[Suggestion], *, mark: bool = True) -> None:
        """Show what may be meant, if the keyboard is still here; or say that nothing fits.

        Args:
            found: The likeliest first.
            mark: Whether the first is meant unless an arrow says another. Who has emptied the line
                means none.
        """
        if not self.line.hasFocus():
            return
        said = self.unfound() if self._holds is None and self.line.text().strip() else ""
        if self._list is None:
            if not found and not said:
                return
            self._list = SuggestionList(self)
            self.destroyed.connect(self._list.deleteLater)
        if not found:
            self._list.say(said)
            return
        held = self._holds.value if self._holds else ""
        marked = [place for place, one in enumerate(found) if one.value == held]
        means_first = mark and not self._was_emptied
        self._list.fill(found, marked[0] if marked else 0 if means_first else -1)

    def choose(self, one: Suggestion) -> None:
        """Take a suggestion for what is meant."""
        self.hold(one)
        self.changed.emit()
        self.chosen.emit()

    def hold(self, one: Suggestion) -> None:
        """Show what is meant."""
        self._holds = one
        self.line.setText(one.text)
        self.line.setCursorPosition(0)

    def close_list(self) -> None:
        """Take the suggestions away."""
        if self._list is not None:
            self._list.hide()

    @override
    def _overrides(self, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) is Qt.Key.Key_Escape and self._is_shown:
            event.accept()
            return True
        return super()._overrides(event)

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self._is_shown and self._list is not None:
            return self._pressed_open(key, self._list) or super()._pressed(event)
        if key is Qt.Key.Key_Down:
            self._was_emptied = False
            self.look("" if self._holds else self.line.text())
            return True
        return super()._pressed(event)

    def _pressed_open(self, key: Qt.Key, shown: SuggestionList) -> bool:
        if key in _DOWN:
            shown.move_mark(_DOWN[key])
            return True
        if key is Qt.Key.Key_Escape:
            self.close_list()
            return True
        if key in _ENTER or key is Qt.Key.Key_Tab:
            one = shown.chosen
            self.close_list()
            if one is not None and (key in _ENTER or self._holds is None):
                self.choose(one)
        return False

    @override
    def settle(self) -> None:
        self.close_list()
        super().settle()

    def _typed(self, text: str) -> None:
        self._was_emptied = not text
        self.look(text)

    @override
    def _edited(self, text: str) -> None:
        held, self._holds = self._holds, None
        super()._edited(text)
        if held is not None:
            self.chosen.emit()
