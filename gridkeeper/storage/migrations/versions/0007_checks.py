"""Checklists, what was found by them, and the hour for which somebody was told to expect a visit.

Frozen, as every step is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import op

if TYPE_CHECKING:
    from collections.abc import Mapping

revision = "0007"
down_revision = "0006"

_CODE, _TEXT = sa.String(12), sa.Text()
_FIELDS: Mapping[str, sa.types.TypeEngine[str] | sa.types.TypeEngine[bool]] = {
    "name": _TEXT,
    "subject": _CODE,
    "premises_kind": _CODE,
    "from_month": _CODE,
    "until_month": _CODE,
    "items": _TEXT,
    "basis": _TEXT,
    "stopped": sa.Boolean(),
}


def upgrade() -> None:
    """Add the table and the columns; what a newer program sent of them becomes rows afterwards."""
    for name in ("checks", "next_at"):
        op.add_column("visit", sa.Column(name, _TEXT, nullable=True))
    appointed = sa.text("next_at IS NOT NULL")
    op.create_index(
        "ix_visit_appointed",
        "visit",
        ["next_due"],
        sqlite_where=appointed,
        postgresql_where=appointed,
    )
    op.create_table(
        "checklist",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("grid_id", sa.String(32), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=True),
        *(sa.Column(name, type_, nullable=True) for name, type_ in _FIELDS.items()),
        sa.Column("heads", _TEXT, nullable=True),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("own_seq", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(20), nullable=False),
        sa.Column("own_lamport", sa.BigInteger, nullable=False),
        sa.Column("office_lamport", sa.BigInteger, nullable=False),
        sa.Column("arrival", sa.BigInteger, nullable=False),
        sa.Column("said_by", sa.String(48), nullable=False),
        sa.Column("arrival_besides", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checklist"),
    )
