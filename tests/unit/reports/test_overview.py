from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from gridkeeper import texts
from gridkeeper.domain import codes
from gridkeeper.domain.tallies import Left
from gridkeeper.reports import overview
from tests.helpers.papers import a_dispute, a_hazard, a_request, a_visit, figures


def test_a_period_without_anything_says_so_four_times():
    said = overview.sentences(figures([]))

    assert said == [
        "走访服务：2026年11月无走访记录。",
        "矛盾纠纷：2026年11月未受理矛盾纠纷。",
        "安全隐患：2026年11月未排查出安全隐患。",
        "居民诉求：2026年11月未收到居民诉求。",
    ]


def test_visits_are_told_with_what_came_of_them():
    outcomes = ("01", "03", "04", "05")
    visits = [a_visit(n, outcome=outcome) for n, outcome in enumerate(outcomes)]

    assert overview.visits(figures(visits, [a_visit()])) == (
        "走访服务：2026年11月共走访 4 次（环比 +3），走访住户 4 户；"
        "其中见到人 1 次，未遇 1 次，拒访 1 次，其他 1 次。"
    )


WHOLE_AND_PARTS = {
    (
        "visits",
        texts.CHINESE,
    ): r"共走访 (\d+) 次.*见到人 (\d+) 次，未遇 (\d+).*拒访 (\d+).*其他 (\d+)",
    ("visits", texts.ENGLISH): (
        r": (\d+) in all.*met on (\d+), nobody on (\d+), (\d+) were refused, (\d+) ended otherwise"
    ),
    ("disputes", texts.CHINESE): (
        r"受理矛盾纠纷 (\d+) 件.*成功 (\d+) 件.*不成 (\d+) 件，正在办理 (\d+) 件，结果不详 (\d+) 件"
    ),
    ("disputes", texts.ENGLISH): (
        r"(\d+) were accepted.*; (\d+) were settled.*settled: (\d+); under way: (\d+);.*: (\d+)"
    ),
    ("requests", texts.CHINESE): (
        r"已办结 (\d+) 件.*按时办结 (\d+) 件.*超时办结 (\d+) 件，时限不明 (\d+) 件"
    ),
    ("requests", texts.ENGLISH): (
        r"; (\d+) are settled.*In time: (\d+) .*late: (\d+); not known: (\d+)\."
    ),
}


@pytest.mark.parametrize(("name", "language"), WHOLE_AND_PARTS)
def test_the_parts_that_a_sentence_names_add_up_to_the_whole(name, language):
    texts.use(language)
    outcomes = codes.table("visit_outcome").labels
    counted = figures(
        [
            *(a_visit(n, outcome=code) for n, code in enumerate(outcomes)),
            *(a_dispute(n, success=won) for n, won in enumerate((True, False, True))),
            *(a_dispute(n, success=None, state=state) for n, state in enumerate(("90", "20"))),
            *(a_request(n, in_time=known) for n, known in enumerate((True, True, False, None))),
        ],
        [a_visit(), a_dispute(), a_request()],
    )

    said = getattr(overview, name)(counted)

    found = re.search(WHOLE_AND_PARTS[name, language], said)
    assert found, said
    whole, *parts = map(int, found.groups())
    assert whole == sum(parts) > 0


def test_the_amount_of_disputes_is_told_in_yuan():
    dispute = a_dispute(amount=Decimal("1234.50"), success=True)

    assert overview.disputes(figures([dispute])).endswith("涉及金额 1,234.50 元。")


def test_an_amount_of_nothing_is_not_told():
    assert "金额" not in overview.disputes(figures([a_dispute()]))


def test_open_and_overdue_hazards_are_told_whenever_they_were_found():
    left = Left(open=5, earlier=2, overdue=1)
    hazards = [a_hazard(1, state="70"), a_hazard(1, state="50")]
    said = "截至期末，未销号 5 处（其中以前排查的 2 处），逾期未整改 1 处。"

    for found in (hazards, []):
        assert overview.hazards(replace(figures(found), left=left)).endswith("。" + said)


def test_requests_are_told_in_time_late_or_not_known():
    requests = [a_request(n, in_time=known) for n, known in enumerate((True, True, False, None))]

    said = overview.requests(figures(requests))

    assert "按时办结 2 件（按时办结率 50.0%），超时办结 1 件，时限不明 0 件" in said
    assert "回访 0 件，满意率 —" in said


def test_a_rate_of_what_was_not_counted_is_no_data():
    counted = replace(figures([]), counts={"visits": {"": 1}})

    assert overview.rate(counted, "visits_met", "visits") == "无数据"


def test_a_card_for_what_was_not_counted_has_no_unit():
    counted = replace(figures([]), counts={}, before={})

    assert {(card.number, card.unit) for card in overview.cards(counted)} == {("无数据", "")}


def test_english_sentences_are_whole():
    texts.use(texts.ENGLISH)

    assert overview.visits(figures([a_visit()])) == (
        "Visits, November 2026: 1 in all, to 1 households; somebody was met on 1, "
        "nobody on 0, 0 were refused, 0 ended otherwise."
    )


def test_disputes_whose_outcome_nobody_wrote_down_are_counted():
    known = [a_dispute(0, success=True), a_dispute(1, success=False), a_dispute(2, success=True)]
    unknown = [
        a_dispute(n, success=None, state=state) for n, state in enumerate(("90", "40", "20"))
    ]

    said = overview.disputes(figures(known + unknown))

    assert "化解成功 2 件，占受理数的 33.3%；调解不成 1 件，正在办理 1 件，结果不详 2 件。" in said


def test_imported_disputes_without_any_outcome_are_not_called_unsettled():
    said = overview.disputes(
        figures(
            [a_dispute(n, success=None, state=state) for n, state in enumerate(("90", "40", "99"))]
        )
    )

    assert said == (
        "矛盾纠纷：受理矛盾纠纷 3 件，均未写明化解结果；其中正在办理 0 件，结果不详 3 件。"
    )


def test_a_request_that_was_declined_is_neither_settled_nor_open():
    states = ("95", "99", "50", "70")
    requests = [a_request(n, state=state, in_time=True) for n, state in enumerate(states)]

    said = overview.requests(figures(requests))

    assert "收到居民诉求 4 件，不予受理或作废 2 件，待受理 0 件，受理 2 件，未办结 1 件" in said
    assert "已办结 1 件，办结率 50.0%；其中按时办结 1 件（按时办结率 50.0%）" in said


def test_a_request_that_is_only_registered_is_received_and_open_but_not_accepted():
    requests = [a_request(1, state="20"), a_request(2, state="70", in_time=True)]

    said = overview.requests(figures(requests))

    assert "收到居民诉求 2 件" in said
    assert "待受理 1 件，受理 1 件，未办结 1 件；已办结 1 件，办结率 100.0%" in said


def test_who_counts_as_satisfied_is_told_by_the_answers_that_the_figures_count():
    assert overview.who_counts_as_satisfied() == (
        "满意率：评价为满意、基本满意的件数，占回访到评价（满意、基本满意、一般、不满意）的件数。"
    )


def test_how_numbers_are_compared_is_told_with_the_limit_that_holds():
    assert "不足 10 的，写增减的数" in overview.how_compared()
