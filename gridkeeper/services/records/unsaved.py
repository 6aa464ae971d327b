"""What is typed into forms and not saved yet, for the screen."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.storage.running import is_running

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_SAVED = "saved_forms"
_REMEMBERED = 50
"""So many of the forms that were saved last are known; a killed program leaves one behind."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that holds something, and when it was last typed into."""

    form: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed into a form, and the name under which it is kept."""

    form: str
    facts: Mapping[str, str]


class UnsavedService:
    """Keeps typing through a killed program. Any thread may call it; nothing waits for an import.

    A form is named by whoever shows it, such as `visit:new` for a new one and `visit:<id>` for one
    that is being changed. Each form that is open has a writer of its own: where two windows show a
    form of the same name, each keeps its own, the later one under `<name>#<mark>`.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._unsaved = session.store.unsaved

    def writer(self) -> str:
        """Return a new writer: this program, and a mark that nobody else has."""
        return f"{os.getpid()}.{self._session.new_id()}"

    def keep(self, form: str, facts: Mapping[str, str], by: str = "") -> str:
        """Keep what a form holds, for every keystroke; return the name it is kept under.

        Raises:
            FileUnwritableError: It cannot be kept; what was kept before still is.
        """
        at = clock.stamp(self._session.now())
        if self._unsaved.keep(form, facts, at, by):
            return form
        own = self.own(form, by)
        self._unsaved.keep(own, facts, at, by)
        return own

    @staticmethod
    def own(form: str, by: str) -> str:
        """Return the name of a form that only this writer keeps."""
        return f"{base(form)}#{_mark(by)}"

    def kept(self, form: str) -> Mapping[str, str] | None:
        """Return what a form held when it was last typed into; None if nothing was kept."""
        return self._unsaved.kept(form)

    def named(self, form: str) -> Kept | None:
        """Return what is kept under a name, if anything."""
        facts = self._unsaved.kept(form)
        return Kept(form, facts) if facts is not None else None

    def left(self, form: str, fits: Callable[[Kept], bool] = lambda _kept: True) -> Kept | None:
        """Return what was last typed into a form and is in no other window now, if anything.

        Args:
            form: Its name.
            fits: Whether it is what is looked for; else what was typed before it may be.
        """
        for name, _at, by in self._open():
            if base(name) == form and not _is_elsewhere(by):
                kept = self.named(name)
                if kept is not None and fits(kept):
                    return kept
        return None

    def take(self, form: str, by: str) -> None:
        """Let a writer go on with what a form holds."""
        self._unsaved.take(form, by)

    def all(self) -> Sequence[Typed]:
        """Return the forms that hold something, the latest first."""
        return [Typed(form, clock.moment(at)) for form, at, _by in self._open()]

    def forget(self, form: str, by: str = "") -> None:
        """Drop what a writer has in a form: it was saved, or given up."""
        self._unsaved.forget(form, by)

    def _open(self) -> list[tuple[str, str, str]]:
        """Return what was not saved; what was, and whose program was killed then, goes."""
        found = self._unsaved.all()
        if not found:
            return []
        with self._session.store.reading() as unit:
            saved = set(_saved(unit))
        for name, _at, by in found:
            if _mark(by) in saved:
                self._unsaved.forget(name, by)
        return [one for one in found if _mark(one[2]) not in saved]


def base(form: str) -> str:
    """Return the name of a form without the mark of the window that it is in."""
    return form.partition("#")[0]


def note_saved(unit: Unit, by: str) -> None:
    """Note in the transaction that saves a form that it is saved.

    What was typed lies in another file and is dropped a moment later. A program that is killed in
    this moment leaves it there, and the note says that it is no draft any more.
    """
    if by:
        known = [*_saved(unit), _mark(by)][-_REMEMBERED:]
        unit.settings.set(_SAVED, json.dumps(known))


def _saved(unit: Unit) -> list[str]:
    return list(json.loads(unit.settings.get(_SAVED) or "[]"))


def _mark(by: str) -> str:
    return by.partition(".")[2]


def _is_elsewhere(by: str) -> bool:
    """Whether a writer is another program that still runs."""
    number = by.partition(".")[0]
    return number.isdecimal() and int(number) != os.getpid() and is_running(int(number))
