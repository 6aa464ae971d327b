"""What lists, panels and the search box show.

Modules:
- `browsing`: long lists, some rows at a time.
- `dossiers`, `facts`: all about one record; its fields.
- `related`, `histories`: what hangs on it; who said what when.
- `finding`, `at_doors`: the search box; what it finds where a door is asked for.
- `referring`: what references in forms may mean.
"""

from __future__ import annotations
