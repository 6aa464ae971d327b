"""Tones: every state of every kind has one that fits."""

from __future__ import annotations

import pytest

from gridkeeper.domain import codes
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.tones import Tone
from gridkeeper.services.showing.tones import COLOURS, RISKS, of_state


@pytest.mark.parametrize(
    ("kind", "state", "tone"),
    [
        ("visit", "10", Tone.INFO),
        ("visit", "30", Tone.GOOD),
        ("visit", "35", Tone.WARNING),
        ("visit", "98", Tone.NEUTRAL),
        ("hazard", None, Tone.INFO),
        ("hazard", "60", Tone.INFO),
        ("hazard", "65", Tone.WARNING),
        ("hazard", "70", Tone.GOOD),
        ("hazard", "95", Tone.NEUTRAL),
        ("dispute", "45", Tone.WARNING),
        ("dispute", "60", Tone.GOOD),
        ("request", "65", Tone.WARNING),
        ("request", "99", Tone.NEUTRAL),
        ("person", None, Tone.NEUTRAL),
    ],
)
def test_a_state_has_its_tone(kind, state, tone):
    values = {"state": state} if state else {}

    assert of_state(kind, KINDS[kind].record(id="1", **values)) is tone


@pytest.mark.parametrize("kind", ["visit", "dispute", "hazard", "request"])
def test_no_state_is_forgotten(kind):
    for state in codes.table(f"{kind}_state").labels:
        assert of_state(kind, KINDS[kind].record(id="1", state=state)) in Tone


def test_what_is_named_after_a_colour_has_its_tone():
    """Red is the worst; what is yellow is as yellow for a dispute as for a household."""
    named = {codes.table("dispute_risk").text(code)[:2]: tone for code, tone in RISKS.items()}

    assert named == {"红色": COLOURS["1"], "橙色": Tone.SERIOUS, "黄色": COLOURS["2"]}
