"""Work that is not done on the window's thread: make it, connect to it, then start it.

Modules:
- `job`: one piece of work, before, while and after it runs.
- `runner`: the worker threads on which jobs run.
- `tidying`: garbage is collected on the window's thread alone.
- `asking`: work for whoever has a window but no open store.
- `patient`: asking a place that may never answer.
- `watching`: looking every so often while somebody sees it.
- `child`: work in a process of its own, because in a thread it would hold up the window.
"""

from __future__ import annotations
