"""The ledger of visits 走访台账 (DOMAIN §7.1)."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from gridkeeper.domain.kinds import HOUSEHOLD, PERSON, PREMISES, VISIT
from gridkeeper.domain.labels import Label
from gridkeeper.ledgers.columns import Ledger, place_columns, tag_column, taken

_PREMISES = taken(PREMISES, "name", 11, of=attrgetter("premises"))
_SUBJECT = taken(PERSON, "name", 11, Label("走访对象", "Visited"), of=attrgetter("subject"))

LEDGER = Ledger(
    VISIT,
    Label("走访台账", "Ledger of visits"),
    (
        taken(VISIT, "number", 12),
        taken(VISIT, "visited_on", 11),
        *place_columns(VISIT),
        replace(_SUBJECT, otherwise=_PREMISES),
        taken(VISIT, "place", 21, Label("家庭住址", "Address"), of=attrgetter("address")),
        taken(PERSON, "phone", 13, of=attrgetter("phone")),
        tag_column(13),
        taken(HOUSEHOLD, "colour", 11, of=attrgetter("attention")),
        taken(VISIT, "kind", 9),
        taken(VISIT, "form", 9),
        taken(VISIT, "outcome", 9),
        taken(VISIT, "situation", 32),
        taken(VISIT, "checks", 28),
        taken(VISIT, "demands", 20),
        taken(VISIT, "measures", 22),
        taken(VISIT, "result", 18),
        taken(VISIT, "no_signature_reason", 12, Label("群众签名/说明", "Signature, or why none")),
        taken(VISIT, "next_due", 11, Label("下次走访时间", "Next visit")),
        taken(VISIT, "next_at", 8),
        taken(VISIT, "visitor", 9),
        taken(VISIT, "remark", 12),
    ),
    frozen=3,
)
