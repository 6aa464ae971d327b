"""What stands around the fields of a form: heading, what came back, what is left to do, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.forms.editor import Editor
from gridkeeper.ui.forms.seeing import seen_in_full
from gridkeeper.ui.look import tokens
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.around import ancestors
from gridkeeper.ui.widgets.pieces import button, label, row
from gridkeeper.ui.widgets.soon import Soon
from gridkeeper.ui.widgets.tabbing import tab_in_reading_order

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from gridkeeper.ui.frame import Frame


_AROUND = 24  # pixels above and below what is scrolled to


class Surface(QWidget):
    """The form without its fields, which go into `fields`.

    Signals:
        saving: The person wants to save.
        leaving: The person wants to leave.
        dropping: The person does not want what came back.
        renewing: The person wants to begin anew; what came back stays kept.
        going_on: The person wants to go on with what was left unfinished.
    """

    saving = Signal()
    leaving = Signal()
    dropping = Signal()
    renewing = Signal()
    going_on = Signal()

    def __init__(self, frame: Frame, title: str) -> None:
        super().__init__()
        self._to_reveal: QWidget | None = None
        self._soon = Soon(self, self._reveal)
        self._held: QWidget | None = None  # what had the keyboard when saving began
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        self._title = label(title, "heading", wraps=True)
        outer.addWidget(self._title)
        self._seen = seen_in_full()
        outer.addWidget(self._seen)
        self._restored = QFrame()
        self._restored.setProperty("tone", Tone.INFO.value)
        self._back = said = label("", wraps=True)
        theme = frame.theme
        self._drop = button(theme, _("Disca&rd"), self.dropping.emit, kind="quiet")
        self._renew = button(theme, _("Write a ne&w one"), self.renewing.emit, kind="quiet")
        self._go_on = button(theme, _("Continu&e writing"), self.going_on.emit, kind="quiet")
        down = QVBoxLayout(self._restored)
        down.setContentsMargins(12, 8, 4, 4)
        down.setSpacing(0)
        down.addWidget(said)
        # Below it: beside it, the words would have room for a few letters a line.
        down.addLayout(row(None, self._go_on, self._renew, self._drop))
        self._restored.hide()
        outer.addWidget(self._restored)
        self._body = QWidget()
        self.fields = QVBoxLayout(self._body)
        self.fields.setContentsMargins(2, 2, 12, 2)
        self.fields.setSpacing(12)
        outer.addWidget(self._make_scroll(), 1)
        self._left_to_do = label("", "problem", wraps=True)
        self._left_to_do.hide()
        outer.addWidget(self._left_to_do)
        self._leave = button(frame.theme, _("&Cancel"), self.leaving.emit)
        self._save = button(frame.theme, _("&Save"), self.saving.emit, "save", "primary")
        outer.addLayout(row(None, self._leave, self._save))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tab()  # coming into a window, it was put in the order in which its parts were made

    def tab(self) -> None:
        """Let Tab go through everything in reading order; again when fields have come."""
        tab_in_reading_order(self)

    @property
    def is_restored(self) -> bool:
        """Whether it says that something came back."""
        return not self._restored.isHidden() and self._go_on.isHidden()

    @property
    def back(self) -> str:
        """What it says of what was left unfinished; "" if it says nothing."""
        return "" if self._restored.isHidden() else self._back.text()

    @property
    def left_to_do(self) -> str:
        """What it says is left to do; "" if it says nothing."""
        return self._left_to_do.text()

    def set_title(self, title: str) -> None:
        """Say what the form is about."""
        self._title.setText(title)

    def say_seen(self) -> None:
        """Say that names and numbers stand here in full, and that somebody has seen them."""
        self._seen.show()

    def say_restored(self, text: str, *, renews: bool = False) -> None:
        """Say what is back, and offer to drop it; "" says nothing more.

        Args:
            text: A sentence.
            renews: Whether a new one can be begun beside it.
        """
        self._say_back(text, self._drop, *([self._renew] if renews else []))

    def say_left_over(self, text: str) -> None:
        """Say what was left unfinished and is not back, and offer to go on with it."""
        self._say_back(text, self._go_on)

    def say_left(self, text: str) -> None:
        """Say how much is left to put right."""
        self._left_to_do.setText(sentence(text) if text else "")
        self._left_to_do.setVisible(bool(text))

    def set_usable(self, *, on: bool) -> None:
        """Let the fields be typed into, or not yet."""
        self._body.setEnabled(on)

    def set_saving(self, *, on: bool) -> None:
        """Hold everything while it is being saved: what would be typed then would be lost."""
        focus = QApplication.focusWidget()
        if on:
            self._held = focus if focus is not None and self.isAncestorOf(focus) else None
        for part in (self._restored, self._body, self._leave, self._save):
            part.setEnabled(not on)
        if not on and self._held is not None and isValid(self._held):
            self._held.setFocus(Qt.FocusReason.OtherFocusReason)

    def lead_to(self, wrong: Editor) -> None:
        """Put the keyboard into a field that was refused; what is typed replaces what is wrong."""
        wrong.focus()
        wrong.select()
        self.reveal(wrong)

    def reveal(self, part: QWidget) -> None:
        """Scroll to a part of the fields, once it has its place."""
        self._to_reveal = part
        self._soon.start()

    def _follow(self, _left: object, now: object) -> None:
        """Keep what the keyboard came into whole in sight; under a mouse nothing moves away."""
        by_mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if by_mouse or not isinstance(now, QWidget) or not self._body.isAncestorOf(now):
            return
        around = (one for one in ancestors(now) if isinstance(one, Editor))
        self.reveal(next(around, now))

    def _say_back(self, text: str, *offered: QWidget) -> None:
        self._back.setText(text)
        for one in (self._drop, self._renew, self._go_on):
            one.setVisible(one in offered)
        self._restored.setVisible(bool(text))
        self.tab()

    def _reveal(self) -> None:
        if self._to_reveal is not None and isValid(self._to_reveal):
            part, inside = self._to_reveal, self._scroll.widget()
            if part.height() + 2 * _AROUND > self._scroll.viewport().height():
                # Qt would show the middle of it.
                top = part.mapTo(inside, QPoint(0, 0)).y()
                self._scroll.verticalScrollBar().setValue(max(top - tokens.SPACE, 0))
            else:
                self._scroll.ensureWidgetVisible(part, 0, _AROUND)

    def _reveal_again(self) -> None:
        """Scroll on where a part gets its place late, as long as the keyboard is in it."""
        part, here = self._to_reveal, self.window().focusWidget()
        if part is not None and isValid(part) and part.isAncestorOf(here):
            self._soon.start()

    def _make_scroll(self) -> QScrollArea:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._reveal_again)
        # It lies on a card or a page, whose ground is to be seen.
        self._body.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        return self._scroll
