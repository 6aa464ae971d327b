"""The mark of a store of the sample; it goes where the store goes, into backups and out of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.services.entrance import in_sample

if TYPE_CHECKING:
    from gridkeeper.services.session import Session

_SAMPLE = "sample"


def put_on(session: Session) -> None:
    """Let a store know that everything in it is invented."""
    with session.store.writing() as unit:
        unit.settings.set(_SAMPLE, "1")


def is_on(session: Session) -> bool:
    """Whether a store is one of the sample, wherever it lies; older ones by their place only."""
    if in_sample(session.store.path):
        return True
    with session.store.reading() as unit:
        return bool(unit.settings.get(_SAMPLE))
