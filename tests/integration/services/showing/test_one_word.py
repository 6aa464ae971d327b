"""One word for one number: on the screen, in reports, in lists and in ledgers."""

from __future__ import annotations

import openpyxl
import pytest

from gridkeeper import texts
from gridkeeper.domain import kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.papers import month_figures
from gridkeeper.services.papers.comparisons import FigureService, called
from gridkeeper.services.papers.ledger_export import LedgerExportService
from gridkeeper.services.papers.report_export import ReportExportService
from gridkeeper.services.views.browsing import BrowseService
from tests.helpers import pdfs
from tests.helpers.towns import QUIET, record

OCTOBER = periods.parse("2026-10")
WORDS = {
    texts.CHINESE: ("收到诉求", "收到居民诉求 1 件", "待受理 1 件，受理 0 件，未办结 1 件"),
    texts.ENGLISH: ("Requests received", "1 were received", "not accepted yet: 1, accepted: 0"),
}


@pytest.fixture
def office(town):
    """An office with one request that is registered and that nobody has accepted yet."""
    record(town.office, kinds.REQUEST, title="路灯不亮", received_on="2026-10-07")
    return town.office


@pytest.mark.parametrize("language", WORDS)
def test_a_request_that_is_only_registered_is_received_everywhere_and_accepted_nowhere(
    office, tmp_path, language
):
    texts.use(language)
    word, received, accepted = WORDS[language]

    with office.store.reading() as unit:
        (tile,) = (one for one in month_figures.figures(unit, office.today()) if one.now)
    assert (tile.label, tile.now) == (word, 1)
    assert called(tile.name, OCTOBER).startswith(word)
    behind = FigureService(office).figures(OCTOBER, QUIET).behind(tile.name)
    assert BrowseService(office).count(behind) == 1

    for name in ("month", "requests"):
        paper = tmp_path / f"{name}.pdf"
        ReportExportService(office).write(name, OCTOBER, paper, Profile.FULL, QUIET)
        said = "".join(pdfs.text(paper).split())
        assert "".join(received.split()) in said
        assert "".join(accepted.split()) in said

    LedgerExportService(office).write("requests", OCTOBER, tmp_path / "l.xlsx", Profile.FULL, QUIET)
    book = openpyxl.load_workbook(tmp_path / "l.xlsx")
    rows = [row for sheet in book.worksheets for row in sheet.values]
    assert any(word in row for row in rows)
