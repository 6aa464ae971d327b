"""Computers of workers, revoked and let in again on the command line."""

from __future__ import annotations

import pytest

from tests.helpers.towns import OFFICE


@pytest.mark.usefixtures("town")
def test_a_computer_is_revoked_and_let_in_again(shell):
    said = shell.well("worker", "revoke", "李梅", "--store", OFFICE)
    assert said.out == "李梅（01）的电脑已停用；之前上交的内容保留。\n"
    assert shell("worker", "revoke", "李梅", "--store", OFFICE).code == 1
    said = shell.well("worker", "readmit", "01", "--store", OFFICE)
    assert said.out == "李梅（01）的电脑已恢复使用。\n"


@pytest.mark.usefixtures("town")
def test_a_worker_is_given_other_grids(shell):
    wanted = ("worker", "grids", "李梅", "--grid", "WG02", "--store", OFFICE)
    said = shell.well(*wanted, "--rehearse")
    assert said.out.startswith("预演：没有保存任何内容。\n李梅今后负责：第二网格\n")
    said = shell.well(*wanted)
    assert said.out == (
        "李梅今后负责：第二网格\n李梅不再负责：第一网格\n这些网格同时还有别人负责：第二网格\n"
        "下次给李梅下发时，对方就会收到。\n"
    )
    assert shell.well(*wanted).out == "李梅本来就负责这些网格。\n"
    assert shell("worker", "grids", "李梅", "--store", OFFICE).code == 1


@pytest.mark.usefixtures("town")
def test_what_was_set_aside_is_listed_and_tried_again(shell):
    assert shell.well("batch", "aside", "--store", OFFICE).out == "没有另存待查的内容。\n"
    said = shell.well("batch", "retry", "--store", OFFICE)
    assert said.out == "收取了 0 条\n仍待查 0 条\n"
