"""What a field of a record says in a cell, and the words of state.

Everything that points to a person passes through the one masking policy here.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from gridkeeper.domain import clock, codes
from gridkeeper.domain.fields import Mask, Privacy, Type
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.privacy import Profile, seen_code, shown
from gridkeeper.domain.tallies import SETTLED
from gridkeeper.reports.columns import Tone, Word
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridkeeper.domain.disputes import Dispute
    from gridkeeper.domain.fields import Field, Value
    from gridkeeper.domain.hazards import Hazard
    from gridkeeper.domain.lines import VisitLine
    from gridkeeper.domain.records import Record
    from gridkeeper.domain.requests import Request
    from gridkeeper.domain.visits import Visit

_GROUP = 2
"""So many characters of a code say its group, where codes are grouped."""
_VISIT_TONES = {"01": Tone.GOOD, "02": Tone.GOOD, "03": Tone.OPEN, "04": Tone.BAD}
_HAZARD_DONE = SETTLED | {"30"}  # put right on the spot
_VOID = frozenset(("95", "99"))
_DISPUTE_DONE = frozenset(("40", "42", "50", "60", "70", "75", "80", "90"))
_DISPUTE_FAILED = frozenset(("45", "47", "55", "85"))


def text(record: Record, name: str, profile: Profile) -> str:
    """Return what a field of a record says to those whom the paper is for."""
    field = kind_of(record).field(name)
    value: Value = getattr(record, name)
    if value is None or _is_withheld(field, profile):
        return ""
    if field.type is Type.CODE:
        return codes.table(field.codes).text(seen_code(field.codes, str(value), profile))
    if isinstance(value, datetime):
        return f"{clock.local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    said = f"{value:,.2f}" if isinstance(value, Decimal) else str(value)
    return shown(said, field.mask, profile)


def _is_withheld(field: Field, profile: Profile) -> bool:
    """Whether a value about a person, for which there is no mask, is left away for the board."""
    is_open = field.privacy is Privacy.OPEN or field.mask not in {Mask.NONE, Mask.WORDS}
    return profile is Profile.PUBLIC and not is_open


def grouped(record: Record, name: str, profile: Profile) -> str:
    """Return the group of a code, as figures call it, and below it what of that group it is."""
    table = codes.table(kind_of(record).field(name).codes)
    said = text(record, name, profile)
    group = table.text((getattr(record, name) or "")[:_GROUP])
    # What is left over of a group is called after it anyway.
    return said if said.startswith(group) else f"{group}\n{said}"


def joined(record: Record, names: Sequence[str], profile: Profile) -> str:
    """Return what several fields say, one after the other."""
    # Two fields that are left out for the board are left out once.
    parts = dict.fromkeys(text(record, name, profile) for name in names)
    return "\n".join(part for part in parts if part)


def visited(line: VisitLine, profile: Profile) -> str:
    """Return whom or what a visit went to."""
    person = shown(line.subject, Mask.NAME, profile)
    return person or shown(line.premises, Mask.UNIT, profile)


def visit_word(visit: Visit) -> Word:
    """Return what came of a visit."""
    said = codes.table("visit_outcome").text(visit.outcome)
    return Word(said, _VISIT_TONES.get(visit.outcome or "", Tone.PLAIN))


def dispute_word(dispute: Dispute, day: date) -> Word:
    """Return where a dispute stands on a day."""
    state = dispute.state or ""
    if dispute.success or state in _DISPUTE_DONE:
        return Word(_state("dispute_state", state) or _("settled"), Tone.GOOD)
    if dispute.success is False or state in _DISPUTE_FAILED:
        return Word(_state("dispute_state", state) or _("not settled"), Tone.BAD)
    return _due("dispute_state", state, dispute.deadline, day)


def hazard_word(hazard: Hazard, day: date, *, is_past: bool = False) -> Word:
    """Return where a hazard stands on a day.

    Args:
        hazard: Any.
        day: As of `Figures.cut_off`.
        is_past: Whether what was closed from that day on was still open.
    """
    deadline, closed_on = hazard.deadline, hazard.closed_on
    if is_past and closed_on and deadline and deadline < day <= closed_on:
        late = _("{days} d overdue").format(days=(day - deadline).days)
        said = _state("hazard_state", hazard.state)
        return Word("\n".join((said, late, _("closed since"))), Tone.OPEN)
    if hazard.state in _HAZARD_DONE:
        return Word(_state("hazard_state", hazard.state), Tone.GOOD)
    return _case_word("hazard_state", hazard.state, hazard.deadline, day)


def request_word(request: Request, day: date) -> Word:
    """Return where a request stands on a day."""
    if request.state in SETTLED:
        said = _state("request_state", request.state)
        if request.in_time is False:
            return Word("\n".join((said, _("settled late"))), Tone.OPEN)
        return Word(said, Tone.GOOD)
    return _case_word("request_state", request.state, request.deadline, day)


def _case_word(table: str, state: str | None, deadline: date | None, day: date) -> Word:
    if state in _VOID:
        return Word(_state(table, state))
    return _due(table, state, deadline, day)


def _due(table: str, state: str | None, deadline: date | None, day: date) -> Word:
    """Return the word of a case that is still open, as figures call it; and how long overdue."""
    said = _state(table, state)
    if deadline is not None and deadline < day:
        late = _("{days} d overdue").format(days=(day - deadline).days)
        return Word("\n".join(filter(None, (said, late))), Tone.BAD)
    return Word(said, Tone.OPEN)


def _state(table: str, state: str | None) -> str:
    return codes.table(table).text(state)
