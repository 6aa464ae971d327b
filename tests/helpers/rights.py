"""Folders in which nothing can be written, for tests that may be run by root."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@contextmanager
def a_folder_for_all() -> Iterator[Path]:
    """Give a folder that is reached without rights to what lies above it."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        try:
            yield folder
        finally:
            folder.chmod(0o755)


@contextmanager
def write_protected(folder: Path) -> Iterator[None]:
    """Let nothing be written in a folder for as long as the block lasts, not even by root."""
    inside = [one for one in folder.rglob("*") if one.is_file()]
    for file in inside:
        file.chmod(0o444)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)
        for file in inside:
            file.chmod(0o644)
