"""How the schema came to be what it is: one module a step, never changed once released.

Modules:
- `env`: how alembic runs a step inside the store's own transaction.
- `versions`: the steps, `NNNN_what_changes`.
"""

from __future__ import annotations
