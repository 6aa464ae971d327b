"""A household that was visited before, by keys alone, and how many keys that takes."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from tests.helpers.stopwatch import Counted
from tests.helpers.stories import given, leaves, looked_into, sits_down
from tests.helpers.towns import WORKER_1, a_visit_of, where

pytestmark = [pytest.mark.end2end, pytest.mark.slow]

_MOST = 12


def test_a_repeat_visit_takes_twelve_keys_at_most_besides_its_words(desktop, town, record_property):
    for day in ("2026-09-01", "2026-09-20"):
        a_visit_of(town.mei, visited_on=day, situation="老人身体尚可", measures="yi tixing yongqi")
    store = given(town, WORKER_1)
    program = sits_down(desktop, store)
    keys = Counted(program)

    keys.press("ctrl+n", "1")
    program.focus("走访户")
    keys.type("3-2-501")
    program.sees("3幢2单元501室", "list item")
    keys.press("Return")
    program.sees("与上次相同", "push button")
    keys.press("alt+u", "alt+l")
    program.focus("走访情况")
    keys.type(", xin huan le yao")
    keys.press("Tab", "Tab")
    program.focus("解决措施")
    program.sees("yi tixing yongqi（Alt+1）", "push button")
    keys.press("alt+1", "ctrl+s")
    program.sees("已保存")

    leaves(program)
    record_property("keys for a repeat visit", keys.count)
    record_property("words for a repeat visit", " ".join(keys.words))
    with looked_into(store) as session:
        *_before, visit = sorted(where(session, kinds.VISIT), key=lambda one: one.visited_on)
        (home,) = where(session, kinds.HOUSEHOLD)
    assert visit.situation == "老人身体尚可, xin huan le yao"
    assert (visit.outcome, visit.measures) == ("01", "yi tixing yongqi")
    assert home.verified_on == visit.visited_on > date(2026, 9, 20)
    assert keys.count <= _MOST
