"""Our own fonts, so that it looks the same everywhere and no name has a missing character."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from gridkeeper import resources, texts

_FILES = (
    "latin-regular",
    "latin-bold",
    "sans-regular",
    "sans-bold",
    "rest-mincho-a",
    "rest-mincho-b",
    "rest-kai",
)
FAMILIES = (
    "GridKeeper Sans",
    "GridKeeper Rest Mincho A",
    "GridKeeper Rest Mincho B",
    "GridKeeper Rest Kai",
)

_LATIN = "GridKeeper Latin"
"""Quotes and dots as wide as they are among Latin letters, and nothing else."""


@cache
def load() -> None:
    """Make the fonts known to Qt, once; the files are mapped, not read. Needs a QGuiApplication."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}.ttf")))


def sized(pixels: int) -> QFont:
    """Return the program's font in a size; rare characters come from the faces behind the first.

    Quotes and dots are as wide as a Chinese character, but in English as narrow as its letters.
    """
    font = QFont()
    english = texts.language() == texts.ENGLISH
    font.setFamilies([_LATIN, *FAMILIES] if english else list(FAMILIES))
    font.setPixelSize(pixels)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
