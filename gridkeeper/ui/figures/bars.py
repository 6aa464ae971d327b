"""Groups as bars; each can be chosen with the keyboard and leads to its records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.look import fonts, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from gridkeeper.services.papers.comparisons import Group
    from gridkeeper.ui.look.theme import Theme

AnyIndex = QModelIndex | QPersistentModelIndex

_ROW, _BAR, _GAP = 30, 12, 8
_LABELS = 0.38  # of the width, for labels at most
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class GroupModel(QAbstractListModel):
    """Groups in the order given; a group says in words what its bar shows."""

    def __init__(self, groups: Sequence[Group], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups = groups
        self.most = max((group.now for group in groups), default=0) or 1

    @override
    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.groups)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        group = self.groups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return group.label
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            text = _("{label}: {now} ({share}), before {before}")
            return text.format(
                label=group.label,
                now=f"{group.now:,}",
                share=group.share,
                before=f"{group.before:,}",
            )
        return None


class BarList(QListView):
    """Bars with their labels before and their numbers behind them; Enter or a click opens one."""

    def __init__(
        self, theme: Theme, name: str, groups: Sequence[Group], opens: Callable[[str], object]
    ) -> None:
        """Show groups.

        Args:
            theme: The look in force.
            name: What is grouped, to be read aloud.
            groups: All of them are shown.
            opens: Called with the key of a group.
        """
        super().__init__()
        self._theme = theme
        self._opens = opens
        self._model = GroupModel(groups, self)
        self._delegate = _BarDelegate(theme, self._model, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setProperty("kind", "bars")
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._open)
        self.clicked.connect(self._open)
        theme.follow(self, self._measure)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0, 0))

    def _open(self, index: AnyIndex) -> None:
        self._opens(self._model.groups[index.row()].key)

    def _measure(self) -> None:
        frame = 2 * tokens.FOCUS_WIDTH
        self.setFixedHeight(self._theme.px(_ROW) * self._model.rowCount() + frame)
        self.doItemsLayout()


class _BarDelegate(QStyledItemDelegate):
    """Draws one bar a line."""

    def __init__(self, theme: Theme, model: GroupModel, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        group, colours, px = self._model.groups[index.row()], self._theme.colours, self._theme.px
        area: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(area, QColor(colours.accent_soft))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(colours.hover))
        plain, bold = fonts.sized(px(tokens.SMALL)), fonts.sized(px(tokens.SMALL))
        bold.setBold(True)
        metrics, gap = QFontMetrics(plain), px(_GAP)
        left, right = area.left() + gap, area.right() - gap
        labels = self._widest(metrics, area.width())
        share = metrics.horizontalAdvance("100.0%")
        number = QFontMetrics(bold).horizontalAdvance(f"{self._model.most:,}")
        painter.setFont(plain)
        painter.setPen(QColor(colours.text))
        room = QRect(left, area.top(), labels, area.height())
        text = metrics.elidedText(group.label, Qt.TextElideMode.ElideRight, labels)
        painter.drawText(room, _LEFT, text)
        track = QRect(left + labels + gap, 0, 0, px(_BAR))
        track.setRight(right - share - number - 2 * gap)
        track.moveTop(area.top() + (area.height() - px(_BAR)) // 2)
        self._bar(painter, track, group.now)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        behind = QRect(track.right() + gap, area.top(), number, area.height())
        painter.drawText(behind, _RIGHT, f"{group.now:,}")
        painter.setFont(plain)
        painter.setPen(QColor(colours.soft))
        last = QRect(right - share, area.top(), share, area.height())
        painter.drawText(last, _RIGHT, group.share)

    def _bar(self, painter: QPainter, track: QRect, value: int) -> None:
        colours = self._theme.colours
        painter.fillRect(track, QColor(colours.hover))
        if value:
            wide = max(2, track.width() * value // self._model.most)
            painter.fillRect(
                QRect(track.left(), track.top(), wide, track.height()), QColor(colours.accent)
            )

    def _widest(self, metrics: QFontMetrics, width: int) -> int:
        widest = max(metrics.horizontalAdvance(group.label) for group in self._model.groups)
        return min(widest + 1, round(width * _LABELS))
