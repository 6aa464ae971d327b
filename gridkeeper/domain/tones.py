"""What a text wants to be coloured like; the screen never lets the colour stand alone."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """How urgent or how good something is."""

    NEUTRAL = "neutral"
    GOOD = "good"
    WARNING = "warning"
    SERIOUS = "serious"
    BAD = "bad"
    INFO = "info"
