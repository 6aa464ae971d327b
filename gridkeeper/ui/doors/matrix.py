"""The matrix with what stands around it: layer, legend, and the keys of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain import codes
from gridkeeper.services.matrix.layers import layers
from gridkeeper.texts import _, capital, plural
from gridkeeper.ui.doors.keys_line import KeysLine
from gridkeeper.ui.doors.knocks import KEYS
from gridkeeper.ui.doors.legend import LegendLine
from gridkeeper.ui.doors.view import DoorView
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, empty, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from gridkeeper.services.matrix.values import Matrix
    from gridkeeper.ui.look.theme import Theme

_LOW, _ROOMY = 340, 520


class MatrixSide(QWidget):
    """The doors of a building.

    Signals:
        found: The code of an outcome that is to be recorded at once.
        layered: Another layer is shown.
        filling: Doors are to be made that the register lacks.
        settling: Somebody is to be recorded who lives at the door.
        opening: The household or the dwelling of the door is to be seen.
    """

    found = Signal(str)
    layered = Signal()
    filling = Signal()
    settling = Signal()
    opening = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layers = layers()
        self.view = DoorView(theme)
        self.view.setProperty("kind", "framed")
        self.legend = LegendLine()
        self.box = Box()
        for one in self._layers:
            self.box.addItem(str(one.label), one.key)
        theme.follow(self.box, self._widen)
        self.box.setToolTip(_("L: next layer"))
        self.box.currentIndexChanged.connect(self._choose)
        self._speaks = False
        self._said = label("", "strong", wraps=True)
        self._said.hide()
        self._doors = QStackedWidget()
        self._doors.addWidget(self.view)
        fill = button(theme, _("Make the &doors …"), self.filling.emit, "add")
        advice = _("Give the floors and the numbers on a floor, and all of them are made at once.")
        self._empty = empty(theme, "door", _("No doors yet"), advice, fill)
        self._doors.addWidget(self._empty)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE)
        down.addLayout(self._bar())
        down.addWidget(self.legend)
        down.addWidget(self._doors, 1)
        down.addWidget(self._said)
        self._keys = self._findings()
        down.addWidget(self._keys)

    @property
    def layer(self) -> str:
        """The key of the layer that is shown."""
        return self.view.table.layer

    def take(self, matrix: Matrix | None) -> None:
        """Show a building, or none."""
        if matrix is not None:
            self.view.take(matrix)
        else:
            self.view.table.show(None)
        known = matrix is not None and bool(matrix.doors)
        self._doors.setCurrentWidget(self.view if known or matrix is None else self._empty)
        self._fit()
        self._show_legend()
        self.tell()

    def next_layer(self, step: int) -> None:
        """Show the next layer, or the one before."""
        self.box.setCurrentIndex((self.box.currentIndex() + step) % self.box.count())

    def speak(self, *, on: bool) -> None:
        """Say in one line what the keyboard is on, where there is no panel that does."""
        self._speaks = on
        self.tell()

    def tell(self) -> None:
        """Say what the keyboard is on."""
        door, several = self.view.door, len(self.view.chosen)
        text = door.said(self.layer) if door is not None else ""
        if several > 1:
            chosen = plural("{n} door is chosen", "{n} doors are chosen", several)
            text = chosen.format(n=several)
        self._said.setText(text)
        self._said.setVisible(self._speaks and bool(text))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what there is room for: on a small screen the doors come first, the keys work."""
        matrix = self.view.table.matrix
        known = matrix is not None and bool(matrix.doors)
        high = self.height()
        self._keys.setVisible(known and high >= self._theme.px(_LOW))
        self._hint.setVisible(high >= self._theme.px(_ROOMY))
        self.legend.setVisible(known and high >= self._theme.px(_LOW))

    def _choose(self, place: int) -> None:
        self.view.table.look_at(self._layers[place].key)
        self._show_legend()
        self.layered.emit()

    def _widen(self) -> None:
        metrics = self.box.fontMetrics()
        wide = max(metrics.horizontalAdvance(str(one.label)) for one in self._layers)
        self.box.setMinimumWidth(wide + self._theme.px(60))

    def _show_legend(self) -> None:
        matrix = self.view.table.matrix
        self.legend.show_lines(matrix.legends[self.layer] if matrix else ())

    def _bar(self) -> QHBoxLayout:
        across = QHBoxLayout()
        across.setSpacing(tokens.SPACE)
        said = label(_("Coloured &by"), "label")
        said.setBuddy(self.box)
        across.addWidget(said)
        across.addWidget(self.box)
        across.addStretch(1)
        return across

    def _findings(self) -> QWidget:
        """Return a button for each outcome that one key records."""
        made = Flow(spacing=tokens.SPACE)
        table = codes.table("visit_outcome")
        for letter, code in KEYS.items():
            text = _("{outcome} (&{letter})")
            text = text.format(outcome=capital(table.text(code)), letter=letter)
            one = button(self._theme, text, _Emitting(self, code))
            one.setObjectName(f"finding_{letter}")
            made.add(one)
        made.add(button(self._theme, _("Reco&rd a person"), self.settling.emit, "person"))
        opens = button(self._theme, _("&Household"), self.opening.emit, "household")
        opens.setToolTip(_("Space: who lives there, and what happens to the household"))
        made.add(opens)
        keys = _("Enter: visit · Space: household · digits: room · L: colours · Ctrl+A: stairway")
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(tokens.SPACE // 2)
        down.addWidget(made)
        self._hint = KeysLine(*keys.split(" · "))
        down.addWidget(self._hint)
        return whole


class _Emitting:
    """Says that an outcome is to be recorded."""

    def __init__(self, side: MatrixSide, code: str) -> None:
        self._side, self._code = side, code

    def __call__(self) -> None:
        """Say it."""
        self._side.found.emit(self._code)
        self._side.view.setFocus()
