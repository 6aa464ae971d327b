"""How far something is, and whether to go on."""

from __future__ import annotations

from typing import Protocol


class CancelledError(Exception):
    """The person asked to stop; nothing was left behind."""


class Progress(Protocol):
    """What long work tells about itself.

    `report` may be called from any thread; it raises `CancelledError` when the work shall stop,
    and the work then leaves everything as it was.
    """

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are done; a total of 0 means it is not known."""


class Quiet:
    """Progress that nobody watches."""

    def report(self, done: int, total: int) -> None:
        """Ignore it."""
