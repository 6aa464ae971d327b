"""All kinds of records, by name: the register, the work, and what hangs on it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain.attachments import Attachment
from gridkeeper.domain.cases import CaseStep
from gridkeeper.domain.consents import Consent, Distinction
from gridkeeper.domain.disputes import Dispute, DisputeParty
from gridkeeper.domain.hazards import Hazard, Recheck
from gridkeeper.domain.households import Household
from gridkeeper.domain.labels import Label
from gridkeeper.domain.people import Person, PersonTag
from gridkeeper.domain.places import Building, Dwelling, Grid
from gridkeeper.domain.policies import Checklist, Cycle, LegalBasis
from gridkeeper.domain.premises import Premises
from gridkeeper.domain.records import Kind
from gridkeeper.domain.register_events import RegisterEvent
from gridkeeper.domain.requests import Request
from gridkeeper.domain.visits import Visit
from gridkeeper.texts import pick

if TYPE_CHECKING:
    from collections.abc import Mapping

GRID = Kind("grid", Grid, Label("网格", "grid"), title="name")
BUILDING = Kind("building", Building, Label("楼栋", "building"), title="name")
DWELLING = Kind("dwelling", Dwelling, Label("房屋", "dwelling"), title="room")
HOUSEHOLD = Kind("household", Household, Label("户", "household"), title="number")
PERSON = Kind("person", Person, Label("居民", "person"), title="name", many="people")
PERSON_TAG = Kind(
    "person_tag",
    PersonTag,
    Label("人群类别", "care group"),
    title="tag",
    many="care groups",
)
PREMISES = Kind("premises", Premises, Label("单位场所", "premises"), title="name", many="premises")
VISIT = Kind("visit", Visit, Label("走访", "visit"), "visited_on", "place", "走访")
DISPUTE = Kind(
    "dispute", Dispute, Label("矛盾纠纷", "dispute"), "found_on", "title", "纠纷", case=True
)
DISPUTE_PARTY = Kind(
    "dispute_party", DisputeParty, Label("当事人", "party"), title="name", many="parties"
)
HAZARD = Kind(
    "hazard", Hazard, Label("安全隐患", "hazard"), "found_on", "content", "隐患", case=True
)
RECHECK = Kind("recheck", Recheck, Label("复查", "re-check"), "checked_on", "opinion")
REQUEST = Kind(
    "request", Request, Label("诉求", "request"), "received_on", "title", "诉求", case=True
)
CASE_STEP = Kind("case_step", CaseStep, Label("办理步骤", "step"), title="note")
ATTACHMENT = Kind("attachment", Attachment, Label("附件", "attachment"), title="file_name")
REGISTER_EVENT = Kind(
    "register_event",
    RegisterEvent,
    Label("人房变动", "change of the register"),
    "happened_on",
    "event",
    many="changes of the register",
)
CONSENT = Kind("consent", Consent, Label("告知同意", "consent"), "given_on", "matter")
DISTINCTION = Kind("distinction", Distinction, Label("非同一人", "distinction"), title="person_id")
CYCLE = Kind("cycle", Cycle, Label("走访周期", "visiting rule"), title="name", policy=True)
CHECKLIST = Kind("checklist", Checklist, Label("检查表", "checklist"), title="name", policy=True)
LEGAL_BASIS = Kind(
    "legal_basis",
    LegalBasis,
    Label("启用依据", "legal basis"),
    title="matter",
    many="legal bases",
    policy=True,
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            GRID, BUILDING, DWELLING, HOUSEHOLD, PERSON, PERSON_TAG, PREMISES,
            VISIT, DISPUTE, DISPUTE_PARTY, HAZARD, RECHECK, REQUEST, CASE_STEP,
            ATTACHMENT, REGISTER_EVENT, CONSENT, DISTINCTION, CYCLE, LEGAL_BASIS,
            CHECKLIST,
        )
    }
)  # fmt: skip

PLURALS: Mapping[str, str] = MappingProxyType(
    {name: {"person": "people", "premises": "premises"}.get(name, name + "s") for name in KINDS}
    | {"dispute_party": "dispute_parties", "legal_basis": "legal_bases"}
)
"""The word for several records of each kind; lists and ledgers are called by it."""

_BY_RECORD: Mapping[type, Kind] = MappingProxyType({kind.record: kind for kind in KINDS.values()})

CASES = (DISPUTE, HAZARD, REQUEST)
"""The kinds that are worked on step by step."""


def counted(name: str, number: int) -> str:
    """Return how many there are of a kind, by its name; a newer program may know more kinds."""
    kind = KINDS.get(name)
    if kind is None:
        return pick(f"{name} {number:,} 条", f"{name} {number:,}")
    return kind.counted(number)


def kind_of(record: object) -> Kind:
    """Return the kind of a record value.

    Raises:
        KeyError: Not a record.
    """
    return _BY_RECORD[type(record)]
