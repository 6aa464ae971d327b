"""Grids that change hands, words that an office has lost, conflicts of one id under two kinds.

Frozen, as every step is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Say of each peer and batch which grids it was about; keep marks; give conflicts their key."""
    for name in ("held", "past"):
        op.add_column("peer", sa.Column(name, sa.Text, nullable=False, server_default="[]"))
    op.add_column("batch", sa.Column("grids", sa.Text, nullable=False, server_default="[]"))
    # Until now a peer kept the grids that she was enrolled with.
    op.execute("UPDATE peer SET held = grids")
    op.execute(
        "UPDATE batch SET grids = coalesce("
        "(SELECT peer.grids FROM peer WHERE peer.id = batch.peer_id), '[]') WHERE outgoing"
    )
    op.add_column("peer", sa.Column("thanked", sa.String(32), nullable=False, server_default=""))
    op.add_column(
        "change", sa.Column("mark", sa.LargeBinary, nullable=False, server_default=sa.text("x''"))
    )
    op.create_table(
        "forgotten",
        sa.Column("change_id", sa.String(32), nullable=False),
        sa.Column("batch_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("change_id", name="pk_forgotten"),
    )
    op.create_table(
        "contention_new",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("record_id", sa.String(32), nullable=False),
        sa.Column("field_group", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "field_group", name="pk_contention"),
    )
    op.execute(
        "INSERT INTO contention_new (kind, record_id, field_group) "
        "SELECT kind, record_id, field_group FROM contention"
    )
    op.drop_table("contention")
    op.rename_table("contention_new", "contention")
