"""Figures: a period beside the one before, and the records behind every number.

Modules:
- `page`: the page.
- `days`: which period is looked at.
- `sections`: what is shown of each kind of work.
- `bars`: groups as bars, each of which leads to its records.
"""

from __future__ import annotations
