"""Scenes of what is done with the register: events, verified or not, duplicates, consents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from gridkeeper.domain import kinds, register_events
from gridkeeper.domain.kinds import KINDS
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.ui.register.doubles import DoublesDialog
from gridkeeper.ui.register.happening import EventDialog
from gridkeeper.ui.register.offering import event_menu
from gridkeeper.ui.register.withdrawing import WithdrawDialog
from tests.gallery.office_scenes import dialog_of
from tests.gallery.playing import Scene, wait
from tests.gallery.record_scenes import form_of, shown
from tests.helpers.windows import because

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.services.register.events import Chances
    from gridkeeper.services.session import Session
    from gridkeeper.ui.main_window import MainWindow

_EVENTS = {
    "moved-in": register_events.MOVED_IN,
    "moved-out": register_events.MOVED_OUT,
    "moved": register_events.MOVED,
    "born": register_events.BORN,
    "died": register_events.DIED,
    "split": register_events.SPLIT,
    "joined": register_events.JOINED,
}


def scenes() -> Iterator[Scene]:
    """Yield the scenes, grouped by whose window they need."""
    yield Scene("worker-register-menu", "worker", _menu)
    for name, event in _EVENTS.items():
        yield Scene(f"worker-register-{name}", "worker", partial(_event, event=event))
    yield Scene("worker-register-refused", "worker", _refused)
    yield Scene("worker-register-card", "worker", _card)
    yield Scene("worker-register-consent", "worker", _consent)
    yield Scene("worker-register-consents", "worker", _agreed)
    yield Scene("worker-register-withdraw", "worker", _withdraw)
    yield Scene("worker-register-withdrawn", "worker", _withdrawn)
    yield Scene("worker-register-doubles-none", "worker", _doubles)
    yield Scene("worker-register-known", "worker", _known)
    yield Scene("worker-register-doubles", "worker", _twins)
    yield Scene("worker-register-happened", "worker", _happened)


def _full(session: Session, _kind: str = "") -> str:
    """Return the household in which most people live."""
    with session.store.reading() as unit:
        homes = [one.household_id for one in unit.listing.where(kinds.PERSON) if one.household_id]
    return max(sorted(set(homes)), key=homes.count)


def _chances(window: MainWindow) -> Chances:
    desk = window.frame.desk
    return desk.register_events.chances(kinds.HOUSEHOLD, _full(desk.session))


def _menu(window: MainWindow) -> None:
    page = shown(window, "household", _full)
    door = page.panel.detail.door("event")
    menu = event_menu(window.frame, _chances(window), door)
    menu.popup(door.mapToGlobal(door.rect().bottomLeft()))


def _event(window: MainWindow, event: str) -> EventDialog:
    shown(window, "household", _full)
    chances = _chances(window)
    dialog = EventDialog(window.frame, chances, event, window)
    window.frame.messages.show(dialog)
    if dialog.people is not None and event != register_events.DIED:
        dialog.people.choose({chances.people[1].id})
    wait(window)
    return dialog


def _card(window: MainWindow) -> None:
    shown(window, "household", _full)
    window.actions_["print"].trigger()
    wait(window)
    because(dialog_of(window))
    wait(window)


def _refused(window: MainWindow) -> None:
    dialog = _event(window, register_events.MOVED_IN)
    assert dialog.sheet is not None
    dialog.sheet.editors["phone"].set_value("1990")
    dialog.save()
    wait(window)


def _consent(window: MainWindow) -> None:
    shown(window, "person", _somebody)
    window.frame.compose("consent", person_id=_somebody(window.frame.desk.session))
    wait(window)


def _somebody(session: Session, _kind: str = "") -> str:
    with session.store.reading() as unit:
        return unit.listing.where(kinds.PERSON)[0].id


def _agreed(window: MainWindow) -> str:
    """Return a consent of somebody, who is shown with it."""
    session = window.frame.desk.session
    person = _somebody(session)
    facts = {"person_id": person, "matter": "02", "given_on": "2026-11-02", "way": "1"}
    kept = RecordingService(session).record(kinds.CONSENT, [facts])[0].record
    page = shown(window, "person", lambda _session, _kind: person)
    tabs = page.panel.detail.findChild(QTabWidget)
    tabs.setCurrentIndex(tabs.count() - 2)
    return kept.id


def _withdraw(window: MainWindow) -> None:
    consent = _agreed(window)
    window.frame.messages.show(WithdrawDialog(window.frame, consent, window))


def _withdrawn(window: MainWindow) -> None:
    dialog = WithdrawDialog(window.frame, _agreed(window), window)
    window.frame.messages.show(dialog)
    dialog.withdraw()
    wait(window)


def _doubles(window: MainWindow) -> None:
    shown(window, "person")
    window.frame.messages.show(DoublesDialog(window.frame, window))
    wait(window)


def _twin(session: Session) -> dict[str, str]:
    """Return what somebody types who takes a resident for somebody new."""
    with session.store.reading() as unit:
        people = unit.listing.where(kinds.PERSON)
    one = next(one for one in people if one.phone and one.household_id)
    return {"name": one.name, "phone": one.phone, "household_id": one.household_id}


def _known(window: MainWindow) -> None:
    form = form_of(window, "person")
    form.sheet.set_facts(_twin(window.frame.desk.session))
    form.save()
    wait(window)


def _twins(window: MainWindow) -> None:
    session = window.frame.desk.session
    RecordingService(session).record(KINDS["person"], [_twin(session)])
    _doubles(window)


def _happened(window: MainWindow) -> None:
    desk = window.frame.desk
    dialog = _event(window, register_events.MOVED_OUT)
    dialog.editors["place"].set_value("河北保定")
    dialog.save()
    wait(window)
    home = _full(desk.session)
    page = shown(window, "household", lambda _session, _kind: home)
    page.panel.detail.findChild(QTabWidget).setCurrentIndex(1)
