"""An editor of days: any usual way of writing one, or a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from gridkeeper import texts
from gridkeeper.domain.fields import Check
from gridkeeper.domain.parsing import behind_day, parse
from gridkeeper.texts import _
from gridkeeper.ui.forms.lines import LineEditor, plainly
from gridkeeper.ui.widgets.around import card_of, scroll_areas
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame

_BY_POINTER = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)
_EDGE, _RIM = 8, 8
_ARROW = 18  # to another month
_LOWEST, _HIGH = 200, 236
_BEYOND = 14  # so many days of the next month are seen at most
_STEPS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}


class DayLine(LineEditor):
    """Takes 10.8, 昨天, 20261008 and the like; written as 2026-10-08 when it is left.

    PageUp and PageDown go a day on and back, Alt+Down opens a calendar.

    Signals:
        timed: A time of day was typed behind the day, which it does not keep.
    """

    timed = Signal(str)

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self.calendar: Calendar | None = None
        self.line.add_icon(frame.theme, "calendar", _("Calendar (Alt+Down)"), self.open_calendar)

    @property
    def day(self) -> date | None:
        """The day that is typed; None if none is, or it is not understood."""
        value = parse(self.about, self._plain, self.frame.desk.session.today())
        return value if isinstance(value, date) else None

    @property
    def _plain(self) -> str:
        return plainly(self.about, self.value(), self.frame.desk.session.today())

    def take(self, day: date) -> None:
        """Show a day that was chosen."""
        self.line.setText(day.isoformat())
        self.changed.emit()

    def open_calendar(self) -> None:
        """Let a day be chosen with arrows and Enter, or with the pointer."""
        if self.calendar is None:
            self.calendar = Calendar(self)
        self.calendar.show_at(self.day or self.frame.desk.session.today())

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return True
        if key in _STEPS:
            today = self.frame.desk.session.today()
            day = self.day
            self.take(today if day is None else day + timedelta(days=_STEPS[key]))
            return True
        return super()._pressed(event)

    @override
    def settle(self) -> None:
        day = self.day
        if day is not None and self.value() != day.isoformat():
            said = behind_day(self.about, self._plain, self.frame.desk.session.today())
            self.take(day)
            if said:
                self.timed.emit(said)
        super().settle()


class Calendar(QFrame):
    """A month that hangs under a line while a day is chosen."""

    def __init__(self, editor: DayLine) -> None:
        super().__init__(editor.window())
        self._editor = editor
        self.setProperty("kind", "calendar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self.month = QCalendarWidget()
        self.month.setAccessibleName(str(editor.about.label))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
            if texts.language() == texts.CHINESE
            else QCalendarWidget.HorizontalHeaderFormat.ShortDayNames
        )
        self.month.setGridVisible(False)
        if Check.NOT_FUTURE in editor.about.checks:
            today = editor.frame.desk.session.today()
            self.month.setMaximumDate(QDate(today.year, today.month, today.day))
        if texts.language() == texts.CHINESE:
            self._say_year_first()
        layout.addWidget(self.month)
        self.month.activated.connect(self._chosen)
        self.month.clicked.connect(self._chosen)
        self.view = cast("QWidget", self.month.findChild(QWidget, "qt_calendar_calendarview"))
        self.view.setAccessibleName(str(editor.about.label))
        self.view.installEventFilter(self)
        editor.frame.theme.follow(self, self._draw)
        editor.destroyed.connect(self.deleteLater)
        self._placing = Soon(self, self._follow)
        for area in scroll_areas(editor):
            area.verticalScrollBar().valueChanged.connect(self._follow)

    def _draw(self) -> None:
        theme = self._editor.frame.theme
        plain, soft, barred = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        soft.setForeground(QColor(theme.colours.soft))
        barred.setForeground(QColor(theme.colours.strong_line))
        barred.setFontStrikeOut(True)
        # A weekend is no fault: red is kept for what is wrong.
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, plain)
        self.month.setHeaderTextFormat(soft)
        # Qt itself draws a day that cannot be chosen as every other one.
        last = self.month.maximumDate()
        for ahead in range(1, last.daysInMonth() - last.day() + _BEYOND + 1):
            self.month.setDateTextFormat(last.addDays(ahead), barred)
        for name, icon in (("prevmonth", "back"), ("nextmonth", "forward")):
            self._part(name).setIcon(theme.icon(icon))
            self._part(name).setIconSize(QSize(theme.px(_ARROW), theme.px(_ARROW)))
        wide = 280 if texts.language() == texts.CHINESE else 364  # for three letters a day
        self.month.setFixedWidth(theme.px(wide))

    def _say_year_first(self) -> None:
        bar = cast("QWidget", self.month.findChild(QWidget, "qt_calendar_navigationbar"))
        across = cast("QHBoxLayout", bar.layout())
        month = self._part("monthbutton")
        across.removeWidget(month)
        year = self._part("yearbutton")
        across.insertWidget(across.indexOf(year) + 1, month)
        self.month.currentPageChanged.connect(self._say_month)

    def _say_month(self, year: int, month: int) -> None:
        """Write 2026年 11月, as every other day is written; Qt itself writes 2026 十一月."""
        self._part("yearbutton").setText(f"{year}年")
        self._part("monthbutton").setText(f"{month}月")

    def _part(self, name: str) -> QToolButton:
        return cast("QToolButton", self.month.findChild(QToolButton, f"qt_calendar_{name}"))

    def show_at(self, day: date) -> None:
        """Show the month of a day, and give it the keyboard."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        if texts.language() == texts.CHINESE:
            self._say_month(self.month.yearShown(), self.month.monthShown())
        self.show()  # first: only what is shown knows how high it is
        self.raise_()
        self._place()
        self.view.setFocus()
        self._placing.start()  # the form may still be moving to the field

    def _place(self) -> None:
        """Hang under the line, or stand on it where there is no room; inside its card, if it can.

        It begins or ends where the line does.
        """
        line, window = self._editor.line, self._editor.window()
        around, px = card_of(line), self._editor.frame.theme.px
        corner = line.mapTo(window, QPoint(0, line.height() + 2))
        floor = around.mapTo(window, QPoint(0, around.height())).y() - _RIM
        edges = 2 * _EDGE + 2 * self.frameWidth()
        self.month.setFixedHeight(min(max(floor - corner.y() - edges, px(_LOWEST)), px(_HIGH)))
        self.adjustSize()
        if corner.y() + self.height() > window.height() - _RIM:
            corner.setY(max(line.mapTo(window, QPoint(0, -2)).y() - self.height(), 0))
        right = around.mapTo(window, QPoint(around.width(), 0)).x() - _RIM
        if corner.x() + self.width() > right:
            corner.setX(max(corner.x() + line.width() - self.width(), 0))
        self.move(corner)

    def _follow(self) -> None:
        """Stay at the line when what it stands in is scrolled."""
        if self.isVisible():
            self._place()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.FocusOut:
            inside = isinstance(event, QFocusEvent) and event.reason() in _BY_POINTER
            if not (inside and self.underMouse()):
                self.hide()
        elif isinstance(event, QKeyEvent) and Qt.Key(event.key()) is Qt.Key.Key_Escape:
            event.accept()
            if kind is QEvent.Type.KeyPress:
                self._back()
            return True
        return False

    def _chosen(self, day: QDate) -> None:
        self._editor.take(date(day.year(), day.month(), day.day()))
        self._back()

    def _back(self) -> None:
        self.hide()
        self._editor.focus()
