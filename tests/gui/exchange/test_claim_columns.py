"""What the desk says of who claims what."""

from __future__ import annotations

import pytest

from gridkeeper import texts
from gridkeeper.domain import kinds
from gridkeeper.domain.people import Person
from gridkeeper.services.exchange.claims import Claim, Conflict
from gridkeeper.ui.exchange.claim_columns import claim_columns, whose

EARLY, LATE = "2026-10-08T01:30:00Z", "2026-10-08T02:45:00Z"


def a_claim(author, text, at=EARLY, **facts):
    return Claim(f"{author}{text}{at}", author, at, {}, (text,), **facts)


def contended(*claims):
    return Conflict(kinds.PERSON, Person(id="1"), "phone", claims)


def named(conflict, **facts):
    return [whose(conflict, place, **facts) for place in range(len(conflict.claims))]


def test_a_button_names_who_said_it():
    conflict = contended(a_claim("李梅", "甲"), a_claim("赵刚", "乙"))

    assert named(conflict) == ["&1 用李梅的", "&2 用赵刚的"]


def test_in_english_it_says_what_it_does():
    conflict = contended(a_claim("李梅", "甲"), a_claim("赵刚", "乙"))

    texts.use(texts.ENGLISH)

    assert named(conflict) == ["&1 Use 李梅's", "&2 Use 赵刚's"]


def test_of_one_person_who_said_two_things_it_says_what():
    conflict = contended(a_claim("街道", "周四复看，灯已换好了"), a_claim("街道", "物业答复"))

    assert named(conflict) == ["&1 用“周四复看，灯已换好了”", "&2 用“物业答复”"]


def test_of_two_things_that_read_alike_it_says_when():
    conflict = contended(a_claim("街道", "139****0000"), a_claim("街道", "139****0000", LATE))

    first, second = named(conflict)
    assert first.startswith("&1 用街道（2026-10-08 ")
    assert first != second


def test_for_many_conflicts_it_says_with_which_batch():
    conflict = contended(a_claim("街道", "甲", batch="01-001"), a_claim("街道", "乙", here=True))

    assert named(conflict, of_many=True) == [
        "&1 用街道（文件 01-001）的",
        "&2 用街道（本机填写）的",
    ]


@pytest.mark.parametrize(
    ("facts", "line"),
    [({"here": True}, "本机填写"), ({"batch": "01-001"}, "文件 01-001"), ({}, None)],
)
def test_only_what_was_written_here_is_said_to_be(facts, line):
    conflict = contended(a_claim("李梅", "甲", **facts), a_claim("赵刚", "乙"))
    (column,) = [one for one in claim_columns(2) if one.heading == "说法 1"]

    assert column.under(conflict).split("\n")[1:] == ([line] if line else [])


def test_where_others_have_one_more_claim_nothing_looks_left_out():
    conflict = contended(a_claim("李梅", "甲"), a_claim("赵刚", "乙"))

    *_before, second, third = claim_columns(3)

    assert (second.text(conflict), third.text(conflict)) == ("乙", "—")


def test_the_last_claim_takes_the_room_of_those_that_only_others_have():
    conflict = contended(a_claim("李梅", "甲"), a_claim("赵刚", "乙"))

    *_before, first, second, third = claim_columns(3)

    assert second.spreads(conflict)
    assert not first.spreads(conflict)
    assert third.spreads is None
