"""What is said of the rows of a roster that may be people registered already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from gridkeeper.services.imports.register_import import RosterImported


def parked(done: RosterImported, *, taken_in: bool) -> str:
    """Return what becomes of the rows that may be duplicates."""
    number = len(done.parked)
    if taken_in:
        text = plural(
            "{n} row may be somebody registered already, or in the file twice; it is imported, "
            "and stands under "
            "“Possible duplicates”.",
            "{n} rows may be people registered already, or in the file twice; they are imported, "
            "and stand under "
            "“Possible duplicates”.",
            number,
        )
    else:
        text = plural(
            "{n} row may be somebody registered already, or in the file twice; it is put aside "
            "and not imported.",
            "{n} rows may be people registered already, or in the file twice; they are put aside "
            "and not imported.",
            number,
        )
    return text.format(n=f"{number:,}")


def parked_done(done: RosterImported) -> str:
    """Return what has become of the rows that may be duplicates."""
    if done.doubles:
        text = plural(
            "{n} row may be somebody registered already, or in the file twice; it was imported, "
            "and stands under “Possible duplicates”.",
            "{n} rows may be people registered already, or in the file twice; they were imported, "
            "and stand under “Possible duplicates”.",
            len(done.parked),
        )
    else:
        text = plural(
            "{n} row may be somebody registered already, or in the file twice; it was put aside "
            "and not imported.",
            "{n} rows may be people registered already, or in the file twice; they were put aside "
            "and not imported.",
            len(done.parked),
        )
    return text.format(n=f"{len(done.parked):,}")


def settle(done: RosterImported) -> str:
    """Return how many of those that were taken in are to be settled."""
    text = _("{n} of them may be registered twice")
    return text.format(n=f"{len(done.parked):,}")
