"""What was put aside is tried again, and comes in once it can."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.exchange.second_chance import QuarantineService, said
from gridkeeper.storage import admission
from tests.helpers.stores import verified
from tests.helpers.towns import a_visit_of, take


@pytest.fixture
def aside(town, monkeypatch):
    """A visit whose outcome is one that only a newer program knows, by the office's reckoning."""
    judged = admission.fault
    with monkeypatch.context() as patch:
        patch.setattr(
            admission, "fault", lambda kind, values: "outcome" if kind.name == "visit" else ""
        )
        visit = a_visit_of(town.mei)
        (outcome,) = take(town.office, town.hand_in(town.mei, "m0.gkb"))
    assert [field for _line, field in outcome.quarantined] == ["outcome"]
    assert admission.fault is judged
    return visit


def test_it_is_told_in_words(town, aside):
    (one,) = QuarantineService(town.office).aside()

    assert said(one) == ("走访", "李梅", "走访结果")


def test_a_program_that_knows_it_takes_it_in_when_it_is_asked(town, aside):
    assert QuarantineService(town.office).retry() == (1, 0)

    assert town.only(kinds.VISIT).id == aside.id
    assert QuarantineService(town.office).aside() == []
    assert verified(town.office.store).problems == []


def test_it_comes_in_with_the_next_batch_of_anybody(town, aside):
    (outcome,) = take(town.office, town.hand_in(town.gang, "g0.gkb"))

    assert (outcome.new, outcome.released) == (1, 1)
    assert outcome.created == {"visit": 1}
    assert town.only(kinds.VISIT).id == aside.id


def test_what_still_cannot_be_taken_in_stays(town, aside, monkeypatch):
    monkeypatch.setattr(admission, "fault", lambda _kind, _values: "outcome")

    assert QuarantineService(town.office).retry() == (0, 1)
    (one,) = QuarantineService(town.office).aside()
    assert one.reason == "outcome"
