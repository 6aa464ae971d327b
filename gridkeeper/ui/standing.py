"""How things stand, in the words of the status line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Role
from gridkeeper.services.showing.days import ago
from gridkeeper.services.store.backups import FRESH_DAYS
from gridkeeper.texts import _, plural
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
        is_backed_up: Whether that is enough, so that nothing need be done.
        waiting: How much waits on some pages, by name; `words` says what is counted.
        copy: That the store is a restored copy; None if it is none.
    """

    unsent: str
    backup: str
    waiting: Mapping[str, int]
    copy: Copy | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    is_backed_up: bool = True


def standing(desk: Desk, *, viewing: bool = False) -> Standing:
    """Return how things stand; on a worker thread.

    Who is only viewing hears nothing of backups: they are not for her to make.
    """
    today = desk.today.today()
    role = desk.session.replica.role
    unsent = ""
    if role is Role.WORKER or (role is Role.OFFICE and today.unsent):
        rest = not today.unsent and bool(desk.unsaved.all())
        never, asked = today.never_handed, today.is_asked
        unsent = handing.left(role, today.unsent, never=never, rest=rest, asked=asked)
    backup, is_backed_up = ("", True) if viewing else _backup(desk)
    urgent = [section for section in today.sections if section.urgent]
    there = [section for section in urgent if section.name in _EXCHANGE]
    badges = {name: some for name, some in (("today", urgent), ("exchange", there)) if some}
    waits = {name: sum(one.urgent for one in some) for name, some in badges.items()}
    words = {
        name: _(", ").join(f"{one.label} {one.urgent}" for one in some)
        for name, some in badges.items()
    }
    if "today" in words:
        words["today"] = _("Not to be put off: {what}").format(what=words["today"])
    return Standing(unsent, backup, waits, desk.copies.copy(), words, is_backed_up)


def _backup(desk: Desk) -> tuple[str, bool]:
    """Return how long ago the last backup was proved, and whether that is enough."""
    proved = desk.backups.last()
    if proved is None:
        return _("No backup yet"), False
    if not proved.is_there:
        return _("No backup found: make one"), False
    at, today = clock.local(proved.at), desk.session.today()
    age, since = (today - at.date()).days, ago(at.date(), today)
    if age <= 0:
        return _of_today(f"{at:%H:%M}", desk.backups.since(proved)), True
    failed = desk.backups.failed() is not None
    text = _("Backup verified {ago}")
    if failed:
        text = _("Backup failed, last one {ago}")
    elif age > FRESH_DAYS:
        text = _("Last backup {ago}: make one")
    return text.format(ago=since), not failed and age <= FRESH_DAYS


def _of_today(time: str, changes: int) -> str:
    """Return that there is a backup of today, and how much was written since."""
    if not changes:
        return _("Backup of today {time} verified").format(time=time)
    text = plural(
        "Backup of today {time}, {n} change since",
        "Backup of today {time}, {n} changes since",
        changes,
    )
    return text.format(time=time, n=f"{changes:,}")
