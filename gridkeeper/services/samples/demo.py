"""The whole main job on a generated community, checked at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import kinds, periods
from gridkeeper.domain.clock import local_date
from gridkeeper.domain.replicas import Role
from gridkeeper.errors import FolderNotEmptyError, RecordInvalidError, unwritable
from gridkeeper.services import samples
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.batch_import import BatchImportService
from gridkeeper.services.exchange.conflicts import ConflictService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.samples import sampling
from gridkeeper.services.samples.demo_papers import Paper, print_all
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gridkeeper.domain.clock import Clock
    from gridkeeper.domain.people import Person
    from gridkeeper.domain.periods import Period
    from gridkeeper.progress import Progress
    from gridkeeper.services.samples import CasePlan, Community, Month
    from gridkeeper.services.session import Session

_WORKERS = (sampling.WORKER, "周建国")
_COMMON = ("\u4e00", "\u9fa5")
"""The first and the last character that every old program knows."""
_PHONES = ("19900000101", "19900000202")


@dataclass(frozen=True, slots=True)
class Wish:
    """What kind of demonstration is wanted."""

    folder: Path
    seed: int = 1
    households: int = 300


@dataclass
class Shown:
    """What a demonstration made.

    Attributes:
        files: Every file, in the order in which it was made.
        checks: Every figure that was compared, with whether it held.
    """

    files: list[Path] = field(default_factory=list)
    checks: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether all figures agree."""
        return all(printed == stored for _what, printed, stored in self.checks)


class Demo:
    """One demonstration, told step by step."""

    def __init__(
        self, wish: Wish, clock: Clock, ids: Callable[[], str], tell: Callable[[str], None]
    ) -> None:
        self._wish = wish
        self._clock = clock
        self._ids = ids
        self._tell = tell
        self._shown = Shown()
        self._sessions: list[Session] = []

    def run(self, progress: Progress) -> Shown:
        """Do the whole job; the folder must not be there, or be empty.

        Raises:
            FolderNotEmptyError: The folder holds something already.
            FileUnwritableError: It cannot be made.
            GridKeeperError: Whatever the services raise; a demonstration forgives nothing.
        """
        folder = self._wish.folder
        try:
            if folder.exists() and any(folder.iterdir()):
                raise FolderNotEmptyError(file=folder)
            for name in ("batches", "ledgers", "reports"):
                (folder / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(folder, error) from error
        try:
            return self._run(progress)
        finally:
            for session in self._sessions:
                session.store.close()

    def _run(self, progress: Progress) -> Shown:
        period = self._period()
        office, community = self._office()
        workers = [
            self._worker(office, community, place, progress) for place in range(len(_WORKERS))
        ]
        everyone = [grid.id for grid in community.grids]
        months = [
            self._work(workers[0], community, everyone[:1], period),
            self._work(workers[1], community, everyone[1:], period),
        ]
        visit = self._visit_by_hand(workers[1], community, period)
        person = community.people[0]
        for worker, phone in zip(workers, _PHONES, strict=True):
            self._rename(worker, person, phone)
        self._hand_in(workers, office, progress)
        self._settle(office, person)
        self._answer(office, [plan for month in months for plan in month.plans])
        self._hand_back(office, workers, progress)
        self._hand_in(workers, office, progress)
        self._prove(office, workers)
        self._print(office, period, visit, progress)
        return self._shown

    def _period(self) -> Period:
        """Return the last whole month."""
        today = local_date(self._clock.now())
        last = today.replace(day=1) - timedelta(days=1)
        return periods.month(last.year, last.month)

    def _office(self) -> tuple[Session, Community]:
        replica = stores.new_replica(self._ids(), Role.OFFICE, sampling.OFFICE, sampling.COMMUNITY)
        office = self._make("office.gkdb", replica)
        made = samples.community(self._wish.seed, self._wish.households, self._ids)
        community = sampling.looked_after(made, chain(_WORKERS, repeat(_WORKERS[-1])))
        sampling.keep_community(office, community)
        self._tell(
            _("A sample community: {households} households, {people} people; all invented").format(
                households=len(community.households), people=len(community.people)
            )
        )
        return office, community

    def _make(self, name: str, replica: Any) -> Session:  # noqa: ANN401 - a Replica
        place = Place(self._wish.folder / name, sampling.PASSWORD)
        session, _recovery_key = stores.make(place, replica, self._clock, self._ids)
        self._sessions.append(session)
        self._shown.files.append(place.path)
        return session

    def _worker(
        self, office: Session, community: Community, place: int, progress: Progress
    ) -> Session:
        """Enrol a worker by package and code, and let her join."""
        name = _WORKERS[place]
        grids = [grid.id for grid in (community.grids if place else community.grids[:1])]
        package = self._wish.folder / "batches" / f"enrolment-{place + 1}.gkb"
        service = enrolment.EnrolmentService(office)
        enrolled = service.enrol(name, grids, package, progress)
        store = Place(self._wish.folder / f"worker-{place + 1}.gkdb", sampling.PASSWORD)
        session, _recovery_key = enrolment.join(
            package, enrolled.code, store, self._clock, self._ids, progress
        )
        self._sessions.append(session)
        self._shown.files += [package, store.path]
        self._tell(
            _("{worker} joins with the code {code}; {changes} changes came along").format(
                worker=name, code=enrolled.code, changes=enrolled.changes
            )
        )
        return session

    def _work(
        self, worker: Session, community: Community, grids: list[str], period: Period
    ) -> Month:
        """Record a month of a worker, as far as it is hers to do."""
        name = worker.replica.name
        month = samples.month(
            self._wish.seed, community, grids, period.first, period.last, name, self._ids
        )
        sampling.keep_month(worker, month)
        self._tell(
            _(
                "{worker} records {visits} visits, {disputes} disputes, {hazards} hazards, "
                "{requests} requests"
            ).format(
                worker=name,
                visits=len(month.visits),
                disputes=len(month.disputes),
                hazards=len(month.hazards),
                requests=len(month.requests),
            )
        )
        return month

    def _visit_by_hand(self, worker: Session, community: Community, period: Period) -> str:
        """Record one visit as a form would, to somebody with a rare name; return its number."""
        first, last = _COMMON
        person = max(
            community.people,
            key=lambda one: sum(not first <= letter <= last for letter in one.name or ""),
        )
        facts = {
            "household_id": person.household_id,
            "person_id": person.id,
            "visited_on": period.last.isoformat(),
            "kind": "入户走访",
            "form": "面访",
            "reason": "日常走访",
            "outcome": "见到本人",
            "situation": f"{person.name}在家，身体尚好。楼道声控灯不亮，晚上出入不便。",
            "demands": "希望尽快修好楼道灯。",
            "measures": "已登记诉求，转物业处理。",
            "satisfaction": "满意",
            "requests": [
                {"title": "楼道灯不亮", "content": "声控灯损坏三天。", "source": "走访"},
            ],
        }
        kept = RecordingService(worker).record(kinds.VISIT, [facts])
        self._tell(
            _(
                "{worker} visits {person} and passes on a request in the same form: {numbers}"
            ).format(
                worker=worker.replica.name,
                person=person.name,
                numbers=pick("、", ", ").join(one.number for one in kept),
            )
        )
        return kept[0].number

    def _rename(self, worker: Session, person: Person, phone: str) -> None:
        with worker.writing("demo") as work:
            work.change(person, phone=phone)
        self._tell(
            _("{worker} writes another telephone number for {person}").format(
                worker=worker.replica.name, person=person.name
            )
        )

    def _hand_in(self, workers: list[Session], office: Session, progress: Progress) -> None:
        folder = self._wish.folder / "batches"
        batches = []
        for worker in workers:
            for made in BatchExportService(worker).export(folder, progress):
                batches.append(made.path)
                self._tell(
                    _("{sender} hands in {file}: {records} records").format(
                        sender=worker.replica.name, file=made.path.name, records=made.records
                    )
                )
        self._shown.files += batches
        self._take(office, batches, progress)

    def _hand_back(self, office: Session, workers: list[Session], progress: Progress) -> None:
        made = BatchExportService(office).export(self._wish.folder / "batches", progress)
        for batch, worker in zip(made, workers, strict=True):
            self._shown.files.append(batch.path)
            self._tell(
                _("The office sends down {file} to {recipient}: {records} records").format(
                    recipient=batch.recipient, file=batch.path.name, records=batch.records
                )
            )
            self._take(worker, [batch.path], progress)

    def _take(self, session: Session, batches: list[Path], progress: Progress) -> None:
        for outcome in BatchImportService(session).take(batches, progress):
            self._tell(
                _("  {file}: {new} new changes, {conflicts} in conflict").format(
                    file=outcome.file, new=outcome.new, conflicts=len(outcome.conflicts)
                )
            )
            if outcome.confirmed:
                text = _("  receipt: {sender} has everything up to number {number}")
                self._tell(text.format(sender=outcome.sender, number=outcome.confirmed))
            if outcome.refused or outcome.quarantined:
                raise RecordInvalidError(where=outcome.file, problems=outcome.refused)

    def _settle(self, office: Session, person: Person) -> None:
        """Let the first worker's number stand where both wrote one."""
        service = ConflictService(office)
        found = service.open()
        self._check(_("conflicts about {person}").format(person=person.name), 1, len(found))
        for conflict in found:
            both = " / ".join(f"{one.author} {one.values['phone']}" for one in conflict.claims)
            chosen = next(one for one in conflict.claims if one.author == _WORKERS[0])
            service.settle(conflict, chosen.change_id)
            text = _("The office sees both numbers ({both}) and lets that of {author} stand")
            self._tell(text.format(both=both, author=chosen.author))

    def _answer(self, office: Session, plans: list[CasePlan]) -> None:
        count = sampling.answer_requests(office, plans)
        self._tell(_("The office works on {count} requests").format(count=count))

    def _prove(self, office: Session, workers: list[Session]) -> None:
        """Compare the office with the worker who looks after all grids, byte for byte."""
        dumps = [list(stores.StoreService(one).dump()) for one in (office, workers[-1])]
        self._check(_("lines of the office's and the second worker's content"), *map(len, dumps))
        same = sum(ours == theirs for ours, theirs in zip(*dumps, strict=True))
        self._check(_("of them equal, byte for byte"), same, len(dumps[0]))

    def _print(self, office: Session, period: Period, visit: str, progress: Progress) -> None:
        def made(paper: Paper) -> None:
            self._shown.files.append(paper.path)
            for what, printed, stored in paper.checks:
                self._check(what, printed, stored)

        print_all(office, (period, visit), self._wish.folder, progress, made)

    def _check(self, what: str, printed: int, stored: int) -> None:
        self._shown.checks.append((what, printed, stored))
