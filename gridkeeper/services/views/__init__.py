"""What lists, panels and the search box show.

Modules:
- `browsing`: long lists, some rows at a time.
- `dossiers`, `related`, `histories`: all about one record; what hangs on it; who said what when.
- `finding`, `at_doors`: the search box; what it finds where a door is asked for.
- `referring`: what references in forms may mean.
"""

from __future__ import annotations
