"""A line to type into: its icons grow with the text, and it says where its text goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QStylePainter,
    QToolButton,
    QToolTip,
)
from typing_extensions import override

from gridkeeper.ui.widgets.keys import is_of_a_button, is_undo

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from gridkeeper.ui.look.theme import Theme

_ICON, _GAP = 16, 8
_INSIDE = 2  # which Qt leaves free on both sides of a text


class Line(QLineEdit):
    """A line that ends in dots where its text does not fit, as long as nobody types in it.

    Qt's own icons in a line stay as small as they are, however large the text is.
    """

    def __init__(self) -> None:
        super().__init__()
        self._icons: list[tuple[QToolButton, bool]] = []

    @property
    def is_cut(self) -> bool:
        """Whether the text goes on behind the end of the line."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self._room().width()

    def add_icon(
        self,
        theme: Theme,
        icon: str,
        name: str = "",
        does: Callable[[], object] | None = None,
        *,
        leading: bool = False,
    ) -> QToolButton:
        """Put an icon into it, behind the text or before it; it is pressed by the pointer only."""
        made = QToolButton(self)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(name or " ")
        made.setToolTip(name)
        if does is None:
            made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            made.setCursor(Qt.CursorShape.ArrowCursor)
            made.clicked.connect(lambda _checked=False: does())
        self._icons.append((made, leading))

        def draw() -> None:
            side = theme.px(_ICON)
            made.setIcon(theme.icon(icon, theme.colours.soft))
            made.setIconSize(QSize(side, side))
            made.setFixedSize(side + 2 * theme.px(_GAP), side + theme.px(_GAP))
            self.place_icons()

        theme.follow(self, draw)
        return made

    def add_cross(self, theme: Theme, name: str) -> QToolButton:
        """Put a cross into it that empties it; it is there when there is something to empty."""
        made = self.add_icon(theme, "close", name, self.clear)
        made.setVisible(bool(self.text()))
        self.textChanged.connect(lambda text: made.setVisible(bool(text)))
        return made

    def place_icons(self) -> None:
        """Put the icons where they belong, and keep the text away from them."""
        before, behind = 0, 0
        for made, leading in self._icons:
            top = (self.height() - made.height()) // 2
            if leading:
                made.move(before, top)
                before += made.width()
            else:
                behind += made.width()
                made.move(self.width() - behind, top)
        free = self._padding()
        self.setTextMargins(max(before - free, 0), 0, max(behind - free, 0), 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_icons()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            said = self.text() if self.is_cut and self._is_shown else ""
            if said and not self.toolTip():
                QToolTip.showText(event.globalPos(), said, self)
                return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            own = self.isUndoAvailable() or self.isRedoAvailable()
            # Nobody can mean an empty line; one that was filled in for her she may.
            if is_undo(event) and not own and not self.text():
                event.ignore()  # then it is the window that undoes
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_of_a_button(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or not self._is_shown or not self.is_cut:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option)
        room = self._room()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text
        )

    @property
    def _is_shown(self) -> bool:
        """Whether its letters can be read."""
        return self.echoMode() is QLineEdit.EchoMode.Normal

    def _room(self) -> QRect:
        """Return where the text has room."""
        margins = self.textMargins()
        inside = self._contents()
        left, right = margins.left() + _INSIDE, margins.right() + _INSIDE
        return inside.adjusted(left, 0, -right, 0)

    def _contents(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)

    def _padding(self) -> int:
        return self._contents().left()
