"""The one search box (Ctrl+K): records, doors and commands.

Modules:
- `dialog`: the box.
- `commands`: what it can do besides finding.
"""

from __future__ import annotations
