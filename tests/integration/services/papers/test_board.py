"""What hangs on the board: codes, days and places, and nothing in people's words."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.papers.report_export import PERIODICAL, ReportExportService
from tests.helpers import pdfs
from tests.helpers.towns import QUIET, a_visit_of, record

OCTOBER = periods.parse("2026-10")
_TOLD = "隔壁王秘密家的灯"


@pytest.fixture
def told(town):
    """A town in which people have told something of each kind."""
    office = town.office
    a_visit_of(office, situation=_TOLD, demands=_TOLD, measures=_TOLD)
    facts = {"title": _TOLD, "content": _TOLD, "result": _TOLD}
    record(office, kinds.DISPUTE, found_on="2026-10-06", type="0101", **facts)
    record(office, kinds.REQUEST, received_on="2026-10-06", category="01", place="501室", **facts)
    record(
        office,
        kinds.HAZARD,
        found_on="2026-10-06",
        category="02",
        level="2",
        content=_TOLD,
        measure=_TOLD,
        grid_id="WG01",
    )
    return office


@pytest.mark.parametrize("name", PERIODICAL)
def test_a_report_for_the_board_has_no_columns_of_what_people_told(told, tmp_path, name):
    path = tmp_path / "p.pdf"

    ReportExportService(told).write(name, OCTOBER, path, Profile.PUBLIC, QUIET)

    text = "".join(pdfs.text(path).split())
    assert "略" not in text
    heads = ("整改措施", "走访情况、困难诉求", "措施与结果", "纠纷名称")
    assert not any(head in text for head in heads)


def test_the_open_hazards_on_the_board_say_their_sort(told, tmp_path):
    path = tmp_path / "p.pdf"

    ReportExportService(told).write("month", OCTOBER, path, Profile.PUBLIC, QUIET)

    assert "隐患类别" in pdfs.text(path)
