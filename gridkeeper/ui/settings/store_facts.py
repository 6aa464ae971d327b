"""What the store says about itself, and a check of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.replicas import Role
from gridkeeper.services import errands
from gridkeeper.texts import _, capital, pick
from gridkeeper.ui.damage import tell_faults
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.settings.rows import buttons, row, section
from gridkeeper.ui.settings.task import Task
from gridkeeper.ui.widgets.pieces import button, dotted, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.services.store.stores import StoreFacts
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.settings.imports import ImportsDialog


class StoreCard(QObject):
    """The section of the store."""

    def __init__(self, frame: Frame, page: QObject) -> None:
        super().__init__(page)
        self._frame = frame
        self._imports: ImportsDialog | None = None
        self.counts = label("", wraps=True)
        self.state = label("", "small", wraps=True)
        check = button(frame.theme, _("&Verify everything"), self._verify, "check")
        self.task = Task(frame, Lane.BACKUP, check)
        self.task.finished.connect(self._verified)
        self.task.failed.connect(frame.messages.failed)

    def show_imports(self) -> ImportsDialog:
        """List what was imported from files."""
        from gridkeeper.ui.settings.imports import ImportsDialog  # noqa: PLC0415

        self._imports = dialog = ImportsDialog(self._frame)
        dialog.finished.connect(self._leave_imports)
        self._frame.messages.show(dialog)
        return dialog

    def _leave_imports(self, _how: int) -> None:
        self._imports = None

    def card(self) -> QFrame:
        """Return the section."""
        theme, session = self._frame.theme, self._frame.desk.session
        replica = session.replica
        named = (replica.name, capital(str(replica.role.label)), replica.unit)
        whose = dotted(*dict.fromkeys(named))
        file = label(str(session.store.path), wraps=True)
        # Others find them among their batches.
        alone = [self._door_to_imports()] if replica.role is Role.ALONE else []
        hint = _("Reads the whole file, the journal and every record; changes nothing.")
        return section(
            _("This store"),
            row(theme, _("Used by"), label(whose, wraps=True)),
            row(theme, _("File"), file),
            row(theme, _("What is in it"), self.counts, self.state),
            row(theme, "", self.task, hint=hint),
            *alone,
        )

    def _door_to_imports(self) -> QWidget:
        theme = self._frame.theme
        door = button(theme, _("I&mported files …"), self.show_imports, "import")
        return buttons(theme, _("From files"), door)

    def refresh(self) -> None:
        """Show what is in it now."""
        if self._imports is not None:
            self._imports.refresh()
        stores = self._frame.desk.stores

        def look(_progress: Progress) -> object:
            return stores.facts()

        self._frame.ask("", look, self._show)

    def _show(self, found: object) -> None:
        facts = cast("StoreFacts", found)
        held = (
            _unbroken(f"{capital(str(KINDS[name].several))}\xa0{n:,}")
            for name, n in facts.records.items()
            if n
        )
        self.counts.setText(pick("，", ", ").join(held) or _("Nothing yet."))
        text = _("{changes} changes noted down; data format {schema}.")
        self.state.setText(text.format(changes=f"{facts.changes:,}", schema=facts.schema))

    def _verify(self) -> None:
        way = errands.access(self._frame.desk.session)
        self.task.start(in_child(errands.verify, way))

    def _verified(self, result: object) -> None:
        found = cast("Any", result)  # findings, which the screen may not know by name
        if found.problems:
            tell_faults(self._frame, found.words, found.problems)
        else:
            text = _("All is well: {changes} changes and all records agree.")
            self._frame.notices.say(text.format(changes=f"{found.changes:,}"), Tone.GOOD)


def _unbroken(text: str) -> str:
    """Return what stays in one line; Chinese would be broken between any two characters."""
    return pick("\u2060".join(text), text)
