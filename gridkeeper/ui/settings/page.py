"""The page of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.page import Page
from gridkeeper.ui.settings import about
from gridkeeper.ui.settings.looks import Looks
from gridkeeper.ui.settings.policies import Policies
from gridkeeper.ui.settings.safety import Safety
from gridkeeper.ui.settings.saving import Saving
from gridkeeper.ui.settings.store_facts import StoreCard
from gridkeeper.ui.widgets.fitted import EDGE, keep_edge
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from gridkeeper.services.changes import Changed
    from gridkeeper.ui.frame import Frame

_WIDE = 820


class SettingsPage(Page):
    """Everything a person can set, in one column; each setting holds at once."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.looks = Looks(frame, self)
        self.safety = Safety(frame, self)
        self.saving = Saving(frame, self)
        self.policies = Policies(frame, self)
        self.store = StoreCard(frame, self)
        cards = (
            self.looks.card(),
            self.safety.card(),
            self.saving.card(),
            self.policies.card(),
            self.store.card(),
            about.card(frame),
        )
        column = QWidget()
        frame.theme.follow(column, lambda: column.setMaximumWidth(frame.theme.px(_WIDE)))
        down = QVBoxLayout(column)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(16)
        for part in cards:
            down.addWidget(part)
        down.addStretch(1)
        self._scroll = self._scrolling(column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 16 - EDGE, 16)
        outer.setSpacing(16)
        outer.addWidget(label(_("Settings"), "title"))
        outer.addWidget(self._scroll, 1)

    @override
    def enter(self) -> None:
        self._scroll.setFocusProxy(self.looks.rows[0].checked)
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask_anew()

    @override
    def refresh(self, changed: Changed) -> None:
        if self.isVisible():
            self._ask_anew()

    @override
    def parts(self) -> list[QWidget]:
        return [self._scroll]

    @override
    def scrolled(self) -> QScrollArea:
        return self._scroll

    def _ask_anew(self) -> None:
        self.safety.sealing.refresh()
        self.safety.person.refresh()
        self.saving.refresh()
        self.store.refresh()

    def _scrolling(self, column: QWidget) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("kind", "page")
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, EDGE, 0)
        across.setSpacing(0)
        across.addWidget(column, 10_000)
        across.addStretch(1)
        made = QScrollArea(widgetResizable=True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setWidget(inside)
        made.verticalScrollBar().rangeChanged.connect(lambda: keep_edge(made))
        return made
