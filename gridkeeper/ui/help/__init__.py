"""Help (F1): short pages, and every key.

Modules:
- `dialog`: the window with the pages.
- `dressing`: its look.
- `keys`: the page of all keys, made from the table of actions.
"""

from __future__ import annotations
