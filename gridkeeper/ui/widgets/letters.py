"""Letters that press a button with Alt: two with the same one press neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar

from gridkeeper.ui.widgets.pieces import unlettered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from PySide6.QtWidgets import QWidget

_LETTER = re.compile(r"&([A-Za-z0-9])")
_SPARE = "GZXQJYBMKUWEORTNHLFCVDSAIP"


def free(text: str, window: QWidget) -> str:
    """Return the words of a button with a letter that nothing else in its window has now.

    Its own letter stays if it can; in Chinese any other stands behind the words as well.
    """
    used = {letter for text in _texts(window) for letter in letters(text)}
    if used.isdisjoint(letters(text)):
        return text
    words = unlettered(text)
    if text.endswith(")"):
        return next((f"{words}(&{one})" for one in _SPARE if one not in used), words)
    places = (at for at, one in enumerate(words) if one.isalpha() and one.upper() not in used)
    at = next(places, None)
    return words if at is None else f"{words[:at]}&{words[at:]}"


def letters(text: str) -> Collection[str]:
    """Return the letters that a text names with `&`."""
    return {letter.upper() for letter in _LETTER.findall(text.replace("&&", ""))}


def _texts(window: QWidget) -> Iterator[str]:
    for one in window.findChildren(QAbstractButton):
        if one.isVisible():
            yield one.text()
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.buddy() is not None:
            yield label.text()
    for tabs in window.findChildren(QTabBar):
        if tabs.isVisible():
            yield from map(tabs.tabText, range(tabs.count()))
