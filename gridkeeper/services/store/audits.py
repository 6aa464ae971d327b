"""Who has seen in full what is masked elsewhere, as the audit says it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, kinds
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.papers import titles
from gridkeeper.services.showing.lists import Named
from gridkeeper.storage import audit
from gridkeeper.texts import N_, _, capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from gridkeeper.services.session import Session
    from gridkeeper.storage.audit import Noted

MOST = 200
"""So many lines are shown if nobody asks for more."""

_ACTIONS = {
    "reveal": N_("shown in full"),
    "form seen": N_("opened for editing"),
    "settle": N_("conflict settled"),
    "ledger seen": N_("ledger viewed"),
    "ledger pages": N_("ledger previewed for printing"),
    "ledger": N_("ledger exported"),
    "report": N_("report made"),
    "form": N_("form made"),
    "sheet": N_("visit sheet made"),
    "paper saved": N_("paper saved"),
    "paper printed": N_("paper printed"),
    "recovery_key": N_("recovery key shown"),
    "dump": N_("whole content printed"),
    "attachment save": N_("photo or file saved elsewhere"),
    "attachment open": N_("photo or file opened in another program"),
}
SEEING = frozenset(_ACTIONS)
"""What the audit notes though nothing was written by it, or nothing beside changes."""

_OF_FORMS = {
    "visit": kinds.VISIT.name,
    "notice": kinds.HAZARD.name,
    "household": kinds.HOUSEHOLD.name,
}


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody has seen something in full.

    Attributes:
        at: In local time.
        what: What she did.
        about: The record, masked, or the paper; "" where it is neither.
        reason: What for; "" where nobody is asked.
    """

    at: datetime
    who: str
    what: str
    about: str
    reason: str


class AuditService:
    """Reads the audit; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def looks(self, most: int = MOST) -> list[Look]:
        """Return who has seen what in full, the newest first; masked papers are left out."""
        with self._session.store.reading() as unit:
            lines = (one for one in audit.noted(unit.connection, _ACTIONS) if _is_full(one))
            found = list(islice(lines, most))
            named = Named(unit, _records(found))
        ledgers = self._ledgers(found)
        return [_look(one, _about(one, named, ledgers)) for one in found]

    def _ledgers(self, found: Iterable[Noted]) -> Mapping[str, str]:
        if not any(one.detail.get("ledger") or one.detail.get("paper") for one in found):
            return {}
        from gridkeeper.services.papers.ledger_export import LedgerExportService  # noqa: PLC0415

        ledgers = LedgerExportService(self._session).titles()
        return {name: str(title) for name, title in ledgers.items()}


def _is_full(one: Noted) -> bool:
    return one.detail.get("profile", Profile.FULL.value) == Profile.FULL.value


def _records(found: Iterable[Noted]) -> Mapping[str, set[str]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for one in found:
        wanted[_kind(one)].add(str(one.detail.get("record", "")))
    return {name: ids for name, ids in wanted.items() if name in KINDS}


def _kind(one: Noted) -> str:
    """Return the name of the kind of the record that a line is about; "" for none."""
    form = str(one.detail.get("form", ""))
    return str(one.detail.get("kind", "")) or _OF_FORMS.get(form, "")


def _about(one: Noted, named: Named, ledgers: Mapping[str, str]) -> str:
    kind = KINDS.get(_kind(one))
    record = ""
    if kind is not None and "record" in one.detail:
        record = kind.called(named.name(kind.name, str(one.detail["record"])))
    return " · ".join(filter(None, (titles.called(one.detail, ledgers), record)))


def _look(one: Noted, about: str) -> Look:
    at = clock.local(clock.moment(one.at))
    who = _("{name} (view only)").format(name=one.who) if one.detail.get("viewing") else one.who
    return Look(at, who, capital(_(_ACTIONS[one.action])), about, str(one.detail.get("reason", "")))
