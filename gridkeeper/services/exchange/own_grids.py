"""Which grids one looks after oneself, as the office's last file says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Role
from gridkeeper.services.exchange.enrolment import grid_names
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from gridkeeper.exchange.manifest import Manifest
    from gridkeeper.storage.unit import Unit

_TOLD = "own_grids_changed"


@dataclass(frozen=True, slots=True)
class Moved:
    """Names of grids that came and went.

    Attributes:
        keeps: Whether others stay one's own.
    """

    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    keeps: bool = False


def take(unit: Unit, manifest: Manifest, now: datetime) -> Moved:
    """Let the owner look after the grids that the office says; return what is new and what not."""
    before, after = unit.replica.grids, manifest.scope
    if unit.replica.role is not Role.WORKER or not after or set(after) == set(before):
        return Moved()
    unit.look_after(after)
    gained = grid_names(unit, [one for one in after if one not in before])
    lost = grid_names(unit, [one for one in before if one not in after])
    day = clock.local_date(now).isoformat()
    keeps = any(one in before for one in after)
    unit.settings.set(_TOLD, json.dumps([day, gained, lost, keeps], ensure_ascii=False))
    return Moved(gained, lost, keeps)


def told(unit: Unit, day: date) -> list[str]:
    """Return, on the day on which it changed, what changed; it is said no longer than that."""
    on, gained, lost, *more = json.loads(unit.settings.get(_TOLD) or '["", [], []]')
    return said(gained, lost, keeps=True in more) if on == day.isoformat() else []


def said(gained: Sequence[str], lost: Sequence[str], *, keeps: bool) -> list[str]:
    """Return the sentences for grids that came and went, without full stops."""
    came = (
        _("From now on you also look after these grids: {grids}")
        if keeps
        else _("You look after these grids from now on: {grids}")
    )
    return [
        text.format(grids=_(", ").join(grids))
        for text, grids in (
            (came, gained),
            (_("You look after these grids no longer, and they leave your lists: {grids}"), lost),
        )
        if grids
    ]
