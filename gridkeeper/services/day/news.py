"""What came with the last batches and waits for somebody to look at it.

One rule for worker and office: a case is news while the last word on it came in a batch of the
other side within a month. It is none any more as soon as its record was opened from the day list or
a search, or as somebody here has taken it further.

A worker gets what lies in her grids, also what the office gave to somebody else: that is none of
her tasks. If she wrote it down, it is the answer to her; else it stands in its list only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, codes, kinds, workflow
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.kinds import KINDS, kind_of
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.domain.replicas import Role
from gridkeeper.services.exchange import batch_undoing
from gridkeeper.services.records import assignees
from gridkeeper.services.showing import days, naming
from gridkeeper.storage import news as storage
from gridkeeper.texts import _, pick, small

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.storage.due import Due
    from gridkeeper.storage.news import News
    from gridkeeper.storage.unit import Unit

ASSIGNED, ANSWERED, REPORTED, ABOVE = "assigned", "answered", "reported", "above"
"""Sections of the day list: two of a worker, two of an office."""

_DAYS = 30
_LOOKED = "looked_at"


@dataclass(frozen=True, slots=True)
class Item:
    """A case that is news.

    Attributes:
        section: One of `ASSIGNED`, `ANSWERED`, `REPORTED`, `ABOVE`.
        why: What was done by whom and when, and when it is due.
    """

    section: str
    kind: Kind
    record: Record
    why: str


def items(unit: Unit, day: date, due: Due, sent_back: Collection[str]) -> Iterator[Item]:
    """Yield the news, the latest first; none where there is nobody to bring them.

    Args:
        unit: The transaction to read in.
        day: Today.
        due: Reads the last steps.
        sent_back: Steps by which a case came back: the day list says these by themselves.
    """
    found, seen = _found(unit, day), _looked(unit)
    records = {
        (kind.name, record_id): record
        for kind in {KINDS[one.kind] for one in found}
        for record_id, record in unit.listing.some(
            kind, [one.case_id for one in found if one.kind == kind.name]
        ).items()
    }
    steps = due.last_steps([one.case_id for one in found])
    for one in found:
        record: Any = records.get((one.kind, one.case_id))
        if record is None or not unit.listing.is_shown(record):
            continue
        step = steps.get(one.case_id)
        has_acted = one.acted > seen.get(one.case_id, 0)
        section = _section(unit, one, record, step, has_acted=has_acted)
        if section and not (step and step.action in sent_back and _is_open(record)):
            why = _why(unit, (one, record, step), day)
            yield Item(section, KINDS[one.kind], record, why)


def has(unit: Unit, day: date, record_id: str) -> bool:
    """Whether a case is news."""
    return any(one.case_id == record_id for one in _found(unit, day))


def look(unit: Unit, day: date, record_id: str) -> None:
    """Keep that somebody has looked at a case that is news."""
    recent = _recent(unit, day)
    # What cannot be news any more need not be remembered.
    kept = {key: value for key, value in _looked(unit).items() if key in recent}
    if record_id in recent:
        kept[record_id] = recent[record_id].arrival
    unit.settings.set(_LOOKED, json.dumps(kept, sort_keys=True))


def looked(unit: Unit) -> str:
    """Return what was looked at, to be compared."""
    return unit.settings.get(_LOOKED)


def _found(unit: Unit, day: date) -> list[News]:
    seen = _looked(unit)
    return [one for one in _recent(unit, day).values() if one.arrival > seen.get(one.case_id, 0)]


def _recent(unit: Unit, day: date) -> Mapping[str, News]:
    role = unit.replica.role
    if role not in {Role.WORKER, Role.OFFICE}:
        return {}
    offices = {peer.id for peer in unit.peers.all() if peer.is_above}
    taken = [one for one in unit.peers.batches() if not one.outgoing]
    from_office = [one.id for one in taken if role is Role.WORKER or one.peer_id in offices]
    # The first is the package of whoever joined: the register, and cases of long ago.
    package, above = from_office[-1:], from_office[:-1] if role is Role.OFFICE else []
    since = clock.stamp(clock.noon(day - timedelta(days=_DAYS)))
    found = storage.news(
        unit.connection,
        since,
        package,
        batch_undoing.numbers(unit),
        from_office=role is Role.WORKER,
        above=above,
    )
    return {one.case_id: one for one in found}


def _looked(unit: Unit) -> Mapping[str, int]:
    return dict(json.loads(looked(unit) or "{}"))


def _section(
    unit: Unit,
    one: News,
    record: Any,  # noqa: ANN401 - a case
    step: Any,  # noqa: ANN401 - a row
    *,
    has_acted: bool,
) -> str:
    """Return where a case is told of; `has_acted`: whether the others have done anything about it.

    To take a batch back, and to let it count again, is no task for anybody.
    """
    if one.from_above:
        return ABOVE
    if unit.replica.role is Role.OFFICE:
        return REPORTED if _is_open(record) else ""
    if step is not None and step.actor == unit.replica.name and not step.own_seq:
        return ""  # she did it herself, and had the office write it down
    held = unit.listing.held(KINDS[one.kind], one.case_id)
    hers = held is not None and held.own_seq > 0
    passed_on = not hers or (step and step.action in assignees.ASSIGNS)
    if has_acted and _is_open(record) and passed_on and _is_for_here(unit, record):
        return ASSIGNED
    return ANSWERED if hers else ""


def _is_for_here(unit: Unit, record: Any) -> bool:  # noqa: ANN401 - a case
    """Whether a case is in the hands of a worker, of her grid or community, or of nobody yet."""
    said = [one.strip() for one in (record.unit, record.handler) if one and one.strip()]
    grids = unit.listing.some(kinds.GRID, unit.replica.grids).values()
    return not said or assignees.reaches(said, grids, [unit.replica.name])


def _is_open(record: Any) -> bool:  # noqa: ANN401 - a case of whatever kind
    return workflow.of(kind_of(record).name).is_open(record)


def _why(unit: Unit, about: tuple[News, Any, Any], day: date) -> str:
    one, record, step = about
    names = naming.of_case(unit, record)
    said = []
    if step is None or step.own_seq:
        said.append(_("New case") if one.is_new else _("Its content was changed"))
    else:
        when = days.said(clock.local_date(clock.moment(step.at)))
        does = codes.table("case_action").text(step.action)
        if step.action in assignees.ASSIGNS and record.unit and not _is_for_here(unit, record):
            whom = shown(record.unit, Mask.PROSE, Profile.MASKED, names)
            does = _("{step} to {unit}").format(step=does, unit=whom)
        who = shown(step.actor, Mask.WORDS, Profile.MASKED)
        said.append(_("{day}, {who}: {step}").format(day=when, who=who, step=does))
        if step.note:
            said.append(shown(step.note, Mask.PROSE, Profile.MASKED, names).rstrip("。. "))
    if record.deadline is not None and _is_open(record):
        due = days.due(record.deadline, day)
        said.append(small(due) if said else due)
    return pick("，", "; ").join(said)
