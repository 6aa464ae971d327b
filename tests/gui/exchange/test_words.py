"""What is said of batches and of peers."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.services.batch_history import PeerLine
from gridkeeper.services.batch_import import Outcome
from gridkeeper.ui.exchange.history import counted, peer_columns
from gridkeeper.ui.exchange.outcomes import sentences, state


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"refused": "坏了"}, "拒收"),
        ({"seen": True}, "以前收过"),
        ({"seen": True, "same": "b.gkb"}, "与另一个相同"),
        ({"new": 3, "conflicts": (("person", "1", "phone"),)}, "有冲突"),
        ({"new": 3, "quarantined": ((7, "birth"),)}, "部分待查"),
        ({}, "没有新内容"),
        ({"new": 3}, "可以收取"),
    ],
)
def test_each_outcome_has_a_word(facts, word):
    assert state(Outcome("a.gkb", **facts), rehearsed=True)[0] == word


def test_what_is_put_aside_is_named_with_its_field():
    said = sentences(Outcome("a.gkb", new=1, quarantined=((7, "birth"),)), rehearsed=True)

    assert said == ["有一处内容另存待查：字段“birth”的内容不对"]


def test_what_came_another_way_is_counted():
    said = sentences(Outcome("a.gkb", new=1, known=2), rehearsed=True)

    assert said == ["其中 2 处以前已经收到过"]


def test_a_receipt_in_a_batch_is_told():
    outcome = Outcome("a.gkb", sender="李梅", confirmed=1200, confirmed_on=date(2026, 11, 20))

    assert sentences(outcome, rehearsed=False) == ["李梅已收到您在 2026-11-20 及以前给的全部记录"]


def test_a_batch_without_anything_says_so():
    assert sentences(Outcome("a.gkb"), rehearsed=True) == ["里面没有新内容。"]


def test_kinds_of_a_newer_program_are_counted_by_their_names():
    assert counted({"person": 1200, "drone": 2}) == "居民 1,200、drone 2"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "全部收到"),
        ({"sent": 9, "confirmed": 4}, "等待回执"),
        ({"waiting": 3}, "3 条待下发"),
        ({"sent": 9, "confirmed": 4, "waiting": 3}, "等待回执、3 条待下发"),
        ({"standing": Standing.INVITED}, "等她第一次上交"),
    ],
)
def test_how_far_a_worker_has_come(facts, said):
    line = PeerLine(
        **{
            "id": "1",
            "name": "李梅",
            "role": Role.WORKER,
            "series": "01",
            "standing": Standing.ACTIVE,
        }
        | facts
    )

    assert peer_columns()[4].text(line) == said
