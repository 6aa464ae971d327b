"""A ledger that is looked at before its file is made says what the file will say."""

from __future__ import annotations

import itertools
from datetime import datetime

import openpyxl
import pytest

from gridkeeper.domain import kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.papers import sheets
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.titles import LEDGER, Paper
from gridkeeper.services.showing.paper_lines import LineMaker
from gridkeeper.services.store.audits import AuditService
from tests.helpers import pdfs
from tests.helpers.towns import QUIET, a_visit_of, record, rename

OCTOBER = periods.parse("2026-10")
NAMES = ("visits", "disputes", "hazards", "requests", "people")


@pytest.fixture
def busy(town):
    """A town in which something has happened in October."""
    a_visit_of(town.office, situation="灯泡不亮")
    a_visit_of(town.office, outcome="03", visited_on="2026-10-08")
    parties = [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}]
    facts = {"title": "楼道堆物", "found_on": "2026-10-06", "grid_id": "WG01", "amount": "1200"}
    record(town.office, kinds.DISPUTE, parties=parties, involved="2", **facts)
    facts = {"category": "02", "level": "1", "found_on": "2026-10-06", "content": "灭火器过期"}
    rechecks = [{"checked_on": "2026-10-08", "passed": "否"}]
    record(town.office, kinds.HAZARD, rechecks=rechecks, grid_id="WG01", **facts)
    record(town.office, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07", grid_id="WG01")
    return town


def seen(town, name, profile=Profile.FULL, **wishes):
    return LedgerExportService(town.office).begun(name, OCTOBER, profile, **wishes)


def as_text(cell):
    """Return what a program shows of a cell."""
    value = cell.value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, int | float) and "0.00" in cell.number_format:
        return f"{value:,.2f}"
    return "" if value is None else str(value)


def audit(session):
    with session.store.reading() as unit:
        rows = unit.connection.exec_driver_sql("SELECT action FROM audit ORDER BY rowid")
        return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("name", "profile"),
    list(itertools.product(NAMES, (Profile.FULL, Profile.MASKED))),
)
def test_the_rows_that_are_seen_are_those_of_the_file(busy, tmp_path, name, profile):
    path = tmp_path / "l.xlsx"
    found = seen(busy, name, profile)
    LedgerExportService(busy.office).write(name, OCTOBER, path, profile, QUIET)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [tuple(as_text(cell) for cell in row[1:]) for row in sheet.iter_rows()]

    assert found.rows
    assert [row for row in found.rows if row not in rows] == []
    assert found.total == len(found.rows)


def test_the_headings_of_two_lines_are_those_of_the_ledger(busy):
    columns = seen(busy, "disputes").columns

    assert [column.label for column in columns if column.group == "甲方"] == ["姓名", "电话"]
    assert {column.label for column in columns if column.is_number} == {
        "涉及人数",
        "涉及金额（元）",
    }


def test_the_sums_that_are_seen_are_those_of_the_store(busy):
    sums = dict(seen(busy, "disputes").sums)

    assert sums["受理纠纷"] == "1"
    assert "1,200.00" in sums.values()


def test_only_so_many_rows_are_shown_as_were_asked_for(busy):
    found = seen(busy, "visits", most=1)

    assert (len(found.rows), found.total) == (1, 2)


def test_whoever_sees_a_ledger_in_full_stands_in_the_audit(busy):
    before = audit(busy.office)

    seen(busy, "people", Profile.MASKED)
    seen(busy, "people", Profile.FULL)

    assert audit(busy.office) == [*before, "ledger seen"]


def test_the_titles_of_all_ledgers_are_told(town):
    titles = LedgerExportService(town.office).titles()

    assert tuple(titles) == NAMES
    assert str(titles["people"]) == "实有人口台账"


@pytest.mark.parametrize("name", NAMES)
def test_no_ledger_is_shown_for_the_board(town, name):
    with pytest.raises(InputInvalidError, match=name):
        seen(town, name, Profile.PUBLIC)


@pytest.mark.parametrize(
    ("name", "profile"),
    list(itertools.product(NAMES, (Profile.FULL, Profile.MASKED))),
)
def test_the_rows_that_are_seen_are_those_of_the_printed_ledger(busy, tmp_path, name, profile):
    path = tmp_path / "l.pdf"

    LedgerExportService(busy.office).paper(name, OCTOBER, path, profile, QUIET)

    text = pdfs.text(path)
    cells = {cell for row in seen(busy, name, profile).rows for cell in row}
    assert [cell for cell in cells if "".join(cell.split()) not in text] == []


def test_nothing_that_is_masked_stands_on_the_printed_ledger(busy, tmp_path):
    path = tmp_path / "l.pdf"

    LedgerExportService(busy.office).paper("people", None, path, Profile.MASKED, QUIET)

    assert "张三" not in pdfs.text(path)
    assert "13800001111" not in pdfs.text(path)


@pytest.mark.parametrize("name", NAMES)
def test_the_printed_ledger_has_the_head_and_the_sums_of_the_workbook(busy, tmp_path, name):
    period = None if name == "people" else OCTOBER
    for ending, write in (("pdf", "paper"), ("xlsx", "write")):
        made = getattr(LedgerExportService(busy.office), write)
        made(name, period, tmp_path / f"l.{ending}", Profile.FULL, QUIET)

    sheet = openpyxl.load_workbook(tmp_path / "l.xlsx", data_only=True).worksheets[0]
    rows = list(sheet.iter_rows())
    pages = pdfs.pages(tmp_path / "l.pdf")
    facts = [fact for row in rows[:2] for cell in row for fact in as_text(cell).split("　")]
    assert [fact for fact in facts if "".join(fact.split()) not in pages[0]] == []
    above = "".join(facts)
    assert all(name in above for name in ("填报单位", "填报人", "审核人", "填报时间"))
    last = [text for text in map(as_text, rows[-1]) if text]
    assert last[0] == "合计"
    assert "".join(last[:2]).replace(" ", "") in pages[-1]
    assert all(text.replace(" ", "") in "".join(pages) for text in last)


def test_the_printed_ledger_says_what_money_comes_to(busy, tmp_path):
    facts = {"title": "借款", "found_on": "2026-10-07", "grid_id": "WG01", "amount": "34.5"}
    parties = [{"side": "1", "name": "张三"}, {"side": "2", "name": "李四"}]
    record(busy.office, kinds.DISPUTE, parties=parties, involved="2", **facts)
    facts = {"category": "02", "level": "1", "found_on": "2026-10-06", "content": "电线老化"}
    for funds in ("800", "77"):
        record(busy.office, kinds.HAZARD, grid_id="WG01", funds=funds, **facts)
    service = LedgerExportService(busy.office)

    for name in ("disputes", "hazards"):
        service.paper(name, OCTOBER, tmp_path / name, Profile.FULL, QUIET)

    assert "合计2条" in pdfs.text(tmp_path / "disputes")
    assert "1,234.50" in pdfs.text(tmp_path / "disputes")
    assert "877.00" in pdfs.text(tmp_path / "hazards")


def test_the_audit_tells_a_ledger_previewed_from_one_saved_printed_or_exported(busy, tmp_path):
    service, office = LedgerExportService(busy.office), busy.office
    service.paper("people", None, tmp_path / "l.pdf", Profile.FULL, QUIET)
    assert audit(office)[-1] == "ledger pages"
    for how in ("saved", "printed"):
        sheets.handed_out(office, how, Paper(LEDGER, "people", Profile.FULL))
    service.write("people", None, tmp_path / "l.xlsx", Profile.FULL, QUIET)

    looks = AuditService(office).looks(4)

    told = ["导出了台账", "打印", "另存文件", "预览了台账"]
    assert [look.what for look in looks] == told
    assert {look.about for look in looks} == {"实有人口台账"}


def test_people_stand_by_their_doors_unit_after_unit(busy):
    homes = (("2", "1", "101"), ("1", "2", "201"), ("1", "1", "102"), ("1", "1", "101"))
    building = record(busy.office, kinds.BUILDING, name="9栋", compound="和平苑", grid_id="WG01")
    for number, (unit, floor, room) in enumerate(homes):
        facts = {"unit": unit, "floor": floor, "room": room, "building_id": building.id}
        door = record(busy.office, kinds.DWELLING, **facts)
        home = record(busy.office, kinds.HOUSEHOLD, dwelling_id=door.id)
        record(busy.office, kinds.PERSON, name=f"人{'甲乙丙丁'[number]}", household_id=home.id)

    names = [row[0] for row in seen(busy, "people").rows if row[0].startswith("人")]

    assert names == ["人丁", "人丙", "人乙", "人甲"]


def test_a_masked_ledger_says_the_year_of_birth_only(busy, tmp_path):
    record(busy.office, kinds.PERSON, name="赵六", birth="1956-03-08")
    path = tmp_path / "l.xlsx"

    rows = seen(busy, "people", Profile.MASKED).rows
    LedgerExportService(busy.office).write("people", None, path, Profile.MASKED, QUIET)

    assert "1956-**-**" in {row[2] for row in rows}
    texts_ = {as_text(cell) for row in openpyxl.load_workbook(path).worksheets[0] for cell in row}
    assert "1956-**-**" in texts_


def test_columns_that_nobody_filled_in_take_hardly_any_room(busy, tmp_path):
    def room(letter_of):
        path = tmp_path / "l.xlsx"
        LedgerExportService(busy.office).write("requests", OCTOBER, path, Profile.FULL, QUIET)
        sheet = openpyxl.load_workbook(path).worksheets[0]
        cell = next(cell for row in sheet["4:5"] for cell in row if cell.value == letter_of)
        return sheet.column_dimensions[cell.column_letter].width

    empty = room("备注")
    facts = {"title": "井盖松动", "received_on": "2026-10-08", "grid_id": "WG01"}
    record(busy.office, kinds.REQUEST, remark="已回电", **facts)

    assert empty < room("备注")
    assert room("原编号") == empty


def test_what_a_visit_was_for_stands_in_its_ledger(busy):
    assert "走访类型" in [column.label for column in seen(busy, "visits").columns]


def test_a_party_without_a_phone_of_her_own_has_that_of_the_register(town):
    person = town.only(kinds.PERSON, name="张三")
    rename(town.office, kinds.PERSON, person, phone="13800001111")
    parties = [
        {"side": "1", "name": "张三", "person_id": person.id},
        {"side": "2", "name": "张三", "person_id": person.id, "phone": "010-1234567"},
    ]
    facts = {"title": "噪声", "found_on": "2026-10-06", "grid_id": "WG01"}
    record(town.office, kinds.DISPUTE, parties=parties, **facts)

    with town.office.store.reading() as unit:
        (line,) = LineMaker(unit, Profile.FULL).lines(kinds.DISPUTE, None)

    assert [party.phone for party in line.parties] == ["13800001111", "010-1234567"]
