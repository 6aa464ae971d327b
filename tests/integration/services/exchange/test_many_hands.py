"""Whatever an office and three workers do: when every batch has arrived, they hold the same."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.helpers import neighbours
from tests.helpers.hands import at_work, change_ids, differences
from tests.helpers.levels import DISTRICT
from tests.helpers.towns import OFFICE

pytestmark = pytest.mark.no_cover

_PLACES = st.integers(0, 30)
_STORES = st.integers(0, 5)
_USUAL = 200
_PHASES = (hypothesis.Phase.explicit, hypothesis.Phase.reuse, hypothesis.Phase.generate)
"""A history that fails is told as it is: to make it short takes minutes."""


class ManyHands(RuleBasedStateMachine):
    """What people do, one after the other; `ready` is where their stores are."""

    ready: Path

    def __init__(self):
        super().__init__()
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.hands = self.stack.enter_context(at_work(self.ready, Path(folder) / "town"))
        self.backups = {}

    def name(self, number):
        return self.hands.alive[number % len(self.hands.alive)]

    @rule(store=_STORES, grid=_PLACES, visit=st.booleans())
    def create(self, store, grid, visit):
        name = self.name(store)
        session = self.hands.open(name)
        known = self.hands.grids()
        grids = [one for one in session.replica.grids if one in known] or known
        self.hands.create(name, grids[grid % len(grids)], visit=visit)

    @rule(store=_STORES, place=_PLACES, value=st.integers(1, 3))
    def edit(self, store, place, value):
        self.hands.change(self.name(store), place, remark=f"说明{value}")

    @rule(store=_STORES, place=_PLACES, value=st.integers(1, 3))
    def disagree(self, store, place, value):
        self.hands.change(self.name(store), place, result=f"结果{value}")

    @rule(store=_STORES, place=_PLACES)
    def settle(self, store, place):
        self.hands.settle(self.name(store), place)

    @rule(store=_STORES, place=_PLACES)
    def open_again(self, store, place):
        self.hands.open_again(self.name(store), place)

    @rule(store=_STORES, place=_PLACES, content=st.integers(1, 3))
    def attach(self, store, place, content):
        self.hands.attach(self.name(store), place, content)

    @rule(store=_STORES, place=_PLACES, deleted=st.sampled_from((True, None)))
    def delete(self, store, place, deleted):
        self.hands.change(self.name(store), place, deleted=deleted)

    @rule(store=_STORES)
    def arrive(self, store):
        neighbours.arrive(self.hands, self.name(store))

    @rule(store=_STORES, place=_PLACES, to=_PLACES)
    def merge(self, store, place, to):
        neighbours.merge(self.hands, self.name(store), place, to)

    @rule(store=_STORES, place=_PLACES)
    def die(self, store, place):
        neighbours.die(self.hands, self.name(store), place)

    @rule(place=_PLACES, grid=_PLACES)
    def move(self, place, grid):
        grids = self.hands.grids()
        self.hands.change(OFFICE, place, grid_id=grids[grid % len(grids)])

    @rule(place=_PLACES, grids=st.sets(_PLACES, min_size=1, max_size=2))
    def entrust(self, place, grids):
        self.hands.entrust(place, grids)

    @rule(place=_PLACES, to=_PLACES)
    def leave(self, place, to):
        self.hands.leave(place, to)

    @rule(store=_STORES)
    def undo(self, store):
        self.hands.undo(self.name(store))

    @rule(place=_PLACES)
    def take_back(self, place):
        self.hands.take_back(place)

    @rule(store=_STORES, everything=st.booleans())
    def hand_over(self, store, everything):
        self.hands.hand_over(self.name(store), everything=everything)

    @rule(store=_STORES, place=_PLACES, rehearse=st.booleans())
    def take(self, store, place, rehearse):
        if self.hands.files:
            file = self.hands.files[place % len(self.hands.files)]
            self.hands.take(self.name(store), file, rehearse=rehearse)

    @rule(store=_STORES)
    def take_all(self, store):
        self.hands.take(self.name(store), *self.hands.files)

    @rule(store=_STORES)
    def use_mailbox(self, store):
        self.hands.use_mailbox(self.name(store))

    @rule(place=_PLACES)
    def lose(self, place):
        if self.hands.files:
            self.hands.files.pop(place % len(self.hands.files))

    @rule(store=st.sampled_from((OFFICE, DISTRICT)))
    def ask_again(self, store):
        if store in self.hands.alive:
            self.hands.ask_again(store)

    @rule(store=_STORES)
    def clone(self, store):
        name = self.name(store)
        if name not in {OFFICE, DISTRICT} and len(self.hands.alive) < 6:
            copied = f"copy-{len(self.hands.alive)}.gkdb"
            self.hands.copy(name, copied)
            self.hands.alive.append(copied)

    @rule(store=_STORES)
    def back_up(self, store):
        name = self.name(store)
        self.hands.copy(name, f"{name}.kept")
        self.backups[name] = change_ids(self.hands.open(name), own=True)

    @rule(store=_STORES)
    def restore(self, store):
        name = self.name(store)
        if name in self.backups:
            self.hands.close(name)
            self.hands.copy(f"{name}.kept", name)

    @rule(store=_STORES, days=st.sampled_from((-365, 0, 1, 40, 1095)))
    def set_clock(self, store, days):
        self.hands.set_clock(self.name(store), days)

    def teardown(self):
        try:
            self.hands.heal()
            assert differences(self.hands) == []
            assert neighbours.lost(self.hands) == []
        finally:
            self.stack.close()


@pytest.mark.parametrize("made", ["ready", "levels"])
def test_when_every_batch_has_arrived_all_hold_the_same(made, request, monkeypatch):
    nightly = hypothesis.settings.default.max_examples > _USUAL
    settings = hypothesis.settings(
        max_examples=500 if nightly else 6,
        stateful_step_count=30,
        phases=_PHASES,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    monkeypatch.setattr(ManyHands, "ready", request.getfixturevalue(made), raising=False)
    run_state_machine_as_test(ManyHands, settings=settings)
