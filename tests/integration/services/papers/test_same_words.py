"""What stands above a list and the list itself use the same words, and the sums agree."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from gridkeeper.domain import periods
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.privacy import Profile
from gridkeeper.progress import Quiet
from gridkeeper.reports import lists, wording
from gridkeeper.reports.columns import Word
from gridkeeper.services.papers.report_export import ReportExportService
from gridkeeper.services.samples.sampling import OFFICE_FILE, PASSWORD, Sampling
from gridkeeper.services.store import stores
from tests.helpers.stores import CHEAP
from tests.helpers.towns import FixedClock, cheap_codes

pytestmark = pytest.mark.no_cover

CLOCK = FixedClock(datetime(2026, 11, 20, 2, 30, tzinfo=UTC))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """The office of the sample."""
    folder = tmp_path_factory.mktemp("sample") / "here"
    with cheap_codes():
        Sampling(CLOCK, new_id, CHEAP).make(folder, Quiet())
    session = stores.opened(folder / OFFICE_FILE, (PASSWORD, ""), CLOCK)
    yield session
    session.close()


def first_line(cell):
    text = cell.text if isinstance(cell, Word) else cell
    return text.split("\n")[0].partition("（其他）")[0] or "未填写"


@pytest.mark.parametrize("period", ["2026-10", "2026-11", "2026-Q4"])
@pytest.mark.parametrize(
    ("name", "groupings"),
    [
        ("visits", {"走访类型": "visits_by_kind", "走访结果": "visits_by_outcome"}),
        ("disputes", {"纠纷类型": "disputes_by_type", "状态": "disputes_by_state"}),
        (
            "hazards",
            {
                "隐患类别": "hazards_by_category",
                "等级": "hazards_by_level",
                "状态": "hazards_by_state",
            },
        ),
        ("requests", {"诉求分类": "requests_by_category", "状态": "requests_by_state"}),
    ],
)
def test_the_groups_above_a_list_are_the_words_in_it(
    office, tmp_path, monkeypatch, name, groupings, period
):
    kept = []
    monkeypatch.setattr(
        lists, "write", lambda _path, listed, *rest: kept.append((listed, list(listed.rows), *rest))
    )
    days = periods.parse(period)

    ReportExportService(office).write(name, days, tmp_path / "p.pdf", Profile.FULL, Quiet())

    ((listed, rows, figures, *_rest),) = kept
    labels = [column.label for column in listed.columns]
    assert len(rows) == figures.total(name)
    for label, grouping in groupings.items():
        at = labels.index(label)
        said = Counter(first_line(row[at]) for row in rows)
        shares = wording.shares(figures, grouping, listed.whole)
        assert said == {one.label: one.now for one in shares if one.now}
