"""How things stand, in the words of the status line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _
from gridkeeper.ui import handing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.services.desk import Desk
    from gridkeeper.services.store.copies import Copy


_EXCHANGE = frozenset({"resend", "gaps", "conflicts"})
"""Sections of the day list of which something is to be done where one hands over and takes in."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is shown outside the pages.

    Attributes:
        unsent: What is not handed over; "" where nothing has to be.
        backup: When the last backup was proved; only one that is there now counts.
        waiting: How much waits on some pages, by name; `words` says what is counted.
        copy: That the store is a restored copy; None if it is none.
    """

    unsent: str
    backup: str
    waiting: Mapping[str, int]
    copy: Copy | None = None
    words: Mapping[str, str] = field(default_factory=dict)


def standing(desk: Desk) -> Standing:
    """Return how things stand; on a worker thread."""
    today = desk.today.today()
    role = desk.session.replica.role
    unsent = ""
    if role is Role.WORKER or (role is Role.OFFICE and today.unsent):
        rest = not today.unsent and bool(desk.unsaved.all())
        never, asked = today.never_handed, today.is_asked
        unsent = handing.left(role, today.unsent, never=never, rest=rest, asked=asked)
    proved = desk.backups.last()
    if proved is None:
        backup = _("No backup yet")
    elif not proved.is_there:
        backup = _("No backup found: make one")
    else:
        at = clock.local(proved.at)
        backup = _("Backup of {at} verified").format(at=f"{at:%Y-%m-%d %H:%M}")
    urgent = [section for section in today.sections if section.urgent]
    there = [section for section in urgent if section.name in _EXCHANGE]
    badges = {name: some for name, some in (("today", urgent), ("exchange", there)) if some}
    waits = {name: sum(one.urgent for one in some) for name, some in badges.items()}
    words = {
        name: _(", ").join(f"{one.label} {one.urgent}" for one in some)
        for name, some in badges.items()
    }
    return Standing(unsent, backup, waits, desk.copies.copy(), words)
