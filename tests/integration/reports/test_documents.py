from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from gridkeeper import texts
from gridkeeper.domain.disputes import DisputeParty
from gridkeeper.domain.lines import DisputeLine, HazardLine, RequestLine
from gridkeeper.domain.periods import parse
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import PaperInconsistentError
from gridkeeper.progress import CancelledError, Quiet
from gridkeeper.reports import disputes, hazards, month, requests, visits
from tests.helpers import pdfs
from tests.helpers.papers import (
    a_dispute,
    a_hazard,
    a_hazard_line,
    a_heading,
    a_request,
    a_visit,
    a_visit_line,
    figures,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from gridkeeper.domain.lines import Line
    from gridkeeper.domain.records import Record

ALL = [
    *(a_visit(number) for number in range(90)),
    *(a_dispute(number) for number in range(20)),
    *(a_hazard(number) for number in range(20)),
    *(a_request(number) for number in range(120)),
]
SECTIONS = [
    "总体情况",
    "走访",
    "矛盾纠纷",
    "安全隐患",
    "居民诉求",
    "各网格、社区情况",
    "未销号隐患",
]


class Stop:
    """Progress of a person who stops after a while."""

    def report(self, done: int, total: int) -> None:
        if done > 2:
            raise CancelledError


def write_month(path, counted, lines=(), **facts):
    given = {"heading": a_heading(), "profile": Profile.MASKED, "progress": Quiet(), **facts}
    month.write(path, counted, lines, **given)
    return pdfs.text(path)


def test_a_full_month_has_all_its_sections_in_the_outline(tmp_path):
    text = write_month(
        tmp_path / "a.pdf",
        figures(ALL, ALL[:60], register={"grid": 8, "household": 1204, "person": 0}),
        [HazardLine(hazard=a_hazard(1), grid="第02网格")],
    )

    marks = [mark.partition("、")[2] for mark in pdfs.outline(tmp_path / "a.pdf")]
    assert marks == SECTIONS
    assert "阳光街道2026年11月网格化服务管理工作月报" in text
    assert "网格8个" in text
    assert "住户1,204户" in text
    assert "实有人口" not in text


def test_a_month_without_anything_is_one_page_that_says_so(tmp_path):
    write_month(tmp_path / "a.pdf", figures([]))

    (text,) = pdfs.pages(tmp_path / "a.pdf")

    for said in ("本期无走访记录", "本期无矛盾纠纷", "本期无安全隐患", "本期无居民诉求"):
        assert said in text
    assert "填报人：𠮷野霞" in text


def test_a_month_of_requests_alone_tells_of_them(tmp_path):
    records = [a_request(number, state="70") for number in range(100)]

    text = write_month(tmp_path / "a.pdf", figures(records))

    assert "收到居民诉求100件" in text
    assert "诉求内容分类" in text
    assert "第24社区" in text
    assert "本期无走访记录" in text


def test_requests_without_classes_of_their_source_are_told_by_our_categories(tmp_path):
    record = a_request(original_class=None, original_type=None, category="06", source="03")

    assert "噪声" in write_month(tmp_path / "a.pdf", figures([record]))


def test_requests_that_nobody_sorted_have_no_bars(tmp_path):
    record = a_request(original_class=None, original_type=None)

    text = write_month(tmp_path / "a.pdf", figures([record]))

    assert "诉求内容分类" not in text
    assert "办理时效" in text


def test_records_without_place_say_so(tmp_path):
    record = a_visit(grid_id=None)

    assert "未注明网格或社区" in write_month(tmp_path / "a.pdf", figures([record]))


def test_what_was_not_counted_is_no_data(tmp_path):
    counted = figures(ALL)
    kept = {name: groups for name, groups in counted.counts.items() if "dispute" not in name}

    text = write_month(tmp_path / "a.pdf", replace(counted, counts=kept, before={}))

    assert "受理纠纷无数据" in text
    assert "受理纠纷：2026年11月无数据。" in text
    assert "本期无矛盾纠纷" not in text


@pytest.mark.parametrize(
    ("period", "kind"),
    [
        ("2026-11", "月报"),
        ("2026-Q4", "季报"),
        ("2026", "年报"),
        ("2026-11-01..2026-11-10", "报告"),
    ],
)
def test_a_report_is_called_by_its_period(tmp_path, period, kind):
    text = write_month(tmp_path / "a.pdf", figures([a_visit()], period=parse(period)))

    assert f"网格化服务管理工作{kind}" in text


def test_a_quarter_that_runs_keeps_its_name_and_says_its_days(tmp_path):
    head = a_heading(period="2026年第四季度", months=3)
    days = parse("2026-10-01..2026-11-10")

    text = write_month(tmp_path / "a.pdf", figures([a_visit()], period=days), heading=head)

    assert "网格化服务管理工作季报" in text
    assert "2026年第四季度" in text
    assert "2026-10-01起，截至2026-11-10" in text


def test_the_overview_of_a_quarter_that_runs_is_one_page_with_both_its_trends(tmp_path):
    days = parse("2026-10-01..2026-11-10")
    head = a_heading(period="2026年第四季度", months=3)

    write_month(tmp_path / "a.pdf", figures(ALL, period=days), heading=head)

    first = pdfs.pages(tmp_path / "a.pdf")[0]
    assert "走访" in first
    assert "收到诉求" in first
    assert "分母说明" in first


def test_names_of_the_month_are_hidden_and_overdue_hazards_are_told(tmp_path):
    line = HazardLine(
        hazard=a_hazard(responsible="欧阳静怡", deadline=date(2026, 11, 20), state="50")
    )

    text = write_month(tmp_path / "a.pdf", figures(ALL), [line] * 40)

    assert "欧阳**" in text
    assert "欧阳静怡" not in text
    assert "逾期10天" in text
    assert "共40条" in text


def test_signatures_of_a_month_stand_under_a_row(tmp_path):
    for count in range(8, 30, 3):
        lines = [HazardLine(hazard=a_hazard(number, state="50")) for number in range(count)]
        write_month(tmp_path / "a.pdf", figures(ALL), lines)

        last = pdfs.pages(tmp_path / "a.pdf")[-1]
        assert "分管领导签字" in last
        assert "和平路" in last


def test_a_month_in_english_has_no_chinese_of_ours(tmp_path):
    texts.use(texts.ENGLISH)

    text = write_month(tmp_path / "a.pdf", figures(ALL, ALL), heading=a_heading(period="x"))

    assert "Monthlyreportongridwork" in text
    assert "本期" not in text
    assert "合计" not in text


def test_figures_that_do_not_add_up_are_not_printed(tmp_path):
    counted = figures(ALL)
    wrong = replace(counted, counts={**counted.counts, "hazards_by_level": {"1": 3}})

    with pytest.raises(PaperInconsistentError):
        write_month(tmp_path / "a.pdf", wrong)

    assert list(tmp_path.iterdir()) == []


def test_a_month_that_is_stopped_leaves_nothing(tmp_path):
    with pytest.raises(CancelledError):
        write_month(tmp_path / "a.pdf", figures(ALL), progress=Stop())

    assert list(tmp_path.iterdir()) == []


def a_dispute_line(number=0):
    dispute = a_dispute(number)
    parties = [
        DisputeParty(id=side, dispute_id=dispute.id, side=side, name=name)
        for side, name in (("1", "欧阳静怡"), ("2", "王磊"))
    ]
    return DisputeLine(dispute=dispute, community="晨光社区", parties=tuple(parties))


def a_request_line(number=0, **values):
    facts = {"reporter": "欧阳静怡", "reporter_phone": "13800001234", **values}
    return RequestLine(request=a_request(number, **facts), community="晨光社区")


class Listed(NamedTuple):
    """One of the papers that list records, and what tests need to know of it."""

    paper: ModuleType
    a_line: Callable[[int], Line]
    caption: str
    record: Callable[[Line], Record]
    nothing: str


LISTS = [
    Listed(visits, a_visit_line, "走访明细", lambda line: line.visit, "本期无走访记录"),
    Listed(disputes, a_dispute_line, "纠纷明细", lambda line: line.dispute, "本期无矛盾纠纷"),
    Listed(hazards, a_hazard_line, "隐患明细", lambda line: line.hazard, "本期无安全隐患"),
    Listed(requests, a_request_line, "诉求明细", lambda line: line.request, "本期无居民诉求"),
]
FACTS = {"heading": a_heading(), "profile": Profile.MASKED, "progress": Quiet()}


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.caption)
def test_a_list_has_every_record_and_its_signatures(tmp_path, listed):
    lines = [listed.a_line(number) for number in range(40)]

    listed.paper.write(
        tmp_path / "a.pdf", figures([listed.record(line) for line in lines]), lines, **FACTS
    )

    pages = pdfs.pages(tmp_path / "a.pdf")
    assert listed.caption in pages[0]
    assert listed.caption in pdfs.outline(tmp_path / "a.pdf")
    assert "分管领导签字" in pages[-1]
    assert listed.nothing not in "".join(pages)
    assert "欧阳静怡" not in "".join(pages)


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.caption)
def test_an_empty_list_says_so(tmp_path, listed):
    listed.paper.write(tmp_path / "a.pdf", figures([]), [], **FACTS)

    assert listed.nothing in pdfs.text(tmp_path / "a.pdf")


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.caption)
@pytest.mark.parametrize("printed", [0, 1, 3])
def test_a_list_of_other_records_than_counted_is_not_written(tmp_path, listed, printed):
    counted = figures([listed.record(listed.a_line(1)), listed.record(listed.a_line(2))])

    with pytest.raises(PaperInconsistentError):
        listed.paper.write(tmp_path / "a.pdf", counted, [listed.a_line(1)] * printed, **FACTS)

    assert list(tmp_path.iterdir()) == []


def write_requests(path, lines, profile=Profile.FULL):
    counted = figures([line.request for line in lines])
    requests.write(path, counted, lines, heading=a_heading(), profile=profile, progress=Quiet())
    return pdfs.text(path)


def test_a_list_of_requests_says_who_asked_what_and_what_came_of_it(tmp_path):
    line = a_request_line(
        content="晚上看不见路",
        handler="王磊",
        handling="02",
        result="当晚修好",
        deadline=date(2026, 11, 5),
        feedback_on=date(2026, 11, 4),
        feedback_by="01",
        satisfaction="1",
        state="80",
    )

    text = write_requests(tmp_path / "a.pdf", [line])

    assert "阳光街道2026年11月居民诉求办理情况报表" in text
    for said in (
        "反映人", "欧阳静怡", "13800001234", "路灯不亮", "晚上看不见路", "第1承办单位", "王磊",
        "2026-11-05", "当晚修好", "2026-11-04", "已反馈",
    ):  # fmt: skip
        assert said in text


@pytest.mark.parametrize("profile", Profile)
def test_whoever_wants_to_stay_unnamed_is_known_to_the_office_alone(tmp_path, profile):
    text = write_requests(tmp_path / "a.pdf", [a_request_line(anonymous=True)], profile)

    assert "匿名" in text
    assert ("欧阳静怡" in text) == (profile is Profile.FULL)
    assert ("欧" in text) == ("1234" in text) == (profile is Profile.FULL)


def test_disputes_of_a_month_are_told_by_what_came_of_them(tmp_path):
    outcomes = [(True, "60"), (False, "45"), (None, "20"), (None, "90"), (None, "90")]
    some = [a_dispute(n, success=one, state=state) for n, (one, state) in enumerate(outcomes)]

    text = write_month(tmp_path / "a.pdf", figures(some))

    assert "化解情况化解成功120.0%调解不成120.0%正在办理120.0%结果不详240.0%" in text


def test_rows_that_the_figures_do_not_know_are_noticed(tmp_path):
    with pytest.raises(PaperInconsistentError):
        visits.write(tmp_path / "a.pdf", figures([]), [a_visit_line()], **FACTS)


@pytest.mark.parametrize(("visited", "asked", "on_last"), [(0, 2, 3), (2, 5, 2), (30, 2, 2)])
def test_the_last_page_of_a_month_is_never_nearly_empty(tmp_path, visited, asked, on_last):
    records = [*map(a_visit, range(visited)), *map(a_request, range(asked))]

    write_month(tmp_path / "a.pdf", figures(records, register={"grid": 2, "household": 49}))

    last = pdfs.pages(tmp_path / "a.pdf")[-1]
    assert sum(section in last for section in SECTIONS) >= on_last - 1
    assert SECTIONS[-1] in last
    assert len(last) > 200
