"""Nobody whom a record is known to be about is named in anything that is shown masked."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from openpyxl import load_workbook

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.periods import Period
from gridkeeper.domain.privacy import Profile
from gridkeeper.progress import Quiet
from gridkeeper.services.browsing import BrowseService, Query
from gridkeeper.services.casework import CaseService, Told
from gridkeeper.services.dossiers import DossierService
from gridkeeper.services.finding import FindingService
from gridkeeper.services.ledger_export import LedgerExportService
from gridkeeper.services.lists import ListService
from gridkeeper.services.recording import RecordingService
from gridkeeper.services.referring import ReferenceService
from gridkeeper.services.report_export import ReportExportService
from gridkeeper.services.today import TodayService
from tests.helpers import pdfs
from tests.helpers.towns import a_visit_of, record, where

NAMES = ("周大福", "周大", "欧阳静", "孙悦", "张三", "𠮷小花")
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
STORY = "周大福与欧阳静因漏水起纠纷，周大到场；电话13800001111"


@pytest.fixture
def told(town):
    """A worker's store in which free texts of all sorts name people."""
    session = town.mei
    parties = [{"side": "1", "name": "周大福"}, {"side": "2", "name": "欧阳静"}]
    dispute = record(
        session,
        kinds.DISPUTE,
        title=STORY,
        content=STORY,
        place="欧阳静家门口",
        found_on="2026-10-02",
        deadline="2026-10-05",
        parties=[*parties, {"side": "9", "name": "周大"}],
    )
    CaseService(session).take(dispute, "note", Told(note="已告知周大福"))
    RecordingService(session).amend(dispute, {"content": "欧阳静不同意"})
    record(
        session,
        kinds.REQUEST,
        title="孙悦反映路灯不亮",
        content="孙悦说三天了",
        reporter="孙悦",
        received_on="2026-10-02",
        deadline="2026-10-05",
    )
    hazard = record(
        session,
        kinds.HAZARD,
        content="𠮷小花家楼道堆物，孙悦负责清理",
        household_id="3-2-501",
        responsible="孙悦",
        category="03",
        level="2",
        found_on="2026-10-02",
        rechecks=[{"checked_on": "2026-10-07", "passed": "否", "opinion": "孙悦没有清理"}],
    )
    visit = a_visit_of(session, situation="张三身体尚可，𠮷小花上学", next_due="2026-10-09")
    a_visit_of(session, situation="张三不在家", visited_on="2026-10-08")
    for one, kind in ((hazard, "hazard"), (visit, "visit"), (dispute, "dispute")):
        DossierService(session).of(KINDS[kind], one.id)
    return session


def said(thing):
    """Return everything that a thing says, in one text."""
    if dataclasses.is_dataclass(thing):
        return " ".join(said(getattr(thing, one.name)) for one in dataclasses.fields(thing))
    if isinstance(thing, dict):
        return said([*thing, *thing.values()])
    if isinstance(thing, (list, tuple, set, frozenset)):
        return " ".join(map(said, thing))
    return str(thing)


def named(thing):
    text = said(thing)
    return [name for name in NAMES if name in text]


SHOWN = ("visit", "dispute", "dispute_party", "hazard", "recheck", "request", "person", "household")


@pytest.mark.parametrize("kind", SHOWN)
def test_no_list_names_anybody(told, kind):
    assert named(ListService(told).list(KINDS[kind])) == []

    columns = [about.name for about in KINDS[kind].fields]
    browse, query = BrowseService(told), Query(kind)
    places = browse.places(query, Quiet())
    assert len(places) > 0
    assert named(browse.rows(query, places, columns)) == []


@pytest.mark.parametrize("column", ["title", "content", "place"])
def test_one_column_alone_does_not_either(told, column):
    browse, query = BrowseService(told), Query("dispute")

    assert named(browse.rows(query, browse.places(query, Quiet()), [column])) == []


@pytest.mark.parametrize("kind", SHOWN)
def test_no_dossier_names_anybody_unless_a_reason_is_given(told, kind):
    for one in where(told, KINDS[kind]):
        assert named(DossierService(told).of(KINDS[kind], one.id)) == []
        full = DossierService(told).reveal(KINDS[kind], one.id, "核对")
        assert named(full) != []


def test_the_facts_that_a_mask_changed_are_marked_as_hidden(told):
    (one,) = where(told, kinds.DISPUTE)

    facts = {fact.name: fact for fact in DossierService(told).of(kinds.DISPUTE, one.id).facts}

    assert facts["content"].hidden
    assert facts["content"].text == "欧**不同意"


def test_the_same_mask_everywhere(told):
    (row,) = ListService(told).list(kinds.DISPUTE)

    assert row.values["title"] == "周**与欧**因漏水起纠纷，周*到场；电话138****1111"


@pytest.mark.parametrize("asked", ["周大福", "孙悦", "张三", "漏水", "路灯", "纠纷"])
def test_the_search_box_names_nobody(told, asked):
    found = FindingService(told).find(asked)

    assert found
    assert named(found) == []


def test_the_day_list_names_nobody(told):
    today = TodayService(told).today()

    assert "overdue" in {one.name for one in today.sections}
    assert named(today.sections) == []


def test_what_was_written_last_time_names_nobody(told):
    (home,) = where(told, kinds.HOUSEHOLD)

    assert named(ReferenceService(told).last_visit(home.id)) == []


LEDGERS = ("visits", "disputes", "hazards", "requests", "people")


@pytest.mark.parametrize("profile", [Profile.MASKED, Profile.PUBLIC])
@pytest.mark.parametrize("name", LEDGERS)
def test_no_ledger_names_anybody(told, tmp_path, name, profile):
    if name == "people" and profile is Profile.PUBLIC:
        return
    service, days = LedgerExportService(told), None if name == "people" else OCTOBER
    seen = service.begun(name, days, profile)
    service.write(name, days, tmp_path / "ledger.xlsx", profile, Quiet())

    book = load_workbook(tmp_path / "ledger.xlsx")
    cells = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    assert len(seen.rows) > 0
    assert named([seen, cells]) == []


@pytest.mark.parametrize("profile", [Profile.MASKED, Profile.PUBLIC])
@pytest.mark.parametrize("name", ["visits", "disputes", "hazards", "month"])
def test_no_report_names_anybody(told, tmp_path, name, profile):
    path = tmp_path / "report.pdf"
    ReportExportService(told).write(name, OCTOBER, path, profile, Quiet())

    assert named(pdfs.text(path)) == []


@pytest.mark.parametrize(("name", "kind"), [("notice", kinds.HAZARD), ("visit", kinds.VISIT)])
def test_no_form_names_anybody(told, tmp_path, name, kind):
    path = tmp_path / "form.pdf"
    for one in where(told, kind):
        ReportExportService(told).form(name, one.id, path, Profile.MASKED)
        assert named(pdfs.text(path)) == []


def test_a_paper_in_full_says_what_was_written(told):
    seen = LedgerExportService(told).begun("disputes", OCTOBER, Profile.FULL)

    assert STORY in said(seen.rows)
