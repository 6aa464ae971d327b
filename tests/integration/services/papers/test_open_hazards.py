"""What is open is on the paper whenever it was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.periods import month
from gridkeeper.domain.privacy import Profile
from gridkeeper.domain.tallies import Left
from gridkeeper.errors import PaperInconsistentError
from gridkeeper.progress import Quiet
from gridkeeper.services.papers import report_export
from gridkeeper.services.papers.report_export import ReportExportService
from tests.helpers import pdfs
from tests.helpers.towns import record

FACTS = {"category": "02", "level": "1"}
PERIOD = month(2026, 10)


@pytest.fixture
def office(town):
    """An office with hazards of two months; one of September is past its day."""
    for found_on, content, facts in (
        ("2026-09-02", "通道堵塞", {"deadline": "2026-09-09"}),
        ("2026-09-03", "早已整改", {"state": "70", "deadline": "2026-09-10"}),
        ("2026-10-04", "电线老化", {"deadline": "2026-12-31"}),
    ):
        record(town.office, kinds.HAZARD, found_on=found_on, content=content, **FACTS, **facts)
    return town.office


@pytest.mark.parametrize("name", ["month", "hazards"])
def test_a_hazard_found_the_month_before_and_overdue_is_counted_and_listed(office, name, tmp_path):
    path = tmp_path / "a.pdf"

    found = ReportExportService(office).write(name, PERIOD, path, Profile.FULL, Quiet())

    assert found.left == Left(open=2, earlier=1, overdue=1)
    text = pdfs.text(path)
    assert "未销号2处（其中以前排查的1处），逾期未整改1处" in text
    assert "早已整改" not in text
    if name == "month":
        assert text.index("2026-09-02") < text.index("2026-10-04")
        assert "通道堵塞" in text


def test_open_hazards_that_the_records_do_not_confirm_stop_the_paper(office, tmp_path, monkeypatch):
    counted = report_export.figures

    def wrong(*facts):
        found = counted(*facts)
        return replace(found, left=replace(found.left, overdue=0))

    monkeypatch.setattr(report_export, "figures", wrong)
    with pytest.raises(PaperInconsistentError):
        ReportExportService(office).write(
            "month", PERIOD, tmp_path / "a.pdf", Profile.FULL, Quiet()
        )
