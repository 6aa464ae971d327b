"""The lock: a wrong password, and a store that is locked while somebody is away."""

from __future__ import annotations

import pytest

from tests.helpers.desktops import Program
from tests.helpers.stories import given, sits_down, unlocks
from tests.helpers.towns import WORKER_1

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


def test_a_wrong_password_says_so_and_can_be_typed_anew(desktop, town):
    program = Program(desktop, "app", str(given(town, WORKER_1)))
    program.focus("密码")
    program.type("of another house")
    program.keys("Return")

    program.sees("密码不对")

    unlocks(program)


def test_unlocking_returns_to_the_page_that_was_locked(desktop, town):
    program = sits_down(desktop, given(town, WORKER_1))
    program.keys("ctrl+4")
    program.sees("还没有走访")

    program.keys("ctrl+l")
    program.sees_not("还没有走访")
    unlocks(program)

    program.sees("还没有走访")
