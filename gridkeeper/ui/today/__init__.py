"""Today: what is to be done, the most urgent first.

Modules:
- `page`: the page.
- `cards`: what stands above the day list.
- `sections`: the sections of the day list.
"""

from __future__ import annotations
