"""What people were told and have agreed to: kept, taken back, and what follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import kinds
from gridkeeper.domain.identity_numbers import age_on
from gridkeeper.domain.parsing import Problem
from gridkeeper.errors import InputInvalidError, RecordUnknownError
from gridkeeper.services.showing.lists import title
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridkeeper.domain.consents import Consent
    from gridkeeper.domain.people import Person
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

OF_AGE = 14
"""Under so many years somebody's guardian has to agree (PIPL 31)."""

_NOTICE, _GUARDIAN = "01", "03"
"""Codes of the table `consent_matter`."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A consent that was taken back.

    Attributes:
        duties: What has to be done now, each a sentence (PIPL 47).
    """

    consent: Consent
    duties: tuple[str, ...]


class ConsentService:
    """Takes consents back; they are recorded as any record is."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def withdraw(self, consent_id: str, on: date | None = None) -> Withdrawn:
        """Note that a consent was taken back.

        Args:
            consent_id: Of the consent.
            on: The day; today if nobody says.

        Raises:
            InputInvalidError: It was taken back already, or was none, or was not given by then.
            RecordUnknownError: It is not here.
        """
        with self._session.writing("amend", kind=kinds.CONSENT.name, record=consent_id) as work:
            found: Any = work.unit.listing.get(kinds.CONSENT, consent_id)
            if found is None or found.deleted:
                raise RecordUnknownError(reference=consent_id, kind="consents")
            day = on or work.today
            if reason := _refusal(found, day, work.today):
                raise InputInvalidError(where=title(kinds.CONSENT, found), reason=reason)
            after = cast("Consent", work.change(found, withdrawn_on=day))
            return Withdrawn(after, tuple(_duties(work.unit, found.person_id or "", consent_id)))


def in_force(unit: Unit, person_id: str) -> list[Consent]:
    """Return what somebody has agreed to and not taken back."""
    found: Sequence[Any] = unit.listing.where(kinds.CONSENT, person_id=person_id)
    return [one for one in found if is_in_force(one)]


def is_in_force(consent: Any) -> bool:  # noqa: ANN401 - a Consent
    """Whether it is no mere notice, and was not taken back."""
    return consent.withdrawn_on is None and consent.matter != _NOTICE


def of_a_child(unit: Unit, person: Person, today: date) -> list[Problem]:
    """Return the reminder that the guardian of a child has to agree, until it is recorded."""
    if person.birth is None or age_on(person.birth, today) >= OF_AGE:
        return []
    if any(one.matter == _GUARDIAN for one in in_force(unit, person.id)):
        return []
    said = _("Under 14: ask a guardian for consent, and record it")
    return [Problem("birth", "person.guardian_consent", said, warning=True)]


def by_whom(unit: Unit, consent: Consent) -> list[Problem]:
    """Return the reminder that a child cannot agree by herself."""
    person: Any = unit.listing.get(kinds.PERSON, consent.person_id)
    if person is None or person.birth is None or consent.given_on is None:
        return []
    if consent.matter in {_NOTICE, _GUARDIAN} or age_on(person.birth, consent.given_on) >= OF_AGE:
        return []
    said = _("This person was under 14 on that day: a guardian has to agree")
    return [Problem("matter", "consent.of_a_child", said, warning=True)]


def _refusal(consent: Consent, day: date, today: date) -> str:
    if consent.matter == _NOTICE:
        return _("a notice is no consent, and cannot be taken back")
    if consent.withdrawn_on:
        return _("taken back on {day} already").format(day=consent.withdrawn_on)
    if day > today:
        return _("this day has not come yet")
    if consent.given_on and day < consent.given_on:
        return _("given on {day}, which is later").format(day=consent.given_on)
    return ""


def _duties(unit: Unit, person_id: str, without: str) -> list[str]:
    """Return what has to be done, now that somebody does not agree any more."""
    if any(one.id != without for one in in_force(unit, person_id)):
        return [_("Another consent of this person is in force; only this one ends.")]
    return [
        _("Stop using what was collected on this consent, from today on."),
        _("Delete what no law requires to be kept, or ask the office to do so."),
    ]
