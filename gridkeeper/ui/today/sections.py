"""The sections of the day list: a heading and lines that lead to their records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.changes import BATCH
from gridkeeper.texts import _, capital, pick
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.pages import icon_of
from gridkeeper.ui.widgets.lines import DoorLine
from gridkeeper.ui.widgets.pieces import button, card, chip, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gridkeeper.services.day.sections import Line, Section
    from gridkeeper.ui.frame import Frame

_AT_FIRST = 5
_LEADING = frozenset({"gaps", "undone", "batches"})


class SectionCard(QWidget):
    """One section; the first lines at once, all of them on demand.

    Signals:
        unfolded: Its name: all lines are shown from now on.
    """

    unfolded = Signal(str)

    def __init__(self, frame: Frame, section: Section, *, whole: bool = False) -> None:
        """Show a section; `whole` shows all of its lines."""
        super().__init__()
        self._frame = frame
        self._section = section
        box, layout = card(margin=12)
        number = chip(str(section.count), section.lines[0].tone)
        layout.addLayout(row(label(section.label, "heading"), number, None))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        self._rest = label("", "small")
        self._rest.hide()
        layout.addWidget(self._rest)
        text = _("Show all {n}").format(n=section.count)
        self._more = button(frame.theme, text, self._show_all, "choose", "link")
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(section.lines[:_AT_FIRST])
        self._more.setVisible(len(section.lines) > _AT_FIRST and not whole)
        if whole:
            self._show_rest()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)

    def _show_all(self) -> None:
        following = self._lines.count()
        self._show_rest()
        self._more.hide()
        first = self._lines.itemAt(following).widget()
        if first is not None:
            first.setFocus()
        self.unfolded.emit(self._section.name)

    def _show_rest(self) -> None:
        self._show(self._section.lines[_AT_FIRST:])
        rest = self._section.count - len(self._section.lines)
        if rest:
            self._rest.setText(_("{n} more in their lists").format(n=rest))
            self._rest.show()

    def _show(self, lines: Iterable[Line]) -> None:
        for line in lines:
            sort = KINDS[line.kind].label if line.kind in KINDS else pick("文件", "batch")
            why = sentence(line.why) if line.kind == BATCH else line.why
            about = f"{capital(str(sort))} · {why}"
            icon = icon_of(line.kind) or "exchange"
            made = DoorLine(self._frame.theme, line.title, about, self._door(line), icon)
            made.setObjectName(f"{line.section}:{line.record_id}")
            self._lines.addWidget(made)
            made.show()  # at once, and not when Qt comes to it: it may get the keyboard

    def _door(self, line: Line) -> Callable[[], None]:
        if line.section == "resend":
            return self._frame.actions["hand_over"].trigger
        if line.kind == BATCH:
            leads = line.section in _LEADING
            return partial(self._frame.go, "exchange", BATCH, line.record_id if leads else "")
        return partial(self._frame.show_record, line.kind, line.record_id)


def lines_beside(parts: Iterable[QWidget], name: str) -> list[QWidget]:
    """Return the lines of the section to which the line of this name belongs, in order."""
    section, colon, _record = name.partition(":")
    found = (one for part in parts for one in part.findChildren(DoorLine))
    return [one for one in found if colon and one.objectName().startswith(section + colon)]
