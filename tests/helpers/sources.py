"""The project's own source files, read and taken apart."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "gridkeeper"


@cache
def files(*folders: str) -> tuple[Path, ...]:
    """Return all Python files under some folders of the project, the package's without any."""
    found = [file for name in folders or ("gridkeeper",) for file in (ROOT / name).rglob("*.py")]
    return tuple(sorted(found))


@cache
def tree(file: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def name(file: Path) -> str:
    """Return a file's name inside the project, for a message."""
    return file.relative_to(ROOT).as_posix()
