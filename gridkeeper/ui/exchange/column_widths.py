"""How wide the columns of a small table are, in the room that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QFontMetrics

from gridkeeper.ui.look import fonts, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gridkeeper.ui.exchange.tables import Column
    from gridkeeper.ui.look.theme import Theme

MEASURED = 64
"""So many lines say how wide a column is."""

_LEAST = 112  # a masked phone fits
_LONGEST = 1.5  # times its usual width a column is for what stands in it


class Widths:
    """Reckons what each column gets."""

    def __init__(self, theme: Theme, columns: Sequence[Column], lines: Sequence[Any]) -> None:
        """Begin with the lines that are measured."""
        self._theme = theme
        self._columns = columns
        self._lines = lines
        self._wholes = [self._whole(one) for one in columns]

    def shared(self, room: int) -> Mapping[int, int]:
        """Return the widths in pixels by column; those that have no room in `room` are left out."""
        columns = self._columns
        least = {at: self._least(at) for at in range(len(columns))}
        for at in sorted(least, key=lambda one: -columns[one].spare):
            if sum(least.values()) > room and columns[at].spare:
                del least[at]
        free = [at for at in least if not columns[at].width]
        least.update(list(self._widened(least, free, room)))
        used = sum(wide for at, wide in least.items() if at not in free)
        each = (room - used) // max(len(free), 1)
        return {at: max(each, wide) if at in free else wide for at, wide in least.items()}

    def _least(self, at: int) -> int:
        """Return how wide a column is at least: as its content, where it does not share."""
        px, column = self._theme.px, self._columns[at]
        headed = self._headed(column)
        if not column.width:
            return max(px(_LEAST), headed)
        return max(min(self._wholes[at], round(px(column.width) * _LONGEST)), headed)

    def _widened(
        self, least: Mapping[int, int], free: Sequence[int], room: int
    ) -> Iterator[tuple[int, int]]:
        """Yield the columns that are wider: what those that share do not need goes to the others.

        Args:
            least: How wide each column is at least.
            free: Those that share what is left.
            room: For all of them.
        """
        whole = {at: max(self._wholes[at], wide) for at, wide in least.items()}
        left = room - sum(whole[at] if at in free else wide for at, wide in least.items())
        for at, wide in least.items():
            more = min(whole[at] - wide, left)
            if at not in free and more > 0:
                left -= more
                yield at, wide + more

    def _whole(self, column: Column) -> int:
        """Return how wide a column is in which no text wraps."""
        px, chip = self._theme.px, column.tone is not None
        metrics = QFontMetrics(fonts.sized(px(tokens.SMALL if chip else tokens.TEXT)))
        small = QFontMetrics(fonts.sized(px(tokens.SMALL)))
        texts = (text for line in self._lines for text in column.text(line).split("\n"))
        unders = (text for line in self._lines for text in column.under_of(line).split("\n"))
        advances = [*map(metrics.horizontalAdvance, texts), *map(small.horizontalAdvance, unders)]
        return max(advances, default=0) + px(34 if chip else 18)

    def _headed(self, column: Column) -> int:
        """Return how wide a heading is; Qt does not reckon that it is bold."""
        font = fonts.sized(self._theme.px(tokens.TEXT))
        font.setBold(True)
        return QFontMetrics(font).horizontalAdvance(column.heading) + self._theme.px(20)
