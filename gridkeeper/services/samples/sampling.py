"""Putting the sample community and its work into stores, as people would have done it."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds
from gridkeeper.domain.clock import local_date
from gridkeeper.domain.kinds import kind_of
from gridkeeper.domain.replicas import Role
from gridkeeper.domain.validation import check, refusing
from gridkeeper.errors import FileExistsAlreadyError, RecordInvalidError, unwritable
from gridkeeper.progress import Quiet
from gridkeeper.services import samples
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.records.casework import Told, take
from gridkeeper.services.store import sample_mark, stores
from gridkeeper.services.store.stores import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from gridkeeper.domain.clock import Clock
    from gridkeeper.domain.records import Record
    from gridkeeper.domain.visits import Visit
    from gridkeeper.progress import Progress
    from gridkeeper.services.samples import CasePlan, Community, Month, PlannedStep
    from gridkeeper.services.session import Session, Work
    from gridkeeper.storage.engine import KdfCost

PASSWORD = "demo"  # noqa: S105 - of stores that hold nothing but invented people
OFFICE, COMMUNITY = "示例街道办事处", "晨光社区（示例）"
WORKER = "林晓梅"
OFFICE_FILE, WORKER_FILE = "示例街道.gkdb", "示例网格员.gkdb"
_SEED, _HOUSEHOLDS = 1, 300
_DAYS, _FRESH_DAYS = 62, 2
STEPS = (0, 5, 10, 45, 80, 85, 88, 92, 96, 100)
"""What making the sample reports; enrolling and joining take longest."""

LONGEST_S = 1.0
"""About so long they take."""


def keep_community(office: Session, community: Community) -> None:
    """Keep a whole community in one transaction."""
    with office.writing("demo") as work:
        for group in vars(community).values():
            keep(work, group)


def looked_after(community: Community, workers: Iterable[str]) -> Community:
    """Return a community whose grids, in their order, have workers of these names."""
    named = [
        replace(grid, worker=name) for grid, name in zip(community.grids, workers, strict=False)
    ]
    return replace(community, grids=(*named, *community.grids[len(named) :]))


def keep_month(worker: Session, month: Month) -> None:
    """Keep a month, and bring its cases as far as it is a worker's to do."""
    with worker.writing("demo") as work:
        keep(work, month.visits)
        keep(work, month.disputes)
        keep(work, month.dispute_parties)
        keep(work, month.hazards)
        keep(work, month.requests)
        for plan in month.plans:
            if plan.kind != "request":
                _follow(work, plan, month)


def answer_requests(office: Session, plans: Iterable[CasePlan]) -> int:
    """Do what the office does with requests; return with how many."""
    requests = [plan for plan in plans if plan.kind == "request"]
    with office.writing("demo") as work:
        for plan in requests:
            _follow(work, plan)
    return len(requests)


def keep(work: Work, records: Iterable[Record]) -> None:
    """Keep records after the same checks that a form makes; those with a series get a number."""
    for record in records:
        wrong = refusing(check(record, work.today))
        if wrong:
            raise RecordInvalidError(where=record.id, problems=wrong[0].text)
        kind = kind_of(record)
        values: dict[str, Any] = {}
        if kind.letter:
            series = work.unit.replica.series
            values["number"] = work.unit.series.next(kind, getattr(record, kind.day).year, series)
        work.create(replace(record, **values))
    work.save()


def _follow(work: Work, plan: CasePlan, month: Month | None = None) -> None:
    """Take the steps of a plan, with the re-checks that belong to them."""
    kind = kinds.KINDS[plan.kind]
    for step in plan.steps:
        if month is not None and step.action.startswith("recheck"):
            _recheck(work, plan, step, month)
        held = work.unit.listing.held(kind, plan.case_id)
        assert held is not None  # noqa: S101 - the case was kept before
        told = Told(
            note=step.note,
            values=step.values,
            day=step.day,
            actor=step.actor,
            consent=step.consent,
            told_other_ways=step.told_other_ways,
        )
        take(work, held.record, step.action, told)


def _recheck(work: Work, plan: CasePlan, step: PlannedStep, month: Month) -> None:
    for one in month.rechecks:
        if one.hazard_id == plan.case_id and one.checked_on == step.day:
            keep(work, [one])


@dataclass(frozen=True, slots=True)
class Sampling:
    """Makes the two stores of the sample that somebody looks round in: a worker and her office.

    Their keys know only each other: no batch of theirs can be taken in anywhere else.
    """

    clock: Clock
    ids: Callable[[], str]
    cost: KdfCost

    def make(self, folder: Path, progress: Progress) -> Path:
        """Make the stores in a new folder; return the worker's.

        The folder appears when all of it is there; cancelled, nothing is left.

        Raises:
            FileExistsAlreadyError: The folder is there already.
            FileUnwritableError: It cannot be made.
        """
        if folder.exists():
            raise FileExistsAlreadyError(file=folder)
        draft = draft_of(folder)
        try:
            shutil.rmtree(draft, ignore_errors=True)
            draft.mkdir(parents=True)
            self._fill(draft, progress)
            draft.rename(folder)
        except OSError as error:
            raise unwritable(folder, error) from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return folder / WORKER_FILE

    def _fill(self, folder: Path, progress: Progress) -> None:
        steps = iter(STEPS)

        def step() -> None:
            progress.report(next(steps), STEPS[-1])

        today = local_date(self.clock.now())
        with ExitStack() as open_stores:
            step()
            replica = stores.new_replica(self.ids(), Role.OFFICE, OFFICE, COMMUNITY)
            place = Place(folder / OFFICE_FILE, PASSWORD, self.cost)
            office, _key = stores.make(place, replica, self.clock, self.ids)
            open_stores.enter_context(closing(office))
            sample_mark.put_on(office)
            step()
            made = samples.community(_SEED, _HOUSEHOLDS, self.ids)
            community = looked_after(made, [WORKER])
            keep_community(office, community)
            step()
            package = folder / "enrolment.gkb"
            service = enrolment.EnrolmentService(office)
            enrolled = service.enrol(WORKER, [community.grids[0].id], package, Quiet())
            step()
            worker = open_stores.enter_context(closing(self._joined(package, enrolled.code)))
            sample_mark.put_on(worker)
            step()
            month = self._month(community, today)
            earlier, fresh = _parted(month, today - timedelta(days=_FRESH_DAYS))
            keep_month(worker, earlier)
            step()
            self._exchange(worker, office, folder)
            step()
            answer_requests(office, month.plans)
            step()
            self._exchange(office, worker, folder)
            step()
            with worker.writing("demo") as work:
                keep(work, fresh)
        step()

    def _joined(self, package: Path, code: str) -> Session:
        place = Place(package.with_name(WORKER_FILE), PASSWORD, self.cost)
        session, _key = enrolment.join(package, code, place, self.clock, self.ids, Quiet())
        package.unlink()
        return session

    def _month(self, community: Community, today: date) -> Month:
        first, last = today - timedelta(days=_DAYS), today - timedelta(days=1)
        grid = community.grids[0].id
        return samples.month(_SEED, community, [grid], first, last, WORKER, self.ids)

    def _exchange(self, sender: Session, receiver: Session, folder: Path) -> None:
        """Hand over, take in, and leave no file behind."""
        for made in BatchExportService(sender).export(folder / "batch.gkb", Quiet()):
            BatchImportService(receiver).take([made.path], Quiet())
            made.path.unlink()


def draft_of(folder: Path) -> Path:
    """Return where the sample is made that will be a folder."""
    return folder.with_name(folder.name + ".part")


def _day(visit: Visit) -> date:
    return visit.visited_on or date.min


def _parted(month: Month, day: date) -> tuple[Month, list[Visit]]:
    """Return a month without the visits from a day on, and these visits."""
    fresh = [one for one in month.visits if _day(one) >= day]
    earlier = tuple(one for one in month.visits if _day(one) < day)
    return replace(month, visits=earlier), fresh
