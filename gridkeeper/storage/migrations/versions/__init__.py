"""The steps; the number is the revision.

Modules:
- `0001_first`: the first schema.
- `0002_indexes_for_lists`: indexes in the order of lists.
"""

from __future__ import annotations
