"""Use cases: one public method is one thing a person can do.

Each room knows those above it in this list, and few of those below.

Modules and rooms:
- `changes`, `deeds`: what changed, and who listens; what was done last, to be undone.
- `session`: one person at one open store; what every service works with.
- `lending`: copies that other programs show for a while.
- `gliding`: progress that goes on while a step says nothing.
- `heeding`: what another program has written into the same store.
- `showing`: how records are said: masked, in words, with how far they came.
- `papers`: figures, ledgers and reports.
- `attachments`: photos and documents.
- `register`: what happens to people and homes.
- `records`: from what was typed to what is kept; cases from state to state; undoing.
- `imports`: rosters and case files of other systems.
- `views`: long lists, panels, the search box.
- `plans`: the visits that are due, and the sheets to walk with.
- `matrix`: a building, floors by doors.
- `store`: making a store, its passwords and backups.
- `exchange`: handing over, taking in, and what people said differently.
- `samples`: the generated community, and the whole main job on it.
- `day`: the day list.
- `desk`: every service of one open store, for a screen.
- `entrance`: what can be done while no store is open.
- `errands`: long work in a process of its own.
"""

from __future__ import annotations
