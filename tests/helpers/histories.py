"""Histories of a few records as several authors write them, for properties of merging."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from gridkeeper.domain.changes import DELETED, Change, GroupValue, fold, heads_of
from gridkeeper.domain.kinds import KINDS
from gridkeeper.storage.projection import policies, ranks
from tests.helpers.stores import an_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GROUPS: Mapping[str, Mapping[str, Sequence[GroupValue]]] = MappingProxyType(
    {
        "visit": {
            "situation": ("灯泡不亮", "已更换", None),
            "outcome": ({"outcome": "01"}, {"outcome": "03", "tries": 2}, None),
            "progress": ({"state": "10"}, {"state": "30", "reviewer": "王芳"}),
            "grid_id": ("a" * 32, "b" * 32),
        },
        "dispute": {
            "mediator": ({"mediator": "李梅", "mediator_phone": "1"}, {"mediator": "王芳"}, None),
            "amount": (100, 250, None),
            "progress": ({"state": "30"}, {"state": "90", "closed_on": "2026-10-08"}),
            "group_of_tomorrow": ("new", {"one": 1, "two": None}),
        },
        "kind_of_tomorrow": {"anything": (1, True, {"x": "y"})},
    }
)
_RECORDS = ("visit", "visit", "dispute", "dispute", "kind_of_tomorrow")


@dataclass(frozen=True)
class Step:
    """What one author does next.

    Attributes:
        record: Which record she works on.
        seen: A bit for each earlier change of the record: whether she has seen it.
        act: Creates, edits, deletes, or takes a deletion back.
        picks: Which groups she sets, and to which of their values.
    """

    record: int
    seen: int
    act: str
    picks: tuple[int, ...]
    office: bool
    own: bool


steps = st.builds(
    Step,
    record=st.integers(0, len(_RECORDS) - 1),
    # Mostly all of it: histories that are all conflict say little about the usual case.
    seen=st.one_of(st.just(-1), st.just(-1), st.integers(0, 2**10)),
    act=st.sampled_from(("edit", "edit", "edit", "create", "delete", "restore")),
    picks=st.tuples(*[st.integers(0, 3)] * 4),
    office=st.booleans(),
    own=st.booleans(),
)


@dataclass(frozen=True)
class Written:
    """A change, and whether the first of the stores made it itself."""

    change: Change
    own: bool


@st.composite
def histories(draw: st.DrawFn) -> list[Written]:
    """Return changes in an order in which they may have been written."""
    written: list[Written] = []
    for number, step in enumerate(draw(st.lists(steps, min_size=1, max_size=14))):
        record = an_id(step.record)
        earlier = [one.change for one in written if one.change.record == record]
        known = [change for place, change in enumerate(earlier) if step.seen >> place & 1]
        if not earlier and step.act != "edit":
            step = replace(step, act="create")  # noqa: PLW2901 - the usual way to begin
        written.append(Written(_change(number, record, step, known), step.own))
    return written


def _change(number: int, record: str, step: Step, known: Sequence[Change]) -> Change:
    kind = _RECORDS[step.record]
    sets = _sets(kind, step)
    return Change(
        id=an_id(0xC000 + number),
        record=record,
        kind=kind,
        grid="",
        lamport=max((change.lamport for change in known), default=0) + 1,
        author="office" if step.office else "worker",
        office=step.office,
        claimed_at=f"2026-10-{number % 28 + 1:02d}T00:00:00Z",
        creates=step.act == "create",
        sets=sets,
        bases={} if step.act == "create" else _bases(kind, step, sets, known),
    )


def _sets(kind: str, step: Step) -> dict[str, GroupValue]:
    if step.act == "delete":
        return {DELETED: True}
    if step.act == "restore":
        return {DELETED: None}
    groups = _GROUPS[kind]
    start = step.picks[1] % len(groups)
    chosen = [*groups, *groups][start : start + 1 + step.picks[0] % len(groups)]
    return {
        group: groups[group][pick % len(groups[group])]
        for group, pick in zip(chosen[::-1], step.picks, strict=False)
    }


def _bases(
    kind: str, step: Step, sets: Mapping[str, GroupValue], known: Sequence[Change]
) -> dict[str, Sequence[str]]:
    described = KINDS.get(kind)
    heads = (
        fold(known, policies(described), ranks(described)).heads if described else fold(known).heads
    )
    if step.act == "delete":
        return {**heads, DELETED: heads_of(heads, DELETED)}
    return {group: heads_of(heads, group) for group in sets}


@st.composite
def deliveries(draw: st.DrawFn, history: Sequence[Written]) -> list[list[int]]:
    """Return batches of places in a history: all of it, in some order, some of it again."""
    places = list(range(len(history)))
    order = draw(st.permutations(places))
    again = draw(st.lists(st.sampled_from(places), max_size=4))
    size = draw(st.integers(1, len(places)))
    stream = [*order, *again]
    return [stream[start : start + size] for start in range(0, len(stream), size)]
