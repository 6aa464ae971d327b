"""The two days of a period, as they are typed into two lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from gridkeeper.domain.fields import Field, Type
from gridkeeper.domain.labels import Label
from gridkeeper.domain.parsing import Problem, is_written_as_a_day, parse
from gridkeeper.domain.periods import Period
from gridkeeper.texts import N_, _
from gridkeeper.ui.look.theme import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

_DAYS = (
    Field("first", Label("开始日期", "First day"), Type.DAY),
    Field("last", Label("结束日期", "Last day"), Type.DAY),
)
_UNREAD = (
    N_("The first day cannot be read; write it as 2026-10-08 or 10.8."),
    N_("The last day cannot be read; write it as 2026-10-08 or 10.8."),
)


_NOT_CHOSEN = (
    Qt.FocusReason.MouseFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Whoever comes so wants to be at one place of the text, or was there before."""


class DayInput(QLineEdit):
    """A line with a day: whoever comes to it by keys types another one instead."""

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in _NOT_CHOSEN:
            self.selectAll()


class TwoDays:
    """Reads both, and says of which of them something is wrong.

    Attributes:
        wrong: The line to be mended; None if nothing is wrong.
        problem: The sentence about it.
    """

    def __init__(self, first: QLineEdit, last: QLineEdit) -> None:
        self._lines = (first, last)
        self.wrong: QLineEdit | None = None
        self.problem = ""

    def period(self, today: date, *, empty_is_today: bool = False) -> Period | None:
        """Return what is typed; if it is no period, the line to be mended is marked."""
        days, said = [], []
        for line, field, unread in zip(self._lines, _DAYS, _UNREAD, strict=True):
            text = line.text().strip()
            found = today if not text and empty_is_today else parse(field, text, today)
            days.append(found if isinstance(found, date) else None)
            if isinstance(found, Problem) and is_written_as_a_day(text):
                said.append(_("There is no such day: {day}.").format(day=text))
            else:
                said.append(_(unread))
        first, last = days
        self._find_wrong(first, last, said)
        if first is None or last is None or self.wrong is not None:
            return None
        return Period(first, last)

    def _find_wrong(self, first: date | None, last: date | None, said: Sequence[str]) -> None:
        self.wrong, self.problem = None, ""
        for line, day, text in zip(self._lines, (first, last), said, strict=True):
            if day is None and self.wrong is None:
                self.wrong, self.problem = line, text
        if first is not None and last is not None and last < first:
            self.wrong, self.problem = self._lines[1], _("The last day lies before the first.")
        for line in self._lines:
            if bool(line.property("wrong")) is not (line is self.wrong):
                say(line, wrong=line is self.wrong)
