"""The head of a page: its title, some words beside it, and what can be begun there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.pieces import label
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridkeeper.ui.look.theme import Theme

_FITS = frozenset({QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.Show})
_BEFORE_WORDS = 4  # what a button leaves between its icon and its words


class Head(QWidget):
    """One line whose title and main button are never cut.

    Where there is no room, the words beside the title become shorter, then buttons that may fold
    show their icons alone, then the words go; they stay in the tool tip of the title.
    """

    def __init__(
        self, theme: Theme, title: str, parts: Sequence[QWidget], folding: Sequence[QPushButton]
    ) -> None:
        """Put it together.

        Args:
            theme: The look in force.
            title: In the language in force.
            parts: What stands at the right.
            folding: Those of them that may show their icons alone, the first to do so first.
        """
        super().__init__()
        self._title, self._words = label(title, "title"), label("", "soft")
        self._words.setObjectName("count")
        self._parts, self._folding = tuple(parts), tuple(folding)
        self._texts = {part: part.text() for part in folding}
        self._full: dict[QPushButton, int] = {}
        self._said: tuple[str, ...] = ("",)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(tokens.SPACE)
        across.addWidget(self._title)
        across.addWidget(self._words)
        across.addStretch(1)
        for part in parts:
            across.addWidget(part)
        theme.follow(self, self._anew)

    def add(self, part: QPushButton) -> None:
        """Add a button before the last, main one; the first to show its icon alone."""
        self._parts, self._folding = (*self._parts, part), (part, *self._folding)
        self._texts[part] = part.text()
        across = cast("QHBoxLayout", self.layout())
        across.insertWidget(across.count() - 1, part)
        tab_in_reading_order(self)
        self._anew()

    def say(self, *texts: str) -> None:
        """Say something beside the title; there may be shorter ways to say it."""
        self._said = texts
        self._title.setToolTip(texts[0])
        self._title.setAccessibleDescription(texts[0])
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        # It fits itself; a page must not become wider for its sake.
        return QSize(0, super().minimumSizeHint().height())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in _FITS:
            self._fit()
        return super().event(event)

    def _anew(self) -> None:
        """Measure everything again: texts are of another size now."""
        self._full.clear()
        for part in self._folding:
            self._fold(part, on=False)
        self._fit()

    def _fit(self) -> None:
        for words, folded in self._ways():
            if self._width(words, folded) <= self.width():
                break
        if self._words.text() != words:
            self._words.setText(words)
        self._words.setVisible(bool(words))
        for part in self._folding:
            self._fold(part, on=part in folded)

    def _ways(self) -> Iterator[tuple[str, Sequence[QPushButton]]]:
        """Yield how it can look, the widest first."""
        for words in self._said:
            yield words, ()
        for several in range(1, len(self._folding) + 1):
            yield self._said[-1], self._folding[:several]
        yield "", self._folding

    def _width(self, words: str, folded: Sequence[QPushButton]) -> int:
        wide = [self._title.sizeHint().width()]
        if words:
            wide.append(self._words.fontMetrics().horizontalAdvance(words) + 2)
        for part in self._parts:
            if part.isHidden():
                continue
            own = self._part_width(part, folded=part in folded) if part in self._texts else None
            wide.append(part.sizeHint().width() if own is None else own)
        return sum(wide) + tokens.SPACE * len(wide)

    def _part_width(self, part: QPushButton, *, folded: bool) -> int:
        if part.text():
            part.ensurePolished()
            self._full[part] = part.sizeHint().width()
        if not folded:
            return self._full[part]
        if not part.text():
            return part.sizeHint().width()
        shown = part.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), part.text())
        return self._full[part] - shown.width() - _BEFORE_WORDS

    def _fold(self, part: QPushButton, *, on: bool) -> None:
        if on == (not part.text()):
            return
        text = self._texts[part]
        part.setText("" if on else text)
        plain = text.partition("(&")[0].replace("&", "").strip()
        part.setAccessibleName(plain)
        part.setToolTip(plain if on else "")
        # Without its words it has lost the letter that Alt presses it by.
        part.setShortcut(QKeySequence.mnemonic(text))
