"""How long nobody has touched the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

    from gridkeeper.ui.preferences import Preferences

_SIGNS_OF_LIFE = frozenset(
    {
        *(QEvent.Type.KeyPress, QEvent.Type.InputMethod, QEvent.Type.TouchBegin),
        *(QEvent.Type.MouseButtonPress, QEvent.Type.Wheel),
    }
)


class Idleness(QObject):
    """Tells when nobody has touched any of the program's windows for the minutes that are set.

    It listens where keys come into a window, and where an input method writes: an ear at the whole
    application hears every one of Qt's events, and each costs a call of Python.

    Attributes:
        timer: Runs while something is counted; begun anew by each sign of life.

    Signals:
        over: The time is over.
    """

    over = Signal()

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._watches = False
        self._written: QObject | None = None
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.over)
        preferences.changed.connect(self.restart)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._hear)
            application.focusObjectChanged.connect(self._hear_writing)
            self._hear(QGuiApplication.focusWindow())

    def watch(self, *, active: bool) -> None:
        """Begin to count anew, or stop."""
        self._watches = active
        self.restart()

    def restart(self) -> None:
        """Begin to count anew, if there is something to count."""
        minutes = self._preferences.lock_minutes
        if self._watches and minutes:
            self.timer.start(minutes * 60_000)
        else:
            self.timer.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._watches and event.type() in _SIGNS_OF_LIFE:
            self.restart()
        return False

    def _hear(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _hear_writing(self, written: QObject | None) -> None:
        if self._written is not None and isValid(self._written):
            self._written.removeEventFilter(self)
        self._written = written
        if written is not None:
            written.installEventFilter(self)
