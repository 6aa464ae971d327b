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
    """Whose store it is; a file that was never open here is known by its name only."""

    name: str
    unit: str = ""
    role: str = ""

    @property
    def is_office(self) -> bool:
        """Whether it is an office's, into which a supervisor may look."""
        return self.role == Role.OFFICE

    @property
    def about(self) -> str:
        """The role and the unit, where they say more than the name."""
        role = str(Role(self.role).label) if self.role else ""
        unit = self.unit if self.unit != self.name else ""
        return " · ".join(part for part in (role, unit) if part)


def keep(preferences: Preferences, path: Path, replica: Replica) -> None:
    """Remember whose a store is."""
    known = Known(replica.name, replica.unit, replica.role.value)
    preferences.set(_name(path), json.dumps(asdict(known), ensure_ascii=False))


def of(preferences: Preferences, path: Path) -> Known:
    """Return what is known of a store."""
    try:
        return Known(**json.loads(preferences.text(_name(path))))
    except (ValueError, TypeError):
        return Known(path.stem)


def _name(path: Path) -> str:
    return f"known/{hashlib.sha256(str(path).encode()).hexdigest()[:16]}"
