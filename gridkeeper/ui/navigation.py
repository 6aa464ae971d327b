"""The rail at the left: where one can go, in words and with icons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QMenu, QVBoxLayout
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.actions import BY_NAME, shortcut
from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.widgets.pieces import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.pages import PageEntry

_WIDTH = 196
_EDGE = 20
_DENSE = 26  # so high is a page in the list where there is little room
_WAYS_OUT = ("lock", "open_other")  # actions that one's own name leads to


_ENTERING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right})


class _Rail(QListWidget):
    """The list of pages; keys walk in it, and go into the page that it is on.

    Signals:
        entered: The page that it is on is to be worked in.
        resized: It has another height.

    Attributes:
        walks: Whether a key goes from page to page just now.
    """

    entered = Signal()
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.walks = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.resized.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERING:
            self.entered.emit()
            return
        self.walks = True
        super().keyPressEvent(event)
        self.walks = False


def _tip(place: int, entry: PageEntry) -> str:
    """Return a page with its keys: those further down have their own."""
    own = shortcut(entry.name) if entry.name in BY_NAME else ""
    keys = f"Ctrl+{place}" if place <= 9 else own
    return f"{entry.label} ({keys})" if keys else ""


class Navigation(QFrame):
    """Lists the pages; arrow keys show one after the other, Enter and Ctrl+1 … Ctrl+9 go there.

    Signals:
        chosen: The name of a page that is to be worked in.
        passed: The name of a page that is to be seen; the keyboard stays in the list.
    """

    chosen = Signal(str)
    passed = Signal(str)

    def __init__(self, frame: Frame, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self._theme = frame.theme
        self._entries = entries
        self.setProperty("kind", "rail")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 8)
        layout.setSpacing(tokens.SPACE)
        replica = frame.desk.session.replica
        self._said = [
            label(_("GridKeeper"), "heading"),
            label(replica.unit or replica.name, "soft"),
        ]
        self._said[1].setWordWrap(True)
        if not frame.may_write:
            self._said.append(label(_("View only"), "strong"))
        for said in self._said:
            layout.addWidget(said)
        self._list = _Rail()
        self._list.setObjectName("navigation")
        self._list.setProperty("kind", "navigation")
        self._list.setAccessibleName(_("Pages"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for place, entry in enumerate(entries, 1):
            self._add(place, entry)
        self._list.currentRowChanged.connect(self._moved)
        self._list.entered.connect(self._enter)
        self._list.resized.connect(self._space)
        layout.addWidget(self._list, 1)
        self._name = replica.name
        self._who = f"{replica.name} · {frame.role.label}"
        self._door = button(frame.theme, "", self._show_ways, "person", "quiet")
        self._door.setObjectName("who")
        self._door.setToolTip(self._who)
        self._door.setAccessibleName(self._who)
        self._door.setAccessibleDescription(_("Lock, or open another store"))
        self._ways = QMenu(self)
        for name in _WAYS_OUT:
            self._ways.addAction(frame.actions[name])
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._door)
        self._foot.addStretch(1)
        layout.addLayout(self._foot)
        frame.theme.follow(self, self._draw)

    def focus(self) -> None:
        """Take the keyboard."""
        self._list.setFocus()

    def show_chosen(self, name: str) -> None:
        """Mark a page, without going there."""
        for row, entry in enumerate(self._entries):
            if entry.name == name:
                self._list.blockSignals(True)
                self._list.setCurrentRow(row)
                self._list.blockSignals(False)

    def count(self, numbers: Mapping[str, int], words: Mapping[str, str]) -> None:
        """Show beside some pages how much waits there; words say what it is that is counted."""
        for row, entry in enumerate(self._entries):
            number = numbers.get(entry.name, 0)
            text = str(entry.label)
            item, said = self._list.item(row), words.get(entry.name, "")
            item.setText(f"{text}  {number}" if number else text)
            item.setToolTip("\n".join(filter(None, (_tip(row + 1, entry), said))))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join(filter(None, (text, said))))

    def _show_ways(self) -> None:
        """Say what the person can do about who is at the keyboard, above her name."""
        high = self._ways.sizeHint().height()
        self._ways.popup(self._door.mapToGlobal(QPoint(0, -high)))
        self._ways.setActiveAction(self._ways.actions()[0])

    def _add(self, place: int, entry: PageEntry) -> None:
        item = QListWidgetItem(str(entry.label))
        self._list.addItem(item)
        item.setToolTip(_tip(place, entry))
        if place <= 9:
            goes = QShortcut(QKeySequence(f"Ctrl+{place}"), self)
            goes.activated.connect(lambda row=place - 1: self._go(row))

    def _moved(self, row: int) -> None:
        if self._list.walks:
            self.passed.emit(self._entries[row].name)
        else:
            self._go(row)

    def _enter(self) -> None:
        self._go(self._list.currentRow())

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._entries):
            self.chosen.emit(self._entries[row].name)

    def _draw(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
        # What stands above and below the icons of the pages begins where these do.
        edge = self._theme.px(_EDGE)
        for one in self._said:
            one.setContentsMargins(edge, 0, self._theme.px(12), 0)
        self._foot.setContentsMargins(edge // 2, 0, 0, 0)
        room = self._theme.px(_WIDTH - 60)
        metrics = QFontMetrics(fonts.sized(self._theme.px(tokens.TEXT)))
        # Half a role says nothing.
        who = self._who if metrics.horizontalAdvance(self._who) <= room else self._name
        said = metrics.elidedText(who, Qt.TextElideMode.ElideRight, room)
        self._door.setText(f" {said}")
        side = self._theme.px(20)
        self._list.setIconSize(QSize(side, side))
        for row, entry in enumerate(self._entries):
            item = self._list.item(row)
            item.setIcon(self._theme.icon(entry.icon))
        self._space()

    def _space(self) -> None:
        """Leave less between the pages, before some of them are out of sight."""
        px, number = self._theme.px, max(self._list.count(), 1)
        room = self._list.viewport().height() // number
        high = min(max(room, px(_DENSE)), px(tokens.ROW + 4))
        for row in range(self._list.count()):
            self._list.item(row).setSizeHint(QSize(0, high))
        self._list.scrollTo(self._list.currentIndex())
