"""What is read as one thing in a list is not broken in two."""

from __future__ import annotations

from datetime import date

from gridkeeper.domain.lines import DisputeLine, HazardLine, RequestLine
from gridkeeper.domain.privacy import Profile
from gridkeeper.progress import Quiet
from gridkeeper.reports import disputes, hazards, requests
from tests.helpers import pdfs
from tests.helpers.papers import a_dispute, a_hazard, a_heading, a_request, figures

FACTS = {"heading": a_heading(), "profile": Profile.FULL, "progress": Quiet()}


def test_a_phone_stands_on_one_line(tmp_path):
    asked = a_request(reporter="欧阳静怡", reporter_phone="19900003998")

    lines = [RequestLine(request=asked)]
    requests.write(tmp_path / "a.pdf", figures([asked]), lines, **FACTS)

    assert "19900003998" in pdfs.words(tmp_path / "a.pdf")


def test_the_head_over_who_mediates_stands_on_one_line(tmp_path):
    one = a_dispute()

    disputes.write(tmp_path / "a.pdf", figures([one]), [DisputeLine(dispute=one)], **FACTS)

    assert "化解责任人" in pdfs.words(tmp_path / "a.pdf")


def test_a_state_stands_on_one_line_above_how_late_it_is(tmp_path):
    one = a_hazard(state="65", deadline=date(2026, 11, 20))

    hazards.write(tmp_path / "a.pdf", figures([one]), [HazardLine(hazard=one)], **FACTS)

    # In the figures above, and in the list.
    assert pdfs.words(tmp_path / "a.pdf").count("复查不合格") == 2
