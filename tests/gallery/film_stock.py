"""What the film of the exchange begins with: a street office, two workers, and nine days of work.

The office and a worker have changed the same things without seeing each other. The office lost a
week of the other worker: it went back to a copy, and his next file does not continue it.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from gridkeeper.domain.clock import SystemClock, local_date
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.replicas import Role
from gridkeeper.services import samples
from gridkeeper.services.exchange import enrolment
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.samples import sampling
from gridkeeper.services.store import stores
from gridkeeper.services.store.stores import Place
from tests.helpers.stores import CHEAP
from tests.helpers.stories import KEY
from tests.helpers.towns import QUIET, FixedClock, cheap_codes, hand_in, record, rename, take, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gridkeeper.services.samples import CasePlan, Community, Month
    from gridkeeper.services.session import Session

MEI, GUO = sampling.WORKER, "周建国"
_SEED, _HOUSEHOLDS = 1, 300
_AGO, _DAYS = 9, 30
_CALLED, _TOLD = 5, 8
_LAMP = {"title": "3幢2单元楼道灯不亮", "content": "晚上看不见路，老人怕摔。"}
_BINS = {"title": "南门垃圾桶满了没人收", "content": "门口有异味，居民希望当天清运。"}


@dataclass
class Street:
    """The closed stores, and the stick on which files are carried.

    Attributes:
        office: The office's store; `mei` and `guo` are those of the two workers.
        copy: The office's store as it was nine days ago, which was put back since.
        stick: A folder.
    """

    folder: Path
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        self.clock.moment = (SystemClock().now() - timedelta(days=_AGO)).replace(hour=0, minute=52)
        self.office, self.mei, self.guo = (
            self.folder / name for name in ("office.gkdb", "mei.gkdb", "guo.gkdb")
        )
        self.copy = self.folder / "copy.gkdb"
        self.stick = self.folder / "usb"
        self.stick.mkdir()

    @contextmanager
    def at(self, *files: Path) -> Iterator[list[Session]]:
        """Open some of the stores."""
        with ExitStack() as open_stores:
            yield [
                open_stores.enter_context(closing(stores.opened(one, (KEY, ""), self.clock)))
                for one in files
            ]

    def made(self) -> Street:
        """Let everything happen up to this morning."""
        months = self._join(samples.community(_SEED, _HOUSEHOLDS, new_id))
        for worker, month in zip((self.mei, self.guo), months, strict=True):
            self._go_round(worker, month.plans)
        _copied(self.office, self.copy)
        self._later(days=2, hours=1, minutes=17)
        self._visit_again(self.guo, months[1], 3)
        self._go_round(self.guo)
        _copied(self.copy, self.office)
        self._later(days=3, hours=5, minutes=24)
        self._visit_again(self.guo, months[1], 4)
        with self.at(self.guo) as (guo,):
            hand_in(guo, self.stick)
        self._later(days=2, minutes=8)
        self._say_different_things()
        self._visit_again(self.mei, months[0], 3)
        return self

    def _later(self, **after: int) -> None:
        self.clock.moment += timedelta(**after)

    def _join(self, community: Community) -> list[Month]:
        """Make the stores; each worker has worked for a month."""
        community = sampling.looked_after(community, [MEI, GUO])
        replica = stores.new_replica(new_id(), Role.OFFICE, sampling.OFFICE, sampling.COMMUNITY)
        place = Place(self.office, KEY, CHEAP)
        office, _key = stores.make(place, replica, self.clock, new_id)
        last = local_date(self.clock.now()) - timedelta(days=1)
        months = []
        with closing(office):
            sampling.keep_community(office, community)
            for name, file, grid in zip(
                (MEI, GUO), (self.mei, self.guo), community.grids[:2], strict=True
            ):
                month = samples.month(
                    _SEED, community, [grid.id], last - timedelta(days=_DAYS), last, name, new_id
                )
                with closing(self._enrol(office, name, grid.id, file)) as worker:
                    sampling.keep_month(worker, month)
                    if name == MEI:
                        record(worker, kinds.REQUEST, **_LAMP, received_on=str(worker.today()))
                months.append(month)
        return months

    def _enrol(self, office: Session, name: str, grid: str, file: Path) -> Session:
        package = file.with_suffix(".gkb")
        with cheap_codes():
            code = enrolment.EnrolmentService(office).enrol(name, [grid], package, QUIET).code
            place = Place(file, KEY, CHEAP)
            return enrolment.join(package, code, place, self.clock, new_id, QUIET)[0]

    def _go_round(self, worker: Path, plans: Sequence[CasePlan] = ()) -> None:
        """Let a worker hand in, and the office do its part and answer."""
        with self.at(self.office, worker) as (office, session):
            take(office, hand_in(session, self.folder, "up.gkb"))
            sampling.answer_requests(office, plans)
            name = session.replica.name
            down = BatchExportService(office).export(self.folder / "down.gkb", QUIET, name)
            take(session, down[0].path)
        for file in ("up.gkb", "down.gkb"):
            (self.folder / file).unlink()

    def _visit_again(self, worker: Path, month: Month, number: int) -> None:
        """Let a worker visit some homes once more, yesterday."""
        day = local_date(self.clock.now()) - timedelta(days=1)
        with self.at(worker) as (session,), session.writing("demo") as work:
            for one in month.visits[-number:]:
                again = replace(one, id=new_id(), visited_on=day, next_due=None)
                sampling.keep(work, [again])

    def _say_different_things(self) -> None:
        """Let the office and a worker change the same things without seeing each other."""
        with self.at(self.office, self.mei) as (office, mei):
            people = [one for one in where(mei, kinds.PERSON) if one.phone][:_TOLD]
            for place, person in enumerate(people):
                rename(mei, kinds.PERSON, person, phone=f"1370000020{place}")
            for place, person in enumerate(people[:_CALLED]):
                rename(office, kinds.PERSON, person, phone=f"1390000010{place}")
            lamp = where(mei, kinds.REQUEST, title=_LAMP["title"])[0]
            rename(office, kinds.REQUEST, lamp, content="物业答复：周五前修好。")
            rename(mei, kinds.REQUEST, lamp, content="今天复看，灯还没有修。")
            record(mei, kinds.REQUEST, **_BINS, received_on=str(mei.today()))


def _copied(store: Path, copy: Path) -> None:
    """Copy a closed store with its key over another one."""
    for end in ("", ".key"):
        shutil.copy(f"{store}{end}", f"{copy}{end}")
