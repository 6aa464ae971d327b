"""Which tone the state of a record has, and the attention that a household needs."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain import workflow
from gridkeeper.domain.tones import Tone
from gridkeeper.domain.transitions import TABLES

if TYPE_CHECKING:
    from gridkeeper.domain.records import Record

COLOURS = MappingProxyType({"1": Tone.BAD, "2": Tone.WARNING, "3": Tone.GOOD, "4": Tone.INFO})
"""Tones of the colours of households."""

RISKS = MappingProxyType({"1": Tone.BAD, "2": Tone.SERIOUS, "3": Tone.WARNING})
"""Tones of the risks of disputes, which are named after colours: red, orange, yellow."""

_VOID = frozenset({"95", "98", "99"})
_BACK = {
    "visit": frozenset({"35", "36"}),
    "dispute": frozenset({"45", "55", "85"}),
    "hazard": frozenset({"65"}),
    "request": frozenset({"65"}),
}
"""States in which something did not go well and waits for somebody."""


def of_state(kind: str, record: Record) -> Tone:
    """Return the tone of where a record stands; neutral for kinds without states."""
    if kind not in TABLES:
        return Tone.NEUTRAL
    flow = workflow.of(kind)
    state = flow.state(record)
    if state in _VOID:
        return Tone.NEUTRAL
    if state in _BACK[kind]:
        return Tone.WARNING
    if kind == "visit":
        return Tone.INFO if state in {"10", "20"} else Tone.GOOD
    return Tone.GOOD if state in flow.settled else Tone.INFO
