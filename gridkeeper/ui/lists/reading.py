"""In which order the fields of a record are read: as its form asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.services.views.facts import PARTIES
from gridkeeper.ui.forms.layouts import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridkeeper.services.views.facts import Fact


def in_order(kind: str, facts: Iterable[Fact]) -> list[Fact]:
    """Return facts in the order of the work.

    Who is at odds with whom comes before all else. What is never typed, such as the day a case was
    closed, stands before what is folded away in the form: where the record belongs and where it
    came from is asked for last.
    """
    sections = LAYOUTS.get(kind, ())
    first = [name for section in sections if not section.folded for name in section.fields]
    last = [name for section in sections if section.folded for name in section.fields]
    ranks = {name: rank for rank, name in enumerate(first)}
    ranks |= {name: len(first) + 1 + rank for rank, name in enumerate(last)}
    ranks[PARTIES] = -1
    return sorted(facts, key=lambda fact: ranks.get(fact.name, len(first)))
