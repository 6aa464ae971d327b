"""How far things have come: ways in lists, gaps, reminders, handing in once more."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

from gridkeeper.storage.missed import MissedBatch
from gridkeeper.ui.models.columns import WAY
from tests.gallery.office_scenes import close, folder_of, history, page_of
from tests.gallery.playing import Scene, wait
from tests.gallery.stock import CLOCK
from tests.helpers.exchanges import foot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.main_window import MainWindow

_LOST, _CAME = 12, 30


def scenes() -> Iterator[Scene]:
    """Yield them in the order in which a person comes by."""
    for name, arrange in (("ways", _ways), ("gaps", _gaps), ("gap", _gap), ("gap-today", _today)):
        yield Scene(f"office-{name}", "office", arrange)
    for name, arrange in (
        ("ways", _visits),
        ("handed-in-again", _again),
        ("no-receipt", _no_receipt),
        ("undone-there", _undone_there),
        ("undone-history", _undone_history),
    ):
        yield Scene(f"worker-{name}", "worker", arrange)


def _ways(window: MainWindow) -> None:
    # Of requests, some of which the office has worked on.
    side = page_of(window, "requests").side
    known = {one.name: one for one in side.shelf.columns_for(window.frame.role)}
    side.view.choose_columns([known[name] for name in ("received_on", "title", "state", WAY)])


def _visits(window: MainWindow) -> None:
    side = page_of(window, "visits").side
    wait(window)
    side.view.selectRow(0)


def _missed(window: MainWindow) -> None:
    """Let a batch of a worker come that does not continue what is here."""
    session = window.frame.desk.session
    with session.store.writing() as unit:
        peer = next(one for one in unit.peers.all() if one.received)
        first = peer.received + _LOST + 1
        last = first + _CAME - 1
        at = "2026-11-19T08:30:00Z"
        number = f"{peer.series}-20261119-031"
        place = (peer.received_epoch, first, last, 18_432, at, at)
        unit.missed.put(MissedBatch("f" * 32, number, peer.id, *place))


def _gaps(window: MainWindow) -> None:
    _missed(window)
    page = page_of(window, "exchange")
    page.refresh(None)  # type: ignore[arg-type] # whatever changed
    window.workspace._count()  # it was written past the window, which hears of nothing
    page.tabs.setCurrentIndex(0)
    wait(window)
    page.peers.choose(0)
    page._scrolled.ensureWidgetVisible(page.peers)


def _gap(window: MainWindow) -> None:
    foot_of(window.workspace.page.peers).buttons[0].click()


def _today(window: MainWindow) -> None:
    close(window)
    session = window.frame.desk.session
    peer = next(one for one in window.frame.desk.radar.streams() if one.missing)
    window.frame.desk.radar.ask(peer.peer_id)
    assert session.today() == CLOCK.now().date()
    page_of(window, "today")


def _again(window: MainWindow) -> None:
    history(window)
    page = window.workspace.page
    table = page.batches.table
    page.hand_over.place.use(folder_of(window))
    page.batches.choose(next(at for at in range(table.rowCount()) if table.line(at).outgoing))


def _no_receipt(window: MainWindow) -> None:
    session = window.frame.desk.session
    with session.store.writing() as unit:
        (office,) = unit.peers.all()
        known = f'{{"peer": "{office.id}", "first": 118, "at": "2026-11-19T08:30:00Z"}}'
        unit.settings.set("resend_wanted", known)
        handed = [note for note in unit.peers.batches() if note.outgoing]
        late = min(
            (note for note in handed if office.confirmed < note.last), key=lambda note: note.first
        )
        at = "2026-11-02T08:30:00Z"
        unit.peers.note(replace(late, number="01-20261102-001", handled_at=at))
    _show(window, "batches:")


def _undone_there(window: MainWindow) -> None:
    with window.frame.desk.session.store.writing() as unit:
        (office,) = unit.peers.all()
        batch = next(note.id for note in unit.peers.batches() if note.outgoing)
        told = {office.id: {batch: "2026-11-19T08:30:00Z"}}
        unit.settings.set("batches_undone_there", json.dumps(told))
        unit.settings.set("resend_wanted", "{}")
    _show(window, "undone:")


def _undone_history(window: MainWindow) -> None:
    _door_of(window.workspace.page, "undone:").click()
    wait(window)


def _show(window: MainWindow, section: str) -> None:
    """Show a section of the day: what stands above it grows with what the scenes before left."""
    page = page_of(window, "today")
    page.scrolled().ensureWidgetVisible(_door_of(page, section))


def _door_of(page: QWidget, section: str) -> QPushButton:
    doors = page.findChildren(QPushButton)
    return next(one for one in doors if one.objectName().startswith(section))
