"""The calendar of a day."""

from __future__ import annotations

from PySide6.QtGui import QPalette
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


def test_a_calendar_stands_at_its_field_and_offers_no_day_that_the_field_refuses(stage):
    day = stage.form("visit").sheet.editors["visited_on"]
    day.focus()
    day.open_calendar()
    calendar, line = day.calendar, day.line

    def stands_there():
        top = line.mapTo(calendar.window(), line.rect().topLeft()).y()
        below = top + line.height()
        return 0 <= calendar.y() - below <= 4 or 0 <= top - calendar.geometry().bottom() <= 4

    stage.qtbot.waitUntil(stands_there)
    today = stage.frame.desk.session.today()
    last = calendar.month.maximumDate()
    assert last.toPython() == today
    barred, chosen = (calendar.month.dateTextFormat(last.addDays(n)) for n in (1, 0))
    assert barred.foreground().color().name() == stage.frame.theme.colours.strong_line.lower()
    assert barred.fontStrikeOut()
    assert chosen.isEmpty()


def test_a_day_of_another_month_that_can_be_chosen_is_read_well(stage):
    day = stage.form("visit").sheet.editors["visited_on"]
    day.open_calendar()

    look = day.calendar.view.palette()
    colour = look.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert colour.name() == stage.frame.theme.colours.soft.lower()
