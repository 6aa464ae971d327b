"""The register's events, consents, rules of the office, and more about places and people.

Frozen, as every step is.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_ID, _DAY, _CODE = sa.String(32), sa.String(10), sa.String(12)
_TEXT, _NUMBER, _YES_NO = sa.Text(), sa.Integer(), sa.Boolean()
_VERIFIED = {"verified_on": _DAY, "verified_by": _TEXT}

_MORE: dict[str, dict[str, Any]] = {
    "building": {
        "lead_phone": _TEXT,
        "lead_duties": _TEXT,
        "lead_since": _DAY,
        "lead_until": _DAY,
    },
    "dwelling": {
        "rent_registered": _YES_NO,
        "safety_paper": _YES_NO,
        "bottled_gas": _YES_NO,
        "last_check": _DAY,
        **_VERIFIED,
    },
    "household": {
        "no_contact_reason": _TEXT,
        **_VERIFIED,
        "ended_on": _DAY,
        "joined_into": _ID,
    },
    "person": {
        "moved_to": _TEXT,
        "died_on": _DAY,
        "lives_as_registered": _YES_NO,
        "guardian_id": _ID,
        **_VERIFIED,
        "merged_into": _ID,
    },
    "person_tag": {
        "level": _CODE,
        "source": _CODE,
        "responsible": _TEXT,
        "helpers": _TEXT,
    },
}
_NEW: dict[str, dict[str, Any]] = {
    "register_event": {
        "event": _CODE,
        "happened_on": _DAY,
        "person_id": _ID,
        "household_id": _ID,
        "other_household_id": _ID,
        "place": _TEXT,
        "reason": _TEXT,
        "visit_id": _ID,
        "recorder": _TEXT,
    },
    "consent": {
        "person_id": _ID,
        "matter": _CODE,
        "wording": _TEXT,
        "given_on": _DAY,
        "way": _CODE,
        "guardian": _TEXT,
        "withdrawn_on": _DAY,
        "recorder": _TEXT,
    },
    "distinction": {
        "person_id": _ID,
        "other_id": _ID,
        "decided_on": _DAY,
        "decided_by": _TEXT,
    },
    "cycle": {
        "name": _TEXT,
        "subject": _CODE,
        "tag": _CODE,
        "resident_class": _CODE,
        "youngest": _NUMBER,
        "use": _CODE,
        "premises_kind": _CODE,
        "days": _NUMBER,
        "early_days": _NUMBER,
        "phone_counts": _YES_NO,
        "weight": _NUMBER,
        "basis": _TEXT,
        "stopped": _YES_NO,
    },
    "legal_basis": {
        "matter": _CODE,
        "basis": _TEXT,
        "approved_by": _TEXT,
        "approved_on": _DAY,
        "until": _DAY,
    },
}
_BY_DAY = {"register_event": "happened_on", "consent": "given_on"}


def upgrade() -> None:
    """Add the columns and tables; what a newer program sent of them becomes rows afterwards."""
    for kind, columns in _MORE.items():
        for name, type_ in columns.items():
            op.add_column(kind, sa.Column(name, type_, nullable=True))
            _look_up(kind, name, type_)
    # Names are found in more ways now: the index looks at everything once more.
    op.execute("UPDATE setting SET value = '0' WHERE name = 'indexed'")
    for kind, columns in _NEW.items():
        op.create_table(
            kind,
            sa.Column("id", _ID, nullable=False),
            sa.Column("grid_id", _ID, nullable=True),
            sa.Column("deleted", _YES_NO, nullable=True),
            *(sa.Column(name, type_, nullable=True) for name, type_ in columns.items()),
            sa.Column("heads", _TEXT, nullable=True),
            sa.Column("conflicts", _NUMBER, nullable=False),
            sa.Column("own_seq", _NUMBER, nullable=False),
            sa.Column("changed_at", sa.String(20), nullable=False),
            sa.Column("own_lamport", sa.BigInteger, nullable=False),
            sa.Column("office_lamport", sa.BigInteger, nullable=False),
            sa.Column("arrival", sa.BigInteger, nullable=False),
            sa.Column("said_by", sa.String(48), nullable=False),
            sa.Column("arrival_besides", sa.BigInteger, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{kind}"),
        )
        for name, type_ in columns.items():
            _look_up(kind, name, type_)
    for kind, day in _BY_DAY.items():
        op.create_index(f"ix_{kind}_by_day", kind, [day, "id", "deleted"])


def _look_up(kind: str, name: str, type_: object) -> None:
    if type_ is _ID:
        op.create_index(f"ix_{kind}_{name}", kind, [name])
