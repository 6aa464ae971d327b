"""The file of one household on paper."""

from __future__ import annotations

from datetime import date

from gridkeeper.domain import kinds
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.papers.report_export import ReportExportService
from tests.helpers import pdfs
from tests.helpers.towns import ZHANG_SAN, a_visit_of, record, rename, where


def test_the_file_of_a_household_shows_who_lives_there_what_was_seen_and_what_is_open(
    town, tmp_path
):
    (home,) = where(town.office, kinds.HOUSEHOLD)
    visit = a_visit_of(town.office, visited_on="2026-10-08", situation="张三说灯泡不亮")
    facts = {"category": "02", "level": "1", "found_on": "2026-10-06", "content": "楼道堆物"}
    record(town.office, kinds.HAZARD, **facts, visit_id=visit.id)
    gone = record(town.office, kinds.PERSON, name="李走远", household_id=home.id)
    rename(town.office, kinds.PERSON, gone, moved_out=date(2026, 10, 1))

    for profile, path in ((Profile.FULL, "full.pdf"), (Profile.MASKED, "masked.pdf")):
        ReportExportService(town.office).form("household", "3-2-501", tmp_path / path, profile)

    (full,) = pdfs.pages(tmp_path / "full.pdf")
    for said in ("户档表", "张三", ZHANG_SAN, "13800001111", "张三说灯泡不亮", "楼道堆物"):
        assert said in full
    assert "李走远" not in full
    assert "住户（签字）" in full
    (masked,) = pdfs.pages(tmp_path / "masked.pdf")
    assert ZHANG_SAN not in masked
    assert "张三" not in masked


def test_the_file_of_a_household_says_it_was_checked_only_where_it_was(town, tmp_path):
    (home,) = where(town.office, kinds.HOUSEHOLD)
    path = tmp_path / "a.pdf"
    texts = []
    for day in (None, date(2026, 10, 7)):
        rename(town.office, kinds.HOUSEHOLD, home, verified_on=day)
        ReportExportService(town.office).form("household", "3-2-501", path, Profile.FULL)
        texts.append(pdfs.text(path))

    asked, checked = texts
    assert "尚未核实" in asked
    assert "请住户核对以上内容后签字" in asked
    assert "已与住户核对" not in asked
    assert "以上内容已于2026-10-07与住户核对" in checked
    assert "请住户核对" not in checked


def test_the_record_of_a_visit_names_who_lived_there_on_its_day(town, tmp_path):
    (home,) = where(town.office, kinds.HOUSEHOLD)
    visit = a_visit_of(town.office, visited_on="2026-10-08")
    for name, left in (
        ("李走远", {"moved_out": date(2026, 10, 1)}),
        ("孙后走", {"died_on": date(2026, 10, 9)}),
    ):
        one = record(town.office, kinds.PERSON, name=name, household_id=home.id)
        rename(town.office, kinds.PERSON, one, **left)

    ReportExportService(town.office).form("visit", visit.id, tmp_path / "a.pdf", Profile.FULL)

    (page,) = pdfs.pages(tmp_path / "a.pdf")
    assert "孙后走" in page
    assert "李走远" not in page
