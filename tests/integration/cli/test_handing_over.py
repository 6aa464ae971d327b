"""What is written, and in which words it is told, on the command line."""

from __future__ import annotations

import pytest

from tests.helpers.towns import OFFICE, WORKER_1, a_visit_of


def test_both_sides_count_the_same_changes_in_the_same_word(shell, town):
    a_visit_of(town.mei)

    out = shell.well("batch", "export", "--store", WORKER_1, "--out", "1.gkb").out
    taken = shell.well("batch", "import", "1.gkb", "--store", OFFICE).out

    assert "1.gkb，变更 1 条，涉及记录 1 条\n" in out
    assert "新变更 1 条" in taken
    assert "新增记录" in taken


def test_a_batch_without_records_says_what_it_carries(shell, town):
    shell.well("batch", "export", "--store", WORKER_1, "--out", "1.gkb")
    shell.well("batch", "import", "1.gkb", "--store", OFFICE)
    export = ("batch", "export", "--store", OFFICE, "--to", "李梅")
    shell.well(*export, "--out", "0.gkb")
    shell.well("worker", "grids", "李梅", "--grid", "WG02", "--store", OFFICE)

    (made,) = shell.well(*export, "--out", "2.gkb", "--json").json["batches"]

    assert made["moves"] is True
    said = shell.well(*export, "--out", "3.gkb").out
    assert "告知网格调整" not in said


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (("ledger", "people"), "p.xlsx"),
        (("report", "month", "--period", "2026-10"), "m.pdf"),
        (("report", "proof"), "凭证.pdf"),
    ],
)
def test_a_paper_that_is_there_is_replaced_only_if_that_was_said(shell, town, command, name):
    wanted = (*command, "--store", OFFICE, "--out", name)
    shell.well(*wanted)
    before = (town.folder / name).read_bytes()

    refused = shell(*wanted)

    assert refused.code == 1
    assert name in refused.line
    assert "--overwrite" in refused.line
    assert (town.folder / name).read_bytes() == before
    shell.well(*wanted, "--overwrite")


def test_a_batch_that_is_there_is_replaced_only_if_that_was_said(shell, town):
    wanted = ("batch", "export", "--store", WORKER_1, "--out", "1.gkb")
    shell.well(*wanted)
    before = (town.folder / "1.gkb").read_bytes()

    assert "--overwrite" in shell(*wanted).line
    assert (town.folder / "1.gkb").read_bytes() == before
    shell.well(*wanted, "--overwrite")


def test_rows_to_correct_do_not_replace_the_file_they_come_from(shell, town):
    text = "姓名,联系电话\n李四,12\n"
    (town.folder / "r.csv").write_text(text, encoding="utf-8")
    command = ("register", "import", "r.csv", "--store", OFFICE, "--grid", "-")

    assert "--overwrite" in shell(*command, "--errors", "r.csv").line
    assert (town.folder / "r.csv").read_text(encoding="utf-8") == text
