"""A window in one language and look, and waiting until it is still."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from gridkeeper import texts
from gridkeeper.services.desk import Desk
from gridkeeper.services.entrance import Entrance
from gridkeeper.ui.application import made
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.preferences import Preferences
from tests.gallery import stock
from tests.helpers.stores import CHEAP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.main_window import MainWindow

_GLANCE_MS = 20
_SOON_MS = 500
_STILL = 4  # so many glances in a row


@dataclass(frozen=True)
class Variant:
    """How a scene looks."""

    language: str = texts.CHINESE
    scheme: Scheme = Scheme.LIGHT
    size: TextSize = TextSize.NORMAL

    def __str__(self) -> str:
        return f"{self.language}-{self.scheme}-{self.size}"


VARIANTS = tuple(
    Variant(language, scheme, size)
    for language in texts.LANGUAGES
    for scheme in Scheme
    for size in TextSize
)


@contextmanager
def window(
    folder: Path, who: str, variant: Variant, size: tuple[int, int] = (1280, 800)
) -> Iterator[MainWindow]:
    """Show the window of somebody: `worker`, `office`, `viewing`, or nobody yet: `gate`."""
    application = QApplication.instance() or QApplication([])
    preferences = Preferences(folder / f"{who}.ini")
    preferences.set("language", variant.language)
    preferences.set("scheme", variant.scheme.value)
    preferences.set("text_size", variant.size.value)
    entrance = Entrance(stock.CLOCK, cost=CHEAP, folder=folder / "new")
    shown = made(application, entrance, preferences)
    shown.resize(*size)
    shown.show()
    try:
        if who == "gate":
            shown.show_gate()
        else:
            session = stock.open_store(folder, "worker" if who == "worker" else "office")
            shown.open_desk(Desk(session), viewing=who == "viewing")
        wait(shown)
        yield shown
    finally:
        for dialog in dialogs(shown):
            dialog.close()
        shown.close()
        shown.deleteLater()


def wait(shown: MainWindow) -> None:
    """Wait until nothing runs any more and everything was drawn."""
    loop, timer, still = QEventLoop(), QTimer(), 0

    def glance() -> None:
        nonlocal still
        still = still + 1 if shown.jobs.is_idle and not _is_about_to(shown) else 0
        if still == _STILL:
            loop.quit()

    timer.timeout.connect(glance)
    timer.start(_GLANCE_MS)
    loop.exec()
    timer.stop()


def _is_about_to(shown: MainWindow) -> bool:
    """Whether something waits for a moment before it begins, such as a search for the next key."""
    windows = [shown, *dialogs(shown)]
    timers = [timer for one in windows for timer in one.findChildren(QTimer)]
    return any(
        one.isActive() and one.isSingleShot() and one.interval() <= _SOON_MS for one in timers
    )


def dialogs(shown: MainWindow) -> list[QWidget]:
    """Return what is open above the window, the uppermost last."""
    return [one for one in QApplication.topLevelWidgets() if one is not shown and one.isVisible()]
