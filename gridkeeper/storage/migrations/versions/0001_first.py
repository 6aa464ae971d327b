"""The first schema.

Frozen: what stands here says what a store of this revision looks like, whatever the program's
tables have become since.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TYPES: dict[str, Any] = {
    "id": sa.String(32),
    "code": sa.String(12),
    "day": sa.String(10),
    "moment": sa.String(20),
    "int": sa.Integer(),
    "long": sa.BigInteger(),
    "bool": sa.Boolean(),
    "text": sa.Text(),
    "blob": sa.LargeBinary(),
}

# Fields of each kind of record, all of them nullable.
_RECORDS = {
    "grid": (
        "grid_id:id deleted:bool code:text name:text kind:code street:text community:text "
        "scope:text worker:text leader:text worker_phone:text supervise_phone:text "
    ),
    "building": (
        "grid_id:id deleted:bool compound:text name:text address:text kind:code units:int "
        "floors:int elevator:bool gas:code built_year:int manager:text manager_phone:text "
        "lead:text "
    ),
    "dwelling": (
        "grid_id:id deleted:bool building_id:id unit:text floor:text room:text use:code "
        "occupancy:code rent_use:code area:long owner:text owner_phone:text remark:text "
    ),
    "household": (
        "grid_id:id deleted:bool dwelling_id:id number:text head_id:id colour:code "
        "colour_reason:text contact:text contact_phone:text next_visit:day remark:text "
    ),
    "person": (
        "grid_id:id deleted:bool household_id:id name:text former_name:text id_type:code "
        "id_number:text sex:code birth:day phone:text resident_class:code relation:code "
        "registered_address:text education:code marital:code work_unit:text "
        "inflow_reason:code moved_in:day moved_out:day remark:text "
    ),
    "person_tag": (
        "grid_id:id deleted:bool person_id:id tag:code since:day until:day basis:text "
        "cycle_days:int "
    ),
    "premises": (
        "grid_id:id deleted:bool name:text credit_code:text kind:code address:text "
        "responsible:text phone:text safety_officer:text employees:int last_check:day "
        "remark:text "
    ),
    "visit": (
        "grid_id:id deleted:bool number:text household_id:id person_id:id premises_id:id "
        "place:text visited_on:day started_at:moment kind:code form:code reason:code "
        "outcome:code tries:int situation:text demands:text measures:text result:text "
        "conclusion:code satisfaction:code next_due:day visitor:text companions:text "
        "no_signature_reason:text remark:text state:code reviewer:text "
    ),
    "dispute": (
        "grid_id:id deleted:bool number:text origin:text original_number:text channel:text "
        "original_class:text original_type:text received_at:moment street:text community:text "
        "place:text visit_id:id unit:text handler:text deadline:day in_time:bool "
        "satisfaction:code remark:text closed_on:day title:text type:code source:code "
        "found_on:day scale:code level:code risk:code involved:int amount:long content:text "
        "mediator:text mediator_phone:text method:code mediated_on:day success:bool "
        "agreement:code agreement_number:text result:text performance:code follow_up_on:day "
        "follow_up:text state:code "
    ),
    "dispute_party": (
        "grid_id:id deleted:bool dispute_id:id side:code person_id:id name:text sex:code "
        "id_number:text phone:text category:code address:text "
    ),
    "hazard": (
        "grid_id:id deleted:bool number:text origin:text original_number:text channel:text "
        "original_class:text original_type:text received_at:moment street:text community:text "
        "place:text visit_id:id unit:text handler:text deadline:day in_time:bool "
        "satisfaction:code remark:text closed_on:day category:code level:code found_on:day "
        "mode:code finder:text place_kind:code spot:text household_id:id premises_id:id "
        "content:text basis:text fixed_on_spot:bool responsible:text responsible_phone:text "
        "measure:text funds:long notice_number:text fixed_on:day listed:bool interim:text "
        "state:code "
    ),
    "recheck": (
        "grid_id:id deleted:bool hazard_id:id checked_on:day checker:text passed:bool opinion:text "
    ),
    "request": (
        "grid_id:id deleted:bool number:text origin:text original_number:text channel:text "
        "original_class:text original_type:text received_at:moment street:text community:text "
        "place:text visit_id:id unit:text handler:text deadline:day in_time:bool "
        "satisfaction:code remark:text closed_on:day title:text source:code nature:code "
        "category:code received_on:day content:text reporter:text reporter_phone:text "
        "anonymous:bool urgency:code handling:code result:text feedback_on:day "
        "feedback_by:code state:code "
    ),
    "case_step": (
        "grid_id:id deleted:bool case_kind:text case_id:id at:moment action:code "
        "from_state:text to_state:text actor:text note:text "
    ),
}

_INDEXED = {
    "dwelling": "building_id",
    "household": "dwelling_id head_id number",
    "person": "household_id id_number",
    "person_tag": "person_id",
    "visit": "household_id number person_id premises_id visited_on",
    "dispute": "found_on number original_number visit_id",
    "dispute_party": "dispute_id id_number person_id",
    "hazard": "found_on household_id number original_number premises_id visit_id",
    "recheck": "checked_on hazard_id",
    "request": "number original_number received_on visit_id",
    "case_step": "case_id",
}


def _record(name: str) -> None:
    fields = (pair.split(":") for pair in _RECORDS[name].split())
    op.create_table(
        name,
        sa.Column("id", sa.String(32), nullable=False),
        *(sa.Column(field, _TYPES[type_], nullable=True) for field, type_ in fields),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("own_seq", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for field in _INDEXED.get(name, "").split():
        op.create_index(f"ix_{name}_{field}", name, [field])


def _table(name: str, key: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{name}"))


def _text(name: str, size: int | None = None) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.Text() if size is None else sa.String(size), nullable=False)


def _int(name: str) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.Integer(), nullable=False)


def _bool(name: str) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.Boolean(), nullable=False)


def _blob(name: str) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def upgrade() -> None:
    """Make all tables."""
    for name in _RECORDS:
        _record(name)
    _journal()
    _exchange()
    _rest()


def _journal() -> None:
    _table(
        "change",
        "arrival",
        _int("arrival"),
        _text("id", 32),
        _text("record_id", 32),
        _text("kind", 20),
        _bool("moves"),
        _text("replica", 32),
        _int("epoch"),
        _int("seq"),
        _blob("chain"),
        _text("batch_id", 32),
        _text("received_at", 20),
        _blob("body"),
        sa.UniqueConstraint("id", name="uq_change_id"),
    )
    op.create_index("ix_change_record_id", "change", ["record_id"])
    op.create_index("ix_change_replica_epoch_seq", "change", ["replica", "epoch", "seq"])
    _table(
        "contention",
        "record_id field_group",
        _text("record_id", 32),
        _text("field_group", 40),
        _text("kind", 20),
    )
    _table(
        "quarantine",
        "batch_id line",
        _text("batch_id", 32),
        _int("line"),
        _text("reason"),
        _blob("body"),
    )


def _exchange() -> None:
    _table(
        "peer",
        "id",
        _text("id", 32),
        _text("role", 12),
        _text("name"),
        _text("series", 4),
        _text("grids"),
        _text("standing", 12),
        _text("sign_key", 64),
        _text("seal_key", 80),
        _text("secret", 64),
        _int("received_epoch"),
        _int("received"),
        _text("received_chain", 64),
        _int("sent"),
        _int("confirmed"),
    )
    _table(
        "batch",
        "id",
        _text("id", 32),
        _text("number", 80),
        _bool("outgoing"),
        _text("peer_id", 32),
        _int("epoch"),
        _int("first"),
        _int("last"),
        _text("counts"),
        _text("made_at", 20),
        _text("handled_at", 20),
    )


def _rest() -> None:
    _table(
        "series",
        "kind year",
        _text("kind", 20),
        _int("year"),
        _int("last"),
    )
    _table(
        "audit",
        "id",
        _int("id"),
        _text("at", 20),
        _text("who"),
        _text("action", 40),
        _text("detail"),
    )
    _table(
        "setting",
        "name",
        _text("name", 40),
        _text("value"),
    )
    _table(
        "search_entry",
        "place",
        _int("place"),
        _text("record_id", 32),
        _text("kind", 20),
        _text("text"),
        sa.UniqueConstraint("record_id", name="uq_search_entry_record_id"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_term USING fts5("
        "terms, prefix='1', content='', contentless_delete=1, detail=none,"
        # Terms come parted by spaces, and `ascii` takes every other character as it is, also those
        # that SQLite's tables of characters do not know yet.
        " tokenize='ascii')"
    )
