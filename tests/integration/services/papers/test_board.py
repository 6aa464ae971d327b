"""What hangs on the board: codes, days and places, and nothing in people's words."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import InputInvalidError
from gridkeeper.ledgers import registry
from gridkeeper.services.papers.ledger_export import LedgerExportService
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


@pytest.mark.parametrize("name", ["visits", "disputes", "requests"])
def test_the_board_reads_how_many_there_were_and_none_one_by_one(told, tmp_path, name):
    path = tmp_path / "p.pdf"

    ReportExportService(told).write(name, OCTOBER, path, Profile.PUBLIC, QUIET)

    text = "".join(pdfs.text(path).split())
    assert "合计" in text
    assert "序号" not in text
    assert "逐条内容只在本单位留存的版本里" in text


@pytest.mark.parametrize("name", ["hazards", "month"])
def test_hazards_on_the_board_stand_one_by_one_with_nobody_named(told, tmp_path, name):
    path = tmp_path / "p.pdf"

    ReportExportService(told).write(name, OCTOBER, path, Profile.PUBLIC, QUIET)

    text = "".join(pdfs.text(path).split())
    assert "序号" in text
    assert "责任人" not in text


@pytest.mark.parametrize("name", registry.NAMES)
@pytest.mark.parametrize("write", [LedgerExportService.write, LedgerExportService.paper])
def test_no_ledger_is_for_the_board_and_words_say_why(told, tmp_path, name, write):
    with pytest.raises(InputInvalidError, match="台账逐人逐件登记"):
        write(LedgerExportService(told), name, OCTOBER, tmp_path / "l", Profile.PUBLIC, QUIET)


def test_the_open_hazards_on_the_board_say_their_sort(told, tmp_path):
    path = tmp_path / "p.pdf"

    ReportExportService(told).write("month", OCTOBER, path, Profile.PUBLIC, QUIET)

    assert "隐患类别" in pdfs.text(path)
