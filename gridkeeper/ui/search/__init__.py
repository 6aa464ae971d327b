"""The one search box (Ctrl+K): records, doors and commands.

Modules:
- `dialog`: the box.
- `answers`: the lines under it.
- `quick`: a line that reads as something to be recorded.
- `commands`: what it can do besides finding.
"""

from __future__ import annotations
