"""The page that a day begins with: unsent, due, sent back, contended."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _, pick, plural
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.page import Page
from gridkeeper.ui.today.sections import SectionCard
from gridkeeper.ui.widgets.pieces import button, card, empty, label, picture, row

if TYPE_CHECKING:
    from gridkeeper.progress import Progress
    from gridkeeper.services.changes import Changed
    from gridkeeper.services.today import Today
    from gridkeeper.ui.frame import Frame

_WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


class TodayPage(Page):
    """What is to be done today, and one key to begin with each of it."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        theme = frame.theme
        self._asked = 0
        self._title = label(_("Today"), "title")
        self._day = label("", "soft")
        self._record = button(
            theme, _("Record a &visit"), lambda: frame.compose("visit"), "add", "primary"
        )
        self._more = button(theme, _("&Record …"), frame.actions["record"].trigger, "more")
        head = row(self._title, self._day, None, self._more, self._record)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        inside = QWidget()
        inside.setProperty("kind", "page")
        inside.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 8, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        self._scroll = scroll
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 16, 16)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)
        self.setFocusProxy(self._record)
        self._ask()

    @override
    def refresh(self, changed: Changed) -> None:
        self._ask()

    @override
    def parts(self) -> list[QWidget]:
        return [self._record, self._scroll]

    def _ask(self) -> None:
        self._asked += 1
        asked = self._asked

        def look(_progress: Progress) -> object:
            return self.frame.desk.today.today()

        def show(found: object) -> None:
            if asked == self._asked:
                self._show(cast("Today", found))

        self.frame.ask("", look, show)

    def _show(self, today: Today) -> None:
        day = today.day
        self._day.setText(
            pick(
                f"{day.year}年{day.month}月{day.day}日 {_WEEKDAYS[day.weekday()]}",
                f"{day:%A} {day.isoformat()}",
            )
        )
        self._clear()
        if self.frame.role is Role.WORKER:
            self._column.addWidget(self._hand_over(today))
        for section in today.sections:
            self._column.addWidget(SectionCard(self.frame, section))
        if not today.sections:
            self._column.addWidget(
                empty(
                    self.frame.theme,
                    "case-closed",
                    _("Nothing waits for you"),
                    _("Record a visit with Ctrl+N, or look somebody up with Ctrl+K."),
                ),
                1,
            )
        else:
            self._column.addStretch(1)

    def _hand_over(self, today: Today) -> QWidget:
        box, layout = card()
        if today.unsent:
            since = today.unsent_since.isoformat() if today.unsent_since else ""
            text = plural(
                "{n} record is not handed in yet, since {day}",
                "{n} records are not handed in yet, the first since {day}",
                today.unsent,
            ).format(n=today.unsent, day=since)
            does = self.frame.actions["hand_over"].trigger
            door = button(self.frame.theme, _("&Hand over"), does, "export")
            parts = (picture(self.frame.theme, "unsent"), label(text, "strong", wraps=True))
        else:
            text = _("Everything is handed in")
            door = None
            good = self.frame.theme.tone(Tone.GOOD)[1]
            parts = (picture(self.frame.theme, "case-closed", colour=good), label(text))
        line = QHBoxLayout()
        line.addWidget(parts[0])
        line.addWidget(parts[1], 1)
        if door is not None:
            line.addWidget(door)
        layout.addLayout(line)
        return box

    def _clear(self) -> None:
        while (place := self._column.takeAt(0)) is not None:
            widget = place.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
