"""Ledgers and reports: chosen, looked at as they are printed, saved and printed.

Modules:
- `page`: the page.
- `wishes`: which paper, of which days, for whom.
- `seen`: a paper that was made to be looked at, of either kind.
- `reading`: a PDF, page by page.
- `sheet_view`: its pages on the screen.
- `ledger_view`: the beginning of a ledger as a table.
- `printing`: sheets to a printer; forms of a record, and any other PDF, looked at first.
- `saving`: a paper into a file that the person names.
- `private`: a folder for what must not be seen by others and not stay.
"""

from __future__ import annotations
