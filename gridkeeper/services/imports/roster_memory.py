"""What the columns of a roster mean, as somebody said it: the next one needs no question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gridkeeper.domain.headings import folded
from gridkeeper.services.imports import register_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gridkeeper.storage.unit import Unit

_SETTING = "roster_columns"
_MOST = 50
"""Rosters whose columns are remembered; the one that was not used for longest is forgotten."""

Memory = list[dict[str, Any]]


def of(unit: Unit) -> Memory:
    """Return what is remembered, the last first."""
    found: Memory = json.loads(unit.settings.get(_SETTING, "[]"))
    return found


def heard(memory: Memory) -> frozenset[str]:
    """Return all headings that somebody explained."""
    return frozenset(heading for one in memory for heading in one["means"])


def recalled(memory: Memory, headings: Iterable[str]) -> Mapping[str, str]:
    """Return what was said of the columns of a roster with these headings.

    The rows that were handed back to be mended have the same.
    """
    wanted = _told(headings)
    found: Mapping[str, str] = next((one["means"] for one in memory if one["has"] == wanted), {})
    here = set(headings)
    return {heading: meant for heading, meant in found.items() if heading in here}


def keep(unit: Unit, headings: Iterable[str], mapping: Mapping[str, str]) -> None:
    """Remember what the columns of a roster mean."""
    told, memory = _told(headings), of(unit)
    kept = [one for one in memory if one["has"] != told]
    if mapping:
        kept.insert(0, {"has": told, "means": dict(mapping)})
    if kept != memory:
        unit.settings.set(_SETTING, json.dumps(kept[:_MOST], ensure_ascii=False))


def _told(headings: Iterable[str]) -> list[str]:
    """Return the headings that tell a roster from others, in an order of their own."""
    left_out = set(map(folded, register_files.rules()["ignored"]))
    return sorted({folded(heading) for heading in headings} - left_out - {""})
