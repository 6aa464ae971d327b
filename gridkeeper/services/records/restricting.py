"""Whether a restricted care group may be written down here today; the same for every way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain import codes, kinds, restricted
from gridkeeper.domain.parsing import Problem
from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridkeeper.domain.policies import LegalBasis
    from gridkeeper.services.records.drafts import Draft
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit


class RestrictingService:
    """Reads the legal bases of a store; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def bases(self) -> list[LegalBasis]:
        """Return them, those that were approved last first."""
        with self._session.store.reading() as unit:
            found = cast("list[LegalBasis]", list(unit.listing.all(kinds.LEGAL_BASIS)))
        return sorted(found, key=lambda one: (str(one.approved_on or ""), one.id), reverse=True)


def check(unit: Unit, draft: Draft, today: date) -> None:
    """Refuse a restricted care group without a legal basis, or of which its writer may not know.

    A worker who writes one down is responsible for it, unless somebody else is named.
    """
    tag = draft.values.get("tag")
    if draft.kind is not kinds.PERSON_TAG or tag not in restricted.TAGS:
        return
    label = codes.table("person_tag").text(str(tag))
    bases = cast("Iterable[LegalBasis]", unit.listing.all(kinds.LEGAL_BASIS))
    if not restricted.in_force(bases, today):
        text = _("“{group}” may be recorded only on a legal basis that the office has approved")
        draft.problems.append(Problem("tag", "tag.no_basis", text.format(group=label)))
        return
    reader = unit.replica.name if unit.replica.role is Role.WORKER else None
    responsible = draft.values.get("responsible") or reader
    if responsible:
        draft.values["responsible"] = responsible
    if not restricted.may_read(str(tag), str(responsible or ""), reader):
        text = _("Only the office may record “{group}” for somebody else’s responsibility")
        draft.problems.append(Problem("responsible", "tag.not_hers", text.format(group=label)))
