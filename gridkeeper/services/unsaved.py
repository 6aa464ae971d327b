"""What is typed into forms and not saved yet, for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from gridkeeper.services.session import Session


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that holds something, and when it was last typed into."""

    form: str
    at: datetime


class UnsavedService:
    """Keeps typing through a killed program. Any thread may call it; nothing waits for an import.

    A form is named by whoever shows it, such as `visit` for a new one and `visit:<id>` for one that
    is being changed.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._unsaved = session.store.unsaved

    def keep(self, form: str, facts: Mapping[str, str]) -> None:
        """Keep what a form holds, for every keystroke.

        Raises:
            FileUnwritableError: It cannot be kept; what was kept before still is.
        """
        self._unsaved.keep(form, facts, clock.stamp(self._session.now()))

    def kept(self, form: str) -> Mapping[str, str] | None:
        """Return what a form held when it was last typed into; None if nothing was kept."""
        return self._unsaved.kept(form)

    def all(self) -> Sequence[Typed]:
        """Return the forms that hold something, the latest first."""
        return [Typed(form, clock.moment(at)) for form, at in self._unsaved.all()]

    def forget(self, form: str) -> None:
        """Drop what a form held: it was saved, or given up."""
        self._unsaved.forget(form)
