"""Whoever signs a paper has room to write."""

from __future__ import annotations

import pytest

from gridkeeper import texts
from gridkeeper.domain.lines import RequestLine
from gridkeeper.domain.privacy import Profile
from gridkeeper.progress import Quiet
from gridkeeper.reports import notice, page, requests, story, styles, visit_form
from tests.helpers import pdfs
from tests.helpers.papers import a_hazard_line, a_heading, a_request, a_visit_line, figures

HAND = 35 * styles.MM
LANGUAGES = (texts.CHINESE, texts.ENGLISH)


@pytest.fixture
def drawn(monkeypatch):
    """The lines to sign on, as (start, end), in the order in which they are drawn."""
    found = []
    rule = page.Paper.rule

    def kept(self, start, end, colour, thick):
        if colour == styles.STRONG_LINE:
            found.append((start, end))
        rule(self, start, end, colour, thick)

    monkeypatch.setattr(page.Paper, "rule", kept)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", [page.PORTRAIT, page.LANDSCAPE])
@pytest.mark.parametrize("author", ["", "𠮷野霞", "阳光街道网格化综合服务管理中心"])
def test_every_signature_has_room_for_a_name_by_hand(tmp_path, drawn, language, sheet, author):
    texts.use(language)

    with page.opened(tmp_path / "a.pdf", "甲", a_heading(), sheet) as paper:
        story.signatures(paper, author)
        right, bottom = paper.right, paper.sheet.bottom

    assert len(drawn) == 4
    assert all(end[0] - start[0] >= HAND for start, end in drawn)
    assert all(end[0] <= right and end[1] >= bottom for _start, end in drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_visited_has_room_to_sign(tmp_path, drawn, language):
    texts.use(language)

    visit_form.write(
        tmp_path / "a.pdf",
        a_visit_line(),
        household=[],
        previous=None,
        heading=a_heading(),
        profile=Profile.FULL,
    )

    assert len(drawn) == 4
    assert all(end[0] - start[0] >= HAND for start, end in drawn)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 1])
def test_a_notice_with_room_for_its_re_checks_is_one_page_a_copy(tmp_path, language, number):
    texts.use(language)

    facts = {"heading": a_heading(), "profile": Profile.FULL}
    notice.write(tmp_path / "a.pdf", a_hazard_line(number), **facts)

    assert len(pdfs.pages(tmp_path / "a.pdf")) == 2


@pytest.mark.parametrize("kinds", range(2, 14))
def test_signatures_for_the_board_never_stand_without_a_table(tmp_path, kinds):
    asked = [
        a_request(number, category=f"{number % kinds + 1:02d}", source=f"0{number % 6 + 1}")
        for number in range(90)
    ]
    lines = [RequestLine(request=one) for one in asked]
    facts = {"profile": Profile.PUBLIC, "progress": Quiet()}

    head = a_heading(profile=Profile.PUBLIC)
    requests.write(tmp_path / "a.pdf", figures(asked), lines, heading=head, **facts)

    last = pdfs.pages(tmp_path / "a.pdf")[-1]
    assert "分管领导签字" in last
    assert "合计" in last
