"""What may hang on a notice board: the one rule for command line, window, workbooks and papers.

A list of visits, disputes or requests points to people even without their names, in a place where
everybody knows everybody: the board reads how many they were. Hazards are listed, so that people
can keep away from them, with nobody named. A ledger or a form is about people one by one.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain.privacy import Profile
from gridkeeper.texts import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

_LISTED = frozenset({"hazards"})
_REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "ledger": N_("a ledger is about people one by one; for the board choose a report"),
        "form": N_("this paper is about people; not for the board"),
    }
)


def refusal(sort: str, profile: Profile) -> str:
    """Return why there is no copy of a sort of paper for a profile; "" where there is one.

    Args:
        sort: What the audit calls it: `ledger`, `report`, `form`.
        profile: Who it is for.
    """
    refused = profile is Profile.PUBLIC and sort in _REFUSED
    return _(_REFUSED[sort]) if refused else ""


def lists(whole: str, profile: Profile) -> bool:
    """Whether a report for a profile says the records of a tally one by one, or how many only."""
    return profile is not Profile.PUBLIC or whole in _LISTED
