"""Today: what is to be done, the most urgent first.

Modules:
- `page`: the page.
- `sections`: the sections of the day list.
"""

from __future__ import annotations
