"""The recovery key on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridkeeper.domain.privacy import Profile
from gridkeeper.services.papers.sheets import heading

if TYPE_CHECKING:
    from pathlib import Path

    from gridkeeper.services.session import Session


def write(session: Session, recovery_key: str, path: Path) -> None:
    """Write the page with the recovery key of an open store.

    Raises:
        FileExistsAlreadyError: What has the name is no paper.
        FileUnwritableError: No room, no right.
    """
    from gridkeeper.reports import recovery_key as paper  # noqa: PLC0415 - reportlab is heavy

    facts = replace(heading(session, None, Profile.FULL), author=session.replica.name)
    paper.write(path, recovery_key, session.store.path.name, heading=facts)
