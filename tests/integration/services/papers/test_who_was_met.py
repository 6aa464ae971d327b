"""The number of those who were met, and the outcomes that it is the sum of."""

from __future__ import annotations

import re

import pytest

from gridkeeper.domain import codes, kinds, periods
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.papers.report_export import ReportExportService
from tests.helpers import pdfs
from tests.helpers.towns import QUIET, record

OCTOBER = periods.parse("2026-10")


@pytest.mark.parametrize("name", ["visits", "month"])
def test_who_was_met_can_be_added_up_again_from_the_table_of_outcomes(town, tmp_path, name):
    for number, outcome in enumerate(
        ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10"), 10
    ):
        place = f"晨光花园{number}幢"
        record(town.office, kinds.VISIT, visited_on="2026-10-06", outcome=outcome, place=place)
    path = tmp_path / "r.pdf"

    found = ReportExportService(town.office).write(name, OCTOBER, path, Profile.FULL, QUIET)

    text = pdfs.text(path)
    (said,) = re.findall("见到人：走访结果为([^。]*)的走访", text)
    table = codes.table("visit_outcome")
    counts = found.counts["visits_by_outcome"]
    named = [table.code(one) for one in said.split("、")]
    assert sum(counts.get(code, 0) for code in named) == found.total("visits_met") == 6
    assert "见到人6" in text
