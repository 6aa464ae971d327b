"""Item models: what views show, without a view.

Modules:
- `columns`: what a column of a list of records shows, and how.
- `differing`: where two orders of the same list differ.
- `reading_ahead`: the rows that come next while somebody scrolls.
- `refused`: rows of a file that were not taken in.
- `records`: a list of records of which only what is seen is read.
- `rows_aside`: rows that are read beside the window, which waits for them a moment.
"""

from __future__ import annotations
