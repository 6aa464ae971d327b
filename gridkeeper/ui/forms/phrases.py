"""What one often writes, as a small numbered row below a box of prose; Alt and a digit write it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from typing_extensions import override

from gridkeeper.texts import _
from gridkeeper.ui.forms.lines import ProseBox
from gridkeeper.ui.forms.visit_fields import is_remote
from gridkeeper.ui.widgets.around import scroll_areas
from gridkeeper.ui.widgets.flow import Flow
from gridkeeper.ui.widgets.pieces import button, label
from gridkeeper.ui.widgets.pressing import Button
from gridkeeper.ui.widgets.soon import Soon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.sheet import Sheet
    from gridkeeper.ui.frame import Frame

_LINES = 4
_AROUND = 8  # pixels
_ENDED = frozenset("。！？；，、：.!?;,: \n")
_DIGITS = {Qt.Key(Qt.Key.Key_0.value + digit): digit for digit in range(1, 10)}
_ALT = Qt.KeyboardModifier.AltModifier


class PhraseRow(Flow):
    """The phrases of one box of prose; there is none where nothing was learned.

    They are asked for when the keyboard first comes into the box. The row stays where it is until
    another box shows its own, so that nothing moves away from below a mouse.
    """

    def __init__(self, frame: Frame, sheet: Sheet, box: ProseBox) -> None:
        super().__init__(spacing=4)
        self._frame = frame
        self._kind = sheet.kind
        self._box = box
        self._phrases: Sequence[str] | None = None
        self._is_remote = partial(is_remote, sheet)
        self._asked_remote = False
        self._in_sight = Soon(self, self._come_into_sight)
        self.setAccessibleName(_("What you often write"))
        self.hide()
        sheet.stand_below(box.about.name, self, at_once=True)
        box.box.installEventFilter(self)
        frame.theme.follow(self, self._draw)

    @property
    def phrases(self) -> Sequence[str]:
        """What it shows, by digits from 1."""
        shown = sum(isinstance(one, Button) and not one.isHidden() for one in self.parts)
        return (self._phrases or ())[:shown]

    def write(self, phrase: str) -> None:
        """Write a phrase where the cursor stands, as a sentence of its own."""
        cursor = self._box.box.textCursor()
        before = self._box.value()[: cursor.selectionStart()]
        parted = "" if not before.strip() or before[-1] in _ENDED else "；"
        cursor.insertText(parted + phrase)
        self._box.box.setTextCursor(cursor)
        self._box.box.ensureCursorVisible()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._in_sight.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.FocusIn:
            self._come()
        elif kind is QEvent.Type.Hide:
            self.hide()
        elif isinstance(event, QKeyEvent):
            digit = _DIGITS.get(Qt.Key(event.key()), 0) if event.modifiers() == _ALT else 0
            if kind is QEvent.Type.ShortcutOverride and digit:
                event.accept()
                return True
            if kind is QEvent.Type.KeyPress and digit:
                # One that has no phrase does nothing: the box would write the digit.
                for phrase in self.phrases[digit - 1 : digit]:
                    self.write(phrase)
                return True
        return False

    def _come(self) -> None:
        """Show the row, and take away that of another box."""
        for other in self.window().findChildren(PhraseRow):
            if other is not self:
                other.hide()
        remote = self._is_remote()
        if self._phrases is not None and remote is self._asked_remote:
            self.setVisible(bool(self._phrases))
            self._in_sight.start()
            return
        self._phrases, self._asked_remote = (), remote
        kind, field = self._kind, self._box.about.name
        phrases = self._frame.desk.phrases

        def look(_progress: Progress) -> object:
            return phrases.often(kind, field, remote=remote)

        self._frame.ask("", look, self._show)

    def _show(self, found: object) -> None:
        self._phrases = cast("Sequence[str]", found)
        self._draw()
        self.setVisible(bool(self._phrases) and self._box.has_focus())
        self._in_sight.start()

    def _come_into_sight(self) -> None:
        """Let the row be seen as well as the box that it belongs to, which comes first."""
        if self.isVisible() and self._box.has_focus():
            for area in scroll_areas(self):
                for part in (self, self._box):
                    area.ensureWidgetVisible(part, 0, _AROUND)

    def _draw(self) -> None:
        self.clear()
        if self._phrases:
            self.add(label("Alt+", "small"))
        for digit, phrase in enumerate(self._phrases or (), 1):
            made = button(self._frame.theme, "", partial(self.write, phrase), kind="phrase")
            # Whoever clicks goes on typing in the box.
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setToolTip(_("{phrase} (Alt+{digit})").format(phrase=phrase, digit=digit))
            made.setAccessibleName(made.toolTip())
            self.add(made)
        self._fit()

    def _fit(self) -> None:
        """Show as many as stand in a few lines, each in full unless it is longer than a line.

        More than a few lines would push what is written out of sight.
        """
        for place, part in enumerate(self.parts):
            part.show()
            self._cut(place)
        for line in self.lines(self.width())[_LINES:]:
            for part in line:
                part.hide()

    def _cut(self, place: int) -> None:
        """Let a button say its phrase, as much of it as a line has room for."""
        made = self.parts[place]
        if not isinstance(made, Button) or not self._phrases:
            return
        phrase = self._phrases[place - 1]
        _say(made, place, phrase)
        beyond = made.sizeHint().width() - self.width()
        if beyond > 0:
            metrics = QFontMetrics(made.font())
            room = metrics.horizontalAdvance(phrase) - beyond
            _say(made, place, metrics.elidedText(phrase, Qt.TextElideMode.ElideRight, room))


def _say(made: Button, place: int, said: str) -> None:
    made.setText(f"{place} {said}".replace("&", "&&"))


def offer_phrases(frame: Frame, sheet: Sheet) -> None:
    """Let the boxes of prose of a sheet offer what one often writes into them."""
    offered: set[ProseBox] = set()

    def offer() -> None:
        for one in sheet.editors.values():
            if isinstance(one, ProseBox) and one not in offered:
                offered.add(one)
                PhraseRow(frame, sheet, one)

    offer()
    sheet.unfolded.connect(offer)
