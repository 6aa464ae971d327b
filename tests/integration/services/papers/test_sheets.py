"""Ledgers and reports out of a store, checked before they are kept."""

from __future__ import annotations

import openpyxl
import pytest

from gridkeeper.domain import kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import (
    FileExistsAlreadyError,
    FileUnwritableError,
    InputInvalidError,
    PaperInconsistentError,
    RecordUnknownError,
)
from gridkeeper.services.papers import ledger_export, report_export
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import PERIODICAL, ReportExportService
from tests.helpers import pdfs
from tests.helpers.towns import QUIET, ZHANG_SAN, a_town, a_visit_of, record, rename

OCTOBER = periods.parse("2026-10")
HAZARD = {"category": "02", "level": "1", "found_on": "2026-10-06", "content": "灭火器过期"}


@pytest.fixture(scope="module")
def made_busy(made_town, tmp_path_factory):
    """A folder with the stores of a town in which something has happened in October."""
    with a_town(made_town, tmp_path_factory.mktemp("busy") / "town") as town:
        _happened(town)
    return town.folder


@pytest.fixture
def busy(made_busy, tmp_path):
    """A town of one's own in which something has happened."""
    with a_town(made_busy, tmp_path / "town") as town:
        yield town


def _happened(town):
    a_visit_of(town.office, situation="灯泡不亮")
    a_visit_of(town.office, outcome="03", visited_on="2026-10-08")
    parties = [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}]
    record(
        town.office,
        kinds.DISPUTE,
        title="楼道堆物",
        found_on="2026-10-06",
        parties=parties,
        grid_id="WG01",
        amount="1200",
    )
    rechecks = [{"checked_on": "2026-10-08", "passed": "否"}]
    record(
        town.office,
        kinds.HAZARD,
        **HAZARD,
        grid_id="WG01",
        rechecks=rechecks,
        responsible="晨光超市",
    )
    record(town.office, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07", grid_id="WG01")
    record(town.office, kinds.VISIT, visited_on="2026-10-05", outcome="01", premises_id="晨光超市")
    record(town.office, kinds.VISIT, visited_on="2026-09-30", outcome="01", household_id="H001")


def cells(path):
    """Return everything that stands in the first sheet."""
    book = openpyxl.load_workbook(path)
    return [str(cell) for row in book.worksheets[0].values for cell in row if cell is not None]


def cells_of_all_sheets(path):
    with path.open("rb") as stream:
        book = openpyxl.load_workbook(stream)
    return [str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None]


@pytest.mark.parametrize(
    ("name", "rows"), [("visits", 3), ("disputes", 1), ("hazards", 1), ("requests", 1)]
)
def test_a_ledger_has_the_rows_of_its_period(busy, tmp_path, name, rows):
    path = tmp_path / "l.xlsx"

    written = LedgerExportService(busy.office).write(name, OCTOBER, path, Profile.FULL, QUIET)

    assert (written.rows, written.path) == (rows, path)
    assert cells(path)


def test_a_visit_stands_beside_whom_it_was_paid_to(busy, tmp_path):
    path = tmp_path / "l.xlsx"
    LedgerExportService(busy.office).write("visits", OCTOBER, path, Profile.FULL, QUIET)

    found = cells(path)

    assert {"张三", "晨光超市", "13800001111", "13900002222", "第一网格"} <= {*found}
    assert any("晨光花园3幢2单元501室" in text for text in found)


def test_the_ledger_of_people_needs_no_period(busy, tmp_path):
    path = tmp_path / "l.xlsx"

    written = LedgerExportService(busy.office).write("people", None, path, Profile.FULL, QUIET)

    assert written.rows == 2
    assert {ZHANG_SAN, "𠮷小花", "H001"} - {*cells(path)} <= {"H001"}


def test_a_masked_ledger_holds_nothing_that_tells_who_it_is(busy, tmp_path):
    for name in ("people", "visits", "disputes", "hazards", "requests"):
        path = tmp_path / f"{name}.xlsx"
        LedgerExportService(busy.office).write(name, OCTOBER, path, Profile.MASKED, QUIET)
        text = "\n".join(cells(path))
        assert ZHANG_SAN not in text
        assert "13800001111" not in text
        assert "张三" not in text


@pytest.mark.parametrize("name", ["visit", "notice"])
def test_a_paper_about_one_person_is_not_for_the_board(busy, tmp_path, name):
    with pytest.raises(InputInvalidError, match=name):
        ReportExportService(busy.office).form(name, "1", tmp_path / "f.pdf", Profile.PUBLIC)


@pytest.mark.parametrize(
    ("profile", "named"),
    [(Profile.FULL, "晨光超市"), (Profile.MASKED, "晨光超市")],
)
def test_a_shop_is_not_masked_as_a_person_is(busy, tmp_path, profile, named):
    sheet, page = tmp_path / "l.xlsx", tmp_path / "r.pdf"

    LedgerExportService(busy.office).write("visits", OCTOBER, sheet, profile, QUIET)
    ReportExportService(busy.office).write("visits", OCTOBER, page, profile, QUIET)

    assert named in cells(sheet)
    assert named in pdfs.text(page)


def test_a_situation_longer_than_a_page_goes_on_over_the_page(busy, tmp_path):
    a_visit_of(busy.office, situation="楼道灯不亮。" * 330)

    ReportExportService(busy.office).write(
        "visits", OCTOBER, tmp_path / "r.pdf", Profile.FULL, QUIET
    )

    assert pdfs.text(tmp_path / "r.pdf").count("楼") >= 330


_SECRET = "王秘密"
_TOLD = f"{_SECRET}说13912345678"


def _told(town):
    """Record a case of each kind with a name and a number wherever somebody can write freely."""
    record(
        town.office,
        kinds.VISIT,
        visited_on="2026-10-06",
        outcome="01",
        place="晨光花园9幢8单元777室",
        **dict.fromkeys(("situation", "demands", "measures", "result", "remark"), _TOLD),
        no_signature_reason=_TOLD,
        companions=_SECRET,
        visitor=_SECRET,
    )
    record(
        town.office,
        kinds.DISPUTE,
        found_on="2026-10-06",
        place="晨光花园9幢8单元777室",
        parties=[{"side": "1", "name": _SECRET, "phone": "13912345678"}],
        **dict.fromkeys(("title", "content", "result", "follow_up", "remark"), _TOLD),
        mediator=_SECRET,
        mediator_phone="13912345678",
    )
    free = ("content", "basis", "measure", "interim", "remark")
    record(
        town.office,
        kinds.HAZARD,
        **{**HAZARD, **dict.fromkeys(free, _TOLD)},
        place="晨光花园9幢8单元777室",
        spot="777室厨房",
        finder=_SECRET,
        responsible=_SECRET,
        responsible_phone="13912345678",
        rechecks=[
            {"checked_on": "2026-10-08", "passed": "否", "checker": _SECRET, "opinion": _TOLD}
        ],
    )
    record(
        town.office,
        kinds.REQUEST,
        received_on="2026-10-06",
        place="晨光花园9幢8单元777室",
        **dict.fromkeys(("title", "content", "result", "remark"), _TOLD),
        reporter=_SECRET,
        reporter_phone="13912345678",
        handler=_SECRET,
    )


def test_no_name_phone_or_room_gets_to_the_board_by_any_path(busy, tmp_path):
    _told(busy)
    path, texts = tmp_path / "p", []
    for name in PERIODICAL:
        ReportExportService(busy.office).write(name, OCTOBER, path, Profile.PUBLIC, QUIET)
        texts.append(pdfs.text(path))

    for text in texts:
        assert "秘密" not in text
        assert "13912345678" not in text
        assert "777" not in text


def test_an_empty_period_is_a_ledger_without_rows(busy, tmp_path):
    period = periods.parse("2020")

    written = LedgerExportService(busy.office).write(
        "visits", period, tmp_path / "l.xlsx", Profile.FULL, QUIET
    )

    assert written.rows == 0
    assert (tmp_path / "l.xlsx").exists()


@pytest.mark.parametrize("name", PERIODICAL)
def test_a_report_of_an_empty_period_is_printed(busy, tmp_path, name):
    figures = ReportExportService(busy.office).write(
        name, periods.parse("2020"), tmp_path / "r.pdf", Profile.FULL, QUIET
    )

    assert figures.total("visits") == 0
    assert pdfs.text(tmp_path / "r.pdf")


@pytest.mark.parametrize("name", PERIODICAL)
@pytest.mark.parametrize("profile", Profile)
def test_a_report_says_what_the_store_counts(busy, tmp_path, name, profile):
    path = tmp_path / "r.pdf"

    figures = ReportExportService(busy.office).write(name, OCTOBER, path, profile, QUIET)

    totals = [figures.total(kind) for kind in ("visits", "disputes", "hazards", "requests")]
    assert totals == [3, 1, 1, 1]
    assert figures.period == periods.parse("2026-10-01..2026-10-08")  # so far, beside the same days
    assert figures.past == periods.parse("2026-09-01..2026-09-08")
    text = pdfs.text(path)
    assert "晨光街道" in text
    if profile is not Profile.FULL:
        assert "13800001111" not in text
        assert "张三" not in text


def test_a_deleted_record_is_on_no_paper(busy, tmp_path):
    rename(busy.office, kinds.REQUEST, busy.only(kinds.REQUEST), deleted=True)

    written = LedgerExportService(busy.office).write(
        "requests", OCTOBER, tmp_path / "l.xlsx", Profile.FULL, QUIET
    )

    assert written.rows == 0


def test_the_form_of_a_visit_shows_the_household_and_the_visit_before(busy, tmp_path):
    visit = busy.only(kinds.VISIT, outcome="03")
    path = tmp_path / "v.pdf"

    ReportExportService(busy.office).form("visit", visit.number, path, Profile.FULL)

    text = pdfs.text(path)
    assert "张三" in text
    assert "𠮷小花" in text


def test_the_form_of_a_visit_without_a_household_is_printed(busy, tmp_path):
    visit = busy.only(kinds.VISIT, visited_on="2026-10-05")

    ReportExportService(busy.office).form("visit", visit.id, tmp_path / "v.pdf", Profile.FULL)

    assert "晨光超市" in pdfs.text(tmp_path / "v.pdf")


def test_the_notice_of_a_hazard_names_who_is_told(busy, tmp_path):
    hazard = busy.only(kinds.HAZARD)

    ReportExportService(busy.office).form("notice", hazard.number, tmp_path / "n.pdf", Profile.FULL)

    text = pdfs.text(tmp_path / "n.pdf")
    assert "晨光超市" in text
    assert "灭火器过期" in text


def test_a_record_that_there_is_not_is_named(busy, tmp_path):
    with pytest.raises(RecordUnknownError, match="第01-999号"):
        ReportExportService(busy.office).form(
            "visit", "走访〔2026〕第01-999号", tmp_path / "v.pdf", Profile.FULL
        )


def test_papers_that_there_are_not_are_refused(busy, tmp_path):
    path, reports = tmp_path / "x", ReportExportService(busy.office)
    with pytest.raises(InputInvalidError, match="weather"):
        LedgerExportService(busy.office).write("weather", OCTOBER, path, Profile.FULL, QUIET)
    with pytest.raises(InputInvalidError, match="weather"):
        reports.write("weather", OCTOBER, path, Profile.FULL, QUIET)
    with pytest.raises(InputInvalidError, match="weather"):
        reports.form("weather", "1", path, Profile.FULL)


def test_a_ledger_of_days_needs_a_period(busy, tmp_path):
    with pytest.raises(InputInvalidError, match="--period 2026-10"):
        LedgerExportService(busy.office).write(
            "visits", None, tmp_path / "l.xlsx", Profile.FULL, QUIET
        )


def one_too_many(counts):
    return {name: {**groups, "": groups.get("", 0) + 1} for name, groups in counts.items()}


def test_a_ledger_that_does_not_add_up_is_not_written(busy, tmp_path, monkeypatch):
    right = ledger_export.counts
    monkeypatch.setattr(ledger_export, "counts", lambda *facts: one_too_many(right(*facts)))

    with pytest.raises(PaperInconsistentError):
        LedgerExportService(busy.office).write(
            "visits", OCTOBER, tmp_path / "l.xlsx", Profile.FULL, QUIET
        )

    assert list(tmp_path.glob("*.xlsx*")) == []


def test_a_report_that_does_not_add_up_is_not_written(busy, tmp_path, monkeypatch):
    monkeypatch.setattr(report_export, "count", lambda *_arguments: {"": 99})

    with pytest.raises(PaperInconsistentError, match="99"):
        ReportExportService(busy.office).write(
            "visits", OCTOBER, tmp_path / "r.pdf", Profile.FULL, QUIET
        )

    assert list(tmp_path.glob("*.pdf*")) == []


def test_an_older_paper_stays_when_the_new_one_fails(busy, tmp_path, monkeypatch):
    monkeypatch.setattr(report_export, "count", lambda *_arguments: {"": 99})
    path = tmp_path / "r.pdf"
    path.write_text("last month's")

    with pytest.raises(PaperInconsistentError):
        ReportExportService(busy.office).write("month", OCTOBER, path, Profile.FULL, QUIET)

    assert path.read_text() == "last month's"


def test_a_paper_for_a_folder_that_is_not_there_is_refused(busy, tmp_path):
    nowhere = tmp_path / "nowhere"
    with pytest.raises(FileUnwritableError, match=r"l\.xlsx|r\.pdf"):
        LedgerExportService(busy.office).write(
            "visits", OCTOBER, nowhere / "l.xlsx", Profile.FULL, QUIET
        )
    with pytest.raises(FileUnwritableError, match=r"l\.xlsx|r\.pdf"):
        ReportExportService(busy.office).write(
            "month", OCTOBER, nowhere / "r.pdf", Profile.FULL, QUIET
        )


def test_a_paper_is_never_put_in_the_place_of_a_store(busy):
    store = busy.office.store.path

    with pytest.raises(FileExistsAlreadyError, match=store.name):
        LedgerExportService(busy.office).write("visits", OCTOBER, store, Profile.FULL, QUIET)
    with pytest.raises(FileExistsAlreadyError, match=store.name):
        ReportExportService(busy.office).write("month", OCTOBER, store, Profile.FULL, QUIET)

    busy.close_all()
    assert busy.only(kinds.HAZARD).content == "灭火器过期"


def test_a_ledger_replaces_an_older_one_of_its_name(busy, tmp_path):
    path = tmp_path / "l.xlsx"
    for _ in range(2):
        LedgerExportService(busy.office).write("visits", OCTOBER, path, Profile.FULL, QUIET)

    assert "灯泡不亮" in cells(path)
