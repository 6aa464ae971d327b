"""Figures on paper beside figures of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from gridkeeper.domain import tallies
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import PaperInconsistentError
from gridkeeper.ledgers import disputes, plain, requests, visits
from gridkeeper.ledgers.checks import Check, Totals, compared, of_tallies
from tests.helpers.ledger_lines import a_request_line, some_lines

COLUMNS = disputes.LEDGER.columns


def some_totals():
    totals = Totals(COLUMNS)
    totals.rows = 3
    totals.values["type"].update({"0203": 2, "0602": 1})
    totals.values["success"].update({True: 1, None: 2})
    totals.amounts["amount"] = Decimal("12.50")
    return totals


def lines_of(*checks):
    return {line.label: line for line in compared("台账", COLUMNS, some_totals(), checks)}


@pytest.mark.parametrize(
    ("check", "printed"),
    [
        (Check("条数", None, 3), 3),
        (Check("自己数的", 7, 7), 7),
        (Check("成功", None, 1, column="success", values=(True,)), 1),
        (Check("未填", None, 2, column="success", values=(None,)), 2),
        (Check("相邻", None, 2, column="type", values=("02",), level=2), 2),
        (Check("金额", None, 1250, column="amount"), Decimal("12.50")),
    ],
)
def test_a_figure_that_agrees_is_listed(check, printed):
    line = lines_of(check)[check.label]
    assert line.printed == line.stored == printed


@pytest.mark.parametrize(
    "check",
    [
        Check("条数", None, 4),
        Check("自己数的", 7, 8),
        Check("成功", None, 2, column="success", values=(True,)),
        Check("金额", None, 1251, column="amount"),
    ],
)
def test_a_figure_that_differs_stops_the_paper(check):
    with pytest.raises(PaperInconsistentError) as error:
        lines_of(check)
    assert check.label in str(error.value)
    assert "台账" in str(error.value)


def test_the_sum_of_parts_is_compared_with_the_rows():
    assert lines_of()["按纠纷类型分项合计"].printed == 3


def test_parts_that_do_not_add_up_stop_the_paper():
    totals = some_totals()
    totals.values["type"]["0203"] += 1
    with pytest.raises(PaperInconsistentError):
        compared("台账", COLUMNS, totals, [])


def test_classes_of_which_a_row_may_have_several_are_not_summed():
    totals = Totals(visits.LEDGER.columns)
    totals.rows = 1
    totals.values["tags"].update(["A01", "A04"])
    totals.several.add("tags")
    assert compared("台账", visits.LEDGER.columns, totals, []) == []


def counts_of(name, ledger, lines):
    kind = ledger.kind.name
    records = [getattr(line, kind) for line in lines]
    return {
        tally.name: tallies.count(tally, records, date(2026, 10, 31))
        for tally in tallies.TALLIES
        if tally.kind == kind
    }


def test_the_tallies_of_the_store_become_checks():
    lines = some_lines("disputes", 30)
    checks = of_tallies(disputes.LEDGER, counts_of("disputes", disputes.LEDGER, lines))
    labels = {check.label: check for check in checks}
    assert labels["受理纠纷"] == Check("受理纠纷", None, 30)
    assert labels["化解成功"].values == (True,)
    assert labels["涉及金额"].column == "amount"
    assert {check.level for check in checks if check.column == "type"} == {2}


def test_a_public_copy_is_checked_as_it_reads():
    counts = {"visits_by_kind": {"01": 145, "05": 10, "03": 2}}
    checks = of_tallies(visits.LEDGER, counts, Profile.PUBLIC)

    assert {check.label.rpartition("：")[2]: check.stored for check in checks} == {
        "入户走访": 155,
        "巡查": 2,
    }
    assert checks[0].values == ("01", "05")


def test_tallies_of_other_kinds_and_of_texts_are_left_out():
    counts = {"visits": {"": 3}, "requests_by_unit": {"城管": 2}, "requests": {"": 2}}
    assert [check.label for check in of_tallies(requests.LEDGER, counts)] == ["收到诉求"]


def test_a_recount_of_the_ledger_gives_the_figures_of_the_report():
    states = ("95", "99", "50", "70", "80", "90", "90", "20")
    lines = [
        a_request_line(number, state=state, in_time=number != 5, closed_on=date(2026, 10, 9))
        for number, state in enumerate(states)
    ]
    figures = counts_of("requests", requests.LEDGER, lines)
    columns = {column.key: column for column in requests.LEDGER.columns}

    def rows(key, *said):
        texts = (plain.text(columns[key], line, Profile.FULL) for line in lines)
        return sum(text in said if said else bool(text) for text in texts)

    def total(name):
        return sum(figures[name].values())

    assert rows("in_time", "是") == total("requests_in_time") == 3
    assert rows("in_time", "否") == total("requests_late") == 1
    assert rows("closed_on") == total("requests_settled") == 4
    assert rows("state", "不予受理", "作废") == total("requests_dropped") == 2
    assert rows("state", "已登记") == total("requests_waiting") == 1
    assert total("requests_accepted") == 5
    assert len(lines) == total("requests") == 5 + 2 + 1


def test_whether_it_was_in_time_is_compared():
    lines = [a_request_line(number, state="70", in_time=True) for number in range(3)]
    checks = of_tallies(requests.LEDGER, counts_of("requests", requests.LEDGER, lines))

    found = {check.label: check for check in checks}

    assert found["按时办结"] == Check("按时办结", None, 3, "", "in_time", (True,))


def test_tallies_of_different_things_are_left_out():
    assert of_tallies(visits.LEDGER, {"households_visited": {"": 3}}) == ()


def test_a_tally_of_a_column_that_is_not_shown_is_left_out():
    ledger = replace(disputes.LEDGER, columns=disputes.LEDGER.columns[:3])
    assert of_tallies(ledger, {"disputes_settled": {"": 1}}) == ()
