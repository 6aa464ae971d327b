"""Which grids a worker looks after: given to her, taken from her, handed from one to another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from gridkeeper.domain.kinds import GRID
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.exchange.enrolment import grid_names, grid_of
from gridkeeper.services.exchange.revoking import peer_of
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridkeeper.domain.places import Grid
    from gridkeeper.domain.replicas import Peer
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Entrusted:
    """What a worker looks after from now on.

    Attributes:
        gained: Names of the grids that she did not look after before.
        lost: Names of those that she looks after no longer.
        others: Who else looks after those, by the name of the grid.
        keeps: Whether grids stay hers that were hers before.
    """

    peer: Peer
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keeps: bool = False

    @property
    def shared(self) -> tuple[str, ...]:
        """Names of gained grids that somebody else looks after, too."""
        return tuple(one for one in self.gained if one in self.others)

    @property
    def deserted(self) -> tuple[str, ...]:
        """Names of lost grids that nobody looks after now."""
        return tuple(one for one in self.lost if one not in self.others)


class EntrustingService:
    """Says at the office who looks after which grids.

    The worker learns of it by the next batch for her: with it comes the whole history of what lies
    in the grids that she gained, and what lies in the others is not shown to her any more. What she
    still writes about those before she learns of it travels and lands like everything else.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def workers(self) -> list[Peer]:
        """Return everybody who looks after grids, or could, in the order of their series."""
        with self._session.store.reading() as unit:
            return _working(unit)

    def entrust(self, reference: str, grids: Sequence[str], *, rehearse: bool = False) -> Entrusted:
        """Let a worker look after these grids from now on, and no others.

        Args:
            reference: Her series, name or id; of several computers of one name, a series.
            grids: Names, codes or ids.
            rehearse: Say what would change and keep nothing.

        Raises:
            RoleRefusedError: This is no office.
            InputInvalidError: It is nobody's computer, or several could be meant; or no grid is
                left to her.
            RecordUnknownError: A grid is not in the register.
        """
        self._session.only(Role.OFFICE, action=_("entrusting a worker with grids"))
        with self._session.writing("entrust", keep=not rehearse) as work:
            peer = _worker(work.unit, reference)
            chosen = tuple(dict.fromkeys(grid_of(work.unit, grid) for grid in grids))
            if not chosen:
                reason = _(
                    "at least one grid has to stay hers; if she has left, revoke her computer"
                )
                raise InputInvalidError(where=peer.name, reason=reason)
            (done,) = self._moved(work, (peer, chosen))
        if not rehearse:
            self._session.changes.tell(Changed(frozenset({BATCH, GRID.name})))
        return done

    def hand_over(
        self, reference: str, to: str, *, rehearse: bool = False
    ) -> tuple[Entrusted, Entrusted]:
        """Give all grids of a worker who leaves to another, who keeps her own; return both.

        What the one who leaves still hands in lands as before; with the next batch for her she
        sees nothing of the grids any more.

        Args:
            reference: The series, name or id of the one who leaves.
            to: Of the other.
            rehearse: Say what would change and keep nothing.

        Raises:
            RoleRefusedError: This is no office.
            InputInvalidError: One is nobody's computer, or several could be meant; or they are the
                same; or there is nothing to hand over.
        """
        self._session.only(Role.OFFICE, action=_("entrusting a worker with grids"))
        with self._session.writing("entrust", keep=not rehearse) as work:
            giver, taker = _worker(work.unit, reference), _worker(work.unit, to)
            if giver.id == taker.id:
                reason = _("nobody can hand grids over to themselves")
                raise InputInvalidError(where=giver.name, reason=reason)
            if not giver.grids:
                raise InputInvalidError(where=giver.name, reason=_("no grid is hers"))
            together = tuple(dict.fromkeys((*taker.grids, *giver.grids)))
            gave, took = self._moved(work, (giver, ()), (taker, together))
        if not rehearse:
            self._session.changes.tell(Changed(frozenset({BATCH, GRID.name})))
        return gave, took

    def _moved(self, work: Work, *moves: tuple[Peer, tuple[str, ...]]) -> list[Entrusted]:
        """Let workers look after these grids, all at once."""
        noted: list[dict[str, object]] = []
        touched: dict[str, None] = {}
        found: list[tuple[Peer, list[str], list[str]]] = []
        for before, grids in moves:
            past = tuple(one for one in (*before.past, *before.grids) if one not in grids)
            after = replace(before, grids=grids, past=tuple(dict.fromkeys(past)))
            gained = [one for one in grids if one not in before.grids]
            lost = [one for one in before.grids if one not in grids]
            found.append((after, gained, lost))
            if gained or lost:
                work.unit.peers.put(after)
                noted.append({"worker": after.id, "gained": gained, "lost": lost})
                touched |= dict.fromkeys([*gained, *lost])
        if noted:
            work.detail["moved"] = noted
            self._name_workers(work, touched)
        return [_said(work.unit, *one) for one in found]

    def _name_workers(self, work: Work, grids: Iterable[str]) -> None:
        """Write into each grid who looks after it now.

        It is written where it says nothing new, too: whoever takes batches then has a place in the
        journal after which her grids are other ones.
        """
        for grid in grids:
            held = work.unit.listing.held(GRID, grid)
            if held is None:
                continue
            names = dict.fromkeys(peer.name for peer in _working(work.unit) if grid in peer.grids)
            worker = pick("、", ", ").join(names) or None
            phone = cast("Grid", held.record).worker_phone
            if worker != cast("Grid", held.record).worker and phone is not None:
                work.settle(held, "worker_phone", None)
            work.settle(held, "worker", worker)


def _worker(unit: Unit, reference: str) -> Peer:
    """Return the worker who is meant; which grids are an office's it says itself."""
    peer = peer_of(unit, reference, {Standing.ACTIVE, Standing.INVITED})
    if peer.role is not Role.WORKER:
        reason = _("an office says itself which grids are its own")
        raise InputInvalidError(where=peer.name, reason=reason)
    return peer


def _said(unit: Unit, after: Peer, gained: Sequence[str], lost: Sequence[str]) -> Entrusted:
    others: dict[str, tuple[str, ...]] = {}
    for grid in (*gained, *lost):
        names = tuple(
            peer.name for peer in _working(unit) if peer.id != after.id and grid in peer.grids
        )
        if names:
            others |= dict.fromkeys(grid_names(unit, [grid]), names)
    keeps = any(grid not in gained for grid in after.grids)
    return Entrusted(after, grid_names(unit, gained), grid_names(unit, lost), others, keeps)


def _working(unit: Unit) -> list[Peer]:
    return [
        peer
        for peer in unit.peers.all()
        if peer.role is Role.WORKER and peer.standing is not Standing.REVOKED
    ]
