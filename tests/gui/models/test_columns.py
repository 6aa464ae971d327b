"""What the columns of lists say."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.showing.receipts import UNSENT
from gridkeeper.services.views.browsing import ADDRESS, PEOPLE, Row
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.models.columns import DEADLINE, WAY, Column, state_tone


def a_row(**facts):
    usual = {
        "id": "1", "texts": (), "states": MappingProxyType({}), "way": "",
        "conflicts": 0, "overdue": False,
    }  # fmt: skip
    return Row(**usual | facts)


def test_a_heading_is_the_label_of_the_field():
    assert Column("outcome", 90).title(kinds.VISIT) == "走访结果"


def test_a_heading_of_its_own_goes_before_the_label():
    assert Column("visited_on", 90, heading="Date").title(kinds.VISIT) == "日期"


def test_a_case_that_is_late_says_so_beside_its_deadline():
    chips = Column(DEADLINE, 90).chips(kinds.HAZARD, a_row(overdue=True), "2026-10-01")

    assert chips == (("逾期", Tone.BAD),)


def test_what_was_not_handed_in_stands_out():
    chips = Column(WAY, 90).chips(kinds.VISIT, a_row(way=UNSENT), "")

    assert [tone for _text, tone in chips] == [Tone.WARNING]


def test_what_need_not_be_handed_in_says_nothing():
    assert Column(WAY, 90).chips(kinds.VISIT, a_row(), "") == ()


@pytest.mark.parametrize(
    ("name", "kind", "sortable"),
    [
        (ADDRESS, kinds.PERSON, True),
        (PEOPLE, kinds.HOUSEHOLD, False),
        ("outcome", kinds.VISIT, True),
    ],
)
def test_a_list_can_be_sorted_by_fields_or_addresses(name, kind, sortable):
    assert Column(name, 90).is_sortable(kind) is sortable


def test_the_number_of_people_stands_at_the_right():
    assert Column(PEOPLE, 60).is_number(kinds.HOUSEHOLD)


def test_a_record_without_a_state_is_neutral():
    assert state_tone("hazard", "") is Tone.NEUTRAL


def test_a_failed_recheck_warns():
    assert state_tone("hazard", "65") is Tone.WARNING
