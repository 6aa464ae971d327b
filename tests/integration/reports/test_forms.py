"""Forms of one record: the visit's, and the notice of a hazard in two copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from gridkeeper.domain.lines import PersonLine
from gridkeeper.domain.people import Person
from gridkeeper.domain.privacy import Profile
from gridkeeper.reports import notice, visit_form
from tests.helpers import pdfs
from tests.helpers.papers import a_hazard_line, a_heading, a_visit, a_visit_line


def test_a_visit_form_holds_the_visit_the_household_and_the_visit_before(tmp_path):
    line = replace(
        a_visit_line(3, started_at=datetime(2026, 11, 8, 1, 30, tzinfo=UTC), tries=2, form="01"),
        phone="13800001234",
        tags=("A01", "A04"),
        community="晨光社区",
    )
    person = Person(id="p", name="㛃䶮𬭛", sex="1", birth=date(1948, 3, 2), relation="02")

    visit_form.write(
        tmp_path / "a.pdf",
        line,
        household=[PersonLine(person=person, tags=("A01",))],
        previous=a_visit(9),
        heading=a_heading(),
        profile=Profile.FULL,
    )

    (text,) = pdfs.pages(tmp_path / "a.pdf")
    for said in ("走访记录表", "𠮷野霞", "13800001234", "㛃䶮𬭛", "2026-11-0809:30", "敲门2次"):
        assert said in text
    assert f"上次走访{a_visit(9).visited_on}" in text
    assert "个人信息告知" in text


def test_a_visit_form_without_household_fits_its_page(tmp_path):
    visit_form.write(
        tmp_path / "a.pdf",
        a_visit_line(no_signature_reason="老人手抖"),
        household=[],
        previous=None,
        heading=a_heading(),
        profile=Profile.MASKED,
    )

    (text,) = pdfs.pages(tmp_path / "a.pdf")
    assert "无上次走访记录" in text
    assert "老人手抖" in text
    assert "家庭成员" not in text
    assert "𠮷**" in text


def test_a_long_visit_keeps_its_signatures_together(tmp_path):
    visit_form.write(
        tmp_path / "a.pdf",
        a_visit_line(situation="很长的情况。" * 300, demands="诉求。" * 300),
        household=[],
        previous=None,
        heading=a_heading(),
        profile=Profile.FULL,
    )

    last = pdfs.pages(tmp_path / "a.pdf")[-1]
    assert "被走访人签名" in last
    assert "个人信息告知" in last


def test_a_notice_has_two_copies_and_orders_nothing(tmp_path):
    notice.write(tmp_path / "a.pdf", a_hazard_line(1), heading=a_heading(), profile=Profile.FULL)

    kept, handed = pdfs.pages(tmp_path / "a.pdf")
    assert "存根联" in kept
    assert "送达联" in handed
    assert pdfs.outline(tmp_path / "a.pdf") == ["存根联", "送达联"]
    for copy in (kept, handed):
        assert "责令" not in copy
        assert "不合格仍有纸箱" in copy
        assert "□拒签" in copy
        assert "□张贴" in copy
        assert "个人信息告知" in copy


def test_a_notice_is_served_and_says_nowhere_that_it_is_internal(tmp_path):
    line = a_hazard_line(1)

    notice.write(tmp_path / "a.pdf", line, heading=a_heading(), profile=Profile.FULL)

    assert len(pdfs.pages(tmp_path / "a.pdf")) == 2
    assert "内部资料" not in pdfs.text(tmp_path / "a.pdf")


def test_a_form_that_the_community_keeps_is_internal_though_a_resident_signs_it(tmp_path):
    visit_form.write(
        tmp_path / "a.pdf",
        a_visit_line(),
        household=[],
        previous=None,
        heading=a_heading(),
        profile=Profile.FULL,
    )

    assert "内部资料注意保存" in pdfs.text(tmp_path / "a.pdf")


def test_a_notice_leaves_room_for_two_rechecks(tmp_path):
    notice.write(tmp_path / "a.pdf", a_hazard_line(0), heading=a_heading(), profile=Profile.FULL)

    assert pdfs.pages(tmp_path / "a.pdf")[0].count("□未消除") == 2
