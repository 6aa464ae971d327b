"""What is told without asking: a line over the foot of the window that goes away by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHBoxLayout, QLabel, QWidget
from shiboken6 import isValid
from typing_extensions import override

from gridkeeper.texts import _, pick
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.letters import free
from gridkeeper.ui.widgets.pieces import button, icon_button, label
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QPushButton

    from gridkeeper.ui.look.theme import Theme

_STAYS_MS = 8000
_MOST_WIDE = 760
_SIDE = 12
_AROUND = 2
_PATH = re.compile(r"(?:[A-Za-z]:)?(?:[\\/][^\\/\s：，。；（）]+){3,}")
_LONG = 36
_END = 24
_STOPS = ("。", ".", "！", "!", "？", "?")
_ENDS = (*_STOPS, *(f"{stop}”" for stop in _STOPS), "…", "：", ":")


class Notices(QObject):
    """Shows one notice at a time over the foot of a widget, whose parts stay where they are.

    It lies over the status line, at its end, where nothing stands that is needed at once: no row
    moves away under the pointer. What has the keyboard stays in sight: the notice goes above it.

    What went wrong stays until it is closed; the rest goes after eight seconds, unless the pointer
    or the keyboard is on it, and what went well goes with the page that it was done on. Esc closes
    it where nothing else takes that key: a form, a list of suggestions and a dialog come first.
    """

    def __init__(self, over: QWidget, theme: Theme, stays_ms: int = _STAYS_MS) -> None:
        super().__init__(over)
        self._over = over
        self._theme = theme
        self._shown: QFrame | None = None
        self._about = ""
        self._tone = Tone.INFO
        self._timer = QTimer(self, singleShot=True, interval=stays_ms)
        self._timer.timeout.connect(self._gone)
        self._answers: list[QPushButton] = []
        self._lettering = Soon(self, self._letter)
        over.installEventFilter(self)
        theme.changed.connect(self._place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._place)

    @property
    def text(self) -> str:
        """What is told now; "" if nothing is."""
        return self._shown.accessibleName() if self._shown is not None else ""

    def say(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        answer: str = "",
        then: Callable[[], object] | None = None,
        about: str = "",
    ) -> None:
        """Tell something, with one thing that can be done about it if `answer` is given.

        What is `about` something goes when that is `settled`.
        """
        self.clear()
        text = sentence(text)
        self._about, self._tone = about, tone
        made = QFrame(self._over)
        made.setObjectName("notice")
        made.setProperty("tone", tone.value)
        made.setAccessibleName(text)
        layout = QHBoxLayout(made)
        layout.setContentsMargins(16, 2, 8, 2)
        said = label(shortened(text), wraps=True)
        said.setToolTip(text if said.text() != text else "")
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(said, 1)
        layout.addWidget(icon_button(self._theme, _("Close this notice"), "close", self.clear))
        made.installEventFilter(self)
        self._shown = made
        if answer and then is not None:
            self.offer(answer, then)
        self._place()
        made.show()
        made.raise_()
        alert = QAccessibleEvent(made, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(alert)
        if tone is not Tone.BAD:
            self._timer.start()

    def offer(self, answer: str, then: Callable[[], object]) -> None:
        """Offer one thing more that can be done about what is told now, before the others."""
        layout = self._shown.layout() if self._shown is not None else None
        if not isinstance(layout, QHBoxLayout):
            return

        def do() -> None:
            self.clear()
            then()

        made = button(self._theme, answer, do, kind="quiet")
        layout.insertWidget(1, made)
        made.show()  # at once, and not when Qt comes to it: the notice grows by it
        self._answers.append(made)
        self._lettering.start()
        self._place()

    def settled(self, about: str) -> None:
        """Take the notice away if it is about this."""
        if about and about == self._about:
            self.clear()

    def left_behind(self) -> None:
        """Take the notice away if it is about something: the person went on to something else."""
        if self._about:
            self.clear()

    def page_left(self) -> None:
        """Take the notice away, if what it says was done on the page that is left.

        What went wrong or wants care stays.
        """
        if self._about or self._tone in {Tone.GOOD, Tone.INFO}:
            self.clear()

    def clear(self) -> None:
        """Take the notice away."""
        self._timer.stop()
        self._answers, self._about = [], ""
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._over:
            self._place()
        if self._shown is None or not _is_escape(event):
            return False
        if event.type() is QEvent.Type.KeyPress:
            # Of the window's: no part of it that has the keyboard wanted the key.
            self.clear()
            return True
        if watched is self._shown:
            # The keyboard is in the notice: a form behind it is not meant.
            event.accept()
            return True
        return False

    def _letter(self) -> None:
        """Give answers letters of their own, once what they came from has gone, such as a form."""
        answers, self._answers = self._answers, []
        said = [one.text() for one in answers]
        for one in answers:
            one.setText("")
        for one, text in zip(answers, said, strict=True):
            one.setText(free(text, self._over.window()))
        if answers:
            self._place()

    def _gone(self) -> None:
        shown = self._shown
        if shown is None:
            return
        focus = QApplication.focusWidget()
        if shown.underMouse() or (focus is not None and shown.isAncestorOf(focus)):
            self._timer.start()
        else:
            self.clear()

    def _place(self) -> None:
        if self._shown is None or not isValid(self._over):  # a window that goes moves the keyboard
            return
        around, px = self._over.rect(), self._theme.px
        # Asked in the look in force; the hint alone is that of a narrow, high notice.
        self._shown.ensurePolished()
        width = min(_one_line(self._shown), px(_MOST_WIDE), around.width() - 2 * _SIDE)
        self._shown.setFixedWidth(width)
        height = max(self._shown.heightForWidth(width), px(tokens.CONTROL + 4))
        place = QRect(0, 0, width, height)
        place.moveBottomRight(around.bottomRight() - QPoint(_SIDE, _AROUND))
        held = self._held()
        if place.intersects(held) and held.top() - _SIDE > height:
            place.moveBottom(held.top() - _SIDE)
        self._shown.setGeometry(place)

    def _held(self) -> QRect:
        """Return where the keyboard is: of a list, its current line."""
        focus = QApplication.focusWidget()
        if (
            focus is None
            or not self._over.isAncestorOf(focus)
            or (self._shown is not None and self._shown.isAncestorOf(focus))
        ):
            return QRect()
        part, place = focus, focus.rect()
        if isinstance(focus, QAbstractItemView):
            part = focus.viewport()
            place = focus.visualRect(focus.currentIndex()) & part.rect()
        return QRect(part.mapTo(self._over, place.topLeft()), place.size())


def _one_line(notice: QFrame) -> int:
    """Return how wide a notice is whose text does not wrap."""
    said = notice.findChild(QLabel)
    if said is None:
        return notice.minimumSizeHint().width()
    wide = said.fontMetrics().horizontalAdvance(said.text()) - said.minimumSizeHint().width()
    return notice.minimumSizeHint().width() + max(wide, 0) + _SIDE


def _is_escape(event: QEvent) -> bool:
    return (
        isinstance(event, QKeyEvent)
        and event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
        and event.key() == Qt.Key.Key_Escape
    )


def shortened(text: str) -> str:
    """Return a text whose long paths are short in the middle: their ends tell people something."""
    return _PATH.sub(lambda found: _short(found[0]), text)


def sentence(text: str) -> str:
    """Return a text with its full stop: reasons are written without, as a part of something."""
    return text if text.endswith(_ENDS) else text + pick("。", ".")


def _short(path: str) -> str:
    if len(path) <= _LONG:
        return path
    sep = "\\" if "\\" in path else "/"
    head, name = sep.join(path.split(sep)[:2]), path.rpartition(sep)[2]
    if len(name) > _LONG:
        name = f"{name[: _LONG - _END]}…{name[-_END:]}"
    return f"{head}{sep}…{sep}{name}"
