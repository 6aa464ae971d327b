"""The visits that are due.

Modules:
- `due`: what is due at every home, and how far the visits cover it.
- `rules`: the rules for it, the office's own or those of the program.
- `checklists`: what is looked at where something is checked.
- `own_rules`: how rules that come with the program become an office's own.
- `said`: why a visit is due, in sentences.
- `walk`: in which order one walks.
- `day_visits`: the weightiest homes to visit, with their places on the way.
- `visit_sheets`: printed sheets of due visits, and keying them in.
"""

from __future__ import annotations
