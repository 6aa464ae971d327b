"""The desk where conflicts are settled: none, one, many of a kind, three claims, a deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import kinds
from tests.gallery.office_scenes import page_of
from tests.gallery.playing import Scene, wait
from tests.helpers.claims import says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.domain.records import Record
    from gridkeeper.services.session import Session
    from gridkeeper.ui.main_window import MainWindow

WORKERS = ("林晓梅", "周建国")


def scenes() -> Iterator[Scene]:
    """Yield them in the order in which a clerk comes by."""
    for name, arrange in (
        ("conflicts", _one),
        ("conflict-other-value", _other_value),
        ("conflict-settled", _settled),
        ("conflicts-of-a-kind", _many),
        ("conflicts-settled-alike", _alike),
        ("conflicts-three-claims", _three),
        ("conflict-deletion", _deletion),
        ("conflicts-settled-before", _before),
        ("conflicts-none", _none),
    ):
        yield Scene(f"office-{name}", "office", arrange)


def _desk(window: MainWindow) -> None:
    page = page_of(window, "exchange")
    page.come_back()
    wait(window)
    page.show_conflicts()


def _one(window: MainWindow) -> None:
    _desk(window)


def _other_value(window: MainWindow) -> None:
    window.workspace.page.conflicts.settle_other()


def _settled(window: MainWindow) -> None:
    window.workspace.page.conflicts.settle(2)


def _many(window: MainWindow) -> None:
    session = window.frame.desk.session
    for place, person in enumerate(_of(session, kinds.PERSON, 14)):
        phones = [{"phone": f"1391111{place:02}{n:02}"} for n in range(2)]
        says(session, person, dict(zip(WORKERS, phones, strict=True)), batch=_batches(window))
    _desk(window)


def _alike(window: MainWindow) -> None:
    window.workspace.page.conflicts.settle_alike()


def _three(window: MainWindow) -> None:
    session = window.frame.desk.session
    (home,) = _of(session, kinds.HOUSEHOLD, 1)
    names = [{"contact": name, "contact_phone": f"1370000000{n}"} for n, name in
             enumerate(("欧阳春", "欧阳春燕", "王志强"))]  # fmt: skip
    who = (*WORKERS, session.replica.name)
    says(session, home, dict(zip(who, names, strict=True)), batch=_batches(window))
    _desk(window)
    window.workspace.page.conflicts.choose("household", home.id)


def _deletion(window: MainWindow) -> None:
    session = window.frame.desk.session
    (shop,) = _of(session, kinds.PREMISES, 1)
    said = {WORKERS[0]: {"deleted": True}, WORKERS[1]: {"phone": "13700001234", "employees": 6}}
    says(session, shop, said, batch=_batches(window))
    _desk(window)
    window.workspace.page.conflicts.choose("premises", shop.id)


def _before(window: MainWindow) -> None:
    _desk(window)
    wait(window)
    desk = window.workspace.page.conflicts
    desk.settle(1)
    wait(window)
    desk.show_settled()


def _none(window: MainWindow) -> None:
    service = window.frame.desk.conflicts
    for conflict in service.open():
        service.settle(conflict, conflict.claims[0].change_id)
    _desk(window)


def _batches(window: MainWindow) -> dict[str, str]:
    """Return a batch of each worker that was taken in; whoever wrote here has none."""
    came = [one for one in window.frame.desk.batch_history.batches() if not one.outgoing]
    return {name: one.id for name, one in zip(WORKERS, came, strict=False)}


def _of(session: Session, kind: object, number: int) -> list[Record]:
    with session.store.reading() as unit:
        return unit.listing.where(kind)[:number]
