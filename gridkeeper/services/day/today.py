"""The day list: what is urgent, returned, contended, to be looked at again, to be visited."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridkeeper import texts
from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.services.changes import Changed
from gridkeeper.services.day import news
from gridkeeper.services.day.sections import Reading
from gridkeeper.services.exchange import radar, unsent
from gridkeeper.services.papers import month_figures

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.services.day.sections import Section
    from gridkeeper.services.papers.month_figures import Figure
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_REGISTER = (kinds.HOUSEHOLD, kinds.PERSON, kinds.PREMISES)
"""Without any of these a register is empty."""


@dataclass(frozen=True, slots=True)
class Today:
    """What a home page shows.

    Attributes:
        unsent: How many records were not handed over, as `exchange.unsent` counts.
        unsent_since: The day of the first of them.
        sections: Those that have lines, the most urgent first.
        figures: This month beside the month before; empty for a worker.
        is_new: Whether nothing stands in the register yet.
        never_handed: Whether a worker has handed in nothing at all, so that the office does not
            know her yet.
        invited: For how many workers a package was made who have not handed in yet.
        has_joined: Whether one of them has, so that batches can go to and fro.
    """

    day: date
    unsent: int = 0
    unsent_since: date | None = None
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = field(default=())
    is_new: bool = False
    never_handed: bool = False
    invited: int = 0
    has_joined: bool = False

    @property
    def is_asked(self) -> bool:
        """Whether the office asks to hand in again."""
        return any(section.name == "resend" for section in self.sections)


class TodayService:
    """Makes the day list; any thread may ask.

    Several parts of a screen show some of it after every save: as long as nothing has changed, the
    list that was made last is given again.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last: tuple[object, Today] | None = None

    def today(self) -> Today:
        """Return what is to be done."""
        day = self._session.today()
        with self._session.store.reading() as unit:
            peers = unit.peers
            arrived = unit.journal.last_arrival
            came = arrived, peers.all(), peers.batches(), news.looked(unit), radar.known(unit)
            seen = day, texts.language(), unit.replica, *came
            last = self._last
            if last is None or last[0] != seen:
                last = self._last = seen, _made(unit, day)
        return last[1]

    def visits(self, grid_id: str) -> Section:
        """Return the visits that are due in one grid; those of all grids stand in the list."""
        with self._session.store.reading() as unit:
            return Reading(unit, self._session.today()).visits(grid_id)

    def looked_at(self, kind: str, record_id: str) -> None:
        """Take a case out of the news: somebody has opened it, and what it says was seen.

        Nothing is written of a case that is no news.

        Raises:
            StoreBusyError: Somebody else is writing.
        """
        day = self._session.today()
        with self._session.store.reading() as unit:
            if not news.has(unit, day, record_id):
                return
        with self._session.store.writing() as unit:
            news.look(unit, day, record_id)
        self._session.changes.tell(Changed(frozenset({kind}), frozenset({record_id})))


def _made(unit: Unit, day: date) -> Today:
    waiting = unsent.of_store(unit)
    sections = tuple(one for one in Reading(unit, day).sections() if one.lines)
    figures: tuple[Figure, ...] = ()
    if unit.replica.role is not Role.WORKER:
        figures = month_figures.figures(unit, day)
    is_new = not any(unit.listing.count(kind) for kind in _REGISTER)
    never = unit.replica.role is Role.WORKER and not any(
        note.outgoing for note in unit.peers.batches()
    )
    below = [peer.standing for peer in unit.peers.all() if peer.role is Role.WORKER]
    return Today(
        day,
        waiting.records,
        unsent.since(waiting),
        sections,
        figures,
        is_new,
        never,
        below.count(Standing.INVITED),
        Standing.ACTIVE in below,
    )
