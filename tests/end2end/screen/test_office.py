"""The office: it takes in what workers hand in, settles what they said differently, and answers."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from tests.helpers.stories import (
    given,
    hands_over,
    leaves,
    looked_into,
    names_file,
    sits_down,
    takes_in,
)
from tests.helpers.towns import (
    OFFICE,
    WORKER_2,
    a_visit_of,
    dumped,
    record,
    rename,
    take,
    where,
)

pytestmark = [pytest.mark.end2end, pytest.mark.slow]

LAMP = {"title": "lu deng bu liang", "received_on": "2026-10-07"}


@pytest.fixture
def stick(tmp_path):
    made = tmp_path / "stick"
    made.mkdir()
    return made


def test_a_rehearsal_says_what_would_come_while_nothing_is_written(desktop, town):
    a_visit_of(town.gang, situation="deng pao huai le")
    batch = town.hand_in(town.gang)
    office = given(town, OFFICE)
    program = sits_down(desktop, office)

    program.keys("ctrl+i")
    names_file(program, batch)

    program.sees("可以收取 1 个")
    program.sees("新增：走访 1")
    program.focus("收取 1 个文件")
    program.keys("alt+n")
    program.focus("选文件")
    leaves(program)
    with looked_into(office) as session:
        assert not where(session, kinds.VISIT)


def test_what_was_taken_in_is_listed_after_the_answer_is_handed_out(desktop, town, stick):
    a_visit_of(town.gang, situation="deng pao huai le")
    batch = town.hand_in(town.gang)
    town.close(WORKER_2)
    program = sits_down(desktop, given(town, OFFICE))

    takes_in(program, batch)
    program.keys("Return")
    answer = hands_over(program, stick)

    assert not take(town.gang, answer)[0].refused
    program.keys("ctrl+4")
    program.sees("deng pao huai le", "label")


def test_what_two_people_said_differently_is_settled_by_a_key_for_both(desktop, town, stick):
    lamp = record(town.gang, kinds.REQUEST, **LAMP)
    take(town.office, town.hand_in(town.gang, "first.gkb"))
    rename(town.office, kinds.REQUEST, lamp, content="wu ye xiu hao le")
    rename(town.gang, kinds.REQUEST, lamp, content="jin wan hai mei liang")
    batch = town.hand_in(town.gang, "second.gkb")
    office = given(town, OFFICE)
    program = sits_down(desktop, office)

    takes_in(program, batch)
    program.keys("alt+s")
    program.focus("冲突", "table")
    program.keys("1")
    program.sees("没有冲突")
    program.focus("冲突", "page tab")
    answer = hands_over(program, stick)
    leaves(program)
    worker = given(town, WORKER_2)
    program = sits_down(desktop, worker)
    takes_in(program, answer)
    leaves(program)

    with looked_into(office) as ours, looked_into(worker) as theirs:
        assert dumped(ours) == dumped(theirs)
        assert where(ours, kinds.REQUEST)[0].content == "wu ye xiu hao le"
