"""交接: what goes to and fro between workers and their office.

Modules:
- `page`: the page.
- `hand_over`, `places`, `handed`: handing over; where to; what was written.
- `take_in`: where batches are dropped.
- `intake`, `outcomes`: the rehearsal of batches and their taking in; what is said of each.
- `conflicts`, `other_value`: what two people said differently, settled; a value of one's own.
- `panel`: a table with what can be done about its lines.
- `undoing`, `revoking`: taking a whole batch back; computers that are lost or replaced.
- `enrolling`: how a worker joins.
- `history`: the tables of peers and of batches.
- `tables`: small tables whose lines wrap.
- `line_delegate`: draws their cells.
- `work`: what runs beside the window.
"""

from __future__ import annotations
