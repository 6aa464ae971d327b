"""Small pieces that pages and dialogs are put together from.

Modules:
- `pieces`: labels, buttons, chips, cards and empty states in our look.
- `lines`: a line that leads somewhere.
- `dialog`: a dialog with a title, a body and its buttons.
"""

from __future__ import annotations
