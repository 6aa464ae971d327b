"""What hangs on a record: the people of a home, its visits, the cases that came out of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import codes, kinds, workflow
from gridkeeper.domain.identity_numbers import age_on
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.labels import Label
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.domain.tones import Tone
from gridkeeper.services.register import consents
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import Named, text_of
from gridkeeper.services.showing.paper_lines import tags_of
from gridkeeper.services.showing.tones import of_state
from gridkeeper.texts import N_, _, pick

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.unit import Unit

_MOST = 50


@dataclass(frozen=True, slots=True)
class Link:
    """Another record, as a dossier names it.

    Attributes:
        chip: How it stands, in a word or two; "" for kinds that do not stand anywhere.
        day: In words; "" where it has none.
        in_force: Whether it is a consent that can be taken back, or a household that is not closed.
    """

    kind: str
    id: str
    title: str
    chip: str
    tone: Tone
    day: str
    in_force: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Links under one heading; `count` is how many there are in all."""

    label: str
    links: tuple[Link, ...]
    count: int


_HEADINGS = {
    "people": Label("家庭成员", "People of the household"),
    "households": Label("住户", "Households"),
    "dwellings": Label("房屋", "Dwellings"),
    "same": Label("并入的登记", "Merged into this"),
    "tags": Label("人群类别", "Care groups"),
    "consents": Label("告知同意", "Notices and consents"),
    "home": Label("所在", "Where it is"),
    "lives": Label("所在", "Lives at"),
    "visits": Label("走访", "Visits"),
    "earlier": Label("以前的走访", "Earlier visits"),
    "open": Label("未办结事项", "Open cases"),
    "born": Label("由此登记的事项", "What came out of it"),
    "disputes": Label("作为当事人的纠纷", "Disputes as a party"),
    "requests": Label("反映的诉求", "Requests raised"),
    "parties": Label("当事人", "Parties"),
    "rechecks": Label("复查", "Re-checks"),
    "origin": Label("来自", "Came from"),
}


_ENDS = {
    "person_tag": ("until", N_("ended")),
    "consent": ("withdrawn_on", N_("ended")),
    "household": ("ended_on", N_("closed")),
}
"""The day on which it ends, and what is said then."""


class Relatives:
    """Reads what hangs on one record."""

    def __init__(self, unit: Unit, today: date, profile: Profile) -> None:
        self._unit = unit
        self._today = today
        self._profile = profile

    def of(self, record: Record) -> tuple[Group, ...]:
        """Return the groups of a record that have links."""
        read: Any = getattr(self, f"_{kind_of(record).name}", None)
        found: dict[str, list[Record]] = read(record) if read else {}
        groups = []
        for name, records in found.items():
            if records:
                some = records[:_MOST]
                links = tuple(self._links(some, naming.whom_about(self._unit, record)))
                groups.append(Group(str(_HEADINGS[name]), links, len(records)))
        return tuple(groups)

    # What hangs on each kind

    def _household(self, home: Any) -> dict[str, list[Record]]:  # noqa: ANN401 - its kind's record
        people = self._where(kinds.PERSON, household_id=home.id)
        visits = self._where(kinds.VISIT, household_id=home.id)
        hazards = self._where(kinds.HAZARD, household_id=home.id)
        born = [
            case
            for kind in kinds.CASES
            for case in self._unit.listing.among(kind, "visit_id", [one.id for one in visits])
        ]
        cases = {case.id: case for case in (*hazards, *born)}
        return {
            "people": sorted(people, key=lambda one: _rank(home.head_id, one)),
            "open": [one for one in _newest(cases.values()) if _is_open(one)],
            "visits": _newest(visits),
            "home": self._known((kinds.DWELLING, home.dwelling_id)),
        }

    def _person(self, person: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        visits = self._where(kinds.VISIT, person_id=person.id)
        if person.household_id:
            visits += self._where(kinds.VISIT, household_id=person.household_id)
        parties = self._where(kinds.DISPUTE_PARTY, person_id=person.id)
        disputes = [
            dispute
            for party in parties
            for dispute in self._known((kinds.DISPUTE, cast("Any", party).dispute_id))
        ]
        return {
            "lives": self._known(
                (kinds.HOUSEHOLD, person.household_id), (kinds.PERSON, person.merged_into)
            ),
            "same": self._merged_into(person),
            "tags": self._where(kinds.PERSON_TAG, person_id=person.id),
            "consents": _newest(self._where(kinds.CONSENT, person_id=person.id)),
            "disputes": _newest(disputes),
            "requests": _newest(self._raised_by(person)),
            "visits": _newest({visit.id: visit for visit in visits}.values()),
        }

    def _raised_by(self, person: Any) -> list[Record]:  # noqa: ANN401
        """Return the requests of somebody: a request names nobody by id, only with her phone."""
        called: list[Any] = [person, *self._merged_into(person)]
        ways = {(one.name, one.phone) for one in called if one.name and one.phone}
        return [
            request
            for name, phone in sorted(ways)
            for request in self._where(kinds.REQUEST, reporter=name, reporter_phone=phone)
        ]

    def _merged_into(self, person: Record) -> list[Record]:
        """Return those who were found to be the same person as somebody."""
        ids = self._unit.listing.merged([person.id]).keys() - {person.id}
        return self._known(*((kinds.PERSON, one) for one in sorted(ids)))

    def _visit(self, visit: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        others = (
            self._where(kinds.VISIT, household_id=visit.household_id) if visit.household_id else []
        )
        born = [case for kind in kinds.CASES for case in self._where(kind, visit_id=visit.id)]
        mine = (str(visit.visited_on), visit.id)
        return {
            "home": self._known(
                (kinds.HOUSEHOLD, visit.household_id),
                (kinds.PERSON, visit.person_id),
                (kinds.PREMISES, visit.premises_id),
            ),
            "born": born,
            "earlier": [one for one in _newest(others) if _key(one) < mine],
        }

    def _dispute(self, dispute: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        parties = self._where(kinds.DISPUTE_PARTY, dispute_id=dispute.id)
        return {
            "parties": sorted(parties, key=lambda one: cast("Any", one).side or "9"),
            "origin": self._known((kinds.VISIT, dispute.visit_id)),
        }

    def _hazard(self, hazard: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        return {
            "rechecks": _newest(self._where(kinds.RECHECK, hazard_id=hazard.id)),
            "home": self._known(
                (kinds.HOUSEHOLD, hazard.household_id), (kinds.PREMISES, hazard.premises_id)
            ),
            "origin": self._known((kinds.VISIT, hazard.visit_id)),
        }

    def _request(self, request: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        return {"origin": self._known((kinds.VISIT, request.visit_id))}

    def _premises(self, place: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        hazards = _newest(self._where(kinds.HAZARD, premises_id=place.id))
        return {
            "open": [one for one in hazards if _is_open(one)],
            "visits": _newest(self._where(kinds.VISIT, premises_id=place.id)),
        }

    def _dwelling(self, dwelling: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        return {
            "households": self._where(kinds.HOUSEHOLD, dwelling_id=dwelling.id),
            "home": self._known((kinds.BUILDING, dwelling.building_id)),
        }

    def _building(self, building: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        doors = self._where(kinds.DWELLING, building_id=building.id)
        by_door = sorted(doors, key=lambda one: _door(cast("Any", one)))
        return {"dwellings": by_door}

    def _person_tag(self, tag: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        return {"home": self._known((kinds.PERSON, tag.person_id))}

    def _dispute_party(self, party: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        return {
            "origin": self._known((kinds.DISPUTE, party.dispute_id)),
            "home": self._known((kinds.PERSON, party.person_id)),
        }

    def _recheck(self, recheck: Any) -> dict[str, list[Record]]:  # noqa: ANN401
        return {"origin": self._known((kinds.HAZARD, recheck.hazard_id))}

    # Reading and naming

    def _where(self, kind: Kind, **equal: str) -> list[Record]:
        return self._unit.listing.where(kind, **equal)

    def _known(self, *places: tuple[Kind, str | None]) -> list[Record]:
        found = [self._unit.listing.get(kind, record_id) for kind, record_id in places]
        return [record for record in found if record is not None and not record.deleted]

    def _links(self, records: list[Record], names: Iterable[str]) -> Iterable[Link]:
        by_kind: dict[str, set[str]] = {}
        for record in records:
            by_kind.setdefault(kind_of(record).name, set()).add(record.id)
        if self._profile is not Profile.FULL:
            records = naming.veiled(self._unit, records, names)
        named = Named(self._unit, by_kind)
        tags = tags_of(self._unit, by_kind.get("person", ()))
        for record in records:
            kind = kind_of(record)
            chip, tone = self._chip(record, tags.get(record.id, ()))
            day = getattr(record, kind.day) if kind.day else None
            yield Link(
                kind.name,
                record.id,
                self._title(kind, record, named),
                chip,
                tone,
                day.isoformat() if day else "",
                _is_in_force(record),
            )

    def _title(self, kind: Kind, record: Any, named: Named) -> str:  # noqa: ANN401
        if kind is kinds.PERSON:
            about = (record.name, record.relation, record.birth)
            return self._said(kind, ("name", "relation"), record, self._age(about[2]))
        if kind is kinds.VISIT:
            return self._said(kind, ("situation",), record) or (record.number or record.id)
        if kind is kinds.DISPUTE_PARTY:
            return self._said(kind, ("side", "name", "phone"), record)
        if kind is kinds.RECHECK:
            return self._said(kind, ("checker", "opinion"), record)
        return named.name(kind.name, record.id)

    def _said(self, kind: Kind, names: Iterable[str], record: Record, more: str = "") -> str:
        parts = []
        for name in names:
            about, value = kind.field(name), getattr(record, name)
            if value is not None:
                parts.append(shown(text_of(about, value), about.mask, self._profile))
        return " · ".join(part for part in (*parts, more) if part)

    def _age(self, birth: date | None) -> str:
        if birth is None:
            return ""
        years = age_on(birth, self._today)
        return pick(f"{years}岁", f"aged {years}")

    def _chip(self, record: Any, tags: tuple[str, ...]) -> tuple[str, Tone]:  # noqa: ANN401
        kind = kind_of(record)
        if "state" in kind.by_name:
            flow = workflow.of(kind.name)
            said = codes.table(kind.field("state").codes).text(flow.state(record))
            outcome = getattr(record, "outcome", None)
            if kind is kinds.VISIT and outcome:
                said = text_of(kind.field("outcome"), outcome)
            return said, of_state(kind.name, record)
        if kind is kinds.PERSON:
            return _of_person(record, tags)
        field, said = _ENDS.get(kind.name, ("", ""))
        if field and getattr(record, field):
            return _(said), Tone.NEUTRAL
        if kind is kinds.RECHECK and record.passed is not None:
            said = _("passed") if record.passed else _("not passed")
            return said, Tone.GOOD if record.passed else Tone.BAD
        return "", Tone.NEUTRAL


def _rank(head_id: str | None, person: Any) -> tuple[bool, bool, str]:  # noqa: ANN401
    """Return what sorts the people of a home, its head first, and last who is there no more."""
    return (bool(_gone(person)), person.id != head_id, person.relation or "99")


def _of_person(person: Record, tags: Iterable[str]) -> tuple[str, Tone]:
    """Return that somebody is gone, or else in what care she is."""
    if gone := _gone(person):
        return gone, Tone.NEUTRAL
    table = codes.table("person_tag")
    care = pick("、", ", ").join(table.text(tag) for tag in tags)
    return care, Tone.WARNING if care else Tone.NEUTRAL


def _gone(person: Any) -> str:  # noqa: ANN401
    """Return why somebody does not live in her household any more; "" if she does."""
    if person.died_on:
        return _("dead")
    return _("moved out") if person.moved_out else ""


def _is_in_force(record: Any) -> bool:  # noqa: ANN401
    if kind_of(record) is kinds.CONSENT:
        return consents.is_in_force(record)
    return kind_of(record) is kinds.HOUSEHOLD and not record.ended_on


def _is_open(case: Record) -> bool:
    return workflow.of(kind_of(case).name).is_open(case)


def _key(record: Record) -> tuple[str, str]:
    return (str(getattr(record, kind_of(record).day)), record.id)


def _newest(records: Iterable[Record]) -> list[Record]:
    return sorted(records, key=_key, reverse=True)


def _door(dwelling: Any) -> tuple[int, ...]:  # noqa: ANN401
    parts = (dwelling.unit, dwelling.room)
    return tuple(int(part) if part and part.isdigit() else 0 for part in parts)
