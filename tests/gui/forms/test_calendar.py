"""The calendar of a day."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton


def test_a_calendar_writes_its_month_as_days_are_written(stage):
    days = stage.form("visit").sheet.editors["visited_on"]
    days.open_calendar()
    bar = [
        days.calendar.findChild(QToolButton, f"qt_calendar_{name}")
        for name in ("yearbutton", "monthbutton")
    ]
    assert [part.text() for part in bar] == ["2026年", "10月"]

    days.calendar.month.showNextMonth()

    assert [part.text() for part in bar] == ["2026年", "11月"]
