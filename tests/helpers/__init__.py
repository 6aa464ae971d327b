"""What tests of several packages share.

Modules:
- `logfail`: warnings in the log fail a test.
- `sources`: the project's own source files, read and taken apart.
"""

from __future__ import annotations
