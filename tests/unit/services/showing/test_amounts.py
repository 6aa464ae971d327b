"""Amounts are shown with commas, and typed without."""

from __future__ import annotations

from decimal import Decimal

from gridkeeper.domain.kinds import DISPUTE
from gridkeeper.services.records import typed
from gridkeeper.services.showing.lists import text_of

AMOUNT = DISPUTE.field("amount")


def test_an_amount_is_shown_with_commas():
    assert text_of(AMOUNT, Decimal("12050.50")) == "12,050.50"


def test_an_amount_is_typed_without_commas():
    assert typed.text(AMOUNT, Decimal(12050)) == "12050"
