"""A window in one language and look, and waiting until it is still."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
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
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.main_window import MainWindow

_HELD: list[Held] = []
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


class Held:
    """Stops somebody's work before it begins, so that one can look at the window meanwhile."""

    def __init__(self, owner: object, name: str, *, makes: bool = False) -> None:
        """Stop what a method does; with `makes`, what the function does that it returns."""
        self._owner, self._name, self._makes = owner, name, makes
        self._real = getattr(owner, name)
        self._reached, self._go_on = threading.Event(), threading.Event()
        setattr(owner, name, self._made if makes else self._does)
        _HELD.append(self)

    @property
    def is_reached(self) -> bool:
        """Whether the work waits."""
        return self._reached.is_set()

    def let_go(self) -> None:
        """Let it go on, and no longer stop what comes."""
        _HELD.remove(self)
        if vars(self._owner).get(self._name) is not None:
            setattr(self._owner, self._name, self._real)
        self._go_on.set()

    def _made(self, *facts: object) -> Callable[[object], object]:
        work = self._real(*facts)
        return lambda progress: self._stopped(work, progress)

    def _does(self, *facts: object, **named: object) -> object:
        return self._stopped(self._real, *facts, **named)

    def _stopped(self, work: Callable[..., object], *facts: object, **named: object) -> object:
        for one in facts:
            if hasattr(one, "report"):
                one.report(2, 5)
        self._reached.set()
        self._go_on.wait(60)
        return work(*facts, **named)


def go_on(shown: MainWindow) -> None:
    """Let everything go on that is held, and wait for its end."""
    while _HELD:
        _HELD[0].let_go()
    wait(shown)


@dataclass(frozen=True)
class Scene:
    """One thing to look at.

    Attributes:
        who: Whose window it is, see `window`.
        arrange: Brings it about; what it starts is waited for.
    """

    name: str
    who: str
    arrange: Callable[[MainWindow], object]


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
    """Show somebody's window.

    Of a `worker`, of her `office`, of who is `viewing` that; of an office and of somebody on her
    own who begin, `new` and `alone`; or of nobody yet: `gate`.
    """
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
            session = stock.open_store(folder, "office" if who == "viewing" else who)
            shown.open_desk(Desk(session), viewing=who == "viewing")
        wait(shown)
        yield shown
    finally:
        go_on(shown)
        for dialog in dialogs(shown):
            dialog.close()
        shown.close()
        shown.deleteLater()


def wait(shown: MainWindow) -> None:
    """Wait until nothing runs any more and everything was drawn."""
    if not dialogs(shown):
        shown.activateWindow()  # without a window manager nobody gives the keyboard back
    loop, timer, still = QEventLoop(), QTimer(), 0

    def glance() -> None:
        nonlocal still
        idle = shown.jobs.is_idle or any(one.is_reached for one in _HELD)
        still = still + 1 if idle else 0
        if still == _STILL:
            still = 0
            if not _is_about_to(shown):
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
    found = [one for one in QApplication.topLevelWidgets() if one is not shown and one.isVisible()]
    # Qt names them in no order.
    return sorted(found, key=lambda one: one is QApplication.activeModalWidget())


class Alike:
    """Finds scenes of one window that show the very same: one of them is not what it is named."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self._seen: dict[bytes, str] = {}

    def faults(self, name: str, picture: QPixmap) -> list[str]:
        """Return what is wrong with a picture beside those before it."""
        image = picture.toImage()
        known = self._seen.setdefault(sha256(image.constBits()).digest(), name)
        return [] if known == name else [f"shows the very same as {known}"]
