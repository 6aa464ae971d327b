"""The day list.

Modules:
- `today`: what is urgent, returned, contended, to be looked at again, to be visited.
- `sections`: its parts, with lines that explain themselves.
- `news`: what came with the last batches.
"""

from __future__ import annotations
