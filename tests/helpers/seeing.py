"""What an eye would find wrong with a window: texts cut, things on top of each other, no name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSplitterHandle,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from gridkeeper import texts
from gridkeeper.ui.forms.days import Calendar
from gridkeeper.ui.forms.suggestion_list import SuggestionList
from gridkeeper.ui.widgets.lines import DoorLine

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLACK = 2
# Words that are the same in Chinese.
_KNOWN = re.compile(
    r"Ctrl|Shift|Alt|Enter|Return|Esc|Tab|PgUp|PgDown|Home|End|Ins|Del|Up|Down|Left|Right|Space"
    r"|GridKeeper|ARM|Excel|PDF|WPS|U盘|SQLite|SQLCipher|Python|Qt|PySide\w*|Lucide|Noto|Language"
    r"|English|ID|gkb|abcd|LGPL\S*|OFL|ISC|MIT|Apache License|Apache\S*|BSD\S*"
    r"|[\w./~-]*\.(?:gkdb|gkb|gkbak|xlsx|pdf|md|txt|jpg|heic)\S*|(?:/[\w.-]+)+|[A-Z0-9-]{4,}"
)
_LATIN = re.compile(r"[A-Za-z]{3,}")
_LETTER = re.compile(r"&(?!&)(\w)")


def faults(window: QWidget) -> list[str]:
    """Return everything that is wrong with what a window shows now."""
    seen = _shown(window)
    return [
        *_cut(seen),
        *_overlapping(window, seen),
        *_sideways(seen),
        *_nameless(seen),
        *_untranslated(seen),
        *_lettered_twice(seen),
        *_lettered_for_nothing(window, seen),
    ]


def _shown(window: QWidget) -> list[QWidget]:
    """Return the widgets that can be seen, at least by scrolling."""
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisibleTo(window) and one.window() is window and one.width() and one.height()
    ]


def _cut(seen: list[QWidget]) -> Iterator[str]:
    for one in seen:
        if (
            isinstance(one, QLabel)
            and one.text()
            and one.textFormat() is not Qt.TextFormat.RichText
        ):
            if one.wordWrap():
                need = one.heightForWidth(one.width())
                if need > one.height() + _SLACK:
                    yield f"cut below ({one.height()} < {need}): {one.text()!r}"
            elif one.sizeHint().width() > one.width() + _SLACK:
                yield f"cut ({one.width()} < {one.sizeHint().width()}): {one.text()!r}"
            elif one.sizeHint().height() > one.height() + _SLACK:
                yield f"cut below ({one.height()} < {one.sizeHint().height()}): {one.text()!r}"
        elif isinstance(one, QAbstractButton) and one.text() and not isinstance(one, DoorLine):
            need = (
                one.minimumSizeHint()
                if isinstance(one, QCheckBox | QRadioButton)
                else one.sizeHint()
            )
            if need.width() > one.width() + _SLACK or need.height() > one.height() + _SLACK:
                have = f"{one.width()}x{one.height()} < {need.width()}x{need.height()}"
                yield f"button cut ({have}): {one.text()!r}"


def _overlapping(window: QWidget, seen: list[QWidget]) -> Iterator[str]:
    for parent in [window, *seen]:
        if isinstance(
            parent, QStackedWidget | QAbstractScrollArea | QTabBar | QComboBox | QLineEdit
        ):
            continue
        if isinstance(parent, QAbstractSpinBox):
            continue
        children = [
            one
            for one in parent.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            )
            if one.isVisibleTo(window) and not one.isWindow() and not _hangs(one)
        ]
        for place, one in enumerate(children):
            for other in children[place + 1 :]:
                common = one.geometry() & other.geometry()
                if common.width() > _SLACK and common.height() > _SLACK:
                    yield f"overlap of {_called(one)} and {_called(other)}"
        for one in children:
            inside = one.geometry() & parent.rect()
            if one.width() > 1 and inside.width() < one.width() - _SLACK and _is_fixed(parent):
                yield f"{_called(one)} sticks out of {_called(parent)}"


def _hangs(widget: QWidget) -> bool:
    """Whether something lies above the rest for a while, and is meant to."""
    above = Calendar | SuggestionList | QSplitterHandle  # the last is wider than it looks
    return widget.objectName() == "notice" or isinstance(widget, above)


def _sideways(seen: list[QWidget]) -> Iterator[str]:
    """What must be scrolled sideways to be read; tables and sheets may be."""
    for one in seen:
        inside = one.widget() if isinstance(one, QScrollArea) else None
        if inside is not None and inside.width() > one.viewport().width() + _SLACK:
            yield f"{_called(one)} shows {one.viewport().width()} of {inside.width()} pixels"


def _is_fixed(parent: QWidget) -> bool:
    """Whether what sticks out cannot be scrolled to."""
    return parent.layout() is not None


def _nameless(seen: list[QWidget]) -> Iterator[str]:
    for one in seen:
        if one.focusPolicy() is Qt.FocusPolicy.NoFocus or not one.isEnabled():
            continue
        if one.focusProxy() is not None:
            continue
        if isinstance(one, QLabel) or type(one) is QWidget:
            continue
        interface = QAccessible.queryAccessibleInterface(one)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            if isinstance(one.parentWidget(), QAbstractScrollArea | QComboBox | QAbstractSpinBox):
                continue
            yield f"no name: {_called(one)}"


def _untranslated(seen: list[QWidget]) -> Iterator[str]:
    if texts.language() != texts.CHINESE:
        return
    for one in seen:
        said = [one.toolTip(), one.accessibleName()]
        if isinstance(one, QLabel | QAbstractButton):
            said.append(one.text())
        if isinstance(one, QLineEdit):
            said.append(one.placeholderText())
        for text in said:
            left = _KNOWN.sub("", text)
            if _LATIN.search(left) and "<" not in text:
                yield f"not Chinese: {text!r}"


def _lettered_twice(seen: list[QWidget]) -> Iterator[str]:
    """What one Alt letter would press two of: Qt then presses neither."""
    said = []
    for one in seen:
        if isinstance(one, QLabel | QAbstractButton):
            said.append(one.text())
        elif isinstance(one, QTabBar):
            said += [one.tabText(place) for place in range(one.count())]
    lettered: dict[str, list[str]] = {}
    for text in said:
        for letter in _LETTER.findall(text.replace("&&", "")):
            lettered.setdefault(letter.upper(), []).append(text.strip())
    for letter, several in lettered.items():
        if len(several) > 1:
            yield f"Alt+{letter} stands {len(several)} times: {several}"


def _lettered_for_nothing(window: QWidget, seen: list[QWidget]) -> Iterator[str]:
    """What shows an Alt letter that leads to nothing that takes the keyboard, and is not grey."""
    for one in seen:
        if not isinstance(one, QLabel) or not one.isEnabled():
            continue
        if not _LETTER.search(one.text().replace("&&", "")):
            continue
        led_to: QWidget | None = one.buddy()
        while led_to is not None and led_to.focusProxy() is not None:
            led_to = led_to.focusProxy()
        if (
            led_to is None
            or led_to.focusPolicy() is Qt.FocusPolicy.NoFocus
            or not led_to.isEnabled()
            or not led_to.isVisibleTo(window)
        ):
            yield f"the letter of {one.text()!r} leads nowhere"


def _called(widget: QWidget) -> str:
    text = ""
    if isinstance(widget, QLabel | QAbstractButton):
        text = widget.text()[:30]
    place = (
        widget.mapTo(widget.window(), QPoint(0, 0)) if widget.window() is not widget else QPoint()
    )
    area = QRect(place, widget.size())
    name = widget.objectName() or widget.accessibleName()
    return (
        f"{type(widget).__name__} {name} {text!r} at "
        f"{area.x()},{area.y()} {area.width()}x{area.height()}"
    )
