"""A patrol: a visit of its own kind, which people look for beside the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import checks, codes

if TYPE_CHECKING:
    from gridkeeper.ui.frame import Frame


def called() -> str:
    """Return what a patrol is called, in the language in force."""
    return codes.table("visit_kind").text(checks.ON_PATROL)


def begin(frame: Frame) -> None:
    """Begin the record of a patrol; what is open on a page is not what it is about."""
    frame.compose("visit", kind=called())
