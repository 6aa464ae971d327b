"""All about one record, for the panel beside a list; masked unless somebody gave a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, codes, kinds, workflow
from gridkeeper.domain.fields import Mask, Type
from gridkeeper.domain.households import is_closed
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.domain.tones import Tone
from gridkeeper.errors import RecordUnknownError
from gridkeeper.services.records import assignees, verifying
from gridkeeper.services.records.casework import Told, facts_of, timeline
from gridkeeper.services.register.history import gone_from, happenings
from gridkeeper.services.showing import days, naming
from gridkeeper.services.showing.lists import Named, references, text_of, title
from gridkeeper.services.showing.receipts import WAYS, Ways
from gridkeeper.services.showing.tones import COLOURS, of_state
from gridkeeper.services.views import histories
from gridkeeper.services.views.facts import Fact, parties
from gridkeeper.services.views.related import Relatives
from gridkeeper.texts import _, capital

if TYPE_CHECKING:
    from datetime import date, datetime

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.domain.workflow import Step
    from gridkeeper.services.session import Session
    from gridkeeper.services.views.histories import Said
    from gridkeeper.services.views.related import Group
    from gridkeeper.storage.listing import Held
    from gridkeeper.storage.unit import Unit

_LEFT_OUT = frozenset({"deleted", "state", "number", "received_at"})
"""Fields that are chips, stand in the title, or are there for other programs."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A word or two on a coloured ground."""

    text: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a timeline.

    Attributes:
        at: In local time, in words; without the hour where nobody said it.
        change: `from → to`; "" where it stayed where it was.
        whom: To whom it was passed on; "" if it was not.
    """

    at: str
    who: str
    what: str
    note: str
    change: str
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All about one record.

    Attributes:
        facts: The parties of a dispute; fields that have a value, in the order of their kind.
        timeline: Steps of a case, or what happened to a person or a household, the oldest first.
        next_steps: What can be done with a case, and why not where it cannot.
        history: Every value of every field, the newest first.
        full: Whether nothing is masked.
        verified: When it was verified, if it is one of what is; None of a closed household.
    """

    kind: str
    id: str
    title: str
    subtitle: str
    chips: tuple[Chip, ...]
    facts: tuple[Fact, ...]
    related: tuple[Group, ...]
    timeline: tuple[Event, ...]
    next_steps: tuple[Step, ...]
    history: tuple[Said, ...]
    full: bool
    verified: verifying.Verified | None = None


class DossierService:
    """Reads dossiers; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, kind: Kind, record_id: str, *, full: bool = False) -> Dossier:
        """Return the dossier of a record.

        Args:
            kind: Of the record.
            record_id: Its id.
            full: Unmasked; only for who gave a reason to `reveal` before.

        Raises:
            RecordUnknownError: It is not here.
        """
        profile = Profile.FULL if full else Profile.MASKED
        with self._session.store.reading() as unit:
            held = unit.listing.held(kind, record_id)
            if held is None:
                raise RecordUnknownError(reference=record_id, kind=kind.name)
            return _Reading(unit, self._session.today(), profile).dossier(held)

    def reveal(self, kind: Kind, record_id: str, reason: str) -> Dossier:
        """Return a dossier unmasked; the audit says who wanted to see whose, and why.

        Raises:
            InputInvalidError: No reason is given.
            RecordUnknownError: It is not here.
            StoreUnloggedError: Who sees it cannot be noted.
        """
        why = self._session.reason_to_see(reason, str(kind.label))
        found = self.of(kind, record_id, full=True)
        self._session.note_reveal(kind.name, record_id, why)
        return found


class _Reading:
    """One dossier while it is read."""

    def __init__(self, unit: Unit, today: date, profile: Profile) -> None:
        self._unit = unit
        self._today = today
        self._profile = profile

    def dossier(self, held: Held) -> Dossier:
        """Return it."""
        record, unit = held.record, self._unit
        kind = kind_of(record)
        veiled = record if self._profile is Profile.FULL else naming.veiled(unit, [record])[0]
        wanted = {**references(kind, [record])}
        wanted[kind.name] = {*wanted.get(kind.name, ()), record.id}
        named = Named(unit, wanted)
        related = Relatives(unit, self._today, self._profile).of(record)
        return Dossier(
            kind=kind.name,
            id=record.id,
            title=self._title(kind, veiled, named),
            subtitle=self._subtitle(kind, record, named),
            chips=tuple(self._chips(kind, held)),
            facts=(*parties(related, self._profile), *self._facts(kind, record, veiled, named)),
            related=related,
            timeline=self._timeline(kind, record),
            next_steps=self._steps(kind, record),
            history=histories.history(unit, kind, record.id, self._profile),
            full=self._profile is Profile.FULL,
            verified=None if is_closed(record) else verifying.standing(record, self._today),
        )

    def _title(self, kind: Kind, record: Record, named: Named) -> str:
        if kind in (kinds.HOUSEHOLD, kinds.DWELLING):
            return named.name(kind.name, record.id)
        if kind is kinds.BUILDING:
            return f"{getattr(record, 'compound', None) or ''}{getattr(record, 'name', '')}"
        about = kind.by_name.get(kind.title)
        value = getattr(record, kind.title, None) if about else None
        if about is None or value is None:
            return title(kind, record) or capital(str(kind.label))
        return shown(text_of(about, value), about.mask, self._profile)

    def _subtitle(self, kind: Kind, record: Record, named: Named) -> str:
        number = getattr(record, "number", None) or ""
        # Numbers of cases and visits say their kind.
        parts = [number] if number and kind.letter else [capital(str(kind.label)), number]
        if kind is kinds.PERSON:
            parts = [named.address(kind, record)]
        elif kind is kinds.HOUSEHOLD:
            parts.append(named.head(record.id))
        elif kind.day and (day := getattr(record, kind.day)):
            parts.append(day.isoformat())
        return " · ".join(part for part in parts if part)

    def _chips(self, kind: Kind, held: Held) -> list[Chip]:
        record = held.record
        found = []
        if record.deleted:
            found.append(Chip(_("deleted"), Tone.NEUTRAL))
        if "state" in kind.by_name:
            state = workflow.of(kind.name).state(record)
            said = codes.table(kind.field("state").codes).text(state)
            found.append(Chip(said, of_state(kind.name, record)))
        deadline = getattr(record, "deadline", None)
        if deadline and workflow.of(kind.name).is_open(record):
            late = deadline < self._today
            soon = deadline <= self._today + timedelta(days=days.SOON)
            tone = Tone.BAD if late else Tone.WARNING if soon else Tone.INFO
            found.append(Chip(days.due(deadline, self._today), tone))
        found += self._care(kind, record)
        if held.conflicts:
            found.append(Chip(_("in conflict"), Tone.BAD))
        parts = self._unit.listing.parts(kind, record.id)
        passage = Ways(self._unit).of(held.trace, held.conflicts, held.grid, parts)
        return [*found, Chip(passage.text, WAYS[passage.way])] if passage.way else found

    def _care(self, kind: Kind, record: Record) -> list[Chip]:
        """Return the care groups of a person, or the attention that a household needs.

        One that is closed needs none any more, whatever was noted while it was there.
        """
        colour = getattr(record, "colour", None)
        if is_closed(record):
            return [Chip(_("closed"), Tone.NEUTRAL)]
        if kind is kinds.HOUSEHOLD and colour:
            return [Chip(text_of(kind.field("colour"), colour), COLOURS.get(colour, Tone.NEUTRAL))]
        if kind is not kinds.PERSON:
            return []
        merged = record.id != self._unit.listing.survivors([record.id])[record.id]
        gone = [Chip(said, Tone.NEUTRAL) for said in gone_from(record, merged=merged)]
        tags = self._unit.listing.where(kinds.PERSON_TAG, person_id=record.id)
        table = codes.table("person_tag")
        return gone + [
            Chip(table.text(getattr(tag, "tag", None)), Tone.WARNING)
            for tag in tags
            if getattr(tag, "until", None) is None
        ]

    def _facts(self, kind: Kind, record: Record, veiled: Record, named: Named) -> list[Fact]:
        found = []
        for about in kind.fields:
            value = getattr(record, about.name)
            if value is None or about.name in _LEFT_OUT or about.name == kind.title:
                continue
            text = named.text(about, getattr(veiled, about.name), self._profile)
            refers = ("", "")
            if about.type is Type.RECORD and about.refers:
                refers = (about.refers, str(value))
            # What a mask would change is hidden, whatever the mask is.
            hidden = not refers[0] and text != text_of(about, value)
            found.append(Fact(about.name, str(about.label), text, hidden, refers))
        return found

    def _timeline(self, kind: Kind, record: Record) -> tuple[Event, ...]:
        if not kind.case:
            return tuple(
                Event(one.at, one.who, one.what, one.note, one.way)
                for one in happenings(self._unit, record, self._profile)
            )
        states, actions = codes.table(f"{kind.name}_state"), codes.table("case_action")
        found = []
        names = naming.of_case(self._unit, record)
        steps = timeline(self._unit, record.id)
        passed_on = assignees.passed_on(self._unit, record, steps)
        for step in steps:
            moved = step.from_state != step.to_state
            change = f"{states.text(step.from_state)} → {states.text(step.to_state)}"
            found.append(
                Event(
                    _said_at(step.at) if step.at else "",
                    shown(step.actor, Mask.WORDS, self._profile),
                    actions.text(step.action),
                    shown(step.note, Mask.PROSE, self._profile, names),
                    change if moved else "",
                    shown(passed_on.get(step.id), Mask.PROSE, self._profile, names),
                )
            )
        return tuple(found)

    def _steps(self, kind: Kind, record: Record) -> tuple[Step, ...]:
        if not kind.case and kind is not kinds.VISIT:
            return ()
        facts = facts_of(self._unit, record, Told())
        if kind is kinds.VISIT:
            facts = replace(facts, linked=self._born(record))
        return workflow.of(kind.name).steps(record, facts, self._today)

    def _born(self, visit: Record) -> frozenset[str]:
        listing = self._unit.listing
        return frozenset(
            kind.name for kind in kinds.CASES if listing.where(kind, visit_id=visit.id)
        )


def _said_at(moment: datetime) -> str:
    return f"{clock.local(moment):{'%Y-%m-%d' if clock.is_noon(moment) else '%Y-%m-%d %H:%M'}}"
