"""Where things lie: the project, its environment, its locks."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
WINDOWS = os.name == "nt"
PROGRAMS = FOLDER / ("Scripts" if WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if WINDOWS else "python")


def lock_file(lock: str) -> Path:
    """Return where a lock lies."""
    return ROOT / "installer" / "locks" / f"{lock}.txt"
