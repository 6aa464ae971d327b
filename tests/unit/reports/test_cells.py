from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from gridkeeper.domain.privacy import Profile
from gridkeeper.reports import cells
from gridkeeper.reports.columns import Tone, Word
from tests.helpers.papers import CUT_OFF, a_dispute, a_hazard, a_request, a_visit


def test_an_empty_field_is_an_empty_text():
    assert cells.text(a_visit(companions=None), "companions", Profile.FULL) == ""


def test_a_code_is_shown_by_its_name():
    assert cells.text(a_visit(kind="01"), "kind", Profile.FULL) == "入户走访"


def test_the_board_reads_only_in_general_what_a_dispute_is_about():
    dispute = a_dispute(type="0101")

    assert cells.text(dispute, "type", Profile.PUBLIC) == "婚恋家庭纠纷"
    assert cells.text(dispute, "type", Profile.MASKED) == "恋爱及婚姻"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("0101", "婚恋家庭纠纷\n恋爱及婚姻"),
        ("0499", "物权相关纠纷（其他）"),
        ("02", "邻里纠纷"),
        (None, ""),
    ],
)
def test_the_type_of_a_dispute_stands_below_its_group(code, said):
    assert cells.grouped(a_dispute(type=code), "type", Profile.FULL) == said


def test_a_moment_is_shown_as_people_in_china_read_it():
    visit = a_visit(started_at=datetime(2026, 11, 8, 1, 30, tzinfo=UTC))

    assert cells.text(visit, "started_at", Profile.FULL) == "2026-11-08 09:30"


def test_a_day_is_shown_in_numbers():
    assert (
        cells.text(a_hazard(deadline=date(2026, 11, 9)), "deadline", Profile.FULL) == "2026-11-09"
    )


@pytest.mark.parametrize(("value", "said"), [(True, "是"), (False, "否")])
def test_yes_and_no_are_words(value, said):
    assert cells.text(a_hazard(listed=value), "listed", Profile.FULL) == said


def test_an_amount_has_two_places():
    assert cells.text(a_dispute(amount=Decimal(1200)), "amount", Profile.FULL) == "1,200.00"


def test_a_name_is_hidden_from_those_who_may_not_see_it():
    hazard = a_hazard(responsible="𠮷野明霞")

    assert cells.text(hazard, "responsible", Profile.MASKED) == "𠮷***"
    assert cells.text(hazard, "responsible", Profile.FULL) == "𠮷野明霞"


def test_fields_are_joined_without_the_empty_ones():
    visit = a_visit(situation="甲", demands=None, result="乙")

    assert cells.joined(visit, ("situation", "demands", "result"), Profile.FULL) == "甲\n乙"


@pytest.mark.parametrize(
    ("outcome", "word"),
    [
        ("01", Word("见到本人", Tone.GOOD)),
        ("03", Word("未遇", Tone.OPEN)),
        ("04", Word("拒访", Tone.BAD)),
        ("05", Word("房屋空置", Tone.PLAIN)),
        (None, Word("", Tone.PLAIN)),
    ],
)
def test_the_outcome_of_a_visit_is_a_word(outcome, word):
    assert cells.visit_word(a_visit(outcome=outcome)) == word


@pytest.mark.parametrize(
    ("state", "deadline", "word"),
    [
        ("70", date(2026, 11, 1), Word("已销号", Tone.GOOD)),
        ("95", date(2026, 11, 1), Word("误报", Tone.PLAIN)),
        ("50", date(2026, 11, 20), Word("整改中\n逾期 10 天", Tone.BAD)),
        ("50", CUT_OFF, Word("整改中", Tone.OPEN)),
        ("50", None, Word("整改中", Tone.OPEN)),
    ],
)
def test_a_hazard_is_called_by_its_state_with_how_long_it_is_overdue(state, deadline, word):
    assert cells.hazard_word(a_hazard(state=state, deadline=deadline), CUT_OFF) == word


def test_a_hazard_closed_after_a_period_that_is_over_was_overdue_in_it():
    closed = a_hazard(state="70", deadline=date(2026, 11, 20), closed_on=CUT_OFF)

    word = cells.hazard_word(closed, CUT_OFF, is_past=True)
    assert word == Word("已销号\n逾期 10 天\n期后销号", Tone.OPEN)
    assert cells.hazard_word(closed, CUT_OFF) == Word("已销号", Tone.GOOD)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"success": True, "state": "60"}, Word("履行完毕", Tone.GOOD)),
        ({"success": True, "state": None}, Word("已化解", Tone.GOOD)),
        ({"success": False, "state": None}, Word("未化解", Tone.BAD)),
        ({"success": None, "state": "45"}, Word("调解不成", Tone.BAD)),
        ({"success": None, "state": "30", "deadline": None}, Word("调解中", Tone.OPEN)),
        (
            {"success": None, "state": "30", "deadline": date(2026, 11, 29)},
            Word("调解中\n逾期 1 天", Tone.BAD),
        ),
    ],
)
def test_a_dispute_is_called_by_how_it_ended(values, word):
    assert cells.dispute_word(a_dispute(**values), CUT_OFF) == word


def test_a_request_settled_late_is_told_from_one_in_time():
    late = cells.request_word(a_request(state="70", in_time=False), CUT_OFF)

    assert late == Word("已办结\n超时办结", Tone.OPEN)
    assert cells.request_word(a_request(state="70", in_time=True), CUT_OFF).tone is Tone.GOOD


def test_a_request_that_was_only_accepted_may_be_overdue():
    request = a_request(state="30", deadline=date(2026, 11, 1))

    assert cells.request_word(request, date(2026, 11, 11)).tone is Tone.BAD
