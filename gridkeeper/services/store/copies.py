"""Whether a store was restored beside the one it was made of, and which of the two goes on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.services.store.backups import forget, usual_folder
from gridkeeper.storage import aside

if TYPE_CHECKING:
    from datetime import datetime

    from gridkeeper.services.session import Session
    from gridkeeper.storage.backup import About
    from gridkeeper.storage.unit import Unit

_COPY = "restored_copy"


@dataclass(frozen=True, slots=True)
class Copy:
    """That a store is a restored copy, and nobody has said yet that it goes on.

    Attributes:
        made_at: When the backup was made: what was recorded later is not in it.
        older: The file that it was made of, where that lies at hand; it may have gone since.
        is_told: Whether whoever opened it has been told.
    """

    made_at: datetime
    older: Path | None
    is_told: bool


def mark(unit: Unit, source: Path, target: Path, told: About) -> None:
    """Let a store know that it is a copy, in the caller's transaction.

    Args:
        unit: Of the restored store.
        source: The backup.
        target: What the restored store will be called.
        told: What the backup tells about itself.
    """
    beside = source.absolute().parent.with_name(told.store), target.absolute().with_name(told.store)
    older = next((str(path) for path in beside if _is_older(path, source, target)), "")
    _keep(unit, {"made_at": told.made_at, "older": older, "told": False})
    forget(unit)  # those that it knows of are of the other


def _is_older(path: Path, source: Path, target: Path) -> bool:
    """Whether a file is the one of which a backup was made, so far as one sees from outside."""
    mine = usual_folder(path) == source.absolute().parent or path.parent == target.absolute().parent
    return mine and path != target.absolute() and path.is_file()


def _keep(unit: Unit, facts: object) -> None:
    unit.settings.set(_COPY, json.dumps(facts, ensure_ascii=False))


class CopyService:
    """Knows whether the open store is a restored copy. Any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def copy(self) -> Copy | None:
        """Return what is known of it; None where it is no copy, or was said to go on."""
        with self._session.store.reading() as unit:
            facts = json.loads(unit.settings.get(_COPY, "null"))
        if facts is None:
            return None
        older = Path(facts["older"]) if facts["older"] else None
        is_there = older is not None and older.is_file() and not aside.has_log(older)
        return Copy(clock.moment(facts["made_at"]), older if is_there else None, facts["told"])

    def told(self) -> None:
        """Keep in mind that whoever opened it has been told."""
        with self._session.store.writing() as unit:
            facts = json.loads(unit.settings.get(_COPY, "null"))
            if facts is not None:
                _keep(unit, facts | {"told": True})

    def go_on(self) -> Path | None:
        """Let this one go on; the older one gets another name, so that nobody opens it by mistake.

        One that is open somewhere is left alone.

        Returns:
            What the older one is called now; None where none was at hand.

        Raises:
            FileUnwritableError: It cannot be renamed; nothing was changed.
        """
        found = self.copy()
        now = self._session.now()
        renamed = None
        if found is not None and found.older is not None:
            when = f"{clock.local(now):%Y%m%d-%H%M%S}"
            renamed = aside.set_aside_store(found.older, when, aside.OLDER)
        with self._session.store.writing() as unit:
            _keep(unit, None)
            detail = {"aside": renamed.name} if renamed is not None else {}
            unit.note(clock.stamp(now), "copy goes on", detail)
        return renamed
