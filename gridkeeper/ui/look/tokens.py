"""Colours, spacing, type and radii of every scheme; the only place where they stand.

Text on its ground keeps a contrast of at least 4.5 : 1 in light and dark and 7 : 1 in high contrast
(WCAG 2.2, 1.4.3 and 1.4.6); lines that carry meaning, such as the focus, at least 3 : 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain.labels import Label
from gridkeeper.domain.tones import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COLOURS", "Colours", "Scheme", "TextSize", "Tone"]


class Scheme(StrEnum):
    """Which colours are in force."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @property
    def label(self) -> Label:
        """What the settings call it."""
        return _SCHEME_LABELS[self]


class TextSize(StrEnum):
    """How large text is, and everything with it."""

    NORMAL = "normal"
    LARGE = "large"
    LARGEST = "largest"

    @property
    def label(self) -> Label:
        """What the settings call it."""
        return _SIZE_LABELS[self]

    @property
    def factor(self) -> float:
        """By how much all pixel sizes grow."""
        return _FACTORS[self]


_SCHEME_LABELS = {
    Scheme.LIGHT: Label("浅色", "Light"),
    Scheme.DARK: Label("深色", "Dark"),
    Scheme.CONTRAST: Label("高对比度", "High contrast"),
}
_SIZE_LABELS = {
    TextSize.NORMAL: Label("标准", "Normal"),
    TextSize.LARGE: Label("大", "Large"),
    TextSize.LARGEST: Label("特大", "Largest"),
}
_FACTORS = {TextSize.NORMAL: 1.0, TextSize.LARGE: 1.2, TextSize.LARGEST: 1.45}


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, as `#rrggbb`.

    Attributes:
        window: Behind everything.
        rail: Behind the navigation and the status line.
        surface: Cards, lists, fields.
        sunken: Every other row; what cannot be edited.
        text, soft: Text, and text of less weight.
        line: Thin borders; `strong_line` where the border carries meaning.
        accent, on_accent: The one accent colour, and text on it.
        accent_soft, on_accent_soft: What is chosen, and text on it.
        hover: Under the pointer.
        focus: Around what the keyboard speaks to.
        tones: Ground and text of chips and notices.
    """

    window: str
    rail: str
    surface: str
    sunken: str
    text: str
    soft: str
    line: str
    strong_line: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    hover: str
    focus: str
    tones: Mapping[Tone, tuple[str, str]]


COLOURS: Mapping[Scheme, Colours] = MappingProxyType(
    {
        Scheme.LIGHT: Colours(
            window="#f4f6fa",
            rail="#e9edf4",
            surface="#ffffff",
            sunken="#f8f9fc",
            text="#1a2230",
            soft="#566175",
            line="#dde2ec",
            strong_line="#8a94a8",
            accent="#1d5fa8",
            accent_hover="#174f8d",
            on_accent="#ffffff",
            accent_soft="#dbe8f8",
            on_accent_soft="#123f73",
            hover="#eef2f9",
            focus="#1d5fa8",
            tones=MappingProxyType(
                {
                    Tone.NEUTRAL: ("#e6eaf1", "#414c5f"),
                    Tone.GOOD: ("#dcf1e2", "#17613a"),
                    Tone.WARNING: ("#fdeecb", "#7a4b00"),
                    Tone.SERIOUS: ("#ffd8b5", "#843500"),
                    Tone.BAD: ("#fbe0df", "#9b1c1c"),
                    Tone.INFO: ("#dbe8f8", "#174a86"),
                }
            ),
        ),
        Scheme.DARK: Colours(
            window="#12161d",
            rail="#171c25",
            surface="#1b212b",
            sunken="#1f2631",
            text="#e8ecf3",
            soft="#a3aec0",
            line="#2e3745",
            strong_line="#77839a",
            accent="#5b9ce8",
            accent_hover="#79b0ef",
            on_accent="#0c1420",
            accent_soft="#223a58",
            on_accent_soft="#d5e6fb",
            hover="#252d3a",
            focus="#79b0ef",
            tones=MappingProxyType(
                {
                    Tone.NEUTRAL: ("#2d3644", "#c9d2e0"),
                    Tone.GOOD: ("#1c3b2a", "#9fdcb5"),
                    Tone.WARNING: ("#43340f", "#f2cf7c"),
                    Tone.SERIOUS: ("#55300f", "#fcbf8d"),
                    Tone.BAD: ("#4a2122", "#f7b0ac"),
                    Tone.INFO: ("#1f3a5c", "#b5d3f8"),
                }
            ),
        ),
        Scheme.CONTRAST: Colours(
            window="#ffffff",
            rail="#ffffff",
            surface="#ffffff",
            sunken="#ffffff",
            text="#000000",
            soft="#1f1f1f",
            line="#000000",
            strong_line="#000000",
            accent="#003a8c",
            accent_hover="#002a66",
            on_accent="#ffffff",
            accent_soft="#fff1a8",
            on_accent_soft="#000000",
            hover="#e8e8e8",
            focus="#8b00b3",
            tones=MappingProxyType(
                {
                    Tone.NEUTRAL: ("#ffffff", "#000000"),
                    Tone.GOOD: ("#ffffff", "#004d1f"),
                    Tone.WARNING: ("#ffffff", "#5c3600"),
                    Tone.SERIOUS: ("#ffffff", "#7a2e00"),
                    Tone.BAD: ("#ffffff", "#8a0000"),
                    Tone.INFO: ("#ffffff", "#003a8c"),
                }
            ),
        ),
    }
)

# Pixels at the normal text size; `Theme.px` makes them grow with the text.
SPACE = 8
RADIUS = 6
TEXT = 14
SMALL = 13
HEADING = 17
TITLE = 22
ROW = 38
CONTROL = 34
ICON = 18
FOCUS_WIDTH = 2
