"""The store itself: making it, and keeping it safe.

Modules:
- `stores`: making a store, and asking it about itself.
- `passwords`, `strength`, `key_paper`: taking another password; how good one is; the recovery key
  on paper.
- `backups`, `thinning`, `restoring`, `copies`: proved backups, which of them are kept, going back
  to one, and which of two equal stores goes on after that.
- `sample_mark`: what a store of the sample is known by, wherever it lies.
- `leftovers`: what killed programs have left half-written.
- `persons`: who sits at the store of an office.
- `audits`: who has seen in full what is masked elsewhere.
"""

from __future__ import annotations
