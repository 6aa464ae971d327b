"""The one door to the files that travel with the program."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path, PurePosixPath


@cache
def _root() -> Path:
    """Return the resources folder of a frozen program, an installed wheel or a source tree."""
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [package / "_resources", package.parent / "resources"]
    if frozen is not None:
        places.insert(0, Path(frozen) / "resources")
    for place in places:
        if place.is_dir():
            return place
    message = "the resources folder is missing; install GridKeeper again"
    raise FileNotFoundError(message)


def path(name: str) -> Path:
    """Return where a resource lies; it need not exist.

    Args:
        name: Relative, with forward slashes, such as `codes/hazard_level.json`.

    Raises:
        ValueError: An absolute name, or one that climbs out with `..`.
    """
    relative = PurePosixPath(name)
    if relative.is_absolute() or ".." in relative.parts or ":" in name or "\\" in name:
        message = f"not a resource name: {name!r}"
        raise ValueError(message)
    return _root().joinpath(*relative.parts)


def text(name: str) -> str:
    """Return a UTF-8 resource as a string."""
    return path(name).read_text(encoding="utf-8")
