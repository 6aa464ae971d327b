"""Which grids one looks after oneself, as the office's last file says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Role
from gridkeeper.services.enrolment import grid_names
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from gridkeeper.exchange.manifest import Manifest
    from gridkeeper.storage.unit import Unit

_TOLD = "own_grids_changed"


def take(unit: Unit, manifest: Manifest, now: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Let the owner look after the grids that the office says; return what is new and what not."""
    before, after = unit.replica.grids, manifest.scope
    if unit.replica.role is not Role.WORKER or not after or set(after) == set(before):
        return (), ()
    unit.look_after(after)
    gained = grid_names(unit, [one for one in after if one not in before])
    lost = grid_names(unit, [one for one in before if one not in after])
    day = clock.local_date(now).isoformat()
    unit.settings.set(_TOLD, json.dumps([day, gained, lost], ensure_ascii=False))
    return gained, lost


def told(unit: Unit, day: date) -> list[str]:
    """Return, on the day on which it changed, what changed; it is said no longer than that."""
    on, gained, lost = json.loads(unit.settings.get(_TOLD) or '["", [], []]')
    return said(gained, lost) if on == day.isoformat() else []


def said(gained: Sequence[str], lost: Sequence[str]) -> list[str]:
    """Return the sentences for grids that came and went."""
    return [
        text.format(grids=_(", ").join(grids))
        for text, grids in (
            (_("You look after these grids from now on: {grids}"), gained),
            (_("You look after these grids no longer, and they leave your lists: {grids}"), lost),
        )
        if grids
    ]
