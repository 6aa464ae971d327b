"""What is typed into the form of an event is kept at every key, and comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from gridkeeper.ui.forms.drafts import DraftKeeper, say_unfinished
from gridkeeper.ui.jobs.runner import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridkeeper.progress import Progress
    from gridkeeper.services.records.unsaved import Kept
    from gridkeeper.services.register.events import Chances
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.register.happening import EventDialog

KIND = "register_event"


class EventDraft(QObject):
    """Keeps what one form holds that differs from what it began with."""

    def __init__(self, frame: Frame, found: Chances, event: str, form: EventDialog) -> None:
        """Look whether something was left; it belongs to the form."""
        super().__init__(form)
        self._frame, self._form = frame, form
        subject = found.person_id or found.household_id
        self._about = {
            "event": event,
            ("person_id" if found.person_id else "household_id"): subject,
        }
        key = f"{KIND}:new:{event}.{subject}"
        self._keeper = DraftKeeper(frame, key)
        self.destroyed.connect(self._keeper.release)
        self._base = form.facts()
        form.changed.connect(self._keep)
        unsaved = frame.desk.unsaved

        def look(_progress: Progress) -> object:
            return unsaved.left(key)

        frame.ask("", look, self._restore, Lane.KEEP)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._form.facts() != self._base

    def forgetter(self) -> Callable[[], None]:
        """Return what drops what was kept, for the worker that has just saved it."""
        return self._keeper.forgetter()

    def forget(self) -> None:
        """Drop what was kept: it is saved."""
        self._base = self._form.facts()
        self._keeper.forget()

    def leave(self) -> None:
        """Say where what was typed is kept, if something was."""
        if self.is_changed:
            say_unfinished(self._frame, (KIND, ""), {}, self._keeper.name)

    def _keep(self) -> None:
        if self.is_changed:
            self._keeper.keep(self._form.facts() | self._about)
        else:
            self._keeper.forget()

    def _restore(self, result: object) -> None:
        found = cast("Kept | None", result)
        # Whoever was faster than the disk has begun something new, and keeps it.
        if found is None or self.is_changed:
            return
        self._keeper.go_on(found.form)
        self._frame.notices.settled(found.form)
        self._form.set_facts(found.facts)
