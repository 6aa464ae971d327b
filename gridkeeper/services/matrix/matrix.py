"""The matrix of doors: a building as a worker walks through it, masked, with what is due."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import kinds
from gridkeeper.domain.contacts import NOBODY, next_try
from gridkeeper.domain.privacy import Profile, shown
from gridkeeper.errors import RecordUnknownError
from gridkeeper.services.matrix.grid import Place, laid_out
from gridkeeper.services.matrix.layers import layers
from gridkeeper.services.matrix.values import (
    Behind,
    Door,
    Home,
    House,
    Matrix,
    about,
    door_of,
    house_of,
    place_of,
)
from gridkeeper.services.plans import due as plans
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.showing import naming
from gridkeeper.services.showing.lists import text_of
from gridkeeper.services.views.related import Relatives
from gridkeeper.storage.doors import Doors, Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from gridkeeper.domain.places import Building
    from gridkeeper.services.records.recording import Recorded
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

_REMEMBERED_DAYS = 400
_AGAIN = timedelta(minutes=10)
"""Who knocks once more comes back later; what is recorded sooner was meant once."""
_SAID_ELSEWHERE = frozenset({"visit", "dwelling"})
_ANSWERS = ("visited_on", "outcome", "situation", "demands", "measures", "conclusion", "next_due")


class DoorMatrixService:
    """Reads the doors of buildings and records what was found there; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._knocks: dict[tuple[str, str], tuple[datetime, Sequence[str]]] = {}

    def houses(self) -> list[House]:
        """Return all buildings in the order of their addresses."""
        with self._session.store.reading() as unit:
            counts = _doors(unit).counts()
            found = cast("Iterable[Building]", unit.listing.all(kinds.BUILDING, as_listed=True))
            return [house_of(one, counts.get(one.id, 0)) for one in found]

    def due(self) -> Mapping[str, int]:
        """Return how many households of each building shall be visited by now."""
        today = self._session.today()
        with self._session.store.reading() as unit:
            return Counter(_doors(unit).buildings_of(plans.homes_due(unit, today)))

    def matrix(self, building_id: str) -> Matrix:
        """Return a building with its doors.

        Raises:
            RecordUnknownError: It is not here.
        """
        today = self._session.today()
        with self._session.store.reading() as unit:
            building = cast("Building | None", unit.listing.get(kinds.BUILDING, building_id))
            if building is None or building.deleted:
                raise RecordUnknownError(reference=building_id, kind=kinds.BUILDING.name)
            rows: dict[str, list[Known]] = defaultdict(list)
            for row in _doors(unit).of(building_id, today):
                rows[row.id].append(row)
            homes = [row.home for of in rows.values() for row in of if row.home]
            due = plans.days_of(unit, homes, today)
            places = {one: place_of(building, of[0]) for one, of in rows.items()}
            empty = {places[one] for one, of in rows.items() if not of[0].home}
            since = today - timedelta(_REMEMBERED_DAYS)
            knocked = _doors(unit).knocked(empty, since) if empty else {}
        doors = {
            one: door_of(building, of, knocked.get(places[one]), due, today)
            for one, of in rows.items()
        }
        grid = laid_out(
            Place(one, of[0].unit or "", of[0].floor or "", of[0].room or "")
            for one, of in rows.items()
        )
        legends = {
            layer.key: layer.legend(door.marks[layer.key] for door in doors.values())
            for layer in layers()
        }
        return Matrix(house_of(building, len(doors)), grid, doors, legends)

    def behind(self, door: Door) -> list[Behind]:
        """Return what stands beside the matrix about each household of a door."""
        today = self._session.today()
        with self._session.store.reading() as unit:
            return [_behind(unit, home, today) for home in door.homes]

    def knock(self, doors: Sequence[Door], outcome: str) -> list[Recorded]:
        """Record today's visit to some doors that met nobody, in one transaction.

        At a door of several households nobody of any was met: each is told of it.
        Knocks in vain are counted up, until somebody is met; here only those where no household
        is known, the others as wherever a visit is recorded.

        Raises:
            RecordInvalidError: Nothing was kept.
        """
        facts = []
        for door, home in ((one, home) for one in doors for home in one.called_at):
            told = {"outcome": outcome, "visited_on": self._session.today().isoformat()}
            if outcome == NOBODY and home is None:
                told["tries"] = str(next_try(door.facts.outcome, door.facts.tries))
            facts.append(about(door, home) | {"kind": "01"} | told)
        kept = RecordingService(self._session).record(kinds.VISIT, facts)
        ids = [one.record.id for one in kept]
        for door in doors:
            self._knocks[door.id, outcome] = self._session.time.now(), ids
        return kept

    def was_just_knocked(self, door: Door, outcome: str) -> bool:
        """Whether `knock` recorded the same at a door some minutes ago, and it still stands."""
        at, ids = self._knocks.get((door.id, outcome), (None, ()))
        if at is None or self._session.time.now() - at > _AGAIN:
            return False
        with self._session.store.reading() as unit:
            return any(not one.deleted for one in unit.listing.some(kinds.VISIT, ids).values())

    def record(self, doors: Sequence[Door], values: Mapping[str, str]) -> list[Recorded]:
        """Record one visit with the same values to each home of some doors, in one transaction.

        Raises:
            RecordInvalidError: Nothing was kept.
        """
        facts = [about(door, home) | dict(values) for door in doors for home in door.called_at]
        return RecordingService(self._session).record(kinds.VISIT, facts)


def _doors(unit: Unit) -> Doors:
    return Doors(unit.connection, unit.sight)


def _behind(unit: Unit, home: Home, today: date) -> Behind:
    record = unit.listing.get(kinds.HOUSEHOLD, home.id)
    if record is None:
        return Behind((), ())
    related = Relatives(unit, today, Profile.MASKED).of(record)
    groups = tuple(one for one in related if one.links[0].kind not in _SAID_ELSEWHERE)
    visits: list[Any] = unit.listing.where(kinds.VISIT, household_id=home.id)
    last = max(visits, key=lambda one: (str(one.visited_on), one.id), default=None)
    return Behind(_answers(unit, last, home.facts.due) if last is not None else (), groups)


def _answers(
    unit: Unit,
    visit: Any,  # noqa: ANN401 - its kind's record
    due: date | None,
) -> tuple[tuple[str, str], ...]:
    """Return what the last visit found; when to come again only if no rule says it is sooner."""
    (veiled,) = naming.veiled(unit, [visit])
    fields = [kinds.VISIT.field(name) for name in _ANSWERS]
    said = (
        (str(one.label), shown(text_of(one, value), one.mask, Profile.MASKED))
        for one in fields
        if (value := getattr(veiled, one.name)) is not None
        and (one.name != "next_due" or due in {None, value})
    )
    return tuple(said)
