"""Whom a case may be passed on to, and whether whoever is named will see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds, names
from gridkeeper.domain.edits import columns
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gridkeeper.domain.cases import CaseStep
    from gridkeeper.domain.records import Record
    from gridkeeper.services.session import Session
    from gridkeeper.storage.unit import Unit

ASSIGNS = frozenset({"assign"})
"""Steps that pass a case on."""

_COMMUNITY_ENDS = ("", "社区", "居委会", "社区居委会", "居民委员会", "网格", "网格员")
"""What an office writes that means whoever looks after the grid in which a case lies, by itself or
behind the name of the community."""

_USUAL = 2
"""A unit that so many cases name is one that there is; once may be a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Assignee:
    """Somebody to whom a case may be passed on.

    Attributes:
        name: As it is written into the case.
        detail: What she or it is.
    """

    name: str
    detail: str


class AssigneeService:
    """Answers while it is typed to whom a case goes; any thread may ask."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def candidates(self, text: str, limit: int = 12) -> list[Assignee]:
        """Return who may be meant: workers, grids, and units that were written before.

        Args:
            text: Characters, or letters of the pinyin or its initials; all answer to "".
            limit: The most to return.
        """
        wanted = "".join(text.split()).casefold()
        with self._session.store.reading() as unit:
            known: dict[str, Assignee] = {}
            for one in _known(unit):
                known.setdefault(one.name, one)
        ranked = [
            (rank, place, one)
            for place, one in enumerate(known.values())
            if (rank := _rank(wanted, one.name)) is not None
        ]
        return [one for _rank_, _place, one in sorted(ranked, key=lambda each: each[:2])][:limit]

    def unknown(self, said: Sequence[str]) -> bool:
        """Whether none of those named is a worker, a grid or a unit that is known.

        Only an office knows all of its workers: elsewhere nobody is unknown.

        Args:
            said: Unit and handler, as they are typed.
        """
        typed = [one.strip() for one in said if one.strip()]
        with self._session.store.reading() as unit:
            if not typed or unit.replica.role is not Role.OFFICE:
                return False
            grids: Any = list(unit.listing.all(kinds.GRID))
            if reaches(typed, grids, [one.name for one in _workers(unit, grids)]):
                return False
            units = {one.name for one in _units(unit)}
        return not any(one in units for one in typed)


def reaches(said: Iterable[str], grids: Iterable[Any], workers: Iterable[str]) -> bool:
    """Whether one of some texts means a worker, her grid or her community.

    Args:
        said: Unit and handler of a case.
        grids: Those that may be meant.
        workers: Names of those who may be.
    """
    grids = list(grids)
    communities = ("", *(grid.community for grid in grids if grid.community))
    whole = {f"{name}{end}" for name in communities for end in _COMMUNITY_ENDS}
    own = [one for grid in grids for one in (grid.name, grid.code) if one]
    named = _any_of([*workers, *own])
    return any(one in whole or named.search(one) for one in said)


def passed_on(unit: Unit, case: Record, steps: Iterable[CaseStep]) -> Mapping[str, str]:
    """Return to whom each step passed a case on, by the id of the step.

    A step does not say it: what stood in the case when the step was written does.
    """
    found: dict[str, str] = {}
    several = [step for step in steps if step.action in ASSIGNS]
    if not several:
        return found
    kind, named = kind_of(case), []
    for entry in unit.journal.history(case.id, kind):
        values = columns(kind, entry.change.sets)
        if "unit" in values:
            named.append((entry.change.lamport, entry.change.id, str(values["unit"] or "")))
    for step in several:
        written = unit.journal.history(step.id, kinds.CASE_STEP)[0].change
        before = [name for *at, name in named if at <= [written.lamport, written.id]]
        found[step.id] = before[-1] if before else ""
    return found


def _any_of(wanted: Collection[str]) -> re.Pattern[str]:
    """Return what finds one of some names, but not 1号网格 in 11号网格."""
    either = "|".join(map(re.escape, wanted)) or "(?!)"
    return re.compile(rf"(?<![0-9A-Za-z])(?:{either})(?![0-9A-Za-z])")


def _known(unit: Unit) -> Iterator[Assignee]:
    """Yield everybody who may be meant; a name may come more than once."""
    grids: Any = list(unit.listing.all(kinds.GRID))
    yield from _workers(unit, grids)
    yield from (
        Assignee(grid.name, " · ".join(one for one in (_("Grid"), grid.worker) if one))
        for grid in grids
        if grid.name
    )
    yield from _units(unit)


def _workers(unit: Unit, grids: Sequence[Any]) -> Iterator[Assignee]:
    called = {grid.id: grid.name for grid in grids if grid.name}
    own = unit.replica
    if own.role is Role.WORKER:
        yield Assignee(own.name, str(own.role.label))
    for peer in unit.peers.all():
        if peer.role is Role.WORKER and peer.standing is not Standing.REVOKED:
            hers = [called[one] for one in peer.grids if one in called]
            yield Assignee(peer.name, " · ".join((str(peer.role.label), *hers)))
    for grid in grids:
        if grid.worker:
            yield Assignee(grid.worker, " · ".join((str(Role.WORKER.label), grid.name or "")))


def _units(unit: Unit) -> Iterator[Assignee]:
    for name in unit.listing.usual(kinds.CASES, "unit", _USUAL):
        yield Assignee(name, _("Written before"))


def _rank(wanted: str, name: str) -> int | None:
    """Return how well a name answers; None if it does not."""
    said = "".join(name.split()).casefold()
    spelled = (*names.initials(name), *names.pinyin(name))
    if any(one.startswith(wanted) for one in (said, *spelled)):
        return 0
    return 1 if wanted in said or any(wanted in one for one in spelled) else None
