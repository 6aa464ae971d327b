"""Cases of another system: counted, refused row by row, never twice."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from gridkeeper.domain import codes, kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import (
    FileMissingError,
    FileUnreadableError,
    HeadingsUnknownError,
    MappingInvalidError,
)
from gridkeeper.services.imports.cases_import import CasesImportService
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import ReportExportService
from gridkeeper.services.store.stores import StoreService
from tests.helpers import case_files
from tests.helpers.towns import QUIET, dumped, rename, where

ALL = (kinds.DISPUTE, kinds.HAZARD, kinds.REQUEST)


def taken(session, path, mapping=None, **wishes):
    return CasesImportService(session).take(path, mapping or {}, QUIET, **wishes)


@pytest.fixture
def cases():
    return case_files.rows()


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx"])
def test_every_row_becomes_a_case_of_its_kind(town, tmp_path, cases, name):
    done = taken(town.office, case_files.write(tmp_path / name, cases))

    assert done.refused == []
    assert done.created == case_files.counted(cases)
    assert done.file == name
    assert {len(where(town.office, kind)) for kind in ALL} == {*done.created.values()}


def test_a_case_keeps_what_the_other_system_says(town, tmp_path, cases):
    taken(town.office, case_files.write(tmp_path / "c.csv", cases))

    case = town.only(kinds.REQUEST, original_number="9000")
    assert (case.channel, case.community, case.street) == ("@坪山", "老坑社区", "示例街道")
    assert (case.original_class, case.unit) == ("市政设施", "城市管理局")
    assert case.received_on.isoformat() == "2018-08-01"
    assert (case.in_time, case.state, case.place) == (False, "90", "示例路0号")
    assert case.title == "市政、公共设施设置及维护/道路破损"
    hazard = town.only(kinds.HAZARD, original_number="9002")
    assert (hazard.category, hazard.level, hazard.finder) == ("02", "2", None)
    assert hazard.deadline is None


def test_a_row_that_says_nothing_of_the_matter_is_refused(town, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text(
        "编号,受理时间,内容\nA1,2026-10-01,楼道灯坏了\nA2,2026-10-01,\n", encoding="utf-8"
    )

    done = taken(town.office, path)

    assert town.only(kinds.REQUEST, original_number="A1").content == "楼道灯坏了"
    assert [(one.row, one.reason) for one in done.refused] == [(3, "“标题”没有填")]


def test_a_second_import_changes_nothing(town, tmp_path, cases):
    path = case_files.write(tmp_path / "c.csv", cases)
    taken(town.office, path)
    before = dumped(town.office)

    done = taken(town.office, path)

    assert (done.created.total(), done.updated, done.kept) == (0, 0, 0)
    assert done.unchanged == len(cases)
    assert dumped(town.office) == before


def test_open_cases_stay_where_the_office_has_taken_them(town, tmp_path, cases):
    """The file says nothing about the state of these, so it has nothing to disagree about."""
    for case in cases:
        case |= {"INTIME_ARCHIVE_NUM": "0", "OVERTIME_ARCHIVE_NUM": "0"}
    path = case_files.write(tmp_path / "c.csv", cases)
    taken(town.office, path)
    case = town.only(kinds.REQUEST, original_number="9000")
    assert case.state == "20"
    rename(town.office, kinds.REQUEST, case, state="30")

    done = taken(town.office, path)

    assert (done.unchanged, done.kept) == (len(cases), 0)
    assert town.only(kinds.REQUEST, original_number="9000").state == "30"


def test_what_somebody_edited_here_is_left_and_counted(town, tmp_path, cases):
    path = case_files.write(tmp_path / "c.csv", cases)
    taken(town.office, path)
    case = town.only(kinds.REQUEST, original_number="9000")
    rename(town.office, kinds.REQUEST, case, place="改过的地点")

    done = taken(town.office, path)

    assert (done.kept, done.updated, done.unchanged) == (1, 0, len(cases))
    assert town.only(kinds.REQUEST, original_number="9000").place == "改过的地点"


def test_what_the_other_system_has_brought_up_to_date_is_taken_over(town, tmp_path, cases):
    cases[1] |= {"INTIME_ARCHIVE_NUM": "0", "OVERTIME_ARCHIVE_NUM": "0"}
    taken(town.office, case_files.write(tmp_path / "c.csv", cases))
    cases[1] |= {"INTIME_ARCHIVE_NUM": "1"}

    done = taken(town.office, case_files.write(tmp_path / "c.csv", cases))

    assert (done.updated, done.unchanged, done.kept) == (1, len(cases) - 1, 0)
    assert town.only(kinds.REQUEST, original_number="9001").state == "90"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"CREATE_TIME": ""}, "日期"),
        ({"CREATE_TIME": "2018-02-30 10:00"}, "时间"),
        ({"CREATE_TIME": "2199-01-01 10:00"}, "未来|以后|晚于|将来"),
        ({"REC_ID": "9000"}, "9000"),
        ({"EVENT_PROPERTY_NAME": "随便"}, "性质"),
    ],
    ids=str,
)
def test_a_row_that_cannot_be_taken_is_reported_with_its_number(
    town, tmp_path, cases, change, said
):
    import re  # noqa: PLC0415 - beside its only use

    cases[1] |= change

    done = taken(town.office, case_files.write(tmp_path / "c.csv", cases))

    (refused,) = done.refused
    assert refused.row == 3
    assert re.search(said, refused.reason), refused.reason
    assert done.created.total() == len(cases) - 1


def test_a_row_without_a_number_is_known_again_all_the_same(town, tmp_path, cases):
    cases[1]["REC_ID"] = ""
    path = case_files.write(tmp_path / "c.csv", cases)
    taken(town.office, path)

    assert taken(town.office, path).unchanged == len(cases)


def test_a_dry_run_says_the_same_and_keeps_nothing(town, tmp_path, cases):
    path = case_files.write(tmp_path / "c.csv", cases)
    before = StoreService(town.office).facts()

    rehearsed = taken(town.office, path, rehearse=True)

    assert StoreService(town.office).facts() == before
    assert rehearsed.created == taken(town.office, path).created


def test_headings_that_nobody_knows_can_be_mapped(town, tmp_path, cases):
    strange = ["提交于" if name == "CREATE_TIME" else name for name in case_files.HEADINGS]
    path = case_files.write(tmp_path / "c.csv", cases, strange)
    with pytest.raises(HeadingsUnknownError, match=r"c\.csv.*--map"):
        taken(town.office, path)

    done = taken(town.office, path, {"提交于": "received_at", "OCCUR_PLACE": "-"})

    assert done.created.total() == len(cases)
    assert {case.place for case in where(town.office, kinds.REQUEST)} == {None}


@pytest.mark.parametrize("pair", [("没有的列", "place"), ("OCCUR_PLACE", "没有的字段")])
def test_a_wrong_mapping_is_refused(town, tmp_path, cases, pair):
    path = case_files.write(tmp_path / "c.csv", cases)

    with pytest.raises(MappingInvalidError, match="=".join(pair)):
        taken(town.office, path, dict([pair]))


def test_columns_that_mean_nothing_or_may_not_be_kept_are_named(town, tmp_path, cases):
    odd = {"STREET_NAME": "天气", "OCCUR_PLACE": "宗教信仰"}
    headings = [odd.get(name, name) for name in case_files.HEADINGS]

    done = taken(town.office, case_files.write(tmp_path / "c.csv", cases, headings))

    assert done.unused == ("天气",)
    assert list(done.refused_columns) == ["宗教信仰"]


def test_the_same_number_of_another_system_is_another_case(town, tmp_path, cases):
    path = case_files.write(tmp_path / "c.csv", cases)
    taken(town.office, path)

    done = taken(town.office, path, origin="12345")

    assert done.created.total() == len(cases)


def test_a_file_that_is_not_there_or_no_sheet_is_said(town, tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n\x00\x01\xff\xfe binary")

    with pytest.raises(FileMissingError, match="nowhere"):
        taken(town.office, tmp_path / "nowhere.csv")
    with pytest.raises((FileUnreadableError, HeadingsUnknownError), match=r"x\.pdf"):
        taken(town.office, tmp_path / "x.pdf")


def test_progress_is_told_and_many_rows_are_quick(town, tmp_path):
    seen = []

    class Watched:
        def report(self, done, total):
            seen.append((done, total))

    path = case_files.write(tmp_path / "c.csv", case_files.rows(401))
    CasesImportService(town.office).take(path, {}, Watched())

    assert seen == [(200, 0), (400, 0)]


def test_report_and_ledger_of_a_month_equal_a_plain_count(town, tmp_path, cases):
    taken(town.office, case_files.write(tmp_path / "c.csv", cases))
    september = periods.parse("2018-09")
    wanted = [one for one in cases if one["CREATE_TIME"].startswith("2018-09")]
    requests = [one for one in wanted if case_files.kind(one) == "request"]

    figures = ReportExportService(town.office).write(
        "month", september, tmp_path / "m.pdf", Profile.FULL, QUIET
    )
    written = LedgerExportService(town.office).write(
        "requests", september, tmp_path / "r.xlsx", Profile.FULL, QUIET
    )

    counts = case_files.counted(wanted)
    assert written.rows == figures.total("requests") == counts["request"]
    assert figures.total("hazards") == counts["hazard"]
    assert figures.total("disputes") == counts["dispute"]
    late = sum(one["OVERTIME_ARCHIVE_NUM"] == "1" for one in requests)
    assert figures.total("requests_late") == late
    assert figures.total_before("requests") == case_files.counted(cases)["request"] - len(requests)


COUNTED = {
    "requests_by_class": ("request", "EVENT_TYPE_NAME"),
    "requests_by_channel": ("request", "EVENT_SRC_NAME"),
    "requests_by_community": ("request", "COMMUNITY_NAME"),
    "requests_by_unit": ("request", "DISPOSE_UNIT_NAME"),
    "hazards_by_class": ("hazard", "EVENT_TYPE_NAME"),
    "hazards_by_community": ("hazard", "COMMUNITY_NAME"),
}


def test_every_group_of_a_report_equals_a_plain_count_over_the_file(town, tmp_path, cases):
    for number, case in enumerate(cases):
        case["DISPOSE_UNIT_NAME"] = ("城市管理局", "教育局", "-")[number % 3]
    path = case_files.write(tmp_path / "c.csv", cases)
    taken(town.office, path)

    figures = ReportExportService(town.office).write(
        "month", periods.parse("2018-09"), tmp_path / "m.pdf", Profile.FULL, QUIET
    )

    with path.open(encoding="gb18030", newline="") as stream:
        rows = [one for one in csv.DictReader(stream) if one["CREATE_TIME"] < "2018-10"]
    wanted = [one for one in rows if one["CREATE_TIME"] >= "2018-09"]
    for tally, (kind, column) in COUNTED.items():
        said = [one[column].strip("-") for one in wanted if case_files.kind(one) == kind]
        assert figures.counts[tally] == Counter(said), tally
    natures = Counter(
        one["EVENT_PROPERTY_NAME"] for one in wanted if case_files.kind(one) == "request"
    )
    table = codes.table("request_nature")
    assert {
        table.text(key): n for key, n in figures.counts["requests_by_nature"].items()
    } == natures
    types = Counter(
        f"{one['MAIN_TYPE_NAME']}/{one['SUB_TYPE_NAME']}"
        for one in wanted
        if case_files.kind(one) == "request"
    )
    assert figures.counts["requests_by_type"] == types
    in_time = [one for one in wanted if one["INTIME_ARCHIVE_NUM"] == "1"]
    assert figures.total("requests_in_time") == case_files.counted(in_time)["request"]
