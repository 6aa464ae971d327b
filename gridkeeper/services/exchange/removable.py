"""Where a batch can be carried away on: sticks and cards that are plugged in now."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gridkeeper.storage import drives

if TYPE_CHECKING:
    from pathlib import Path


def places() -> list[Path]:
    """Return the folders of removable drives that can be written, in the order of their names."""
    return sorted(path for path in drives.removable() if os.access(path, os.W_OK))
