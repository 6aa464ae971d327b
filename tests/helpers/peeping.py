"""All that a window tells: to the eye, to the pointer, to a screen reader, to the clipboard."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from html import unescape
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QAbstractTableModel,
    QBuffer,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QTabBar, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

Told = tuple[str, str]
"""Where something is told, and what."""

_ROLES = [
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.StatusTipRole,
        Qt.ItemDataRole.WhatsThisRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
        *(Qt.ItemDataRole.UserRole + more for more in range(6)),
    )
]
_SPOKEN = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)
_DRAWN = re.compile("<text[^>]*>([^<]*)</text>")
_DEEPEST = 4
_texts: dict[str, list[str]] = {}


def told(*parts: QWidget) -> Iterator[Told]:
    """Yield what parts of a window tell now, also what must be scrolled to, and the clipboard.

    Args:
        parts: Some parts; if left out, all windows that are open, with what is hidden in them.
    """
    for part in parts or [one for one in QApplication.topLevelWidgets() if one.isVisible()]:
        yield from _of_part(part)
    yield "clipboard", QApplication.clipboard().text()


def _of_part(part: QWidget) -> Iterator[Told]:
    for text in drawn(part):
        yield f"drawn in {_called(part)}", text
    models = set()
    for one in [part, *part.findChildren(QObject)]:
        if isinstance(one, QWidget | QAction):
            yield from _own(one)
        if isinstance(one, QWidget):
            yield from _spoken(one)
        if isinstance(one, QTabBar):
            for at in range(one.count()):
                yield f"tip of a tab of {_called(one)}", one.tabToolTip(at)
        if isinstance(one, QAbstractItemView | QComboBox):
            models.add(one.model())
    for model in models - {None}:
        yield from rows(model)


def _own(one: QObject) -> Iterator[Told]:
    """Yield every text that Qt keeps of something: label, tip, name for a screen reader, …"""
    known = type(one).__name__
    if known not in _texts:
        about = one.metaObject()
        properties = (about.property(at) for at in range(about.propertyCount()))
        _texts[known] = [p.name() for p in properties if p.typeName() in {"QString", "QStringList"}]
    for name in _texts[known]:
        if value := one.property(name):
            yield f"{name} of {_called(one)}", str(value)


def _spoken(one: QWidget) -> Iterator[Told]:
    interface = QAccessible.queryAccessibleInterface(one)
    if interface is None:
        return
    for text in _SPOKEN:
        yield f"spoken of {_called(one)}", interface.text(text)
    if isinstance(one, QAbstractItemView):
        return  # of many rows; the model tells them
    for at in range(interface.childCount()):
        child = interface.child(at)
        if child is not None and child.object() is None:
            for text in _SPOKEN:
                yield f"spoken within {_called(one)}", child.text(text)


def rows(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[Told]:
    """Yield what a list holds in all roles of all its columns, and its headings."""
    parent = parent or QModelIndex()
    called, columns = type(model).__name__, _columns(model, parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            for role in _ROLES:
                for text in _within(model.data(index, role)):
                    yield f"role {role} of column {column} of {called}", text
            if column == 0 and not isinstance(model, QAbstractListModel | QAbstractTableModel):
                yield from rows(model, index)
    for column in range(columns):
        for role in _ROLES:
            yield (
                f"head of {called}",
                str(model.headerData(column, Qt.Orientation.Horizontal, role)),
            )


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    """Return how many columns there are; a model of a list does not let itself be asked."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def _within(value: object, deep: int = 0) -> Iterator[str]:
    """Yield the texts of what a cell keeps: whoever draws it has them at hand."""
    if isinstance(value, str):
        yield value
    elif deep == _DEEPEST or value is None:
        return
    elif isinstance(value, dict):
        for one in value.items():
            yield from _within(one, deep + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _within(one, deep + 1)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _within(getattr(value, field.name), deep + 1)


def drawn(window: QWidget) -> list[str]:
    """Return every text that a window draws, whoever draws it."""
    buffer = QBuffer()
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(window.size())
    window.render(picture)
    return [unescape(one) for one in _DRAWN.findall(bytes(buffer.data().data()).decode())]


def _called(one: QObject) -> str:
    return f"{type(one).__name__} {one.objectName()}".strip()
