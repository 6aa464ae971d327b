"""How much memory this process has."""

from __future__ import annotations

import resource
from pathlib import Path


def now_mb() -> float:
    """Return what it has now; Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def peak_mb() -> float:
    """Return the most that it has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
