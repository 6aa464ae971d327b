"""Builders of what a plan of visits is made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import plans
from gridkeeper.domain.contacts import Contact
from gridkeeper.domain.plans import Home, Member
from gridkeeper.domain.policies import HOUSEHOLD, PERSON, Cycle

if TYPE_CHECKING:
    from gridkeeper.domain.plans import Planned

TODAY = date(2026, 11, 20)
MET, FAMILY, MISSED = "01", "02", "03"


def a_rule(**facts: Any) -> Cycle:
    """Return a rule for households."""
    return Cycle(**{"id": "r", "name": "一般家庭", "subject": HOUSEHOLD, "days": 30} | facts)


def for_people(**facts: Any) -> Cycle:
    """Return a rule for people."""
    return a_rule(**{"id": "p", "name": "老人", "subject": PERSON, "days": 7} | facts)


def a_member(**facts: Any) -> Member:
    """Return somebody of 86 years."""
    return Member(**{"id": "a", "birth": date(1940, 5, 5), "resident_class": "01"} | facts)


def a_home(**facts: Any) -> Home:
    """Return a household with one member."""
    return Home(**{"id": "h", "members": (a_member(),)} | facts)


def a_contact(day: date, outcome: str = MET, **facts: Any) -> Contact:
    """Return a visit."""
    return Contact(day, outcome, **facts)


def planned(home: Home, rules: list[Cycle], *contacts: Contact) -> Planned | None:
    """Return the visit that is due at a home by some rules."""
    return plans.planned(home, plans.book(rules), contacts, TODAY)
