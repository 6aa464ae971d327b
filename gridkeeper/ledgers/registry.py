"""All ledgers by the names that the command line and the menus use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.ledgers import disputes, hazards, people, requests, visits

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.ledgers.columns import Ledger

NAMES = ("visits", "disputes", "hazards", "requests", "people")


def ledger(name: str, today: date) -> Ledger:
    """Return a ledger; `today` is the day on which ages are told.

    Raises:
        KeyError: There is no such ledger.
    """
    if name == "people":
        return people.ledger(today)
    fixed = {
        "visits": visits.LEDGER,
        "disputes": disputes.LEDGER,
        "hazards": hazards.LEDGER,
        "requests": requests.LEDGER,
    }
    return fixed[name]
