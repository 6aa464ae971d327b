"""Ledgers: Excel out and in.

Modules:
- `columns`: what a ledger and its columns are, and how columns are taken from fields.
- `visits`: the ledger of visits 走访台账.
- `disputes`: the ledger of disputes 矛盾纠纷排查化解台账.
- `hazards`: the ledger of hazards 安全隐患排查整治台账.
- `requests`: the ledger of requests 民情民意台账.
- `people`: the ledger of people 实有人口台账.
- `registry`: all ledgers by name.
- `styles`: fonts, fills, borders and number formats.
- `heads`: what stands above and below the rows, in words.
- `layout`: what openpyxl makes of a ledger: title, headings, print set-up.
- `annexes`: the sheets beside the ledger: legend and checks.
- `cells`: data as the cells of a workbook: typed, masked, inert.
- `plain`: data as plain text, to be looked at before a file is made.
- `injection`: rows streamed into the workbook that openpyxl made.
- `checks`: figures on paper beside figures of the store.
- `workbook`: the way out: one ledger, one checked file.
- `replacing`: files that appear under their names only when they are whole.
- `reading`: the way in: a sheet of any origin as headings and rows of text.
- `values`: cells of a sheet as text, and text as a cell can hold it.
- `headings`: where the heading row of a sheet is, and what it says.
- `returned`: rows that could not be taken in, handed back to be mended.
- `texts_in_files`: text files in whatever encoding, with whatever delimiter.
"""

from __future__ import annotations
