"""What stands beside a list: the detail of a record, a form, or a word of advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from gridkeeper.texts import _
from gridkeeper.ui.attachments.catching import Catcher
from gridkeeper.ui.lists.detail import Detail
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.widgets.pieces import empty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.ui.attachments.catching import Taker
    from gridkeeper.ui.forms.record_form import RecordForm
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.page import Typing

_NARROWEST = 330


class Panel(QFrame):
    """One record, shown or being written.

    Signals:
        saved: Kind and id of the record that a form wrote.
        closed: The form of a record was left without saving; its kind and id, "" for a new one.
        done: The form that was there was saved or left, and what came of that is shown.
        offering: What can be done with what is shown has changed.
    """

    saved = Signal(str, str)
    closed = Signal(str, str)
    done = Signal(object)
    offering = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(_("Details"))
        self.form: RecordForm | None = None
        self._begun: tuple[tuple[str, str], dict[str, str]] | None = None
        self.detail = Detail(frame)
        self._nothing = empty(
            frame.theme,
            "empty",
            _("No record is chosen"),
            _("Choose one in the list to see everything about it."),
        )
        self._stack = QStackedWidget()
        for part in (self._nothing, self.detail):
            self._stack.addWidget(part)
        down = QVBoxLayout(self)
        margin = 16
        down.setContentsMargins(margin, margin, margin, margin)
        down.addWidget(self._stack)
        self.detail.shown.connect(self._settle)
        self._catcher = Catcher(frame, self, self._takes)
        frame.theme.follow(self, self._measure)

    @property
    def typing(self) -> Typing | None:
        """The form in which something is typed that is not saved."""
        form = self.form
        # What is just being saved is not to be written once more.
        still = form is not None and form.is_changed and "save" in form.offers()
        return (*self._begun, form.draft) if form is not None and self._begun and still else None

    @property
    def is_writing(self) -> bool:
        """Whether something is typed that is not saved."""
        return self.form is not None and self.form.is_changed

    def show_record(self, kind: str, record_id: str) -> None:
        """Show a record; "" shows none. A form that is open is left, with its draft kept."""
        self._drop_form()
        if record_id:
            self.detail.show_record(kind, record_id)
        else:
            self.detail.clear()
        self._settle()

    def write(
        self,
        kind: str,
        record_id: str = "",
        preset: Mapping[str, str] | None = None,
        draft: str = "",
    ) -> None:
        """Show the form of a record, or of a new one; a draft that is named comes back in it."""
        # A form brings pinyin and the like with it: only who writes waits for them.
        from gridkeeper.ui.forms.record_form import RecordForm  # noqa: PLC0415

        self._drop_form()
        form = RecordForm(self._frame, kind, record_id, preset or {}, draft)
        form.saved.connect(self._saved)
        form.closed.connect(self._closed)
        form.offering.connect(self.offering)
        self.form, self._begun = form, ((kind, record_id), dict(preset or {}))
        self._stack.addWidget(form)
        self._settle()
        form.focus()

    def focus(self) -> None:
        """Take the keyboard."""
        if self.form is not None:
            self.form.focus()
        elif self.detail.isVisible():
            self.detail.focus()
        else:
            # The record is still being read; `_settle` hands the keyboard on to it.
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def offers(self) -> frozenset[str]:
        """Return the names of the actions that it can do now."""
        return frozenset({"paste"} if self._takes() is not None else ())

    def paste(self) -> None:
        """Attach what lies on the clipboard to what is shown or written."""
        self._catcher.paste()

    def _takes(self) -> Taker | None:
        """Return what attaches a file that is dropped or pasted here."""
        if not self._frame.may_write:
            return None
        return self.form.waiting if self.form is not None else self.detail.photos

    def _saved(self, kind: str, record_id: str) -> None:
        form = self._left_form()
        self._settle()
        self.saved.emit(kind, record_id)
        self.done.emit(form)

    def _closed(self) -> None:
        form = self._left_form()
        self._settle()
        if self._begun is not None:
            self.closed.emit(*self._begun[0])
        self.done.emit(form)

    def _left_form(self) -> RecordForm | None:
        """Drop the form, and return it; the keyboard stays here.

        Qt would hand it on to whatever comes next, such as the notice that offers to undo.
        """
        form = self.form
        if form is not None and holds_focus(form):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop_form()
        return form

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _settle(self) -> None:
        shown: QWidget = self._nothing if self.detail.dossier is None else self.detail
        waits = self.hasFocus()
        self._stack.setCurrentWidget(self.form or shown)
        if waits and shown is self.detail:
            self.focus()
        self.offering.emit()

    def _measure(self) -> None:
        self.setMinimumWidth(self._frame.theme.px(_NARROWEST))
