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
    assert {one["reason"] for one in looks} == {""}
    assert [(one["who"], one["what"]) for one in looks] == [("王芳", "导出了台账")] * 2


@pytest.mark.usefixtures("town")
def test_what_a_copy_in_full_is_for_is_noted_if_it_was_said(shell):
    about = ("--store", OFFICE, "--period", "2026-10")
    why = ("--reason", "报街道存档")
    shell.well("ledger", "visits", *about, "--out", "v.xlsx", *why)
    shell.well("report", "visits", *about, "--out", "v.pdf", *why)
    shell.well("report", "month", *about, "--out", "m.pdf", "--profile", "masked", *why)

    looks = shell.well("store", "audit", OFFICE, "--json").json["looks"]

    assert [one["reason"] for one in looks] == ["报街道存档"] * 2
