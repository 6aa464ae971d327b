"""An editor of yes and no, with a third answer: nobody said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget
from typing_extensions import override

from gridkeeper.domain.parsing import parse
from gridkeeper.texts import _, pick
from gridkeeper.ui.forms.editor import Editor
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.tabbing import tab_to_checked

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QKeyEvent

    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame

_YES, _NO, _UNSAID = 0, 1, 2
_KEYS = {
    **dict.fromkeys((Qt.Key.Key_Y, Qt.Key.Key_1), _YES),
    **dict.fromkeys((Qt.Key.Key_N, Qt.Key.Key_2, Qt.Key.Key_0), _NO),
    **dict.fromkeys((Qt.Key.Key_3, Qt.Key.Key_Delete, Qt.Key.Key_Backspace), _UNSAID),
}
_ON = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class YesNo(Editor):
    """Three answers side by side: arrows, or Y, N and Del."""

    def __init__(self, frame: Frame, about: Field) -> None:
        row = Flow(spacing=tokens.SPACE)
        self._group = QButtonGroup(row)
        self._grey = ""
        for place, text in enumerate((pick("是", "Yes"), pick("否", "No"), _("Not stated"))):
            answer = QRadioButton(text)
            answer.setAccessibleName(f"{about.label} {text}")
            self._group.addButton(answer, place)
            row.add(answer)
        super().__init__(frame, about, row)
        for button in self._group.buttons():
            button.installEventFilter(self)
        frame.theme.follow(row, self._level)
        self._group.button(_UNSAID).setChecked(True)
        tab_to_checked(self._group)
        self._group.idClicked.connect(self._clicked)
        self._group.idToggled.connect(self._show_hint)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes None

    def _level(self) -> None:
        """Be as high as a line that is typed into: its words stand level with their label."""
        for button in self._group.buttons():
            button.setMinimumHeight(self.frame.theme.px(tokens.CONTROL))

    @override
    def value(self) -> str:
        return {_YES: pick("是", "yes"), _NO: pick("否", "no")}.get(self._group.checkedId(), "")

    @override
    def set_value(self, typed: str) -> None:
        meant = parse(self.about, typed, self.frame.desk.session.today())
        place = {True: _YES, False: _NO}.get(meant, _UNSAID) if isinstance(meant, bool) else _UNSAID
        self._group.button(place).setChecked(True)

    @property
    @override
    def here(self) -> QWidget:
        return self._group.checkedButton()

    @override
    def inputs(self) -> list[QWidget]:
        return list(self._group.buttons())

    @override
    def has_focus(self) -> bool:
        return any(answer.hasFocus() for answer in self._group.buttons())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        own = self.control if watched in self._group.buttons() else watched
        return super().eventFilter(own, event)

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _ON and not event.modifiers():
            self.focusNextPrevChild(True)
            return True
        if key not in _KEYS or event.modifiers():
            return False
        self._group.button(_KEYS[key]).setChecked(True)
        self.focus()
        self.changed.emit()
        return True

    @override
    def grey(self, text: str) -> None:
        self._grey = text
        self._show_hint()

    def _show_hint(self, *_toggled: object) -> None:
        self.hint("" if self.value() else self._grey)

    def _clicked(self, _place: int) -> None:
        self.changed.emit()
