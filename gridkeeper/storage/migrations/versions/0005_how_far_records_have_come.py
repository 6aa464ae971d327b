"""How the changes of each record came here, how large batches are, which were refused for a gap.

Frozen, as every step is.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KINDS = (
    "grid",
    "building",
    "dwelling",
    "household",
    "person",
    "person_tag",
    "premises",
    "visit",
    "dispute",
    "dispute_party",
    "hazard",
    "recheck",
    "request",
    "case_step",
    "attachment",
)
_NUMBERS = ("own_lamport", "office_lamport", "arrival", "arrival_besides")
_OWN = "(SELECT json_extract(value, '$.id') FROM setting WHERE name = 'replica')"
_WHO = f"CASE WHEN one.replica IN ('', {_OWN}) THEN '' ELSE one.replica || '/' || one.epoch END"
_LAMPORT = "json_extract(CAST(one.body AS TEXT), '$[4]')"
_OFFICE = "json_extract(CAST(one.body AS TEXT), '$[6]') = 1"


def upgrade() -> None:
    """Read from the journal what the rows say from now on."""
    for kind in _KINDS:
        for name in _NUMBERS:
            column = sa.Column(name, sa.BigInteger, nullable=False, server_default="0")
            op.add_column(kind, column)
        text = sa.Column("said_by", sa.String(48), nullable=False, server_default="")
        op.add_column(kind, text)
        of_it = f"FROM change AS one WHERE one.record_id = {kind}.id AND one.kind = '{kind}'"
        last = f"(SELECT {_WHO} {of_it} ORDER BY one.arrival DESC LIMIT 1)"
        op.execute(
            f"UPDATE {kind} SET "  # noqa: S608 - our names
            f"own_lamport = {_highest(_LAMPORT, of_it, f'one.replica = {_OWN}')}, "
            f"office_lamport = {_highest(_LAMPORT, of_it, _OFFICE)}, "
            f"arrival = {_highest('one.arrival', of_it, '1')}, "
            f"said_by = coalesce({last}, '')"
        )
        besides = _highest("one.arrival", of_it, f"({_WHO}) <> {kind}.said_by")
        op.execute(f"UPDATE {kind} SET arrival_besides = {besides}")  # noqa: S608 - our names
    size = sa.Column("size", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("batch", size)
    op.create_table(
        "missed",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("peer_id", sa.String(32), nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("refused_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_missed"),
    )


def _highest(value: str, of_it: str, which: str) -> str:
    return f"coalesce((SELECT max({value}) {of_it} AND {which}), 0)"
