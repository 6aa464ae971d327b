"""The application: Qt with our fonts, look and language around one window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gridkeeper.ui import input_methods, screen
from gridkeeper.ui.languages import Languages
from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.main_window import MainWindow
from gridkeeper.ui.preferences import Preferences

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.services.entrance import Entrance


def run(entrance: Entrance, store: Path | None = None) -> int:
    """Show the window until it is closed; return the exit code.

    Args:
        entrance: The way in.
        store: The one to be unlocked; None is the one that was open last.

    Raises:
        ScreenMissingError: There is no screen, or what Qt needs for one is missing.
    """
    screen.check()
    input_methods.prepare()
    # By name and before it is made: to choose a style later costs the making of two.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setApplicationName("GridKeeper")
    QGuiApplication.setDesktopFileName("gridkeeper")
    preferences = Preferences()
    if store is not None:
        preferences.opened(store.absolute())
    window = made(application, entrance, preferences)
    window.install_crash_screen()
    window.backs_up = True
    window.show()
    window.show_gate()
    return application.exec()


def made(application: QApplication, entrance: Entrance, preferences: Preferences) -> MainWindow:
    """Return the window, dressed and in its language, with nothing in it yet."""
    languages = Languages(application)
    languages.use(preferences.language)
    theme = Theme(application)
    theme.use(preferences.scheme, preferences.text_size)
    return MainWindow(entrance, theme, preferences, languages)
