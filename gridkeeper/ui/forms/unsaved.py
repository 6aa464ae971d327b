"""What was begun in forms and not finished, for the day list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, codes, ids, kinds
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.services.plans.visit_sheets import DRAFT
from gridkeeper.services.records.keeping import INSIDE
from gridkeeper.services.records.unsaved import base
from gridkeeper.services.showing import days
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from gridkeeper.domain.records import Kind
    from gridkeeper.services.desk import Desk
    from gridkeeper.ui.frame import Frame


_NONE = ("", "")
ABOUT = ("household_id", "person_id", "premises_id")
"""The fields that say whom or which door a record is about."""

_DOOR = re.compile(r"\d{1,4}(-\d{1,4}){1,3}")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form that holds something that was not saved.

    Attributes:
        form: The key under which it is kept.
        kind: Of the record; `DRAFT` of a visit sheet.
        record_id: Of the record that was being changed; "" for a new one; the code of a sheet.
        about: What a new record began with: the name of a field and the id in it; ("", "") for
            nothing.
        at: When it was last typed into.
        text: What to call it, in the language in force: the kind, and what it is about, masked.
        caution: That the household which it is about has been closed; "" where it has not.
    """

    form: str
    kind: str
    record_id: str
    about: tuple[str, str]
    at: datetime
    text: str
    caution: str = ""

    @property
    def when(self) -> str:
        """When it was last typed into, as people read it."""
        return days.moment(clock.local(self.at))


def unfinished(desk: Desk) -> list[Unfinished]:
    """Return what was begun and not finished, the latest first; on a worker thread."""
    found = []
    for typed in desk.unsaved.all():
        kind, _colon, rest = base(typed.form).partition(":")
        if kind == DRAFT:
            said = _("Keying in: visit sheet {code}").format(code=rest)
            found.append(Unfinished(typed.form, kind, rest, _NONE, typed.at, said))
        if kind not in KINDS:
            continue
        new = rest == "new" or rest.startswith("new:")
        record_id = "" if new else rest
        facts = desk.unsaved.kept(typed.form) or {}
        about = _about(facts, rest.removeprefix("new").lstrip(":")) if new else _NONE
        text = _("New {what}") if new else _("Changing: {what}")
        said = text.format(what=KINDS[kind].label)
        what = _what(desk, kind, record_id, facts)
        event = _event(kind, facts) if new else ""
        if event:  # the kind alone would call a death and a move the same
            said = _("{event}: {title}").format(event=event, title=what) if what else event
        elif what:
            said = _("{form} “{title}”").format(form=said, title=what)
        caution = _caution(desk, kind, record_id, facts)
        found.append(Unfinished(typed.form, kind, record_id, about, typed.at, said, caution))
    return found


def go_on(frame: Frame, one: Unfinished) -> None:
    """Show a form that was not finished; what was typed comes back in it."""
    name, about = one.about
    frame.resuming.emit(one.kind, one.record_id, {name: about} if name else {}, one.form)


def _what(desk: Desk, kind: str, record_id: str, facts: Mapping[str, str]) -> str:
    """Return which one it is, masked: the record, whom or which door it is about, or its title."""
    if record_id:
        return _named(desk, KINDS[kind], record_id)
    for name in ABOUT:
        value = facts.get(name, "").strip()
        if ids.is_id(value):
            return _named(desk, KINDS[KINDS[kind].by_name[name].refers], value)
        if _DOOR.fullmatch(value):
            return value
    return _title(KINDS[kind], facts)


def _caution(desk: Desk, kind: str, record_id: str, facts: Mapping[str, str]) -> str:
    home = record_id if kind == kinds.HOUSEHOLD.name else facts.get(ABOUT[0], "").strip()
    return desk.references.caution(home) if ids.is_id(home) else ""


def _event(kind: str, facts: Mapping[str, str]) -> str:
    """Return what happened, of a kind whose records say it; "" else."""
    about = KINDS[kind].by_name.get("event")
    code = facts.get("event", "").strip()
    if about is None or code not in codes.table(about.codes).labels:
        return ""
    return codes.table(about.codes).text(code)


def _named(desk: Desk, kind: Kind, record_id: str) -> str:
    found = desk.references.named(kind, record_id)
    return found.title if found is not None else ""


def _title(kind: Kind, facts: Mapping[str, str]) -> str:
    """Return what is typed for a title, without the people who are named in the form."""
    about = kind.by_name.get(kind.title)
    if about is None:
        return ""
    inside = {name: made for name, (made, _field) in INSIDE.get(kind.name, {}).items()}
    people = set()
    for name, value in facts.items():
        outer, _slash, _rest = name.partition("/")
        field = inside.get(outer, kind).by_name.get(name.rpartition("/")[2])
        if field is not None and field.mask is Mask.NAME and field is not about:
            people.add(value.strip())
    return shown(" ".join(facts.get(kind.title, "").split()), about.mask, Profile.MASKED, people)


def _about(facts: Mapping[str, str], record_id: str) -> tuple[str, str]:
    """Return which field of a form began with a record, so that just this form can be opened."""
    if not record_id:
        return _NONE
    # Another record may have been chosen since: that one will come back in its place.
    names = [name for name in facts if name.endswith("_id") and "/" not in name]
    exact = [name for name in names if facts[name] == record_id]
    return [*exact, *names, "household_id"][0], record_id
