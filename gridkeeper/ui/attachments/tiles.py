"""A list of photos and documents: a small picture, and beside it what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from gridkeeper.domain import clock
from gridkeeper.texts import pick
from gridkeeper.ui.look import fonts, tokens
from gridkeeper.ui.widgets.file_columns import size
from gridkeeper.ui.widgets.keys import is_bare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QPainter

    from gridkeeper.ui.attachments.small_pictures import SmallPictures
    from gridkeeper.ui.look.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

_SIDE, _PAD, _GAP, _BOX = 64, 8, 12, 18
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ELIDE = Qt.TextElideMode.ElideMiddle


@dataclass(frozen=True, slots=True)
class Tile:
    """One line of the list.

    Attributes:
        key: What tells it from the others.
        about: Purpose, time and size, in a line.
        note: What else is said of it; what is missing comes first.
        small: The name of its small picture; "" for a document.
        is_picture: Whether it is a photo, whose small picture may not be here.
    """

    key: str
    name: str
    about: str
    note: str = ""
    small: str = ""
    is_picture: bool = False


def about(purpose: str, taken_at: datetime | None, size_bytes: int) -> str:
    """Return in a line what a file is for, when it was taken and how large it is."""
    taken = f"{clock.local(taken_at):%Y-%m-%d %H:%M}" if taken_at else ""
    return " · ".join(filter(None, (purpose, taken, size(size_bytes))))


class TileModel(QAbstractListModel):
    """The lines; ticked ones are known where lines can be ticked."""

    def __init__(
        self, pictures: SmallPictures, *, ticks: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pictures = pictures
        self.tiles: Sequence[Tile] = ()
        self.ticks = ticks
        self.ticked: set[str] = set()
        pictures.came.connect(self._picture_came)

    def show(self, tiles: Sequence[Tile]) -> None:
        """Show other lines; the same ones stay as they are."""
        if tiles != self.tiles:
            self.beginResetModel()
            self.tiles = tiles
            self.ticked &= {one.key for one in tiles}
            self.endResetModel()

    def tick(self, row: int) -> None:
        """Tick a line, or no longer."""
        self.ticked ^= {self.tiles[row].key}
        here = self.index(row)
        self.dataChanged.emit(here, here, [Qt.ItemDataRole.CheckStateRole])

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.tiles)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.tiles):
            return None
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and self.ticks:
            on = tile.key in self.ticked
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            comma = pick("，", ", ")
            return comma.join(filter(None, (tile.name, tile.about, tile.note)))
        return None

    def _picture_came(self, name: str) -> None:
        for row, tile in enumerate(self.tiles):
            if tile.small == name:
                here = self.index(row)
                self.dataChanged.emit(here, here, [Qt.ItemDataRole.DecorationRole])


class TileView(QListView):
    """The list itself.

    Signals:
        opened: The row that Enter, space or a double click means.
        removed: The row that Delete means.
        ticking: The row that space means, where lines can be ticked.
    """

    opened = QtSignal(int)
    removed = QtSignal(int)
    ticking = QtSignal(int)

    def __init__(self, theme: Theme, model: TileModel, name: str) -> None:
        super().__init__()
        self._ticks = model.ticks
        self.setModel(model)
        self.setItemDelegate(_Tiles(theme, model, self))
        self.setAccessibleName(name)
        self.setProperty("kind", "framed")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._double_clicked)
        if model.ticks:
            self.clicked.connect(self._clicked)
        theme.follow(self, self.scheduleDelayedItemsLayout)

    @property
    def row(self) -> int:
        """The row that the keyboard is on; -1 for none."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Put the keyboard on a row, or on the last one there is."""
        model = self.model()
        self.setCurrentIndex(model.index(min(max(row, 0), model.rowCount() - 1), 0))

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.high())

    def high(self, most: int = 4) -> int:
        """Return how high it is with all its lines, or with so many of them."""
        rows = min(max(self.model().rowCount(), 1), most)
        return rows * self.sizeHintForRow(0) + 4 * self.frameWidth() + 2 * _PAD

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.row
        if row < 0 or not is_bare(event):
            super().keyPressEvent(event)
        elif self._ticks and key == Qt.Key.Key_Space:
            self.ticking.emit(row)
        elif not self._ticks and key in _OPENING:
            self.opened.emit(row)
        elif not self._ticks and key == Qt.Key.Key_Delete:
            self.removed.emit(row)
        elif self._ticks and key in _OPENING:
            event.ignore()  # the dialog's own button
        else:
            super().keyPressEvent(event)

    def _double_clicked(self, index: QModelIndex) -> None:
        if not self._ticks:
            self.opened.emit(index.row())

    def _clicked(self, index: QModelIndex) -> None:
        self.ticking.emit(index.row())


class _Tiles(QStyledItemDelegate):
    """Draws a line."""

    def __init__(self, theme: Theme, model: TileModel, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        px = self._theme.px
        lines = self._metrics(tokens.TEXT).height() + 2 * self._metrics(tokens.SMALL).height()
        return QSize(0, max(px(_SIDE), lines + px(4)) + 2 * px(_PAD))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, tile = self._theme, self._model.tiles[index.row()]
        area: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colours.accent_soft))
            painter.drawRoundedRect(area.adjusted(4, 0, -4, 0), 4, 4)  # the frame stays in sight
        pad, side = theme.px(_PAD), theme.px(_SIDE)
        inside = area.adjusted(pad, pad, -pad, -pad)
        if self._model.ticks:
            inside.setLeft(self._box(painter, inside, ticked=tile.key in self._model.ticked))
        square = QRect(inside.left(), inside.top(), side, side)
        square.moveTop(inside.top() + (inside.height() - side) // 2)
        self._picture(painter, square, tile)
        inside.setLeft(square.right() + theme.px(_GAP))
        self._texts(painter, inside, tile, chosen=chosen)

    def _box(self, painter: QPainter, room: QRect, *, ticked: bool) -> int:
        """Draw what says whether it is ticked; return where the rest begins."""
        theme = self._theme
        side = theme.px(_BOX)
        box = QRect(room.left(), room.center().y() - side // 2, side, side)
        colours = theme.colours
        painter.setPen(QColor(colours.accent if ticked else colours.soft))
        painter.setBrush(QColor(colours.accent if ticked else colours.surface))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            theme.icon("check", colours.on_accent).paint(painter, box.adjusted(2, 2, -2, -2))
        return box.right() + theme.px(_GAP)

    def _picture(self, painter: QPainter, square: QRect, tile: Tile) -> None:
        theme = self._theme
        small = self._model.pictures.of(tile.small)
        if small is None:
            painter.fillRect(square, QColor(theme.colours.sunken))
            icon = "photo" if tile.is_picture else "papers"
            aside = square.width() // 3
            theme.icon(icon, theme.colours.soft).paint(
                painter, square.adjusted(aside, aside, -aside, -aside)
            )
            return
        fitting = small.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, fitting.width(), fitting.height())
        place.moveCenter(square.center())
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, small)

    def _texts(self, painter: QPainter, room: QRect, tile: Tile, *, chosen: bool) -> None:
        colours = self._theme.colours
        ink = colours.on_accent_soft if chosen else colours.text
        soft = colours.on_accent_soft if chosen else colours.soft
        lines = [(tile.name, tokens.TEXT, ink), (tile.about, tokens.SMALL, soft)]
        if tile.note:
            lines.append((tile.note, tokens.SMALL, soft))
        high = sum(self._metrics(pixels).height() for _text, pixels, _ink in lines)
        top = room.top() + max(room.height() - high, 0) // 2
        for text, pixels, colour in lines:
            metrics = self._metrics(pixels)
            painter.setFont(fonts.sized(self._theme.px(pixels)))
            painter.setPen(QColor(colour))
            line = QRect(room.left(), top, room.width(), metrics.height())
            painter.drawText(line, 0, metrics.elidedText(text, _ELIDE, room.width()))
            top += metrics.height()

    def _metrics(self, pixels: int) -> QFontMetrics:
        return QFontMetrics(fonts.sized(self._theme.px(pixels)))
