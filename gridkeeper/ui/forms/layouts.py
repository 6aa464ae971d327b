"""Which fields a form shows, in the order of the work, and why some are not typed at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.texts import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Section:
    """Some fields under one heading.

    Attributes:
        title: English source text of the catalogue; "" for none.
        folded: Whether it is shown only when somebody asks for it or something stands in it.
        headings: English source texts of what stands above some of a folded one's fields.
    """

    title: str
    fields: tuple[str, ...]
    folded: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inside:
    """Records that are written in the form of another one, and saved with it.

    Attributes:
        name: Of the list, as `services.keeping.INSIDE` names it.
        title: English source text of the heading.
        add: English source text of the button that adds one, with a mnemonic.
        begin: With how many it begins.
        below: A field below whose section they stand; "" for below everything.
        carries: Fields that nobody types, because they follow from what is chosen in another.
    """

    name: str
    title: str
    add: str
    fields: tuple[str, ...]
    begin: int = 0
    below: str = ""
    carries: tuple[str, ...] = ()


_HEADINGS = MappingProxyType({"origin": N_("From another system")})


def _names(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _of(title: str, names: str, *, folded: bool = False) -> Section:
    return Section(title, _names(names), folded)


def _more(names: str) -> Section:
    return Section(N_("More"), _names(names), folded=True, headings=_HEADINGS)


_PLACES = "received_at street community grid_id"
_FROM_ELSEWHERE = "origin original_number channel original_class original_type"

LAYOUTS: Mapping[str, tuple[Section, ...]] = MappingProxyType(
    {
        "visit": (
            _of("", "household_id place outcome"),
            _of(N_("What was seen and done"), "checks situation demands measures conclusion"),
            _of(N_("When and how"), "visited_on kind next_due next_at"),
            _more(
                "person_id premises_id started_at form reason tries result satisfaction "
                "visitor companions no_signature_reason remark grid_id"
            ),
        ),
        "dispute": (
            _of("", "title type content found_on"),
            _of("", "place"),
            _of(N_("Severity"), "level risk involved amount"),
            _of(N_("Who mediates, by when"), "mediator mediator_phone deadline"),
            _more(
                "source scale unit handler method mediated_on success agreement agreement_number "
                "result performance follow_up_on follow_up satisfaction remark visit_id "
                f"{_PLACES} {_FROM_ELSEWHERE}"
            ),
        ),
        "dispute_party": (
            _of("", "side name phone category"),
            _more("dispute_id person_id sex id_number address grid_id"),
        ),
        "hazard": (
            _of("", "content category level spot found_on"),
            _of(N_("Where"), "household_id premises_id place place_kind"),
            _of(N_("Who puts it right, by when"), "responsible responsible_phone measure deadline"),
            _more(
                "interim fixed_on_spot fixed_on mode finder basis funds notice_number listed unit "
                f"handler satisfaction remark visit_id {_PLACES} {_FROM_ELSEWHERE}"
            ),
        ),
        "recheck": (_of("", "checked_on passed checker opinion"), _more("hazard_id grid_id")),
        "request": (
            _of("", "title content category nature received_on"),
            _of(N_("Who asks"), "reporter reporter_phone anonymous source place"),
            _of(N_("Who handles it, by when"), "urgency handling unit handler deadline"),
            _more(
                "result feedback_on feedback_by satisfaction remark visit_id "
                f"{_PLACES} {_FROM_ELSEWHERE}"
            ),
        ),
        "person": (
            _of("", "name id_number sex birth phone"),
            _of(N_("Where the person lives"), "household_id relation resident_class"),
            _more(
                "former_name id_type registered_address education marital work_unit inflow_reason "
                "moved_in lives_as_registered guardian_id verified_on verified_by remark grid_id"
            ),
        ),
        "person_tag": (
            _of("", "tag level since cycle_days basis until"),
            _of(N_("Who helps"), "responsible helpers source"),
            _more("person_id grid_id"),
        ),
        "household": (
            _of("", "dwelling_id head_id number"),
            _of(N_("Attention and next visit"), "colour colour_reason next_visit"),
            _of(N_("Contact"), "contact contact_phone remark"),
            _more("no_contact_reason verified_on verified_by grid_id"),
        ),
        "dwelling": (
            _of("", "building_id unit floor room"),
            _of(N_("Use"), "use occupancy rent_use area"),
            _of(N_("Owner"), "owner owner_phone remark"),
            _of(N_("Letting and safety"), "rent_registered safety_paper bottled_gas last_check"),
            _more("verified_on verified_by grid_id"),
        ),
        "building": (
            _of("", "compound name address kind"),
            _of(N_("About the building"), "units floors elevator gas built_year"),
            _of(N_("Property and building leads"), "manager manager_phone lead lead_phone"),
            _more("lead_duties lead_since lead_until grid_id"),
        ),
        "grid": (
            _of("", "name code kind"),
            _of(N_("Where"), "street community scope"),
            _of(N_("People in charge"), "worker worker_phone leader supervise_phone"),
            _more("grid_id"),
        ),
        "premises": (
            _of("", "name kind address credit_code"),
            _of(N_("People in charge"), "responsible phone safety_officer employees"),
            _more("last_check remark grid_id"),
        ),
        "register_event": (
            _of("", "event happened_on person_id household_id"),
            _of("", "other_household_id place reason"),
            _more("visit_id recorder grid_id"),
        ),
        "distinction": (_of("", "person_id other_id decided_on decided_by"), _more("grid_id")),
        "consent": (
            _of("", "person_id matter given_on way wording"),
            _more("guardian withdrawn_on recorder grid_id"),
        ),
        "cycle": (
            _of("", "name subject days"),
            _of(N_("For whom it holds"), "tag youngest resident_class use premises_kind"),
            _of(N_("How"), "early_days phone_counts weight basis stopped"),
        ),
        "checklist": (
            _of("", "name items"),
            _of(N_("Where and when it is offered"), "subject premises_kind from_month until_month"),
            _more("basis stopped"),
        ),
        "legal_basis": (_of("", "matter basis approved_by approved_on until"),),
    }
)

_BY_STEPS = N_("Set by the steps")
_GIVEN = N_("Assigned when the record is saved")
_BY_EVENT = N_("Set when a change of the register is recorded")
_OF_ALL = N_("A rule holds in all grids")
_CASE = {"number": _GIVEN, "state": _BY_STEPS, "closed_on": _BY_STEPS, "in_time": _BY_STEPS}

NOT_TYPED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "": {"deleted": N_("Deleting is a separate action")},
        "visit": {"number": _GIVEN, "state": _BY_STEPS, "reviewer": _BY_STEPS},
        "dispute": _CASE,
        "hazard": _CASE,
        "request": _CASE,
        "person": dict.fromkeys(("moved_out", "moved_to", "died_on", "merged_into"), _BY_EVENT),
        "household": dict.fromkeys(("ended_on", "joined_into"), _BY_EVENT),
        "cycle": {"grid_id": _OF_ALL},
        "checklist": {"grid_id": _OF_ALL},
        "legal_basis": {"grid_id": _OF_ALL},
    }
)
"""Fields that stand in no form, with the reason; those under "" of all kinds."""

INSIDE: Mapping[str, tuple[Inside, ...]] = MappingProxyType(
    {
        "visit": (
            Inside(
                "hazards",
                N_("A hazard"),
                N_("&Hazard"),
                _names("content category level spot responsible measure"),
                below="conclusion",
            ),
            Inside(
                "disputes",
                N_("A dispute"),
                N_("&Dispute"),
                _names("title type content level"),
            ),
            Inside(
                "requests",
                N_("Request"),
                N_("&Request"),
                _names("title content category reporter reporter_phone"),
            ),
            Inside(
                "people",
                N_("Somebody who lives there"),
                N_("Change of a &person"),
                _names("name phone relation resident_class work_unit remark"),
            ),
        ),
        "dispute": (
            Inside(
                "parties",
                N_("Party"),
                N_("&Party"),
                _names("side name phone id_number address"),
                begin=2,
                below="title",
                carries=("person_id",),
            ),
        ),
        "person": (
            Inside(
                "tags",
                N_("Care group"),
                N_("Care gro&up"),
                _names("tag since basis"),
            ),
        ),
    }
)

_TODAY = {
    "visit": "visited_on",
    "dispute": "found_on",
    "hazard": "found_on",
    "request": "received_on",
    "recheck": "checked_on",
    "person_tag": "since",
    "register_event": "happened_on",
    "distinction": "decided_on",
    "consent": "given_on",
    "legal_basis": "approved_on",
}
_BEGINS = {"visit": {"kind": "01"}}


def beginning(kind: str, today: date) -> dict[str, str]:
    """Return what stands in the form of a new record before anybody typed."""
    found = dict(_BEGINS.get(kind, {}))
    if kind in _TODAY:
        found[_TODAY[kind]] = today.isoformat()
    return found


def begins_inside(name: str, place: int) -> dict[str, str]:
    """Return what stands in the row of a new record inside another one."""
    if name == "parties" and place < 2:
        return {"side": str(place + 1)}
    return {}
