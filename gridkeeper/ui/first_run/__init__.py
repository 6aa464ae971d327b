"""The gate: first start, unlocking, and what to do if that fails.

Modules:
- `gate`: which page is shown, and what comes of it.
- `step`: one short page with one thing to do.
- `attempt`: work that such a page waits for.
- `doors`: the three doors of the first start.
- `joining`: join an office with a package and a code.
- `creating`: a new store.
- `place`: where a new store goes.
- `key_step`, `key_sheet`: the recovery key, to be written down or printed.
- `lock`: the password of a store.
- `recovering`, `key_lines`: the recovery key instead of the password.
- `rescuing`: a backup instead of a damaged store.
- `known`: what is known of a store while it is locked.
"""

from __future__ import annotations
