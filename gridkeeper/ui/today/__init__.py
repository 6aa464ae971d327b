"""Today: what is to be done, the most urgent first.

Modules:
- `page`: the page.
- `cards`: what stands above the day list.
- `sections`: the sections of the day list.
- `visits`, `covered`: the visits that are due; how far they are covered.
- `sheets`: printing the visit sheet, and finding it again.
- `keying`, `sheet_lines`: keying it in; its lines.
"""

from __future__ import annotations
