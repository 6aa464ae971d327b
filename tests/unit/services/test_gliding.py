from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gridkeeper.services.gliding import Gliding

STEPS = (0, 10, 45, 80, 100)


class Heard:
    """Progress that keeps what it hears, as parts of a thousand."""

    def __init__(self):
        self.shown = []

    def report(self, done, total):
        self.shown.append(done * 1000 / total)


class Watch:
    """A watch that goes when a test says so."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


def test_it_goes_on_while_a_long_step_says_nothing():
    heard, watch = Heard(), Watch()
    gliding = Gliding(heard, STEPS, 1.0, watch)

    for _ in range(30):
        gliding.report(10, 100)
        watch.seconds += 0.1

    pairs = zip(heard.shown, heard.shown[1:], strict=False)
    assert all(one < following for one, following in pairs)
    assert heard.shown[0] == 100
    assert 400 < heard.shown[-1] < 450


def test_the_end_is_the_end():
    heard = Heard()

    Gliding(heard, STEPS, 1.0, Watch()).report(100, 100)

    assert heard.shown == [1000]


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.floats(0, 100)), min_size=1))
def test_it_never_goes_back_and_never_beyond_the_next_step(told):
    heard, watch = Heard(), Watch()
    gliding = Gliding(heard, STEPS, 1.0, watch)

    for step, seconds in sorted(told):
        watch.seconds += seconds
        gliding.report(step, 100)
        following = next((one for one in STEPS if one > step), step)
        assert step * 10 <= heard.shown[-1] <= following * 10

    assert heard.shown == sorted(heard.shown)
