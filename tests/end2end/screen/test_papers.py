"""Ledgers and papers: what is chosen by keys is on the disk afterwards."""

from __future__ import annotations

import openpyxl
import pytest

from gridkeeper.domain import kinds
from tests.helpers import pdfs
from tests.helpers.stories import (
    chooses_the_visits_of_this_year,
    given,
    names_file,
    saves,
    sits_down,
    writes_a_visit,
)
from tests.helpers.towns import WORKER_1, record

pytestmark = [pytest.mark.end2end, pytest.mark.slow]


def test_a_ledger_of_this_year_holds_the_visit_of_today(desktop, town, tmp_path):
    file = tmp_path / "visits.xlsx"
    program = sits_down(desktop, given(town, WORKER_1))
    writes_a_visit(program, "deng pao huai le")
    saves(program)

    chooses_the_visits_of_this_year(program)
    program.keys("ctrl+s")
    names_file(program, file)
    program.sees("visits.xlsx")

    rows = openpyxl.load_workbook(file).active.values
    assert any("deng pao huai le" in [str(cell) for cell in row] for row in rows)


def test_a_report_is_saved_as_it_was_looked_at(desktop, town, tmp_path):
    file = tmp_path / "report.pdf"
    program = sits_down(desktop, given(town, WORKER_1))

    program.keys("ctrl+9")
    program.sees("第 1 页", "label")
    program.keys("ctrl+s")
    names_file(program, file)
    program.sees("report.pdf")

    assert "晨光街道" in pdfs.text(file)


def test_the_notice_of_a_hazard_is_seen_before_it_is_saved(desktop, town, tmp_path):
    file = tmp_path / "notice.pdf"
    facts = {"content": "lou dao dui wu", "category": "03", "level": "2"}
    where = {"found_on": "2026-10-07", "household_id": "3-2-501"}
    record(town.mei, kinds.HAZARD, **facts, **where)
    program = sits_down(desktop, given(town, WORKER_1))
    program.keys("ctrl+6")
    program.sees("lou dao dui wu", "label")

    program.keys("ctrl+p")
    program.focus("签字或归档")
    program.keys("space", "Return")
    program.sees("第 1 页", "label")
    program.keys("alt+s")
    names_file(program, file)
    program.sees("notice.pdf")

    assert "loudaoduiwu" in pdfs.text(file)
