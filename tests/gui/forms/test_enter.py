"""Enter takes what is offered and goes on; and what is required is said once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain import codes, kinds
from tests.helpers.forms import KEY, commit, press, shown


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Tab])
def test_enter_and_tab_take_what_is_marked_and_go_on(stage, key):
    one, other = shown(stage, kinds.VISIT.field("outcome"), kinds.VISIT.field("remark"))
    commit(one.line, "weiyu")

    press(one.line, key)

    assert (one.value(), other.has_focus()) == ("未遇", True)


def test_what_is_said_in_red_is_not_said_in_grey_as_well(stage):
    one = shown(stage, replace(kinds.VISIT.field("remark"), required=True))
    assert one.box.placeholderText() == "必填"

    one.say_problem("必填")
    assert one.box.placeholderText() == ""
    one.say_problem("")
    assert one.box.placeholderText() == "必填"


def test_enter_goes_on_from_a_line(stage):
    one, other = shown(stage, kinds.VISIT.field("visitor"), kinds.VISIT.field("companions"))

    press(one.line, KEY.Key_Return)

    assert other.has_focus()


def test_enter_goes_on_from_yes_and_no(stage):
    one, other = shown(stage, kinds.HAZARD.field("listed"), kinds.HAZARD.field("interim"))

    press(one.here, KEY.Key_Return)

    assert other.has_focus()


def test_enter_chooses_the_code_that_is_marked(stage):
    one = shown(stage, kinds.DISPUTE.field("type"))
    commit(one.line, "xiang")
    assert one.is_open

    press(one.line, KEY.Key_Down, KEY.Key_Up, KEY.Key_Return)

    assert codes.table("dispute_type").code(one.value()) is not None
    assert not one.is_open
