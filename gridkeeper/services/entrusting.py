"""Which grids a worker looks after: given to her, taken from her, handed from one to another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from gridkeeper.domain.kinds import GRID
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.errors import InputInvalidError
from gridkeeper.services.changes import BATCH, Changed
from gridkeeper.services.enrolment import grid_names, grid_of
from gridkeeper.services.revoking import peer_of
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
        shared: Names of gained grids that somebody else looks after, too.
    """

    peer: Peer
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    shared: tuple[str, ...] = ()


class EntrustingService:
    """Says at the office who looks after which grids.

    The worker learns of it by the next batch for her: with it comes the whole history of what lies
    in the grids that she gained, and what lies in the others is not shown to her any more. What she
    still writes about those before she learns of it travels and lands like everything else.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

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
            peer = peer_of(work.unit, reference, {Standing.ACTIVE, Standing.INVITED})
            chosen = tuple(dict.fromkeys(grid_of(work.unit, grid) for grid in grids))
            if not chosen:
                reason = _(
                    "at least one grid has to stay hers; if she has left, revoke her computer"
                )
                raise InputInvalidError(where=peer.name, reason=reason)
            moved = replace(
                peer,
                grids=chosen,
                past=tuple(one for one in (*peer.past, *peer.grids) if one not in chosen),
            )
            done = self._moved(work, peer, moved)
        if not rehearse:
            self._session.changes.tell(Changed(frozenset({BATCH, GRID.name})))
        return done

    def _moved(self, work: Work, before: Peer, after: Peer) -> Entrusted:
        gained = [one for one in after.grids if one not in before.grids]
        lost = [one for one in before.grids if one not in after.grids]
        if gained or lost:
            work.unit.peers.put(after)
            work.detail.update({"worker": after.id, "gained": gained, "lost": lost})
            self._name_workers(work, [*gained, *lost])
        others = {
            grid for peer in _working(work.unit) if peer.id != after.id for grid in peer.grids
        }
        return Entrusted(
            after,
            grid_names(work.unit, gained),
            grid_names(work.unit, lost),
            grid_names(work.unit, [one for one in gained if one in others]),
        )

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


def _working(unit: Unit) -> list[Peer]:
    return [peer for peer in unit.peers.all() if peer.standing is not Standing.REVOKED]
