"""The sections of the day list, each with lines that explain themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock, kinds
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.domain.tones import Tone
from gridkeeper.services.changes import BATCH
from gridkeeper.services.day import news
from gridkeeper.services.exchange import own_grids, radar, resending, undone_there
from gridkeeper.services.plans import day_visits
from gridkeeper.services.plans import due as planning
from gridkeeper.services.showing import days, naming
from gridkeeper.services.showing.lists import Named, title
from gridkeeper.storage.due import Due
from gridkeeper.texts import N_, _, pick, plural, small

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.plans.day_visits import Way
    from gridkeeper.storage.unit import Unit

MOST = 200
"""So many lines a section has at most."""

_RECEIPT_DAYS = 7
_SENT_BACK = ("return", "rework", "recheck_fail")

_LABELS = {
    "resend": N_("The office asks you to hand in again"),
    "undone": N_("Files of yours that were taken back"),
    "gaps": N_("Missing from workers"),
    "overdue": N_("Overdue"),
    "returned": N_("Sent back"),
    news.ASSIGNED: N_("Passed on to you by the office"),
    news.ANSWERED: N_("Answered by the office"),
    news.ABOVE: N_("From the office above"),
    news.REPORTED: N_("New from workers"),
    "own_grids": N_("Your grids have changed"),
    "conflicts": N_("In conflict"),
    "rechecks": N_("To be re-checked"),
    "soon": N_("Due soon"),
    "visits": N_("Visits due within 7 days"),
    "batches": N_("No receipt yet"),
}
"""The sections, the most urgent first."""

_NEWS = (news.ASSIGNED, news.ANSWERED, news.ABOVE, news.REPORTED)

_URGENT = frozenset({"overdue", "returned", "conflicts", "resend", "gaps"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at.

    Attributes:
        kind: A name of `KINDS`, or `BATCH`.
        record_id: Of the record; of a batch, the peer's, or where it is taken back, its own.
        title: Masked.
        why: A sentence that explains itself.
        way: Of a visit: where it lies on the way.
    """

    section: str
    kind: str
    record_id: str
    title: str
    why: str
    tone: Tone
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one sort, the most urgent first.

    Attributes:
        name: A key that stays the same in every language.
        count: How many there are, of which `lines` has the first.
    """

    name: str
    label: str
    count: int
    lines: tuple[Line, ...]

    @property
    def urgent(self) -> int:
        """How many of them should not wait for tomorrow."""
        return self.count if self.name in _URGENT else 0


class Reading:
    """One day list while it is read."""

    def __init__(self, unit: Unit, day: date) -> None:
        self._unit = unit
        self._day = day
        self._due = Due(unit.connection, MOST, unit.sight)

    def sections(self) -> Iterator[Section]:
        """Yield all sections, empty ones too."""
        yield self._resend()
        yield self._undone()
        yield self._gaps()
        yield self._cases("overdue", Tone.BAD, None, -1)
        yield self._returned()
        yield self._own_grids()
        yield from self._news()
        yield self._conflicts()
        yield self._rechecks()
        yield self._cases("soon", Tone.WARNING, 0, days.SOON)
        yield self.visits()
        yield self._batches()

    def _in(self, days_: int) -> date:
        return self._day + timedelta(days=days_)

    def _cases(self, section: str, tone: Tone, first: int | None, last: int) -> Section:
        start = None if first is None else self._in(first)
        lines, count = [], 0
        for kind in kinds.CASES:
            found = self._due.cases(kind, start, self._in(last))
            count += found.count
            for record in found.records:
                deadline = _value(record, "deadline")
                why = days.due(deadline, self._day)
                lines.append((deadline, self._line(section, kind, record, why, tone)))
        return _section(section, [line for _key, line in sorted(lines, key=_first)], count)

    def _rechecks(self) -> Section:
        found = self._due.mended()
        lines = []
        for record in found.records:
            fixed, deadline = _value(record, "fixed_on"), _value(record, "deadline")
            overdue = deadline is not None and deadline < self._day
            said = [_("Put right on {day}").format(day=days.said(fixed))] if fixed else []
            said.append(_("waits for its re-check"))
            said += [small(days.due(deadline, self._day))] if deadline else []
            why = pick("，", "; ").join(said)
            tone = Tone.BAD if overdue else Tone.WARNING
            lines.append(self._line("rechecks", kinds.HAZARD, record, why, tone))
        return _section("rechecks", lines, found.count)

    def _returned(self) -> Section:
        lines, count = [], 0
        for kind in kinds.CASES:
            found = self._due.sent_back(kind, _SENT_BACK)
            count += found.count
            steps = self._due.last_steps([record.id for record in found.records])
            for record in found.records:
                step = steps[record.id]
                names = naming.of_case(self._unit, record)
                text = (
                    _("Sent back on {day} by {who}: {note}")
                    if step.note
                    else _("Sent back on {day} by {who}")
                )
                why = text.format(
                    day=days.said(clock.local_date(clock.moment(step.at))),
                    who=shown(step.actor, Mask.WORDS, Profile.MASKED),
                    note=shown(step.note, Mask.PROSE, Profile.MASKED, names),
                )
                line = self._line("returned", kind, record, why, Tone.BAD)
                lines.append((step.at, line))
        newest = sorted(lines, key=_first, reverse=True)
        return _section("returned", [line for _key, line in newest], count)

    def _own_grids(self) -> Section:
        why = _("the office's last file says so")
        lines = [
            Line("own_grids", BATCH, str(number), text, why, Tone.INFO)
            for number, text in enumerate(own_grids.told(self._unit, self._day))
        ]
        return _section("own_grids", lines, len(lines))

    def _news(self) -> Iterator[Section]:
        found: dict[str, list[Line]] = {name: [] for name in _NEWS}
        for item in news.items(self._unit, self._day, self._due, _SENT_BACK):
            line = self._line(item.section, item.kind, item.record, item.why, Tone.INFO)
            found[item.section].append(line)
        for name, lines in found.items():
            yield _section(name, lines, len(lines))

    def visits(self, grid_id: str = "") -> Section:
        """Return the homes to be visited, the weightiest first, each with why.

        The whole plan of a street would take seconds, and nobody there walks by it: of a street,
        only the days that were named for somebody are listed, unless one grid is asked for.
        """
        if not grid_id and planning.is_too_large(self._unit):
            found, count = day_visits.named(self._unit, self._day, self._due)
        else:
            found, count = day_visits.planned(self._unit, self._day, grid_id, self._due, MOST)
        lines = [
            Line(
                "visits",
                one.kind,
                one.home,
                one.title,
                one.why,
                Tone.WARNING if one.is_late else Tone.INFO,
                one.way,
            )
            for one in found
        ]
        return _section("visits", lines, count)

    def _conflicts(self) -> Section:
        """Return what is to be settled, one line for each row where it is done."""
        contended = self._unit.listing.contended()
        text = _("Different values of “{fields}”: choose the one that is right")
        lines = []
        for kind, record_id, group in contended[:MOST]:
            record = self._unit.listing.get(kind, record_id)
            if record is not None:
                fields = kind.groups.get(group, ())
                why = text.format(fields="/".join(str(about.label) for about in fields) or group)
                lines.append(self._line("conflicts", kind, record, why, Tone.WARNING))
        return _section("conflicts", lines, len(contended))

    def _resend(self) -> Section:
        """Return what the office asks for once more."""
        wanted, lines = resending.wanted(self._unit), []
        if wanted is not None:
            text = _(
                "It lacks what you recorded from number {first} on, as it said on {day}: hand in "
                "once more, and the program adds what is missing by itself."
            )
            why = text.format(first=f"{wanted.first:,}", day=days.said(wanted.on))
            peer = self._unit.peers.get(wanted.peer_id)
            name = "" if peer is None else peer.name
            lines.append(Line("resend", BATCH, wanted.peer_id, name, why, Tone.BAD))
        return _section("resend", lines, len(lines))

    def _undone(self) -> Section:
        """Return the batches that the other side has taken back, so that records are gone."""
        lines = [
            Line("undone", BATCH, one.id, one.number, undone_there.said(one), Tone.WARNING)
            for one in undone_there.recent(self._unit, self._day)
        ]
        return _section("undone", lines, len(lines))

    def _gaps(self) -> Section:
        """Return of whom something is missing, so that what came after it was refused."""
        lines = []
        for stream in radar.streams(self._unit):
            if stream.missing and stream.standing is Standing.ACTIVE:
                name = f"{stream.name} · {stream.series}"
                why = radar.said(stream)
                lines.append(Line("gaps", BATCH, stream.peer_id, name, why, Tone.BAD))
        return _section("gaps", lines, len(lines))

    def _batches(self) -> Section:
        """Return who has not acknowledged what was handed out more than a week ago."""
        oldest: dict[str, tuple[str, int]] = {}
        peers = {peer.id: peer for peer in self._unit.peers.all()}
        for batch in self._unit.peers.batches():
            peer = peers.get(batch.peer_id)
            if batch.outgoing and peer and peer.confirmed < batch.last:
                number = oldest.get(peer.id, ("", 0))[1] + 1
                oldest[peer.id] = (batch.handled_at, number)
        lines, count = [], 0
        for peer_id, (handled_at, number) in oldest.items():
            day = clock.local_date(clock.moment(handled_at))
            passed = (self._day - day).days
            if passed > _RECEIPT_DAYS and peers[peer_id].standing is Standing.ACTIVE:
                why = _without_receipt(self._unit, number).format(
                    n=number, day=days.said(day), days=passed
                )
                name = peers[peer_id].name
                said = _("{what}; {advice}").format(what=why, advice=_advice(self._unit))
                lines.append(Line("batches", BATCH, peer_id, name, said, Tone.WARNING))
                count += number
        return _section("batches", lines, count)

    def _line(self, section: str, kind: Kind, record: Record, why: str, tone: Tone) -> Line:
        (veiled,) = naming.veiled(self._unit, [record])
        name = title(kind, veiled)
        if kind in (kinds.HOUSEHOLD, kinds.DWELLING) or not name:
            name = Named(self._unit, {kind.name: [record.id]}).name(kind.name, record.id)
        return Line(section, kind.name, record.id, name, why, tone)


def _section(name: str, lines: Sequence[Line], count: int) -> Section:
    return Section(name, _(_LABELS[name]), count, tuple(lines[:MOST]))


def _without_receipt(unit: Unit, number: int) -> str:
    if unit.replica.role is Role.OFFICE:
        return plural(
            "{n} batch has no receipt, sent down on {day}, {days} days ago",
            "{n} batches have no receipt, the first sent down on {day}, {days} days ago",
            number,
        )
    return plural(
        "{n} batch has no receipt, handed in on {day}, {days} days ago",
        "{n} batches have no receipt, the first handed in on {day}, {days} days ago",
        number,
    )


def _advice(unit: Unit) -> str:
    """Return what can be done where a receipt does not come."""
    if unit.replica.role is Role.OFFICE:
        return _("ask for a file of theirs: it brings the receipt")
    return _("ask the office for its file and take it in, or hand in once more")


def _value(record: Record, name: str) -> Any:  # noqa: ANN401 - the value of whatever field
    return getattr(record, name)


def _first(pair: tuple[Any, Line]) -> Any:  # noqa: ANN401 - a day or a stamp
    return pair[0]
