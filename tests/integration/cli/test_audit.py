"""Who has seen what in full, told on the command line."""

from __future__ import annotations

import pytest

from tests.helpers.towns import OFFICE


@pytest.mark.usefixtures("town")
def test_who_has_seen_what_in_full_is_told(shell):
    assert "还没有人看过" in shell.well("store", "audit", OFFICE).out
    for days in ("2026-10", "2026-09"):
        made = ("ledger", "visits", "--store", OFFICE, "--period", days, "--out", f"{days}.xlsx")
        shell.well(*made)
    shell.well("ledger", "people", "--store", OFFICE, "--out", "p.xlsx", "--profile", "masked")

    said = shell.well("store", "audit", OFFICE, "--limit", "1").out
    looks = shell.well("store", "audit", OFFICE, "--json").json["looks"]

    assert said.count("王芳") == 1
    assert [(one["who"], one["what"]) for one in looks] == [("王芳", "导出了台账")] * 2
