from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gridkeeper import texts
from gridkeeper.reports import overview
from tests.helpers.papers import a_dispute, a_hazard, a_request, a_visit, figures


def test_a_period_without_anything_says_so_four_times():
    said = overview.sentences(figures([]))

    assert said == [
        "走访服务：2026年11月无走访记录。",
        "矛盾纠纷：2026年11月未受理矛盾纠纷。",
        "安全隐患：2026年11月未排查出安全隐患。",
        "居民诉求：2026年11月未受理居民诉求。",
    ]


def test_visits_are_told_with_what_came_of_them():
    visits = [a_visit(n, outcome=outcome) for n, outcome in enumerate(("01", "03", "04"))]

    assert overview.visits(figures(visits, [a_visit()])) == (
        "走访服务：2026年11月共走访 3 次，走访住户 3 户；见到人 1 次，未遇 1 次，拒访 1 次"
        "（环比 +200.0%）。"
    )


def test_the_amount_of_disputes_is_told_in_yuan():
    dispute = a_dispute(amount=Decimal("1234.50"), success=True)

    assert overview.disputes(figures([dispute])).endswith("涉及金额 1,234.50 元。")


def test_an_amount_of_nothing_is_not_told():
    assert "金额" not in overview.disputes(figures([a_dispute()]))


def test_overdue_hazards_are_told():
    hazards = [a_hazard(1, state="70"), a_hazard(1, state="50")]

    assert "已销号 1 处，占排查数的 50.0%；逾期未整改 1 处" in overview.hazards(figures(hazards))


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
        "Visits: 1 were made in November 2026, to 1 households; somebody was met on 1 of them, "
        "nobody on 0, and 0 were refused."
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
