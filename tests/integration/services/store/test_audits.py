"""Who has seen in full what is masked elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain import kinds
from gridkeeper.domain.periods import Period
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import ReportExportService
from gridkeeper.services.papers.sheets import handed_out
from gridkeeper.services.papers.titles import FORM, REPORT, Paper
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.store import passwords
from gridkeeper.services.store.audits import AuditService
from gridkeeper.services.views.dossiers import DossierService
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import a_visit_of, rename, take

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))


def looks(session):
    return [(one.what, one.about, one.reason) for one in AuditService(session).looks()]


def test_who_opens_a_form_in_full_is_written_down(town):
    zhang = town.only(kinds.PERSON, name="张三")

    RecordingService(town.office).note_seen(kinds.PERSON, zhang.id)

    (look,) = AuditService(town.office).looks()
    assert (look.who, look.what, look.about) == ("王芳", "打开修改", "居民 张*")
    assert f"{look.at:%Y-%m-%d}" == "2026-10-08"


def test_a_form_knows_whether_it_shows_what_is_masked_elsewhere(town):
    recording = RecordingService(town.mei)
    plain, telling = a_visit_of(town.mei), a_visit_of(town.mei, situation="张三不在家")

    assert recording.opened(kinds.PERSON, town.only(kinds.PERSON, name="张三").id).hidden
    assert recording.opened(kinds.VISIT, telling.id).hidden
    assert not recording.opened(kinds.VISIT, plain.id).hidden


def test_a_reason_stands_beside_who_gave_it_and_the_newest_is_first(town):
    zhang = town.only(kinds.PERSON, name="张三")
    (home,) = (town.only(kinds.HOUSEHOLD),)
    for record, kind in ((zhang, kinds.PERSON), (home, kinds.HOUSEHOLD)):
        DossierService(town.office).reveal(kind, record.id, "核对身份")

    assert looks(town.office) == [
        ("显示完整信息", "户 晨光花园3幢2单元501室", "核对身份"),
        ("显示完整信息", "居民 张*", "核对身份"),
    ]


def test_who_settles_has_seen_both_values(town):
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    rename(town.gang, kinds.PERSON, zhang, phone="13911110002")
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))
    service = ConflictService(town.office)
    (conflict,) = service.open()

    service.settle(conflict, conflict.claims[0].change_id)

    assert looks(town.office) == [("处理了冲突", "居民 张*", "")]


@pytest.mark.parametrize(
    ("profile", "several"),
    [
        (Profile.FULL, ["走访工作报表 · 2026年10月", "走访记录表", "走访台账 · 2026年10月"]),
        (Profile.MASKED, []),
    ],
)
def test_papers_in_full_are_told_and_masked_ones_are_not(town, tmp_path, profile, several):
    LedgerExportService(town.office).begun("visits", OCTOBER, profile)
    handed_out(town.office, "printed", Paper(FORM, "visit", profile))
    handed_out(town.office, "saved", Paper(REPORT, "visits", profile, OCTOBER))

    assert [about for _what, about, _why in looks(town.office)] == several


def test_a_form_names_its_record(town, tmp_path):
    visit = a_visit_of(town.mei)
    ReportExportService(town.mei).form("visit", visit.id, tmp_path / "v.pdf", Profile.FULL)

    ((what, about, _why),) = looks(town.mei)
    assert (what, visit.number in about) == ("生成了单据", True)


def test_a_key_that_was_shown_is_about_no_record(town):
    passwords.recovery_key_of(town.office, PASSWORD)

    assert looks(town.office) == [("查看了恢复密钥", "", "")]


def test_no_more_are_told_than_were_asked_for(town):
    for _again in range(3):
        handed_out(town.office, "printed", Paper(REPORT, "month", Profile.FULL))

    assert [one.about for one in AuditService(town.office).looks(2)] == ["网格工作报告"] * 2
    assert AuditService(town.office).looks(2)[0].what == "打印"


def test_who_only_looks_is_told_apart(town):
    town.office.viewing = True
    handed_out(town.office, "printed", Paper(REPORT, "month", Profile.FULL))

    (look,) = AuditService(town.office).looks()
    assert look.who == "王芳（只看）"
