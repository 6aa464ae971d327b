"""What is known of a store while it is locked: whose it is, so that people find theirs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.domain.replicas import Replica
    from gridkeeper.ui.preferences import Preferences


@dataclass(frozen=True, slots=True)
class Known:
    """Whose store it is; a file that was never open here is known by its name only.

    Attributes:
        viewed: Whether somebody only looked when it was open last.
    """

    name: str
    unit: str = ""
    role: str = ""
    viewed: bool = False

    @property
    def may_be_viewed(self) -> bool:
        """Whether it is, or may be, an office's, into which a supervisor looks."""
        return self.role in {"", Role.OFFICE}

    @property
    def about(self) -> str:
        """The role and the unit, where they say more than the name."""
        role = str(Role(self.role).label) if self.role else ""
        unit = self.unit if self.unit != self.name else ""
        return " · ".join(part for part in (role, unit) if part)

    @property
    def line(self) -> str:
        """The name with what says more."""
        return " · ".join(part for part in (self.name, self.about) if part)


def keep(preferences: Preferences, path: Path, replica: Replica, *, viewed: bool) -> None:
    """Remember whose a store is, and whether somebody only looks."""
    known = Known(replica.name, replica.unit, replica.role.value, viewed)
    preferences.set(_name(path), json.dumps(asdict(known), ensure_ascii=False))


def of(preferences: Preferences, path: Path) -> Known:
    """Return what is known of a store."""
    try:
        return Known(**json.loads(preferences.text(_name(path))))
    except (ValueError, TypeError):
        return Known(path.stem)


def _name(path: Path) -> str:
    return f"known/{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
