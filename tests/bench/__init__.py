"""How fast, beside whom: each module measures one part against its named peers in one run.

Modules:
- `rows`: what a measurement says, and the table of them.
- `memory`: how much memory a process has.
- `batches`: a batch of 100,000 changes, beside pygeodiff and beside a raw upsert.
- `batch_stores`: the stores and files that these begin with.
- `search`: finding records, beside scans with LIKE.
- `figures`: the figures of two years of 200,000 visits, beside a statement for each tally.
- `ledgers`: 100,000 rows of 25 styled columns to Excel.
- `doors`: a building of 272 doors, read and painted.
- `reports`: 10,000 rows of Chinese text to PDF.
"""

from __future__ import annotations
