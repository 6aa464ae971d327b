"""Lines: a record with what papers say beside it, joined once and used by ledgers and reports.

All values are unmasked; whoever shows a line hides them with `gridkeeper.domain.privacy.shown`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain.privacy import Profile

if TYPE_CHECKING:
    from gridkeeper.domain.disputes import Dispute, DisputeParty
    from gridkeeper.domain.hazards import Hazard, Recheck
    from gridkeeper.domain.households import Household
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.places import Dwelling
    from gridkeeper.domain.records import Record
    from gridkeeper.domain.requests import Request
    from gridkeeper.domain.visits import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What every line says about where its record belongs.

    Attributes:
        grid: The grid's name, or "".
        community: The community's name, or "".
    """

    grid: str = ""
    community: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine(Line):
    """A visit, with whom it went to.

    Attributes:
        subject: Name of the person or of the head of household, if people were visited.
        premises: Name of the premises, if that is what was visited.
        address: In full, as `gridkeeper.domain.addresses` writes it.
        phone: Of the subject.
        tags: Codes of `person_tag` in force for the people of the household.
        attention: The household's code of `attention`, or "".
    """

    visit: Visit
    subject: str = ""
    premises: str = ""
    address: str = ""
    phone: str = ""
    tags: tuple[str, ...] = ()
    attention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLine(Line):
    """A dispute with its parties, by side and then by when they were added.

    Of a party who is in the register and has no phone of her own here, it is the register's.
    """

    dispute: Dispute
    parties: tuple[DisputeParty, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardLine(Line):
    """A hazard with its re-checks, the oldest first."""

    hazard: Hazard
    rechecks: tuple[Recheck, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine(Line):
    """A resident's request."""

    request: Request


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine(Line):
    """A person with where she lives.

    Attributes:
        address: The dwelling's, in full.
        head: Name of the head of household.
        tags: Codes of `person_tag` in force.
    """

    person: Person
    address: str = ""
    household_number: str = ""
    head: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdLine(Line):
    """A household with all that its file says on one page.

    Attributes:
        address: The dwelling's, in full.
        head: Name of the head of household.
        worker: Who looks after its grid; "" if nobody said.
        people: Who lives there, the head first.
        visits: The last ones, the newest first.
        cases: Those that are open.
    """

    household: Household
    dwelling: Dwelling | None = None
    address: str = ""
    head: str = ""
    worker: str = ""
    people: tuple[PersonLine, ...] = ()
    visits: tuple[Visit, ...] = ()
    cases: tuple[Record, ...] = ()


AnyLine = VisitLine | DisputeLine | HazardLine | RequestLine | PersonLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands at the head and the foot of every paper.

    Attributes:
        unit: The reporting unit (填报单位).
        author: Who made it (填报人), a person; "" where she has not said who she is.
        period: In words; "" for papers without one.
        cut_off: Local time up to which the data go, in words.
        version: The program's name and version.
        made_on: The date of the paper, in words.
        profile: Who the paper is for.
        months: How many whole months the period is called after, over or not; 0 for other days.
    """

    unit: str
    author: str
    period: str
    cut_off: str
    version: str
    made_on: str
    profile: Profile = Profile.FULL
    months: int = 0
