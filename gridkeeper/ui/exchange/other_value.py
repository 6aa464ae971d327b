"""A value that nobody claimed, typed to settle a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QLineEdit

from gridkeeper.texts import _
from gridkeeper.ui.forms.editors import editor
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.exchange.conflicts import Conflict
    from gridkeeper.ui.forms.editor import Editor
    from gridkeeper.ui.frame import Frame


class OtherValueDialog(Dialog):
    """Asks for the fields of one conflict, as a form does; begins with what is shown for now."""

    def __init__(
        self,
        frame: Frame,
        conflict: Conflict,
        then: Callable[[Mapping[str, str]], object],
        parent: QWidget | None,
    ) -> None:
        title = _("What is right?")
        super().__init__(frame.theme, title, parent, f"{conflict.title} · {conflict.label}")
        self._frame = frame
        self._then = then
        self.editors: dict[str, Editor] = {}
        for about in conflict.kind.groups.get(conflict.group, ()):
            made = editor(frame, about)
            name = label(str(about.label), "label")
            name.setBuddy(made.control)
            self.body.addWidget(name)
            self.body.addWidget(made)
            self.editors[about.name] = made
        self.add_cancel()
        save = self.add_button(_("&Save"), self.settle, icon="save", kind="primary")
        self.save_by_keys(save)
        service, kind, record = frame.desk.recording, conflict.kind, conflict.record

        def look(_progress: Progress) -> object:
            return service.typed(kind, record)

        frame.ask("", look, self._fill)
        next(iter(self.editors.values())).focus()

    def settle(self) -> None:
        """Hand on what is typed, and close."""
        for made in self.editors.values():
            made.settle()
        facts = {name: made.value() for name, made in self.editors.items()}
        self.accept()
        self._then(facts)

    def _fill(self, result: object) -> None:
        typed = cast("dict[str, str]", result)
        for name, made in self.editors.items():
            if not made.value():
                made.set_value(typed.get(name, ""))
                if isinstance(made.control, QLineEdit):
                    made.control.selectAll()
