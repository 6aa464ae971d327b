"""Which numbers of each worker's computer are here, what is missing, and asking for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import clock
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.errors import InputInvalidError
from gridkeeper.exchange.manifest import Resend
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.exchange import resending
from gridkeeper.services.exchange.batch_undoing import undone_batches
from gridkeeper.services.showing import days
from gridkeeper.texts import _, plural

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import date, datetime

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.services.session import Session
    from gridkeeper.storage.missed import MissedBatch
    from gridkeeper.storage.peers import BatchNote
    from gridkeeper.storage.unit import Unit

HERE, MISSING, WAITING = "here", "missing", "waiting"
"""What is said of numbers: taken in; never came; came, but something before them is missing."""


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers of which the same is true, the first and the last of them."""

    state: str
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Came:
    """A batch that came.

    Attributes:
        at: When it was taken in or refused here, in local time.
        size: Of its sealed parts, in bytes; 0 where nobody knows.
        waiting: Whether it was refused, because something before it is missing.
        earlier: Whether it is of an incarnation before the last: its numbers were given again.
        undone: Whether it was taken back here since.
    """

    id: str
    number: str
    at: datetime
    first: int
    last: int
    size: int
    waiting: bool = False
    earlier: bool = False
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Stream:
    """What is here of what one computer has sent.

    Attributes:
        peer_id: Its replica; `name` and `series` of who works there.
        received: The highest number up to which nothing is missing.
        spans: All numbers that are known of, in their order.
        batches: The newest first.
        heard_at: When something of it came last, in local time.
        asked_on: The day on which it was asked to send again, if it has not done so yet.
        told: Whether a file that asks for it was sent down since then.
    """

    peer_id: str
    name: str
    series: str
    standing: Standing
    received: int = 0
    spans: tuple[Span, ...] = ()
    batches: tuple[Came, ...] = ()
    heard_at: datetime | None = None
    asked_on: date | None = None
    told: bool = False

    @property
    def missing(self) -> int:
        """How many numbers never came."""
        return sum(span.count for span in self.spans if span.state == MISSING)

    @property
    def may_ask(self) -> bool:
        """Whether it makes sense to ask for what is missing."""
        return self.standing is Standing.ACTIVE and bool(self.missing) and self.asked_on is None


class RadarService:
    """Says what an office has of each computer; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def streams(self) -> list[Stream]:
        """Return all computers, in the order of their series."""
        with self._session.store.reading() as unit:
            return streams(unit)

    def ask(self, who: str) -> Stream:
        """Let the next batch for somebody ask her to send again what is missing.

        Args:
            who: Her name, series or replica.

        Raises:
            RoleRefusedError: This is not an office.
            InputInvalidError: There is nobody of this name, or nothing of hers is missing.
            StoreBusyError: Somebody else is writing.
        """
        self._session.only(Role.OFFICE, action=_("asking for what is missing"))
        found = [one for one in self.streams() if who in (one.name, one.series, one.peer_id)]
        wanting = [one for one in found if one.may_ask]
        if not wanting:
            reason = (
                _("nothing is missing, or it was asked for already")
                if found
                else _("nobody of this name hands in here")
            )
            raise InputInvalidError(where=who, reason=reason)
        stream = wanting[0]
        with self._session.writing("batch resend", peer=stream.peer_id) as work:
            epoch = _epoch_of(work.unit, stream)
            resending.ask(
                work.unit,
                stream.peer_id,
                Resend(epoch, _first_missing(stream)),
                clock.stamp(work.pen.now),
            )
        self._session.changes.tell(Changed(frozenset({BATCH})))
        return replace(stream, asked_on=self._session.today(), told=False)


def streams(unit: Unit) -> list[Stream]:
    """Return all computers that hand in here, in the order of their series."""
    missed, notes, asked = unit.missed.all(), unit.peers.batches(), resending.asked(unit)
    peers = [peer for peer in unit.peers.all() if not peer.is_above]
    undone = undone_batches(unit)
    return [_stream(peer, missed, notes, asked, undone) for peer in peers]


def known(unit: Unit) -> object:
    """Return something that is equal as long as nothing has changed in all this."""
    return unit.missed.all(), resending.known(unit)


def of_span(span: Span) -> str:
    """Return in words what is true of some numbers."""
    several = {
        HERE: _("{first} to {last} are here"),
        MISSING: _("{first} to {last} are missing"),
        WAITING: _("{first} to {last} came too early and can be taken in once nothing is missing"),
    }
    one = {
        HERE: _("number {first} is here"),
        MISSING: _("number {first} is missing"),
        WAITING: _("number {first} came too early and can be taken in once nothing is missing"),
    }
    text = (one if span.count == 1 else several)[span.state]
    return text.format(first=f"{span.first:,}", last=f"{span.last:,}")


def asking(stream: Stream) -> str:
    """Return what was done about what is missing, or can be; "" if nothing is."""
    if stream.asked_on is not None:
        text = (
            _("asked to send again on {day}; the file for {name} says so")
            if stream.told
            else _("“Ask to send again” was pressed on {day}; send down to {name} now")
        )
        return text.format(day=days.said(stream.asked_on), name=stream.name)
    if stream.may_ask:
        text = _("“Ask to send again” puts a request into the next file for {name}")
        return text.format(name=stream.name)
    return ""


def said(stream: Stream, advice: str = "") -> str:
    """Return what is here of a computer's numbers, and what to do if something is missing.

    Args:
        stream: Of that computer.
        advice: How to ask for it, where that is no button.
    """
    if not stream.spans:
        return _("nothing came yet")
    parts = [of_span(span) for span in stream.spans]
    does = advice if advice and stream.may_ask else asking(stream)
    return _("; ").join(filter(None, (*parts, does)))


def summary(stream: Stream) -> str:
    """Return the same as short as a list needs it."""
    if not stream.spans:
        return _("nothing came yet")
    if not stream.missing:
        whole = plural("{n} entry, none missing", "{n} entries, none missing", stream.received)
        return whole.format(n=f"{stream.received:,}")
    lost = [span for span in stream.spans if span.state == MISSING]
    said_ = of_span(Span(MISSING, lost[0].first, lost[-1].last))
    return said_ if stream.asked_on is None else _("{what}, asked for").format(what=said_)


def state(one: Came) -> str:
    """Return in words what became of a batch."""
    if one.waiting:
        return _("refused: something before it is missing")
    if one.undone:
        return _("taken in, then taken back")
    return _("taken in, before the computer was restored") if one.earlier else _("taken in")


def _first_missing(stream: Stream) -> int:
    return next(span.first for span in stream.spans if span.state == MISSING)


def _epoch_of(unit: Unit, stream: Stream) -> int:
    peer = unit.peers.get(stream.peer_id)
    missed = [one for one in unit.missed.all() if one.peer_id == stream.peer_id]
    return _newest(peer.received_epoch if peer else 0, missed)


def _newest(received: int, missed: Sequence[MissedBatch]) -> int:
    """Return the incarnation that is looked at: the newest of which anything came."""
    return max([received, *(one.epoch for one in missed)])


def _stream(
    peer: Peer,
    all_missed: Sequence[MissedBatch],
    all_notes: Sequence[BatchNote],
    asked: dict[str, Any],
    undone: Container[str],
) -> Stream:
    missed = [one for one in all_missed if one.peer_id == peer.id]
    notes = [one for one in all_notes if one.peer_id == peer.id and not one.outgoing]
    epoch = _newest(peer.received_epoch, missed)
    received = peer.received if peer.received_epoch == epoch else 0
    found = _came(notes, missed, epoch, undone)
    came = sorted(found, key=lambda one: (one.at, one.last), reverse=True)
    request_ = asked.get(peer.id)
    sent = [one.handled_at for one in all_notes if one.peer_id == peer.id and one.outgoing]
    return Stream(
        peer_id=peer.id,
        name=peer.name,
        series=peer.series,
        standing=peer.standing,
        received=received,
        spans=tuple(_spans(received, [one for one in missed if one.epoch == epoch])),
        batches=tuple(came),
        heard_at=max((one.at for one in came), default=None),
        asked_on=clock.local_date(clock.moment(request_["at"])) if request_ else None,
        told=any(at > request_["at"] for at in sent) if request_ else False,
    )


def _came(
    notes: Sequence[BatchNote],
    missed: Sequence[MissedBatch],
    epoch: int,
    undone: Container[str],
) -> Iterator[Came]:
    seen = {note.id for note in notes}
    for note in notes:
        at = clock.local(clock.moment(note.handled_at))
        yield Came(
            note.id,
            note.number,
            at,
            note.first,
            note.last,
            note.size,
            earlier=note.epoch != epoch,
            undone=note.id in undone,
        )
    for one in missed:
        if one.id not in seen:
            at = clock.local(clock.moment(one.refused_at))
            yield Came(one.id, one.number, at, one.first, one.last, one.size, waiting=True)


def _spans(received: int, missed: Sequence[MissedBatch]) -> Iterator[Span]:
    """Yield what is known of a computer's numbers, in their order."""
    if received:
        yield Span(HERE, 1, received)
    upto = received
    for one in sorted(missed, key=lambda one: (one.first, one.last)):
        if one.first > upto + 1:
            yield Span(MISSING, upto + 1, one.first - 1)
        first = max(one.first, upto + 1)
        if one.last >= first:
            yield Span(WAITING, first, one.last)
        upto = max(upto, one.last, one.first - 1)
