"""What the colours and letters of a layer mean, with how many doors are so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridkeeper.texts import _, pick
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import chip, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.services.matrix.layers import Legend


class LegendLine(Flow):
    """One line, or as many as it needs."""

    def __init__(self) -> None:
        super().__init__(spacing=tokens.SPACE * 2)
        self.setAccessibleName(_("Legend"))

    def show_lines(self, lines: Sequence[Legend]) -> None:
        """Show these lines."""
        self.clear()
        for line in lines:
            part = QWidget()
            across = QHBoxLayout(part)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(tokens.SPACE // 2)
            # A door without a letter is not filled either.
            swatch = chip(line.letter, line.tone) if line.letter else label("　　", "swatch")
            swatch.setText(line.letter or "　　")  # as the doors have it, small or not
            across.addWidget(swatch)
            across.addWidget(label(f"{line.words}{pick('：', ': ')}{line.count:,}", "soft"))
            self.add(part)
        self.updateGeometry()
