"""Records: from what was typed to what is kept, and back.

Modules:
- `drafts`, `typed`: from what was typed to a record, the one way in; the way back.
- `surroundings`: what the store knows that a draft leaves unsaid.
- `unsaved`: what is typed and not saved yet.
- `recording`, `amending`, `keeping`: recording and deleting; a record that is there; a record with
  what is inside it.
- `members`: who lives where a visit is made, changed by it or new there.
- `doors`, `vacancy`: what the register has behind a door, and homes that are new; a dwelling is
  empty no more.
- `moving`: what lies in a building or a home moves with it to another grid.
- `verifying`: that what the register says is so, and since when.
- `restricting`: whether a restricted care group may be written down.
- `quick_lines`, `phrases`: one typed line made into the beginning of a record; what one writes
  again and again.
- `repeating`, `earlier_visits`, `visit_cautions`: what was written at the visit before; how often
  nobody was met; what a person may not have thought of.
- `casework`, `assignees`: cases from state to state; whom they may be passed on to.
- `undoing`, `settling`: taking back and doing again; letting one of several claims stand.
"""

from __future__ import annotations
