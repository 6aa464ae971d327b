"""A month of work in some grids."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from gridkeeper.services.samples import disputes, hazards, requests, scenes, visits
from gridkeeper.services.samples.values import Month
from gridkeeper.services.samples.words import chance

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from gridkeeper.services.samples.scenes import Scene
    from gridkeeper.services.samples.values import Community


def month(  # noqa: PLR0913, PLR0917 - the whole of what a month depends on
    seed: int,
    community: Community,
    grid_ids: Collection[str],
    first: date,
    last: date,
    worker: str,
    new_id: Callable[[], str],
) -> Month:
    """Return what a worker did in her grids from one day to another, both included.

    What happens in a grid does not depend on which other grids are asked for.
    """
    parts = []
    for serial, grid in enumerate(community.grids, 1):
        if grid.id in grid_ids:
            scene = scenes.Scene(
                rng=chance("month", seed, grid.code, first, last),
                grid=grid,
                serial=serial,
                first=first,
                last=last,
                worker=worker,
                new_id=new_id,
                homes=scenes.homes(community, grid.id),
                empties=scenes.empties(community, grid.id),
                buildings=tuple(b for b in community.buildings if b.grid_id == grid.id),
                premises=tuple(p for p in community.premises if p.grid_id == grid.id),
            )
            parts.append(_of(scene))
    return Month(
        visits=tuple(chain.from_iterable(part.visits for part in parts)),
        disputes=tuple(chain.from_iterable(part.disputes for part in parts)),
        dispute_parties=tuple(chain.from_iterable(part.dispute_parties for part in parts)),
        hazards=tuple(chain.from_iterable(part.hazards for part in parts)),
        rechecks=tuple(chain.from_iterable(part.rechecks for part in parts)),
        requests=tuple(chain.from_iterable(part.requests for part in parts)),
        plans=tuple(chain.from_iterable(part.plans for part in parts)),
    )


def _of(scene: Scene) -> Month:
    """Return one grid's month."""
    tour = visits.Tour(scene)
    all_disputes = disputes.Disputes(scene, tour)
    all_disputes.fill()
    all_hazards = hazards.Hazards(scene, tour)
    all_hazards.fill()
    all_requests = requests.Requests(scene, tour)
    all_requests.fill()
    tour.fill()
    return Month(
        visits=tuple(sorted(tour.visits, key=visits.when)),
        disputes=tuple(all_disputes.disputes),
        dispute_parties=tuple(all_disputes.parties),
        hazards=tuple(all_hazards.hazards),
        rechecks=tuple(all_hazards.rechecks),
        requests=tuple(all_requests.requests),
        plans=(*all_disputes.plans, *all_hazards.plans, *all_requests.plans),
    )
