"""The real window over a real store, for tests of the screen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from gridkeeper.services.desk import Desk
from gridkeeper.ui.application import made
from gridkeeper.ui.preferences import Preferences
from tests.helpers.towns import WORKER_1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gridkeeper.services.entrance import Entrance
    from gridkeeper.services.session import Session
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.main_window import MainWindow
    from tests.helpers.towns import Town


@contextmanager
def a_window(
    folder: Path,
    session: Session | None = None,
    *,
    entrance: Entrance | None = None,
    viewing: bool = False,
) -> Iterator[MainWindow]:
    """Open the window, with a store if a session is given; its preferences lie in a folder.

    Leaving closes the window, its threads and the session.
    """
    application = QApplication.instance() or QApplication([])
    window = made(application, entrance, Preferences(folder / "preferences.ini"))
    window.resize(1280, 800)
    window.show()
    try:
        if session is not None:
            window.open_desk(Desk(session), viewing)
        yield window
    finally:
        window.close()
        window.deleteLater()


def the_frame(window: MainWindow) -> Frame:
    """Return the open store with the window around it."""
    assert window.frame is not None
    return window.frame


@contextmanager
def a_window_of_mei(qtbot: QtBot, town: Town, folder: Path) -> Iterator[MainWindow]:
    """Open the first worker's window; nothing is under way in it, before and after."""
    session = town.mei
    town.sessions.pop(WORKER_1)
    with a_window(folder, session) as opened:
        qtbot.waitUntil(lambda: opened.jobs.is_idle)
        yield opened
        qtbot.waitUntil(lambda: opened.jobs.is_idle)
