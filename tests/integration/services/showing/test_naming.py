"""Nobody whom a record is known to be about is named in anything that is shown masked."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from gridkeeper.domain import kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.periods import Period
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import RecordInvalidError
from gridkeeper.progress import Quiet
from gridkeeper.services.day.today import TodayService
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import ReportExportService
from gridkeeper.services.records.casework import CaseService, Told
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.repeating import RepeatService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.showing.lists import ListService
from gridkeeper.services.views.browsing import BrowseService, Query
from gridkeeper.services.views.dossiers import DossierService
from gridkeeper.services.views.finding import FindingService
from gridkeeper.services.views.referring import ReferenceService
from tests.helpers import pdfs
from tests.helpers.towns import a_town, a_visit_of, record, rename, take, where

pytestmark = pytest.mark.no_cover

NAMES = ("周大福", "周大", "欧阳静", "孙悦", "张三", "𠮷小花")
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
STORY = "周大福与欧阳静因漏水起纠纷，周大到场；电话13800001111"


@pytest.fixture(scope="module")
def made_told(made_town, tmp_path_factory):
    """A folder with the stores of a town; in a worker's, free texts of all sorts name people."""
    folder = tmp_path_factory.mktemp("told") / "town"
    with a_town(made_town, folder) as town:
        _told(town.mei)
    return folder


@pytest.fixture
def told(made_told, tmp_path):
    """The store of that worker."""
    with a_town(made_told, tmp_path / "told") as town:
        yield town.mei


def _told(session):
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
    assert facts["content"].text == "欧阳*不同意"


def test_the_same_mask_everywhere(told):
    (row,) = ListService(told).list(kinds.DISPUTE)

    assert row.values["title"] == "周**与欧阳*因漏水起纠纷，周*到场；电话138****1111"


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

    assert named(RepeatService(told).last(home.id).texts) == []


LEDGERS = ("visits", "disputes", "hazards", "requests", "people")


@pytest.mark.parametrize("name", LEDGERS)
def test_no_ledger_names_anybody(told, tmp_path, name):
    profile = Profile.MASKED
    service, days = LedgerExportService(told), None if name == "people" else OCTOBER
    seen = service.begun(name, days, profile)
    service.write(name, days, tmp_path / "ledger.xlsx", profile, Quiet())

    book = load_workbook(tmp_path / "ledger.xlsx")
    cells = [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
    assert len(seen.rows) > 0
    assert named([seen, cells]) == []


@pytest.mark.parametrize("profile", [Profile.MASKED, Profile.PUBLIC])
@pytest.mark.parametrize("name", ["visits", "disputes", "hazards", "requests", "month"])
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


NUMBER = re.compile(r"(?<![\da-f])(?:1\d{10}|\d{17}[\dXx])(?![\da-f])")  # no part of an id


def told_of(session, kind, one):
    """Yield all sentences that name a record, wherever they are told."""
    yield said(ReferenceService(session).named(kind, one.id))
    recording, undo = RecordingService(session), UndoService(session)
    recording.delete(one)
    for deed in (undo.last, undo.undo, undo.next, undo.redo, undo.undo):
        yield deed().sentence


@pytest.mark.parametrize("kind", SHOWN)
def test_no_notice_says_a_name_or_a_number_in_full(told, kind):
    for one in where(told, KINDS[kind]):
        for sentence in told_of(told, KINDS[kind], one):
            assert named(sentence) == []
            assert NUMBER.findall(sentence) == []


@pytest.mark.parametrize("facts", [{"phone": "13911110001"}, {"remark": "找周大福，13911110001"}])
def test_what_stands_after_a_conflict_is_told_masked(town, facts):
    zhang = town.only(kinds.PERSON, name="张三")
    # What both of them only add to a remark would stand together.
    rename(town.mei, kinds.PERSON, zhang, **dict.fromkeys(facts, "13800001110"))
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))
    for answer in BatchExportService(town.office).export(town.folder, Quiet()):
        take(town.gang, answer.path)
    rename(town.mei, kinds.PERSON, zhang, **dict.fromkeys(facts, "张三说13800001112"))
    rename(town.gang, kinds.PERSON, zhang, **facts)
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))
    service = ConflictService(town.office)

    (conflict,) = service.open()
    stands = [service.settle(conflict, conflict.shown)]
    (name, value) = next(iter(facts.items()))
    rename(town.mei, kinds.PERSON, zhang, **{name: value})
    rename(town.gang, kinds.PERSON, zhang, **dict.fromkeys(facts, "13800001113"))
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))
    (conflict,) = service.open()
    stands.append(service.settle_as(conflict, {name: "13911110009"}))

    assert all("****" in one for one in stands)
    assert [NUMBER.findall(one) for one in [*stands, conflict.title]] == [[], [], []]
    assert "张三" not in " ".join(stands)


def test_a_number_that_no_reference_means_is_not_repeated_in_full(town):
    with pytest.raises(RecordInvalidError) as refused:
        a_visit_of(town.mei, household_id="110101194910010101")

    assert "110*************01" in str(refused.value)
    assert NUMBER.findall(str(refused.value)) == []
