"""Ledgers and reports: chosen, looked at as they are printed, saved and printed.

Modules:
- `page`: the page.
- `wishes`: which paper, of which days, for whom.
- `profiles`: for whom it is, in words.
- `preview`: a paper while it is made, and then as it will be.
- `reading`: a PDF, page by page.
- `sheet_view`: its pages on the screen.
- `ledger_view`: the beginning of a ledger as a table.
- `printing`: the forms of a record and any other PDF, looked at in a dialog.
- `handing_out`: papers into files and to printers.
- `in_full`: what a copy in full is for.
- `all_ledgers`: all ledgers of a period at once, into a folder.
- `private`: a folder for what others must not see and what must not stay.
"""

from __future__ import annotations
