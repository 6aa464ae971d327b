"""Puts a help page into our look: Qt's own sizes and distances of Markdown are not ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextListFormat,
)

from gridkeeper.ui.look import fonts, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

    from gridkeeper.ui.look.theme import Theme

_LINE_PERCENT = 108
_INDENT = 22
_STRETCH_PERCENT = 250
_BULLETS = frozenset(
    {
        QTextListFormat.Style.ListDisc,
        QTextListFormat.Style.ListCircle,
        QTextListFormat.Style.ListSquare,
    }
)


_SIGN = "[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’]"
_BROKEN = re.compile(rf"(?:(?<={_SIGN})|(?<={_SIGN}\*\*))\n *(?=(?:\*\*)?{_SIGN})")


def unbroken(page: str) -> str:
    """Return Markdown whose lines are not broken between Chinese signs.

    Markdown makes a space of a line's end, and Chinese has none between sentences.
    """
    return _BROKEN.sub("", page)


def dress(document: QTextDocument, theme: Theme) -> None:
    """Give headings, paragraphs and lists the sizes, distances and colours in force."""
    document.setDocumentMargin(theme.px(20))
    document.setIndentWidth(theme.px(_INDENT))
    block = document.begin()
    while block.isValid():
        _dress(block, theme)
        block = block.next()


def _dress(block: QTextBlock, theme: Theme) -> None:
    level = block.blockFormat().headingLevel()
    listed = block.textList() is not None
    size = {0: tokens.TEXT + 1, 1: tokens.TITLE}.get(level, tokens.HEADING)
    above = {0: 2 if listed else 6, 1: 0}.get(level, 20)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    spaced = QTextBlockFormat()
    spaced.setTopMargin(theme.px(above))
    spaced.setBottomMargin(theme.px(2 if listed else 6))
    percent = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
    spaced.setLineHeight(_LINE_PERCENT, percent)
    cursor.mergeBlockFormat(spaced)
    written = QTextCharFormat()
    written.setProperty(QTextFormat.Property.FontPixelSize, theme.px(size))
    written.setFontFamilies(fonts.sized(theme.px(size)).families())
    written.setForeground(QColor(theme.colours.text))
    cursor.mergeBlockCharFormat(written)
    if listed and block.textList().format().style() in _BULLETS:
        # Qt leaves as much between a bullet and its text as a space is wide, and no more.
        wide = QTextCharFormat()
        wide.setFontStretch(_STRETCH_PERCENT)
        cursor.mergeBlockCharFormat(wide)
    if level:
        # Set and not merged: Markdown gives headings a size relative to the text's.
        written.setFontWeight(QFont.Weight.Bold)
        cursor.setCharFormat(written)
    else:
        cursor.mergeCharFormat(written)
