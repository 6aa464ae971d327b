"""All about the door that the keyboard is on, masked; it follows from door to door."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from gridkeeper.texts import _, plural
from gridkeeper.ui.look import tokens
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import chip, dotted, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from gridkeeper.progress import Progress
    from gridkeeper.services.matrix.values import Behind, Door
    from gridkeeper.ui.frame import Frame

_MOST = 6


class DoorPanel(QScrollArea):
    """What the register knows behind a door, read as soon as the keyboard rests there."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(widgetResizable=True)
        self._frame = frame
        self._asked = 0
        self._door: Door | None = None
        self.setProperty("kind", "card")
        self.setAccessibleName(_("Behind the door"))
        self._inside = QWidget()
        self._inside.setProperty("kind", "page")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(*[tokens.SPACE * 3 // 2] * 4)
        self._column.setSpacing(tokens.SPACE // 2)
        self.setWidget(self._inside)
        frame.theme.follow(self, self._measure)

    @property
    def door(self) -> Door | None:
        """The door that it is about."""
        return self._door

    def show_door(self, door: Door | None, several: int = 1) -> None:
        """Be about a door; where several are chosen, say how many."""
        self._door = door
        self._asked += 1
        self._clear()
        if door is None:
            self._column.addStretch(1)
            return
        self._say(door.name, "heading")
        if several > 1:
            chosen = plural("{n} door is chosen", "{n} doors are chosen", several)
            self._say(chosen.format(n=several), "strong")
        if len(door.homes) > 1:
            self._say(_("{n} households live here").format(n=len(door.homes)), "soft")
        elif door.who:
            self._say(door.who, "strong")
        chips = Flow(spacing=tokens.SPACE // 2)
        for mark in door.marks.values():
            if mark.words:
                chips.add(chip(mark.words, mark.tone))
        self._column.addWidget(chips)
        self._column.addStretch(1)
        if door.home:
            self._ask(door)

    def _ask(self, door: Door) -> None:
        asked, service = self._asked, self._frame.desk.doors

        def look(_progress: Progress) -> object:
            return asked, service.behind(door)

        self._frame.ask("", look, self._take)

    def _take(self, result: object) -> None:
        asked, found = cast("tuple[int, list[Behind]]", result)
        if asked != self._asked or self._door is None:
            return
        self._column.takeAt(self._column.count() - 1)
        for home, behind in zip(self._door.homes, found, strict=True):
            if len(found) > 1:
                self._say(home.who or _("No head known"), "heading", above=True)
            self._show_home(behind)
        self._column.addStretch(1)

    def _show_home(self, behind: Behind) -> None:
        for group in behind.groups:
            self._say(f"{group.label} {group.count:,}", "strong", above=True)
            for link in group.links[:_MOST]:
                self._say(dotted(link.day, link.chip, link.title))
        if behind.answers:
            self._say(_("Last time"), "strong", above=True)
            self._column.addWidget(_beside(behind.answers))

    def _say(self, text: str, kind: str = "", *, above: bool = False) -> QLabel:
        made = label(text, kind, wraps=True)
        if above:
            made.setContentsMargins(0, tokens.SPACE, 0, 0)
        self._column.addWidget(made)
        return made

    def _clear(self) -> None:
        while (place := self._column.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _measure(self) -> None:
        self.setMinimumWidth(self._frame.theme.px(232))


def _beside(answers: Sequence[tuple[str, str]]) -> QWidget:
    """Return values beside their labels."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(1, 1)
    for row, (name, text) in enumerate(answers):
        grid.addWidget(label(name, "soft"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(text, wraps=True), row, 1, Qt.AlignmentFlag.AlignTop)
    return made
