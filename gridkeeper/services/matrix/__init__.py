"""The matrix of doors 楼栋: a building, floors by doors.

Modules:
- `matrix`: a building as a worker walks through it.
- `grid`: where each door stands in it.
- `facts`: what is known behind a door.
- `layers`: what it can show of each door.
- `values`: buildings and doors as it shows them.
- `beginnings`: what a record begins with at one of its doors.
- `rooms`: doors that the register lacks.
- `paper`: a building on paper.
"""

from __future__ import annotations
