"""Indexes in the order of lists, with all that a list asks in it.

Frozen, as every step is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_DAYS = {
    "visit": "visited_on",
    "dispute": "found_on",
    "hazard": "found_on",
    "recheck": "checked_on",
    "request": "received_on",
}
_CASES = ("dispute", "hazard", "request")


def upgrade() -> None:
    """Put the indexes of days into the order of lists, and add what day lists ask."""
    for kind, day in _DAYS.items():
        beside = ["state", "deadline", "closed_on"] if kind in _CASES else []
        op.drop_index(f"ix_{kind}_{day}", kind)
        op.create_index(f"ix_{kind}_by_day", kind, [day, "id", "deleted", *beside])
    still_open = sa.text("closed_on IS NULL")
    for kind in _CASES:
        op.create_index(f"ix_{kind}_due", kind, ["deadline"], sqlite_where=still_open)
    op.create_index("ix_person_name", "person", ["name"])
    op.drop_index("ix_visit_household_id", "visit")
    op.create_index(
        "ix_visit_by_household", "visit", ["household_id", "visited_on", "next_due", "deleted"]
    )
