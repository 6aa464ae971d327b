"""Verified: somebody has asked, and what the register says of a person or a home is so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds
from gridkeeper.domain.contacts import MET
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.showing import days
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.session import Session, Work

KINDS = (kinds.PERSON, kinds.HOUSEHOLD, kinds.DWELLING)
"""What can be verified."""

STALE_DAYS = 365
"""After so many days it is said how long ago something was verified."""


@dataclass(frozen=True, slots=True)
class Verified:
    """How a person, household or dwelling stands.

    Attributes:
        text: When it was verified, how long ago that is, and by whom.
        stale: Whether it is time to ask again.
    """

    text: str
    stale: bool


class VerifyService:
    """Notes that what the register says is so."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def verify(self, kind: Kind, record_ids: Sequence[str], on: date | None = None) -> None:
        """Note that some people, households or dwellings are as the register has them.

        Args:
            kind: One of `KINDS`.
            record_ids: Of the records.
            on: The day; today if nobody says.

        Raises:
            InputInvalidError: The day has not come yet.
            RecordUnknownError: One of them is not in the register; none is noted.
        """
        with self._session.writing("verify", kind=kind.name) as work:
            day = on or work.today
            if day > work.today:
                raise InputInvalidError(where=str(day), reason=_("this day has not come yet"))
            for record_id in record_ids:
                found = work.unit.listing.get(kind, record_id)
                if found is None or found.deleted:
                    raise RecordUnknownError(reference=record_id, kind=kind.name)
                _note(work, found, day)


def by_visit(work: Work, visit: Any) -> None:  # noqa: ANN401 - a Visit
    """Note that a visit has found nothing changed; nothing if it met nobody."""
    if visit.outcome not in MET or not visit.visited_on:
        return
    home: Any = work.unit.listing.get(kinds.HOUSEHOLD, visit.household_id)
    for found in (
        work.unit.listing.get(kinds.PERSON, visit.person_id),
        home,
        work.unit.listing.get(kinds.DWELLING, home.dwelling_id) if home else None,
    ):
        if found is not None and not found.deleted:
            _note(work, found, visit.visited_on)


def stale(record: Record, today: date) -> str:
    """Return how long ago something was verified, where that is long ago; else ""."""
    verified = getattr(record, "verified_on", None)
    days = (today - verified).days if verified else 0
    if days <= STALE_DAYS:
        return ""
    return plural("Verified {days} day ago", "Verified {days} days ago", days).format(days=days)


def standing(record: Any, today: date) -> Verified | None:  # noqa: ANN401 - of any kind
    """Return how a record stands; None of what is not verified, or is not here any more."""
    gone = ("died_on", "moved_out", "merged_into", "ended_on")
    if kind_of(record) not in KINDS or any(getattr(record, name, None) for name in gone):
        return None
    if record.verified_on is None:
        return Verified(_("Not verified yet"), stale=False)
    since = days.ago(record.verified_on, today)
    said = _("Verified on {day}, {ago}").format(day=record.verified_on, ago=since)
    mask = kind_of(record).field("verified_by").mask
    whom = shown(record.verified_by, mask, Profile.MASKED)
    is_old = (today - record.verified_on).days > STALE_DAYS
    return Verified(" · ".join(part for part in (said, whom) if part), stale=is_old)


def _note(work: Work, record: Any, on: date) -> None:  # noqa: ANN401 - of one of `KINDS`
    """Note the day, unless somebody has verified it later already."""
    if record.verified_on is None or record.verified_on <= on:
        work.change(record, verified_on=on, verified_by=work.unit.replica.name)
