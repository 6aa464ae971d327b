"""The three doors of the first start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.look.tokens import SPACE
from gridkeeper.ui.widgets.pieces import button, flush, label, picture
from gridkeeper.ui.widgets.pressing import Button

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Surroundings
    from gridkeeper.ui.look.theme import Theme

_WIDE = 960
_HIGH = 210


class Door(Button):
    """A large button: an icon, a heading, a sentence, and the key that opens it."""

    def __init__(self, theme: Theme, icon: str, text: str, advice: str, key: str) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setAccessibleDescription(advice)
        self.setShortcut(key)
        self._inside = inside = QVBoxLayout(self)
        inside.setContentsMargins(20, 20, 20, 20)
        inside.setSpacing(SPACE)
        head = QHBoxLayout()
        head.addWidget(picture(theme, icon, 32, theme.colours.accent))
        head.addStretch(1)
        head.addWidget(label(key, "key"), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(head)
        inside.addWidget(label(text, "heading", wraps=True))
        inside.addWidget(label(advice, "soft", wraps=True))
        inside.addStretch(1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._high = theme.px

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(self._high(_HIGH), self._inside.heightForWidth(width))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._high(220), self._high(_HIGH))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._high(180), self._high(_HIGH))


class Doors(QWidget):
    """What a person meets who has no store yet.

    Signals:
        joining: Somebody has a package from the office.
        creating: Somebody begins anew.
        sampling: Somebody wants to look round.
        opening: Somebody has a store already, or a backup of one.
        left: Back to the store that is locked.
    """

    joining = Signal()
    creating = Signal()
    sampling = Signal()
    opening = Signal()
    left = Signal()

    def __init__(self, around: Surroundings, *, first: bool) -> None:
        """Put it together; `first` if there is no store to go back to."""
        super().__init__()
        theme = around.theme
        inner = QWidget()
        inner.setProperty("kind", "page")
        theme.follow(inner, lambda: inner.setMaximumWidth(theme.px(_WIDE)))
        down = QVBoxLayout(inner)
        down.setContentsMargins(24, 24, 24, 24)
        down.setSpacing(SPACE * 2)
        down.addStretch(2)
        down.addWidget(label(_("Welcome to GridKeeper") if first else _("Add a store"), "title"))
        text = _(
            "Your records stay on this computer, encrypted with your password. Nothing goes over a "
            "network. Which of these is yours?"
        )
        down.addWidget(label(text, "soft", wraps=True))
        self._doors = QWidget()
        across = QHBoxLayout(self._doors)
        across.setContentsMargins(0, SPACE, 0, SPACE)
        across.setSpacing(SPACE * 2)
        self.cards = self._made(theme)
        for door in self.cards:
            across.addWidget(door, 1)
        down.addWidget(self._doors)
        foot = QHBoxLayout()
        if not first:
            foot.addWidget(flush(button(theme, _("&Back"), self.left.emit, "back", "quiet")))
        self._open = button(
            theme, _("&Open a file or a backup …"), self.opening.emit, "folder", "quiet"
        )
        foot.addWidget(flush(self._open) if first else self._open)
        foot.addStretch(1)
        down.addLayout(foot)
        text = _(
            "A supervisor has no store of her own: open the office's store file, and tick “View "
            "only” below the password."
        )
        down.addWidget(label(text, "small", wraps=True))
        down.addStretch(3)
        self._centre(inner)

    def begin(self) -> None:
        """Put the keyboard on the first door."""
        self.cards[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _made(self, theme: Theme) -> list[Door]:
        facts = (
            (
                "join",
                _("Join a street office"),
                _("You are a grid worker, and the office gave you a file and a one-time code."),
                self.joining,
            ),
            (
                "new-store",
                _("Create a new store"),
                _("You are the office that collects everybody's work, or you work on your own."),
                self.creating,
            ),
            (
                "sample",
                _("Explore a sample"),
                _(
                    "An invented community with two months of work. Try everything; nothing is "
                    "real."
                ),
                self.sampling,
            ),
        )
        made = []
        for number, (icon, text, advice, signal) in enumerate(facts, 1):
            door = Door(theme, icon, text, advice, str(number))
            door.clicked.connect(signal)
            made.append(door)
        return made

    def _centre(self, inner: QWidget) -> None:
        around = QWidget()
        around.setProperty("kind", "page")
        across = QHBoxLayout(around)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(inner, 100)
        across.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(around)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
