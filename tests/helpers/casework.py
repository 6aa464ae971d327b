"""Cases and visits, and steps taken with them, on one fixed day."""

from __future__ import annotations

from datetime import date

from gridkeeper.domain import workflow
from gridkeeper.domain.guards import Facts
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.domain.workflow import Refusal, Taken

TODAY = date(2026, 10, 8)
FOUND = date(2026, 10, 1)


def a_request(**values):
    return KINDS["request"].record(id="1", **{"state": "50", "received_on": FOUND, **values})


def a_dispute(**values):
    return KINDS["dispute"].record(id="1", **{"state": "30", "found_on": FOUND, **values})


def a_hazard(**values):
    return KINDS["hazard"].record(
        id="1", **{"state": "20", "found_on": FOUND, "level": "2", "finder": "甲", **values}
    )


def a_visit(**values):
    return KINDS["visit"].record(id="1", **{"state": "20", "visitor": "甲", **values})


def take(record, action, **facts):
    return workflow.of(kind_of(record).name).take(
        action, record, Facts(**{"actor": "甲", **facts}), TODAY
    )


def taken(record, action, **facts):
    found = take(record, action, **facts)
    assert isinstance(found, Taken), found
    return found


def refused(record, action, **facts):
    found = take(record, action, **facts)
    assert isinstance(found, Refusal), found
    return found.text
