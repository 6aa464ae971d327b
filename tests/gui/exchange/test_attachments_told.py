"""The exchange says on both sides how many photos and documents have come."""

from __future__ import annotations

import pytest

from gridkeeper.services.attachments.contents import Shared
from gridkeeper.services.exchange.batch_outcomes import Outcome
from gridkeeper.ui.exchange.handed import left_out
from gridkeeper.ui.exchange.outcomes import sentences, state


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (
            Outcome("b.gkb", sender="李梅", contents=3, shared=Shared(3, 3)),
            ["照片和文件共 3 个，已收到 3 个。"],
        ),
        (
            Outcome("b.gkb", sender="李梅", shared=Shared(1, 3)),
            ["照片和文件共 3 个，已收到 1 个。", "还差 2 个，下一份给李梅的文件会请对方补上。"],
        ),
        (Outcome("b.gkb", sender="李梅", shared=Shared(3, 3)), ["里面没有新内容。"]),
    ],
)
def test_a_file_that_was_taken_in_says_how_many_are_here(outcome, said):
    assert sentences(outcome, rehearsed=False) == said


def test_what_was_written_says_why_photos_are_not_along():
    assert list(left_out([Shared(3, 3)])) == []
    assert list(left_out([Shared(1, 4, absent=2)])) == [
        "照片和文件有 2 个不在这台电脑上，没有带上。",
        "照片和文件还有 1 个，在以后的文件里再带。",
    ]


def test_a_file_with_nothing_but_photos_is_something_new():
    assert state(Outcome("b.gkb", contents=1, new=0), rehearsed=False)[0] == "已收取"
