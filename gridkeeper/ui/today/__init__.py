"""Today: what is to be done, the most urgent first.

Modules:
- `page`: the page.
- `cards`: what stands above the day list.
- `sections`: the sections of the day list.
- `visits`: the visits that are due.
- `sheets`: printing the visit sheet, and finding it again.
- `keying`, `sheet_lines`: keying it in; its lines.
"""

from __future__ import annotations
