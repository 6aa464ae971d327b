"""The ledger of hazards."""

from __future__ import annotations

from gridkeeper.ledgers.hazards import LEDGER


def test_it_says_whom_a_hazard_is_assigned_to():
    labels = [column.label.zh for column in LEDGER.columns]

    assert labels[labels.index("承办单位") + 1] == "承办人"
