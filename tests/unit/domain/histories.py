"""Histories of one record that several devices worked on, seeing more or less of each other."""

from __future__ import annotations

import hypothesis.strategies as st

from gridkeeper.domain.changes import DELETED, Change, fold, heads_of
from gridkeeper.domain.fields import Merge

GROUPS = ("a", "b", "progress", "notes")
POLICIES = {
    "b": Merge.OFFICE,
    "progress": Merge.STATE,
    "notes": Merge.APPEND,
    "said": Merge.ONCE,
}
RANKS = {"20": 0, "50": 1, "70": 2}


def a_change(id_, sets, bases=None, *, creates=False, lamport=1, office=False):
    return Change(
        id=id_,
        record="r",
        kind="hazard",
        grid="g",
        lamport=lamport,
        author="甲",
        office=office,
        claimed_at="2026-10-08T01:30:00Z",
        creates=creates,
        sets=sets,
        bases=bases or {},
    )


def folded(known):
    return fold(known, POLICIES, RANKS)


_TOUCHED = [("a",), ("b",), ("a", "b"), ("progress",), (DELETED,), ("notes",)]
_DIGITS = st.sampled_from(["1", "2", "3"])
_VALUES = {
    "progress": st.sampled_from(["20", "50", "70"]).map(lambda state: {"state": state}),
    "notes": st.sampled_from(["1", "2", "1\n2", "1\n3", "1\n2\n4", None]),
    DELETED: st.just(value=True),
}


@st.composite
def histories(draw):
    """Return the changes of a record that several devices worked on, seeing more or less."""
    made = [a_change("c00", {"a": "1"}, creates=True)]
    seen = {device: {"c00"} for device in range(3)}
    for number in range(1, draw(st.integers(1, 9))):
        device = draw(st.integers(0, 2))
        heads = folded([change for change in made if change.id in seen[device]]).heads
        names = draw(st.sampled_from(_TOUCHED))
        sets = {name: draw(_VALUES.get(name, _DIGITS)) for name in names}
        if DELETED in names:
            bases = {**heads, DELETED: tuple(heads_of(heads, DELETED))}
        else:
            bases = {name: tuple(heads_of(heads, name)) for name in names}
        made.append(
            a_change(
                f"c{number:02}", sets, bases, lamport=len(seen[device]) + 1, office=device == 0
            )
        )
        seen[device].add(made[-1].id)
        other = draw(st.integers(0, 2))
        if draw(st.booleans()):
            seen[other] |= seen[device]
    return made
