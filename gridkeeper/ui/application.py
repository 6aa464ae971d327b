"""The application: Qt with our fonts, look and language around one window."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gridkeeper.ui import input_methods
from gridkeeper.ui.languages import Languages
from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.main_window import MainWindow
from gridkeeper.ui.preferences import Preferences

if TYPE_CHECKING:
    from gridkeeper.services.entrance import Entrance


def run(entrance: Entrance) -> int:
    """Show the window until it is closed; return the exit code."""
    input_methods.prepare()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("GridKeeper")
    QGuiApplication.setDesktopFileName("gridkeeper")
    window = made(application, entrance, Preferences())
    window.install_crash_screen()
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
