"""What is open is on the paper whenever it was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.periods import month, parse
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


def at_the_end(town, period):
    """Return what was open and overdue at a period's end, counted record by record, by hand."""
    with town.office.store.reading() as unit:
        every = list(unit.listing.all(kinds.HAZARD))
    last = min(period.last, town.office.today())
    passed = last if last == period.last else last - timedelta(days=1)
    still = [
        one
        for one in every
        if one.found_on <= last
        and (one.state not in {"70", "80", "90", "95", "99"} or (one.closed_on or last) > last)
    ]
    return Left(
        open=len(still),
        earlier=sum(one.found_on < period.first for one in still),
        overdue=sum(one.deadline is not None and one.deadline <= passed for one in still),
        since=sum(one.closed_on is not None for one in still),
    )


@pytest.fixture
def judged(office, town):
    """November is here; of the hazards of October each came to be due or closed on another day."""
    for content, facts in (
        ("期末到期", {"deadline": "2026-10-31"}),
        ("期后到期", {"deadline": "2026-11-05"}),
        ("期后销号", {"deadline": "2026-10-20", "state": "70", "closed_on": "2026-11-03"}),
        ("期末销号", {"deadline": "2026-10-20", "state": "70", "closed_on": "2026-10-31"}),
        ("误报", {"deadline": "2026-10-20", "state": "95"}),
    ):
        record(office, kinds.HAZARD, found_on="2026-10-05", content=content, **FACTS, **facts)
    town.clock.pass_days(40)
    return office


def test_overdue_is_what_was_due_by_the_end_of_the_period_and_not_closed_by_then(
    judged, town, tmp_path
):
    path = tmp_path / "a.pdf"

    found = ReportExportService(judged).write("month", PERIOD, path, Profile.FULL, Quiet())

    assert found.left == at_the_end(town, PERIOD) == Left(open=5, earlier=1, overdue=3, since=1)
    text = pdfs.text(path)
    assert "未销号5处（其中以前排查的1处），逾期未整改3处" in text
    annex = text[text.index("七、") :]
    assert annex.count("逾期") == found.left.overdue
    assert "误报" not in annex
    assert "期末销号" not in annex


@pytest.mark.parametrize(
    "chosen", [month(2026, 9), month(2026, 10), month(2026, 11), parse("2026")]
)
def test_what_is_overdue_is_counted_alike_of_any_period(judged, town, chosen, tmp_path):
    path = tmp_path / "a.pdf"

    found = ReportExportService(judged).write("hazards", chosen, path, Profile.FULL, Quiet())

    assert found.left == at_the_end(town, chosen)


def test_what_is_closed_today_is_not_open_in_the_month_that_runs(judged, town, tmp_path):
    today = town.office.today().isoformat()
    facts = {"found_on": today, "deadline": today, "state": "70", "closed_on": today}
    record(judged, kinds.HAZARD, content="当日销号", **FACTS, **facts)
    path = tmp_path / "a.pdf"

    found = ReportExportService(judged).write(
        "hazards", month(2026, 11), path, Profile.FULL, Quiet()
    )

    assert found.left == at_the_end(town, month(2026, 11))
    assert found.left.since == 0
    assert "期后" not in pdfs.text(path)


@pytest.mark.parametrize(
    ("name", "kind"), [("disputes", kinds.DISPUTE), ("requests", kinds.REQUEST)]
)
def test_other_cases_are_overdue_at_the_end_of_the_period_too(town, name, kind, tmp_path):
    for title, deadline in (("期末到期", "2026-10-31"), ("期后到期", "2026-11-01")):
        record(town.office, kind, title=title, **{kind.day: "2026-10-05"}, deadline=deadline)
    town.clock.pass_days(40)
    path = tmp_path / "a.pdf"

    ReportExportService(town.office).write(name, PERIOD, path, Profile.FULL, Quiet())

    assert pdfs.text(path).count("逾期1天") == 1
    assert pdfs.text(path).count("逾期") == 1
