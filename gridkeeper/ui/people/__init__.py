"""The page of the register: residents, households, dwellings, buildings, grids, premises.

Modules:
- `page`: its lists and its words.
"""

from __future__ import annotations
