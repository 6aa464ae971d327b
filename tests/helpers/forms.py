"""Forms on a real window over a small town, and the keys that are typed into them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridkeeper.domain.kinds import KINDS
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.forms.record_form import RecordForm
from tests.helpers.towns import where

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gridkeeper.domain.fields import Field
    from gridkeeper.domain.records import Record
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.main_window import MainWindow

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@dataclass
class Stage:
    """A window with room for one widget, and the frame that it needs."""

    window: MainWindow
    frame: Frame
    qtbot: QtBot

    def show(self, widget: QWidget) -> None:
        """Put a widget into the window, and wait until it can be typed into."""
        stack = self.window.centralWidget()
        stack.addWidget(widget)
        stack.setCurrentWidget(widget)
        self.qtbot.waitUntil(lambda: self.window.isActiveWindow() and widget.isVisible())

    def form(self, kind: str, record_id: str = "", **preset: str) -> RecordForm:
        """Show a form that is ready."""
        made = RecordForm(self.frame, kind, record_id, preset)
        self.show(made)
        self.settle()
        made.focus()
        return made

    def settle(self) -> None:
        """Wait until nothing is being asked or kept."""
        self.qtbot.waitUntil(lambda: self.frame.jobs.is_idle)

    def type(self, form: RecordForm, **texts: str) -> None:
        """Type texts into fields, as an input method does, and leave each."""
        for name, text in texts.items():
            one = form.sheet.editors[name]
            one.focus()
            commit(one.control, text)
            one.go_on() if hasattr(one, "go_on") else None

    def save(self, form: RecordForm) -> list[str]:
        """Save, and return kind and id of what was written."""
        with self.qtbot.waitSignal(form.saved) as saved:
            form.save()
        self.settle()
        return saved.args

    def records(self, kind: str, **equal: object) -> list[Record]:
        """Return what the store holds."""
        return where(self.frame.desk.session, KINDS[kind], **equal)


def shown(stage: Stage, *abouts: Field) -> Any:
    """Show editors one under the other, and give the first one the keyboard."""
    page = QWidget()
    layout = QVBoxLayout(page)
    made = [editor(stage.frame, about) for about in abouts]
    for one in made:
        layout.addWidget(one)
    layout.addStretch(1)
    stage.show(page)
    made[0].focus()
    return made if len(made) > 1 else made[0]


def commit(widget: QWidget, text: str) -> None:
    """Let an input method write a text."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def press(widget: QWidget, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    """Press keys one after the other."""
    for key in keys:
        QTest.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)
