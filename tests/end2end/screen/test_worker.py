"""A grid worker: she joins, writes down what she saw, hands it in; and what goes wrong."""

from __future__ import annotations

import resource
import signal

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.exchange.enrolment import EnrolmentService
from tests.helpers.desktops import Program
from tests.helpers.stories import (
    begins,
    given,
    hands_over,
    leaves,
    looked_into,
    saves,
    sits_down,
    unlocks,
    writes_a_visit,
)
from tests.helpers.towns import QUIET, WORKER_1, take, where

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


def test_who_joins_with_a_package_hands_in_her_first_visit(program, town, tmp_path):
    package, stick = tmp_path / "package.gkb", tmp_path / "stick"
    stick.mkdir()
    code = EnrolmentService(town.office).enrol("孙悦", ["第一网格"], package, QUIET).code
    program.sees("加入街道", "push button")
    program.keys("1")
    program.focus("街道给的开通包")
    program.type(str(package))
    program.fill("一次性口令", code)
    begins(program)

    writes_a_visit(program, "deng pao huai le")
    saves(program)
    batch = hands_over(program, stick)

    program.sees("没有未上交的")
    (outcome,) = take(town.office, batch)
    assert not outcome.refused
    assert [one.situation for one in where(town.office, kinds.VISIT)] == ["deng pao huai le"]


def test_what_was_being_typed_when_the_program_was_killed_is_offered_back(desktop, town):
    program = sits_down(desktop, given(town, WORKER_1))
    writes_a_visit(program, "deng pao huai le")
    program.sees("deng pao huai le", "text")

    program.process.send_signal(signal.SIGKILL)
    program.process.wait()
    again = Program(desktop)
    unlocks(again)
    again.keys("ctrl+n", "1")

    again.sees("还没写完：新登记走访“晨光花园3幢2单元501室”")
    again.keys("alt+e")
    again.sees("上次没写完的内容已恢复：")
    # The last letters may not have been on the disk yet.
    again.sees("deng pao", "text")
    again.sees("3幢2单元501室", "text")


def test_a_full_disk_is_said_while_the_form_keeps_what_was_typed(desktop, town):
    store = given(town, WORKER_1)
    program = sits_down(desktop, store)
    writes_a_visit(program, "deng pao huai le")
    no_room(program)

    program.keys("ctrl+s")

    program.sees("放不下")
    program.sees("deng pao huai le", "text")

    no_room(program, on=False)
    saves(program)
    leaves(program)
    with looked_into(store) as session:
        assert [one.situation for one in where(session, kinds.VISIT)] == ["deng pao huai le"]


def no_room(program, *, on=True):
    """Let no file of the program grow any more, as if the disk were full; or let it be."""
    limit = 4096 if on else resource.RLIM_INFINITY
    _soft, hard = resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(program.process.pid, resource.RLIMIT_FSIZE, (limit, hard))
