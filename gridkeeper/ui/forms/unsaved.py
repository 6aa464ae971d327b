"""What was begun in forms and not finished, for the day list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.unsaved import base
from gridkeeper.texts import _

if TYPE_CHECKING:
    from datetime import datetime

    from gridkeeper.services.desk import Desk
    from gridkeeper.ui.frame import Frame


_NONE = ("", "")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form that holds something that was not saved.

    Attributes:
        form: The key under which it is kept.
        kind: Of the record.
        record_id: Of the record that was being changed; "" for a new one.
        about: What a new record began with: the name of a field and the id in it; ("", "") for
            nothing.
        at: When it was last typed into.
        text: What to call it, in the language in force.
    """

    form: str
    kind: str
    record_id: str
    about: tuple[str, str]
    at: datetime
    text: str

    @property
    def when(self) -> str:
        """When it was last typed into, as people read it."""
        return f"{clock.local(self.at):%Y-%m-%d %H:%M}"


def unfinished(desk: Desk) -> list[Unfinished]:
    """Return what was begun and not finished, the latest first; on a worker thread."""
    found = []
    for typed in desk.unsaved.all():
        kind, _colon, rest = base(typed.form).partition(":")
        if kind not in KINDS:
            continue
        new = rest == "new" or rest.startswith("new:")
        record_id = "" if new else rest
        about = _about(desk, typed.form, rest.removeprefix("new").lstrip(":")) if new else _NONE
        text = _("New: {kind}") if new else _("Changing: {kind}")
        said = text.format(kind=KINDS[kind].label)
        found.append(Unfinished(typed.form, kind, record_id, about, typed.at, said))
    return found


def go_on(frame: Frame, one: Unfinished) -> None:
    """Show a form that was not finished; what was typed comes back in it."""
    name, about = one.about
    frame.resuming.emit(one.kind, one.record_id, {name: about} if name else {}, one.form)


def _about(desk: Desk, form: str, record_id: str) -> tuple[str, str]:
    """Return which field of a form began with a record, so that just this form can be opened."""
    if not record_id:
        return _NONE
    kept = desk.unsaved.kept(form) or {}
    # Another record may have been chosen since: that one will come back in its place.
    names = [name for name in kept if name.endswith("_id") and "/" not in name]
    exact = [name for name in names if kept[name] == record_id]
    return [*exact, *names, "household_id"][0], record_id
