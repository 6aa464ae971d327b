"""Printed visit sheets, keyed in again."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError, RecordInvalidError
from gridkeeper.services.plans import visit_sheets
from gridkeeper.services.plans.visit_sheets import VisitSheetService
from gridkeeper.services.records.undoing import UndoService
from gridkeeper.services.store.audits import AuditService
from tests.helpers.homes import lone, settle
from tests.helpers.pdfs import pages
from tests.helpers.towns import a_visit_of, rename, where


@pytest.fixture
def sheet(town):
    """A sheet of three homes that are due, and the service that has printed it."""
    settle(town.mei, "101", "202", "303")
    service = VisitSheetService(town.mei, lambda _letters: "AB12-CD34")
    service.write(town.folder / "sheet.pdf")
    return service


def test_a_sheet_has_boxes_and_a_code_and_hides_names(town, sheet):
    (text,) = pages(town.folder / "sheet.pdf")

    assert "AB12-CD34" in text
    assert "共3处" in text
    assert "晨光花园5幢1单元" in text
    assert text.index("101室") < text.index("202室") < text.index("303室")
    assert "王***" in text
    assert "王101" not in text
    assert all(word in text for word in ("见到本人", "见到家属", "未遇", "拒访", "房屋空置"))


def test_a_sheet_in_full_names_whom_one_goes_to_and_the_audit_says_who_had_it(town):
    settle(town.mei, "101", "202")
    VisitSheetService(town.mei).draw(town.folder / "sheet.pdf", profile=Profile.FULL)

    (text,) = pages(town.folder / "sheet.pdf")
    assert "王101" in text
    assert [(one.what, one.about) for one in AuditService(town.mei).looks()] == [
        ("生成了走访单", "走访单")
    ]


def test_a_masked_sheet_is_no_line_of_the_audit(town, sheet):
    assert AuditService(town.mei).looks() == []


def test_an_appointment_is_said_once_on_a_sheet(town):
    (home,) = settle(town.mei, "101")
    facts = {"visited_on": "2026-10-01", "next_due": "2026-10-09", "next_at": "19:00"}
    a_visit_of(town.mei, household_id=home, **facts)
    VisitSheetService(town.mei).write(town.folder / "sheet.pdf")

    text = "".join(pages(town.folder / "sheet.pdf")[0].split())

    assert text.count("10月9日") == 1
    assert "约10月9日19:00" in text


def test_a_sheet_of_many_homes_says_its_code_on_every_page(town):
    settle(town.mei, *(str(100 * floor + 1) for floor in range(1, 25)))
    VisitSheetService(town.mei, lambda _letters: "AB12-CD34").write(town.folder / "long.pdf")

    found = pages(town.folder / "long.pdf")

    assert len(found) == 3
    assert all("AB12-CD34" in text and "晨光花园5幢1单元" in text for text in found)


def test_a_sheet_has_the_weightiest_where_it_cannot_have_all(town, monkeypatch):
    monkeypatch.setattr(visit_sheets, "MOST", 2)
    homes = settle(town.mei, "101", "202", "303")
    lone(town.mei, homes[2])

    found = VisitSheetService(town.mei).write(town.folder / "sheet.pdf")

    assert len(found.lines) == 2
    assert found.lines[1].home == homes[2]


def test_a_sheet_without_anybody_says_so(town):
    service = VisitSheetService(town.mei)
    made = service.write(town.folder / "empty.pdf")

    assert made.lines == ()
    assert "没有到期的走访" in pages(town.folder / "empty.pdf")[0]
    assert service.found(made.code).lines == ()


def test_a_sheet_of_last_week_is_found_in_the_order_in_which_it_was_printed(town, sheet):
    printed = [one.home for one in sheet.found("AB12-CD34").lines]
    a_visit_of(town.mei, household_id=printed[0])
    town.clock.pass_days(7)
    town.close("worker-1.gkdb")

    found = VisitSheetService(town.mei).found(" ab12cd34 ")

    assert [one.home for one in found.lines] == printed
    assert [one.title[-4:] for one in found.lines] == ["101室", "202室", "303室"]
    assert found.printed_on.isoformat() == "2026-10-08"


def test_what_was_ticked_is_kept_in_the_order_of_the_sheet(town, sheet):
    homes = [one.home for one in sheet.found("AB12-CD34").lines]
    sheet.key("AB12-CD34", [{"outcome": "01"}, {"outcome": "未遇", "visited_on": "2026-10-07"}])

    first, second = (where(town.mei, kinds.VISIT, household_id=home)[0] for home in homes[:2])
    assert (first.outcome, str(first.visited_on)) == ("01", "2026-10-08")
    assert (second.outcome, str(second.visited_on)) == ("03", "2026-10-07")
    assert [bool(one.visit_id) for one in sheet.found("AB12-CD34").lines] == [True, True, False]


def test_each_sheet_has_lines_of_its_own(town, sheet):
    other = VisitSheetService(town.mei, lambda _letters: "Z0Z1-ZZ99")
    other.write(town.folder / "other.pdf")
    sheet.key("AB12-CD34", [{"outcome": "01"}])

    misread = "zozlzz99"
    assert not any(one.visit_id for one in other.found(misread).lines)
    assert sheet.found("AB12-CD34").lines[0].visit_id


def test_a_line_may_be_named(town, sheet):
    homes = [one.home for one in sheet.found("AB12-CD34").lines]
    sheet.key("AB12-CD34", [{"line": 3, "outcome": "01"}])

    assert [len(where(town.mei, kinds.VISIT, household_id=home)) for home in homes] == [0, 0, 1]


def test_a_line_is_keyed_in_once(town, sheet):
    sheet.key("AB12-CD34", [{"outcome": "01"}])

    for again in ([{"outcome": "01"}], [{"line": 2, "outcome": "01"}] * 2):
        with pytest.raises(InputInvalidError, match="已经录入过"):
            sheet.key("AB12-CD34", again)
    assert len(where(town.mei, kinds.VISIT)) == 1


def test_a_line_whose_visit_was_deleted_may_be_keyed_in_again(town, sheet):
    (kept,) = sheet.key("AB12-CD34", [{"outcome": "01"}])
    rename(town.mei, kinds.VISIT, kept.record, deleted=True)

    sheet.key("AB12-CD34", [{"outcome": "03"}])

    (line, *_rest) = sheet.found("AB12-CD34").lines
    assert line.visit_id not in {"", kept.record.id}


def test_all_of_a_sheet_is_kept_or_nothing(town, sheet):
    with pytest.raises(RecordInvalidError, match="第 2 行"):
        sheet.key("AB12-CD34", [{"outcome": "01"}, {"outcome": "不知道"}])

    assert where(town.mei, kinds.VISIT) == []
    assert not any(one.visit_id for one in sheet.found("AB12-CD34").lines)


@pytest.mark.parametrize("line", [0, 4, "2"])
def test_a_line_that_is_not_there_is_refused(sheet, line):
    with pytest.raises(InputInvalidError, match="没有第"):
        sheet.key("AB12-CD34", [{"line": line, "outcome": "01"}])


def test_what_was_keyed_in_is_taken_back_as_one(town, sheet):
    sheet.key("AB12-CD34", [{"outcome": "01"}, {"outcome": "03"}])

    assert UndoService(town.mei).undo().sentence == "已撤销：登记走访 2 条"
    assert where(town.mei, kinds.VISIT) == []
    assert not any(one.visit_id for one in sheet.found("AB12-CD34").lines)


def test_a_sheet_that_was_only_looked_at_is_not_kept(town, sheet):
    other = VisitSheetService(town.mei, lambda _letters: "ZZ99-ZZ99")
    drawn = other.draw(town.folder / "other.pdf")
    with pytest.raises(InputInvalidError, match="没有打印过"):
        other.found(drawn.code)

    other.keep(drawn)

    assert [one.home for one in other.found(drawn.code).lines] == [
        one.home for one in sheet.found("AB12-CD34").lines
    ]


def test_sheets_of_the_last_weeks_are_named_until_they_are_keyed_in_whole(town, sheet):
    sheet.key("AB12-CD34", [{"outcome": "01"}])
    town.clock.pass_days(1)
    VisitSheetService(town.mei, lambda _letters: "ZZ99-ZZ99").write(town.folder / "other.pdf")

    newer, older = sheet.recent()
    assert (newer.code, newer.keyed, older.code) == ("ZZ99-ZZ99", 0, "AB12-CD34")
    assert (older.homes, older.keyed, str(older.printed_on)) == (3, 1, "2026-10-08")

    sheet.key("AB12-CD34", [{"line": line, "outcome": "03"} for line in (2, 3)])
    assert [one.code for one in sheet.recent()] == ["ZZ99-ZZ99"]
    town.clock.pass_days(32)
    assert sheet.recent() == []


def test_a_sheet_of_elsewhere_is_unknown(town, sheet):
    with pytest.raises(InputInvalidError, match="没有打印过"):
        VisitSheetService(town.gang).found("AB12-CD34")


def test_a_line_tells_that_its_home_was_visited_today_in_another_way(town, sheet):
    home = sheet.found("AB12-CD34").lines[1].home
    a_visit_of(town.mei, household_id=home, visited_on="2026-10-08", outcome="03")
    before = sheet.found("AB12-CD34").lines[0].home
    a_visit_of(town.mei, household_id=before, visited_on="2026-10-07")

    assert [one.today for one in sheet.found("AB12-CD34").lines] == [False, True, False]
