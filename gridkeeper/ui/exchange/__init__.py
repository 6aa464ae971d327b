"""交接: what goes to and fro between workers and their office.

Modules:
- `page`: the page.
- `hand_over`, `places`, `ways`, `handed`: handing over; where to; how; what was written.
- `addressees`: what is said, before that, of those whom a batch goes to.
- `mailbox_line`, `mailbox_dialog`: what is new in a shared folder; which folder that is.
- `take_in`: where batches are dropped.
- `intake`, `outcomes`: the rehearsal of batches and their taking in; what is said of each.
- `conflicts`, `claim_columns`: what two people said differently; what is said of it.
- `other_value`, `settling_alike`: a value of one's own; many of a kind settled at once.
- `settled`: what was settled, to be opened again.
- `panel`: a table with what can be done about its lines.
- `gaps`, `gap_bar`: what came from a computer and what is missing; the bar that shows it.
- `repeating`: handing a batch of the past over once more.
- `undoing`, `revoking`: taking a whole batch back; computers that are lost or replaced.
- `enrolling`, `joining`: how a worker or a street joins; how this office joins a district.
- `entrusting`, `grid_ticks`: which grids a worker looks after; a list of grids to tick.
- `history`: the tables of peers and of batches.
- `seen`: what the page shows, read at once.
- `who_has_what`, `tabs`: what stands below the cards; the tabs of it.
- `tables`: small tables whose lines wrap.
- `line_delegate`, `column_widths`: draws their cells; how wide their columns are.
- `work`: what runs beside the window.
"""

from __future__ import annotations
