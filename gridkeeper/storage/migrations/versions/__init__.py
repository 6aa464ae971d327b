"""The steps; the number is the revision.

Modules:
- `0001_first`: the first schema.
"""

from __future__ import annotations
