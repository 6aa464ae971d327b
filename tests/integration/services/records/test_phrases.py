"""Phrases that are learned from one's own records."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.records.phrases import PhraseService
from tests.helpers.towns import a_visit_of, rename

WELL, HELPED = "老人身体尚可", "已帮助更换灯泡"


def often(session, begun="", field="situation", most=9):
    return PhraseService(session).often(kinds.VISIT, field, begun, most)


def visits(session, *situations, day="2026-10-07"):
    for situation in situations:
        a_visit_of(session, situation=situation, visited_on=day)


def test_a_sentence_that_was_written_twice_is_offered(town):
    visits(town.mei, f"{WELL}。家里新买了电视。", f"{WELL}；{HELPED}。")

    assert often(town.mei) == [WELL]


def test_what_is_written_more_often_comes_first(town):
    visits(town.mei, *[HELPED] * 3, *[WELL] * 2)

    assert often(town.mei) == [HELPED, WELL]
    assert often(town.mei, most=1) == [HELPED]


def test_what_was_written_lately_counts_more(town):
    visits(town.mei, *[HELPED] * 3, day="2026-02-01")
    visits(town.mei, *[WELL] * 2)

    assert often(town.mei) == [WELL, HELPED]


@pytest.mark.parametrize("begun", ["老人", "lr", "lrst", "laoren", "LAO REN"])
def test_a_phrase_is_found_by_how_it_begins(town, begun):
    visits(town.mei, *[HELPED] * 2, *[WELL] * 2)

    assert often(town.mei, begun) == [WELL]


@pytest.mark.parametrize(
    "sentence", ["张三身体尚可", "电话13800001111已记", "3幢2单元501室", "好", "很" * 41]
)
def test_what_is_about_one_home_only_or_no_sentence_is_not_offered(town, sentence):
    visits(town.mei, sentence, sentence)

    assert often(town.mei) == []


def test_what_is_said_at_a_door_is_not_offered_for_a_call(town):
    knocked = "敲门无人应答"
    visits(town.mei, *[knocked] * 3, *[WELL] * 2)

    service = PhraseService(town.mei)
    assert often(town.mei) == [knocked, WELL]
    assert service.often(kinds.VISIT, "situation", remote=True) == [WELL]


def test_what_others_wrote_is_not_offered(town):
    visits(town.mei, WELL, WELL)

    assert often(town.gang) == []


def test_what_was_deleted_is_forgotten(town):
    kept = a_visit_of(town.mei, situation=WELL)
    visits(town.mei, WELL)
    rename(town.mei, kinds.VISIT, kept, deleted=True)

    assert often(town.mei) == []


def test_each_field_has_its_own(town):
    visits(town.mei, WELL, WELL)

    assert often(town.mei, field="measures") == []
    assert often(town.mei, field="place") == []
