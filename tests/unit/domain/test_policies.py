"""How each field chooses among what several people said, and why where it is not the usual way."""

from __future__ import annotations

import pytest

from gridkeeper.domain.cases import CaseStep
from gridkeeper.domain.fields import Merge, Type
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.transitions import TABLES

GRID = (Merge.OFFICE, "where a record belongs decides who gets it: the office routes the batches")
NOTES = (Merge.APPEND, "a note is added to; what two people add stands, one below the other")
PROGRESS = (Merge.STATE, "the state machine says which is further on; its day goes with it")
ASSIGNED = (Merge.OFFICE, "the office assigns (DOMAIN 6.2, 6.7); who was given it does not say")
DUE = (
    Merge.OFFICE,
    "the office sets and extends the time (DOMAIN 6.2: one extension by the office)",
)
MEDIATOR = (Merge.OFFICE, "the office appoints who mediates")
CARD = (Merge.OFFICE, "the office draws the grids, names and hands out the card (DOMAIN 8.1 G1-G3)")
RULE = (Merge.OFFICE, "policy is the office's (DESIGN 2.5)")
STEP = (Merge.ONCE, "the timeline of a case is only added to (DESIGN 4)")

WHY = {
    **{f"grid.{name}": CARD for name in
       ("code", "name", "kind", "street", "community", "scope", "worker", "leader",
        "supervise_phone")},
    **{f"{kind}.remark": NOTES for kind in
       ("dwelling", "household", "person", "premises", "visit", "dispute", "hazard", "request")},
    **{f"{kind}.{name}": PROGRESS for kind in ("dispute", "hazard", "request")
       for name in ("state", "closed_on")},
    **{f"{kind}.{name}": ASSIGNED for kind in ("dispute", "hazard", "request")
       for name in ("unit", "handler")},
    **{f"{kind}.deadline": DUE for kind in ("dispute", "hazard", "request")},
    **{f"case_step.{name}": STEP for name in
       ("case_kind", "case_id", "at", "action", "from_state", "to_state", "actor", "note")},
    "visit.state": PROGRESS,
    "visit.reviewer": (Merge.STATE, "who looked at it is part of its having been looked at"),
    "dispute.mediator": MEDIATOR,
    "dispute.mediator_phone": MEDIATOR,
    "hazard.listed": (Merge.OFFICE, "the office lists a hazard for supervision (DOMAIN 6.4)"),
    **{f"cycle.{name}": RULE for name in
       ("name", "subject", "tag", "resident_class", "youngest", "use", "premises_kind", "days",
        "early_days", "phone_counts", "weight", "basis", "stopped")},
    **{f"legal_basis.{name}": RULE for name in
       ("matter", "basis", "approved_by", "approved_on", "until")},
    **{f"checklist.{name}": RULE for name in
       ("name", "subject", "premises_kind", "from_month", "until_month", "items", "basis",
        "stopped")},
    "person_tag.helpers": NOTES,
    "person_tag.cycle_days": (Merge.OFFICE, "how often to visit is the office's rule (DOMAIN 8.4)"),
}  # fmt: skip
"""Every field whose policy is not the usual one; `grid_id` of all kinds is `GRID`."""

FIELDS = [(kind, about) for kind in KINDS.values() for about in kind.fields]


@pytest.mark.parametrize(
    ("kind", "about"), FIELDS, ids=[f"{kind.name}.{about.name}" for kind, about in FIELDS]
)
def test_a_field_has_the_policy_that_stands_here(kind, about):
    usual = GRID if about.name == "grid_id" else (Merge.LATEST, "")
    policy, why = WHY.get(f"{kind.name}.{about.name}", usual)

    assert about.merge is policy
    assert bool(why) == (policy is not Merge.LATEST)


def test_no_field_stands_here_that_there_is_not():
    assert WHY.keys() <= {f"{kind.name}.{about.name}" for kind, about in FIELDS}


def test_where_there_are_states_the_state_machine_chooses():
    stated = {kind.name for kind in KINDS.values() if "state" in kind.by_name}

    assert stated == TABLES.keys()
    assert all(KINDS[name].field("state").merge is Merge.STATE for name in stated)


def test_only_single_texts_are_added_to():
    added = [(kind, about) for kind, about in FIELDS if about.merge is Merge.APPEND]

    assert all(about.type is Type.PROSE for _kind, about in added)
    assert all(kind.groups[about.group] == (about,) for kind, about in added)


@pytest.mark.parametrize(
    ("whole", "part", "link"),
    [
        ("dispute", "dispute_party", "dispute_id"),
        ("hazard", "recheck", "hazard_id"),
        ("person", "person_tag", "person_id"),
        ("household", "person", "household_id"),
        ("dispute", "case_step", "case_id"),
    ],
)
def test_what_several_people_add_to_is_records_of_its_own(whole, part, link):
    """So that adding never conflicts: no field of the whole holds a list."""
    assert link in KINDS[part].by_name
    assert part not in KINDS[whole].by_name


def test_all_that_a_step_says_was_said_at_once():
    assert {about.group for about in KINDS["case_step"].fields} - {"grid_id", "deleted"} == {"step"}
    assert CaseStep.__doc__.rstrip().endswith("never changed once it is written.")
