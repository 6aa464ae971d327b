"""What a paper is called, and that a form keeps its signatures on its sheet."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import ReportExportService
from gridkeeper.services.papers.sheets import heading
from gridkeeper.services.store import key_paper
from gridkeeper.services.store.persons import PersonService
from tests.helpers import pdfs
from tests.helpers.towns import QUIET, record


@pytest.mark.parametrize(
    ("period", "until", "called"),
    [
        ("2026-Q4", "2026-11-23", "2026年第四季度"),
        ("2026-Q4", "2026-12-31", "2026年第四季度"),
        ("2026-11", "2026-11-23", "2026年11月"),
        ("2026-11-02..2026-11-29", "2026-11-23", "2026年11月2日至23日"),
    ],
)
def test_a_paper_is_called_as_its_period_is_also_while_that_runs(town, period, until, called):
    last = periods.parse(until).last

    head = heading(town.office, periods.parse(period), Profile.MASKED, last)

    assert head.period == called


def test_who_is_named_made_the_paper_and_not_the_store(town, tmp_path):
    report, ledger, days = tmp_path / "r.pdf", tmp_path / "l.pdf", periods.parse("2026-10")
    for name, said in (("", "填报人：审核人："), ("张静", "填报人：张静审核人：")):
        PersonService(town.office).keep(name)

        ReportExportService(town.office).write("month", days, report, Profile.FULL, QUIET)
        LedgerExportService(town.office).paper("visits", days, ledger, Profile.FULL, QUIET)

        assert said in pdfs.text(report)
        assert said in pdfs.text(ledger)


def test_a_worker_who_keeps_her_store_under_her_name_made_the_paper(town):
    assert heading(town.mei, None, Profile.FULL).author == town.mei.replica.name


def test_the_page_with_the_recovery_key_says_whose_store_it_is(town, tmp_path):
    key_paper.write(town.office, "ABCD", tmp_path / "k.pdf")

    assert town.office.replica.name in pdfs.text(tmp_path / "k.pdf")


def test_the_form_of_a_visit_with_a_checklist_is_one_sheet_with_its_signatures(town, tmp_path):
    checks = "\n".join(f"✓ 第{number}项都好" for number in range(11))
    made = record(
        town.office,
        kinds.VISIT,
        visited_on="2026-10-05",
        outcome="01",
        situation="都好",
        checks=checks,
        premises_id="晨光超市",
    )
    path = tmp_path / "v.pdf"

    ReportExportService(town.office).form("visit", made.number, path, Profile.FULL)

    assert len(pdfs.pages(path)) == 1
