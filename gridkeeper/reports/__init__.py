"""Papers: PDF reports, lists, forms and notices, drawn on the page by hand.

Documents take domain values and write a file; they never read the store and never count.

Modules:
- `month`: the report on the work of the grids, for a month or any other period.
- `visits`, `disputes`, `hazards`, `requests`: the lists of a period, with figures at the top.
- `lists`: what those lists have in common.
- `ledgers`: a ledger as it is printed.
- `visit_form`: the record of one visit, to keep and to sign.
- `visit_sheet`: whom to visit, in the order of the way, with boxes to tick.
- `household_card`: the file of one household, to check with its people and to sign.
- `notice`: the notice of a hazard, in two copies.
- `doors`: the doors of a building, floors by doors.
- `proof`: what went to and fro, on one page.
- `recovery_key`: the recovery key of a store, on one page.
- `overview`: what a period comes to, in cards and sentences.
- `groups`: figures by group, as tables, as bars, as one row a place.
- `trends`: figures by day as a trend.
- `wording`: figures in words.
- `cells`: what a field of a record says, and the words of state.
- `story`: titles, headings, paragraphs, cards, notes, signatures.
- `forms`: labelled boxes.
- `columns`: what a table is.
- `tables`: tables of any length.
- `abreast`: tables too wide for a sheet.
- `charts`: how charts are drawn.
- `page`: pages, their head and foot, and what is drawn on them.
- `setting`: how lines of text become operators.
- `breaking`: where a line of Chinese ends.
- `styles`: sizes and colours.
- `fonts`: which font draws which character.
"""

from __future__ import annotations
