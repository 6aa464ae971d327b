"""The small town that these tests play in."""

from __future__ import annotations

from tests.helpers.town_fixtures import made_town, quick_codes, town

__all__ = ["made_town", "quick_codes", "town"]
