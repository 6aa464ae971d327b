"""What is known behind a door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known behind a door, as the layers need it.

    Attributes:
        is_home: Whether a household is known there.
        days: How many days ago somebody was there last; None for never.
        outcome: Of that visit.
        tries: How often somebody had knocked in vain by then.
        tags: How many care groups are in force there.
        hazards: How many hazards are open there; `overdue`, whether one of them is too late.
        due: When the next visit shall be.
        checked: When it was verified last; "" where that is not known.
    """

    is_home: bool = False
    days: int | None = None
    outcome: str = ""
    tries: int = 0
    tags: int = 0
    hazards: int = 0
    overdue: bool = False
    use: str = ""
    occupancy: str = ""
    rent_use: str = ""
    due: date | None = None
    checked: str = ""
