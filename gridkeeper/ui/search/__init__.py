"""The one search box (Ctrl+K): records, doors and commands.

Modules:
- `dialog`: the box.
- `answers`: the lines under it.
- `commands`: what it can do besides finding.
"""

from __future__ import annotations
