"""What is known of a store while it is locked: whose it is, so that people find theirs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _, capital

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gridkeeper.domain.replicas import Replica
    from gridkeeper.ui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Known:
    """Whose store it is; a file that was never open here is known by its name only.

    Attributes:
        viewed: Whether somebody only looked when it was open last.
        copied: Whether it is a restored copy, of which nobody has said that it goes on.
    """

    name: str
    unit: str = ""
    role: str = ""
    viewed: bool = False
    copied: bool = False

    @property
    def may_be_viewed(self) -> bool:
        """Whether it is, or may be, an office's, into which a supervisor looks."""
        return self.role in {"", Role.OFFICE}

    @property
    def about(self) -> str:
        """The role and the unit, where they say more than the name; and that it is a copy."""
        role = capital(str(Role(self.role).label)) if self.role else ""
        unit = self.unit if self.unit != self.name else ""
        copied = _("Restored copy") if self.copied else ""
        return " · ".join(part for part in (role, unit, copied) if part)

    @property
    def line(self) -> str:
        """The name with what says more."""
        return " · ".join(part for part in (self.name, self.about) if part)


def keep(preferences: Preferences, path: Path, replica: Replica, *, viewed: bool) -> None:
    """Remember whose a store is, and whether somebody only looks."""
    _keep(preferences, path, Known(replica.name, replica.unit, replica.role.value, viewed))


def keep_copied(preferences: Preferences, path: Path, *, copied: bool) -> None:
    """Remember whether a store is a restored copy."""
    known = of(preferences, path)
    if known.copied != copied:
        _keep(preferences, path, replace(known, copied=copied))


def places(paths: Iterable[Path]) -> dict[Path, str]:
    """Return where each of some files lies, as short as tells it from the others.

    What differs comes first, and at least the folder stands there.
    """
    every = list(paths)
    return {path: _place(path, [other for other in every if other != path]) for path in every}


def _place(path: Path, others: list[Path]) -> str:
    for length in range(2, len(path.parts)):
        tail = path.parts[-length:]
        if all(other.parts[-length:] != tail for other in others):
            return "/".join(tail)
    return str(path)


def _keep(preferences: Preferences, path: Path, known: Known) -> None:
    preferences.set(_name(path), json.dumps(asdict(known), ensure_ascii=False))


def of(preferences: Preferences, path: Path) -> Known:
    """Return what is known of a store."""
    try:
        return Known(**json.loads(preferences.text(_name(path))))
    except (ValueError, TypeError):
        return Known(path.stem)


def _name(path: Path) -> str:
    return f"known/{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
