"""The look in force; it changes live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gridkeeper import resources
from gridkeeper.ui.look import fonts, icons, tokens
from gridkeeper.ui.look.palette import palette
from gridkeeper.ui.look.style_sheet import style_sheet
from gridkeeper.ui.look.tokens import COLOURS, Scheme, TextSize, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QAbstractButton, QApplication

    from gridkeeper.ui.look.tokens import Colours


class Theme(QObject):
    """Colours and sizes in force, and the one who puts them on the application.

    Signals:
        changed: Something is in force that was not; whoever paints or measures does it again.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._wanted: Scheme | None = None
        self._size = TextSize.NORMAL
        fonts.load()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def scheme(self) -> Scheme:
        """The scheme in force: the wanted one, or that of the system."""
        if self._wanted is not None:
            return self._wanted
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return Scheme.DARK if dark else Scheme.LIGHT

    @property
    def size(self) -> TextSize:
        """The text size in force."""
        return self._size

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return COLOURS[self.scheme]

    def px(self, pixels: float) -> int:
        """Return pixels at the normal text size as they are at the one in force."""
        return round(pixels * self._size.factor)

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Return ground and text of a tone."""
        return self.colours.tones[tone]

    def icon(self, name: str, colour: str = "") -> QIcon:
        """Return an icon in the colour of text, or in another."""
        text = self.colours.text
        return icons.icon(name, colour or text, self.colours.on_accent_soft, barred=text)

    def dress(self, button: QAbstractButton, name: str) -> None:
        """Give a button its icon, now and whenever the look changes."""

        def draw() -> None:
            primary = button.property("kind") == "primary"
            colour = self.colours.on_accent if primary else self.colours.text
            button.setIcon(self.icon(name, colour))
            button.setIconSize(QSize(self.px(tokens.ICON), self.px(tokens.ICON)))

        self.follow(button, draw)

    def follow(self, widget: QWidget, draw: Callable[[], None]) -> None:
        """Draw something now and whenever the look changes, as long as its widget lives."""
        draw()
        self.changed.connect(_Redraw(widget, draw).redraw)

    def use(self, scheme: Scheme | None, size: TextSize) -> None:
        """Put a look in force; None follows the system."""
        self._wanted, self._size = scheme, size
        self.apply()

    def apply(self) -> None:
        """Put what is in force on the application, and tell everybody."""
        self._application.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._dress_anew()
        finally:
            self._application.restoreOverrideCursor()

    def _dress_anew(self) -> None:
        self._application.setPalette(palette(self.colours))
        self._application.setFont(fonts.sized(self.px(tokens.TEXT)))
        outlined = self.scheme is Scheme.CONTRAST
        drawings = resources.path(f"theme/{self.scheme.value}")
        sheet = style_sheet(self.colours, self.px, drawings, outlined=outlined)
        if sheet != self._application.styleSheet():  # it would measure everything anew
            self._application.setStyleSheet(sheet)
        self.changed.emit()

    def _follow(self) -> None:
        if self._wanted is None:
            self.apply()


class _Redraw(QObject):
    """A drawing that is done again as long as its widget lives."""

    def __init__(self, parent: QWidget, draw: Callable[[], None]) -> None:
        super().__init__(parent)
        self._draw = draw

    @Slot()
    def redraw(self) -> None:
        """Do it again."""
        self._draw()


def say(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet knows, and have them drawn."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QWidget.update(widget)  # a view's own wants to know what
