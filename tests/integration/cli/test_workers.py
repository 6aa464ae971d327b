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
