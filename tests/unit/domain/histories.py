"""Histories of one record that several devices worked on, seeing more or less of each other."""

from __future__ import annotations

import hypothesis.strategies as st

from gridkeeper.domain.changes import DELETED, Change, fold, heads_of
from gridkeeper.domain.fields import Merge

GROUPS = ("a", "b", "progress")
POLICIES = {"b": Merge.OFFICE, "progress": Merge.STATE}
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


@st.composite
def histories(draw):
    """Return the changes of a record that several devices worked on, seeing more or less."""
    made = [a_change("c00", {"a": "1"}, creates=True)]
    seen = {device: {"c00"} for device in range(3)}
    for number in range(1, draw(st.integers(1, 9))):
        device = draw(st.integers(0, 2))
        heads = folded([change for change in made if change.id in seen[device]]).heads
        names = draw(st.sampled_from([("a",), ("b",), ("a", "b"), ("progress",), (DELETED,)]))
        value = draw(st.sampled_from(["1", "2", "3"]))
        sets = {
            name: {"state": draw(st.sampled_from(["20", "50", "70"]))} if name == "progress"
            else (True if name == DELETED else value)
            for name in names
        }  # fmt: skip
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
