"""Passwords: how good one is, taking another one, printing the recovery key again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.errors import InputInvalidError
from gridkeeper.texts import _

if TYPE_CHECKING:
    from gridkeeper.services.session import Session
    from gridkeeper.storage.engine import KdfCost


_GROUP = re.compile(r"[A-Z2-7018]{4}")
_GROUPS = 14


def wrong_group(recovery_key: str) -> int:
    """Return which group of a typed recovery key cannot be right, from 1; 0 if none is seen."""
    groups = re.split(r"[\s-]+", recovery_key.strip().upper())
    if len(groups) == 1:
        groups = re.findall(r".{1,4}", groups[0])
    wrong = (place for place, group in enumerate(groups, 1) if not _GROUP.fullmatch(group))
    return next(wrong, min(len(groups), _GROUPS) + 1 if len(groups) != _GROUPS else 0)


def change_password(
    session: Session, old: str, new: str, recovery_key: str = "", cost: KdfCost | None = None
) -> None:
    """Let another password open the store, at once and wholly; the recovery key stays.

    Whoever has forgotten the old password gives the recovery key, which goes before it.

    Raises:
        InputInvalidError: The new one is empty.
        StoreUnlockError: The old one is wrong; nothing was changed.
        FileUnwritableError: It could not be written; the old one still opens the store.
    """
    if not new:
        raise InputInvalidError(where=_("password"), reason=_("it is empty; choose one"))
    session.store.prove(old, recovery_key)
    session.store.change_password(new, cost)
    _note(session, "password")


def recovery_key_of(session: Session, password: str) -> str:
    """Return the recovery key to print it again, for whoever knows the password.

    Raises:
        StoreUnlockError: The password is wrong.
    """
    session.store.prove(password)
    _note(session, "recovery_key")
    return session.store.recovery_key()


def _note(session: Session, action: str) -> None:
    with session.store.writing() as unit:
        unit.note(clock.stamp(session.now()), action, {})
