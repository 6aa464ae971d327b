"""Lists of records with what stands around them: filters, the panel beside them, imports.

Modules:
- `record_list`: the table that people scroll, sort and choose in.
- `answers`: asks a list's query on a worker thread, and finds again what was chosen.
- `copying`: rows as text for the clipboard.
- `row_delegate`: draws its cells.
- `column_menu`: which columns are shown, in which order the rows come, and copying them.
- `shelf`: what a list of one kind shows: columns, filters, words.
- `switch`: the tabs above the lists of one page.
- `filter_bar`: the search field and the choices above a list.
- `filters`: what can be chosen there, and the query that comes of it.
- `days_dialog`: asks for a period of one's own.
- `detail`: all about one record, beside the list.
- `detail_parts`: the pieces that it is put together from.
- `reading`: in which order its fields are read.
- `record_page`: a page with a list, filters and a panel.
- `list_side`: a list with its filters.
- `fitting`: how wide columns are.
- `focus`: where the keyboard is.
- `panel`: what stands beside a list: the detail, a form, or a word of advice.
- `deeds`: deleting, revealing, printing, and the next step.
- `left_rows`: the rows that stay out of an import, with the reasons.
- `import_dialog`, `importing`, `import_parked`: taking in rosters and cases of other systems; what
  is said of it, and of rows that may be duplicates.
- `columns_dialog`: what columns of such a file mean, where a person says it.
- `roster_grid`, `roster_doubles`: where rows of a roster belong that name no grid; what becomes of
  those that may be duplicates.
"""

from __future__ import annotations
