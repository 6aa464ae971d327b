"""The real window over a real store, for tests of the screen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFrame, QRadioButton

from gridkeeper.services.desk import Desk
from gridkeeper.ui.application import made
from gridkeeper.ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
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
def a_window_over(  # noqa: PLR0913 - whose window it is, and how it is opened
    qtbot: QtBot,
    town: Town,
    session: Session,
    folder: Path,
    *,
    viewing: bool = False,
    entrance: Entrance | None = None,
    timeout: int = 5_000,
) -> Iterator[MainWindow]:
    """Open the window over a store of a town; nothing is under way in it, before and after.

    The session, which the town closes no more, is closed with the window.
    """
    town.sessions.pop(session.store.path.name)
    with a_window(folder, session, entrance=entrance, viewing=viewing) as window:
        qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=timeout)
        yield window
        qtbot.waitUntil(lambda: window.jobs.is_idle, timeout=timeout)


def modal(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    """Wait for a dialog that has the keyboard."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def the_notice(window: MainWindow) -> QFrame:
    """Return what tells something at the window's foot."""
    return next(one for one in window.findChildren(QFrame, "notice") if one.isVisibleTo(window))


def because(dialog: QDialog, place: int = 1) -> None:
    """Give a dialog that asks what for one of its usual reasons, and go on."""
    dialog.findChildren(QRadioButton)[place - 1].setChecked(True)
    dialog.show_full()
