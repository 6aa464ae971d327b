"""What a visit came to, as a plan asks it: whether anybody was reached, and who.

- Nobody at home, a refusal, an empty home, a patrol that found nothing and what others have told do
  not.
- A call or a message does only for rules that say so.
- A visit to the household counts for the household. It counts for a member if she was the one
  whom it was recorded to; if nobody is named, and those whom it was for were met (见到本人), for
  every member. Where only the family was met (见到家属), no member was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import codes

if TYPE_CHECKING:
    from datetime import date

_MET, _FAMILY_ONLY, NOBODY, REFUSED, VACANT, MOVED = "01", "02", "03", "04", "05", "06"
"""Codes of `visit_outcome`: herself, her family, nobody at home, refused, empty, moved away."""

MET = frozenset({_MET, _FAMILY_ONLY, "07", "08", "09", "10"})
"""Somebody was met; also by who heard of a change, a hazard, a dispute or a request."""
MISSED = frozenset({NOBODY, REFUSED, VACANT})
TO_RETURN = frozenset({NOBODY, REFUSED})
"""Somebody lives there whom nobody has spoken to: what is said next is when to come again."""
HAZARD, DISPUTE, REQUEST, NOTHING_AMISS = "08", "09", "10", "11"
"""Codes of `visit_outcome` that are true of a place as well as of people."""
_NOBODY_SEEN = frozenset({_FAMILY_ONLY, MOVED})
_NO_VISIT_FORMS = frozenset({"04", "05"})
_REMOTE_FORMS, _REMOTE_KIND = frozenset({"02", "03"}), "02"
_UNDONE_STATES = frozenset({"10", "20", "35", "36", "98"})
_AT_A_DOOR = re.compile("敲门|敲了|叩门|开门|应门|门铃|门口|门外|门上|门缝|门锁|锁门|把手")


def is_remote(form: str, kind: str) -> bool:
    """Return whether nobody went there, by the form of a visit; where it is empty, by its kind."""
    return form in _REMOTE_FORMS or (not form and kind == _REMOTE_KIND)


def outcomes(*, is_patrol: bool) -> tuple[str, ...]:
    """Return what a visit can come to: in a stairwell nobody is met, refuses or has moved away."""
    if is_patrol:
        return (NOTHING_AMISS, HAZARD, DISPUTE, REQUEST)
    return tuple(one for one in codes.table("visit_outcome").offered if one != NOTHING_AMISS)


def is_of_a_door(sentence: str) -> bool:
    """Return whether a sentence can only be said by who stood at a door."""
    return _AT_A_DOOR.search(sentence) is not None


def next_try(outcome: str, tries: int | None) -> int:
    """Return which try a knock in vain is, by the visit before it.

    They are counted up until somebody is met.

    Args:
        outcome: Of the visit before; "" if there was none.
        tries: How many it was; None if that is not known.
    """
    return (tries or 1) + 1 if outcome == NOBODY else 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit as a plan knows it, or the last of several that differ in nothing but their days.

    Attributes:
        named: The day that it names for the next.
        person_id: Whom it was recorded to; "" for the household.
    """

    day: date
    outcome: str
    form: str = ""
    kind: str = ""
    state: str = ""
    person_id: str = ""
    named: date | None = None

    @property
    def done(self) -> bool:
        """Whether somebody was reached."""
        return (
            self.outcome not in MISSED | {NOTHING_AMISS}
            and self.form not in _NO_VISIT_FORMS
            and self.state not in _UNDONE_STATES
        )

    @property
    def remote(self) -> bool:
        """Whether nobody went there."""
        return is_remote(self.form, self.kind)

    def reached(self, person_id: str) -> bool:
        """Whether a member was among those who were reached."""
        if not self.done or self.outcome in _NOBODY_SEEN:
            return False
        return self.person_id == person_id or (not self.person_id and self.outcome == _MET)
