"""What each layer says of a door."""

from __future__ import annotations

from datetime import date

import pytest

from gridkeeper.domain.tones import Tone
from gridkeeper.services.matrix.facts import Facts
from gridkeeper.services.matrix.layers import layer, layers, together

TODAY = date(2026, 10, 8)


def said(key, **facts):
    mark = layer(key).mark(Facts(**{"is_home": True} | facts), TODAY)
    return mark.letter, mark.group


@pytest.mark.parametrize(
    ("facts", "letter", "group"),
    [
        ({}, "无", "never"),
        ({"is_home": False}, "空", "empty"),
        ({"days": 0, "outcome": "01"}, "今", "recent"),
        ({"days": 12, "outcome": "01"}, "12天", "recent"),
        ({"days": 31, "outcome": "02"}, "31天", "quarter"),
        ({"days": 91, "outcome": "01"}, "91天", "long"),
        ({"days": 1, "outcome": "03"}, "未", "tried"),
        ({"days": 1, "outcome": "03", "tries": 3}, "未3", "tried"),
        ({"days": 1, "outcome": "04"}, "拒", "tried"),
        ({"days": 1, "outcome": "05"}, "空", "empty"),
        ({"days": 1, "outcome": "06"}, "空", "empty"),
    ],
)
def test_the_last_visit_is_said_in_a_letter(facts, letter, group):
    assert said("days", **facts) == (letter, group)


@pytest.mark.parametrize(
    ("day", "tone"),
    [
        (None, Tone.BAD),
        (date(2026, 10, 1), Tone.BAD),
        (TODAY, Tone.BAD),
        (date(2027, 4, 8), Tone.INFO),
    ],
)
def test_no_visit_yet_is_red_only_where_one_is_due(day, tone):
    mark = layer("days").mark(Facts(is_home=True, due=day), TODAY)

    assert (mark.letter, mark.words, mark.tone) == ("无", "从未走访", tone)


@pytest.mark.parametrize(
    ("day", "letter", "group"),
    [
        (None, "", "none"),
        (date(2026, 10, 5), "逾3", "late"),
        (TODAY, "今", "now"),
        (date(2026, 10, 15), "还7", "soon"),
        (date(2026, 10, 16), "还8", "later"),
        (date(2027, 3, 17), "还160", "later"),
    ],
)
def test_the_next_visit_is_said_in_a_letter(day, letter, group):
    assert said("due", due=day) == (letter, group)


@pytest.mark.parametrize(
    ("key", "facts", "letter", "group"),
    [
        ("care", {}, "", "none"),
        ("care", {"tags": 1}, "关", "care"),
        ("care", {"tags": 2}, "关2", "care"),
        ("hazards", {}, "", "none"),
        ("hazards", {"hazards": 1}, "患", "open"),
        ("hazards", {"hazards": 2, "overdue": True}, "逾2", "late"),
        ("rent", {}, "", "none"),
        ("rent", {"use": "01"}, "租", "let"),
        ("rent", {"use": "03"}, "群", "shared"),
        ("rent", {"occupancy": "02"}, "租", "let"),
        ("rent", {"rent_use": "02"}, "租", "let"),
        ("vacant", {}, "", "none"),
        ("vacant", {"use": "04"}, "空", "empty"),
        ("vacant", {"outcome": "05"}, "空", "empty"),
        ("vacant", {"outcome": "06"}, "搬", "moved"),
        ("vacant", {"is_home": False}, "无", "unknown"),
    ],
)
def test_a_layer_says_its_letter_where_there_is_something(key, facts, letter, group):
    assert said(key, **facts) == (letter, group)


def test_verifying_ages():
    from gridkeeper.services.matrix.layers import _of_checked  # noqa: PLC0415

    found = [
        _of_checked(Facts(is_home=home, checked=day), TODAY).letter
        for home, day in ((True, ""), (True, "2025-01-01"), (True, "2026-09-01"), (False, ""))
    ]

    assert found == ["未", "旧", "核", ""]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"days": 0, "outcome": "03"}, "未遇 1 次（最近今天）"),
        ({"days": 2, "outcome": "03", "tries": 2}, "未遇 2 次（最近2 天前）"),
        ({"days": 0, "outcome": "04"}, "今天拒访"),
        ({"days": 3, "outcome": "01"}, "3 天前走访"),
    ],
)
def test_days_are_said_in_one_way(facts, words):
    assert layer("days").mark(Facts(is_home=True, **facts), TODAY).words == words


def test_several_homes_behind_a_door_are_counted_together():
    met = Facts(is_home=True, days=200, outcome="01", tags=1, checked="2026-01-01")
    missed = Facts(is_home=True, days=0, outcome="03", tags=2, hazards=1, overdue=True, due=TODAY)

    both = together([missed, met], TODAY)
    assert (both.days, both.outcome, both.tags, both.hazards) == (200, "01", 3, 1)
    assert (both.overdue, both.due, both.checked) == (True, TODAY, "")


def test_each_mark_has_a_line_in_the_legend_of_its_layer():
    facts = [
        Facts(is_home=home, days=days, outcome=outcome, tags=some, hazards=some, use=use)
        for home in (True, False)
        for days, outcome in ((None, ""), (3, "01"), (50, "02"), (200, "01"), (2, "03"), (2, "05"))
        for some, use in ((0, ""), (2, "01"), (0, "03"), (0, "04"))
    ]
    for one in layers():
        marks = [one.mark(fact, TODAY) for fact in facts]
        legend = one.legend(marks)

        assert sum(line.count for line in legend) == len(facts)
        assert all(mark.tone is one.groups[mark.group][1] for mark in marks)


def test_what_has_a_colour_has_a_letter():
    for one in layers():
        for letter, tone, _words in one.groups.values():
            assert str(letter) or tone is Tone.NEUTRAL


def test_an_unknown_layer_is_the_first_one():
    assert layer("none of them").key == "days"
