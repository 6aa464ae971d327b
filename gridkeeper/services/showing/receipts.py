"""How far each record has come on its way to the other side, in words."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from gridkeeper.domain.queries import Way
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.domain.tones import Tone
from gridkeeper.storage import traces
from gridkeeper.storage.ways import HandedIn, Passed, Reached, Receiver, SentDown
from gridkeeper.texts import N_, _, pick

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.replicas import Peer
    from gridkeeper.storage.parts import Parts
    from gridkeeper.storage.traces import Trace
    from gridkeeper.storage.unit import Unit

UNSENT, SENT, CONFIRMED = N_("not handed in"), N_("exported"), N_("delivered")
ANSWERED = N_("answered")
TO_SEND, SENT_DOWN, THERE = N_("to send down"), N_("sent down"), N_("received")

WAYS = MappingProxyType(
    {
        UNSENT: Tone.WARNING,
        SENT: Tone.INFO,
        CONFIRMED: Tone.GOOD,
        ANSWERED: Tone.GOOD,
        TO_SEND: Tone.WARNING,
        SENT_DOWN: Tone.INFO,
        THERE: Tone.GOOD,
    }
)
"""What is said of a record, with its tone."""

_HANDED_IN = {
    Way.UNSENT: UNSENT,
    Way.SENT: SENT,
    Way.RECEIVED: CONFIRMED,
    Way.ANSWERED: ANSWERED,
}
_SENT_DOWN = {Way.UNSENT: TO_SEND, Way.SENT: SENT_DOWN, Way.RECEIVED: THERE}


@dataclass(frozen=True, slots=True)
class Passage:
    """How far a record has come.

    Attributes:
        way: "" where nothing has to go anywhere, else one of `WAYS`.
        whom: Names of those for whom it has come no farther, at an office.
    """

    way: str = ""
    whom: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """It in words, in the language in force; "" where nothing has to go anywhere."""
        return said(self.way, self.whom)


def words(role: Role) -> Mapping[Way, str]:
    """Return what the ways are called at somebody's, as keys of `WAYS`; nothing where none is."""
    if role is Role.WORKER:
        return _HANDED_IN
    return _SENT_DOWN if role is Role.OFFICE else {}


def said(way: str, whom: tuple[str, ...] = ()) -> str:
    """Return a way in words, with for whom; of several the first is named."""
    if not way or not whom:
        return _(way) if way else ""
    if len(whom) == 1:
        return pick("{way}：{name}", "{way}: {name}").format(way=_(way), name=whom[0])
    text = pick("{way}：{name}等{n}人", "{way}: {name} and {rest} more")
    return text.format(way=_(way), name=whom[0], n=len(whom), rest=len(whom) - 1)


class Ways:
    """How far the batches of a store have come.

    Attributes:
        reached: What lists ask by; None where nothing goes anywhere.
    """

    def __init__(self, unit: Unit) -> None:
        self._words = words(unit.replica.role)
        self.reached = _reached(unit)

    def of(self, trace: Trace, conflicts: int, grid: str | None, parts: Parts = ()) -> Passage:
        """Return how far a record has come that lies in a grid, with its parts."""
        found = Passed()
        if self.reached is not None:
            found = self.reached.of(trace, conflicts, grid)
            for one in parts:
                found = _nearer(found, self.reached.of(one[0], 0, one[1]))
        return Passage("" if found.way is None else self._words[found.way], found.whom)


def _nearer(found: Passed, part: Passed) -> Passed:
    """Return how far a record has come of which a part has come so far."""
    if part.way not in {Way.UNSENT, Way.SENT}:
        return found
    if found.way is part.way:
        return Passed(found.way, tuple(dict.fromkeys((*found.whom, *part.whom))))
    return found if found.way is Way.UNSENT else part


def _reached(unit: Unit) -> Reached | None:
    if unit.replica.role is Role.WORKER:
        peers = unit.peers.all()
        return HandedIn(
            max((peer.sent for peer in peers), default=0),
            max((peer.confirmed for peer in peers), default=0),
        )
    if unit.replica.role is not Role.OFFICE:
        return None
    told = unit.peers.told()
    active = (peer for peer in unit.peers.all() if peer.standing is Standing.ACTIVE)
    return SentDown([_receiver(peer, told.get(peer.id, ())) for peer in active])


def _receiver(peer: Peer, told: tuple[str, ...]) -> Receiver:
    who = traces.said_by(peer.id, peer.received_epoch, "")
    untold = tuple(grid for grid in peer.owed if grid not in told)
    return Receiver(peer.name, who, peer.scope, peer.sent, peer.confirmed, untold, peer.owed)
