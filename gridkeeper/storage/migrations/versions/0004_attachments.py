"""Photos and documents: their records, and who else has what is in them.

Frozen, as every step is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TEXTS = ("owner_kind", "sha256", "file_name", "media_type", "note")


def upgrade() -> None:
    """Make the table of attachments and of receipts of their contents; say of peers what they take.

    Lines about attachments that are here already become rows when the store is opened.
    """
    op.create_table(
        "attachment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("grid_id", sa.String(32), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=True),
        sa.Column("owner_id", sa.String(32), nullable=True),
        sa.Column("size_bytes", sa.Integer(), nullable=True),
        sa.Column("taken_at", sa.String(20), nullable=True),
        sa.Column("purpose", sa.String(12), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=True) for name in _TEXTS),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("own_seq", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
    )
    for name in ("owner_id", "sha256"):
        op.create_index(f"ix_attachment_{name}", "attachment", [name])
    op.create_table(
        "content_receipt",
        sa.Column("peer_id", sa.String(32), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("peer_id", "sha256", name="pk_content_receipt"),
    )
    op.add_column(
        "peer",
        sa.Column("takes_contents", sa.Boolean(), nullable=False, server_default=sa.text("0")),
    )
