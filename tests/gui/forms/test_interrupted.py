"""What happens to a form when the window is locked, closed or reworded in the middle of it."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from gridkeeper.domain import kinds
from gridkeeper.services.desk import Desk
from gridkeeper.services.entrance import Entrance
from gridkeeper.services.records.unsaved import UnsavedService
from gridkeeper.ui.forms.unsaved import go_on, unfinished
from gridkeeper.ui.jobs.job import Job
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.lists.record_list import RecordList
from tests.helpers.forms import commit
from tests.helpers.towns import WORKER_1, a_visit_of, where
from tests.helpers.windows import a_window

pytestmark = pytest.mark.no_cover


@pytest.fixture
def window(qtbot, town, tmp_path):
    """A worker's window."""
    session = town.mei
    town.sessions.pop(WORKER_1)
    with a_window(tmp_path, session, entrance=Entrance(town.clock)) as opened:
        qtbot.waitUntil(lambda: opened.jobs.is_idle)
        yield opened


def held_up(window, lane):
    """Let a lane wait until the event that is returned is set."""
    event = threading.Event()
    window.jobs.start(Job("", lambda _progress: event.wait(10)), lane)
    return event


def the_form(window, qtbot):
    page = window.workspace.page
    qtbot.waitUntil(lambda: page.panel.form is not None and page.panel.form.is_ready)
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    return page.panel.form


def begun(window, qtbot, **preset):
    """Return the form of a new visit."""
    window.frame.compose("visit", **preset)
    return the_form(window, qtbot)


def whole(window, qtbot):
    """Return a form that can be saved, in which something was typed."""
    form = begun(window, qtbot, household_id="3-2-501", outcome="02")
    commit(form.sheet.editors["situation"].box, "家中无人")
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    return form


def edited(window, qtbot, visit):
    """Return the form of a visit that is changed."""
    window.frame.show_record("visit", visit.id)
    detail = window.workspace.page.panel.detail
    qtbot.waitUntil(lambda: detail.dossier is not None and detail.dossier.id == visit.id)
    window.workspace.page.perform("edit")
    return the_form(window, qtbot)


def unlocked(window, town):
    """Open the store again after the lock."""
    session = town.mei
    town.sessions.pop(WORKER_1)
    window.open_desk(Desk(session))


def drafts(session):
    return [one.form for one in UnsavedService(session).all()]


def test_what_was_saved_when_the_window_was_locked_is_not_taken_for_unfinished(
    window, qtbot, town, monkeypatch
):
    form = whole(window, qtbot)
    recording, wrote = window.frame.desk.recording, threading.Event()
    record = recording.record

    def noticed(*arguments, **named):
        kept = record(*arguments, **named)
        wrote.set()
        return kept

    monkeypatch.setattr(recording, "record", noticed)
    form.save()
    assert wrote.wait(5)
    window.lock()
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    assert window.around.notices.text == ""
    assert len(where(town.mei, kinds.VISIT)) == 1
    assert drafts(town.mei) == []


@pytest.mark.parametrize("leave", ["lock", "close"])
def test_the_last_words_are_kept_when_the_window_is_left_at_once(window, qtbot, town, leave):
    form = begun(window, qtbot)
    event = held_up(window, Lane.KEEP)
    commit(form.sheet.editors["situation"].box, "老人")
    commit(form.sheet.editors["situation"].box, "身体尚可")
    threading.Timer(0.05, event.set).start()

    getattr(window, leave)()

    assert UnsavedService(town.mei).kept("visit:new")["situation"] == "老人身体尚可"


@pytest.mark.parametrize("preset", [{}, {"household_id": "3-2-501"}])
def test_what_was_being_typed_stands_in_its_form_again_after_the_lock(window, qtbot, town, preset):
    form = begun(window, qtbot, **preset)
    commit(form.sheet.editors["situation"].box, "老人")
    window.lock()

    unlocked(window, town)

    assert window.workspace.shown == "visits"
    form = the_form(window, qtbot)
    assert form.sheet.editors["situation"].value() == "老人"


def test_after_the_lock_no_form_opens_where_nothing_was_typed(window, qtbot, town):
    begun(window, qtbot)
    window.lock()

    unlocked(window, town)

    assert window.workspace.shown == "visits"
    assert window.workspace.page.panel.form is None


def test_nothing_can_be_typed_into_what_is_being_saved(window, qtbot):
    form = whole(window, qtbot)
    event = held_up(window, Lane.WORK)
    box = form.sheet.editors["situation"].box
    box.setFocus()

    form.save()

    assert not box.isEnabled()
    event.set()
    qtbot.waitUntil(lambda: window.jobs.is_idle)


def test_a_save_goes_on_while_the_language_changes(window, qtbot):
    form = whole(window, qtbot)
    event = held_up(window, Lane.WORK)
    form.save()
    del form

    window.reword()
    qtbot.wait(1)
    gc.collect()
    event.set()
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    session = window.frame.desk.session
    assert len(where(session, kinds.VISIT)) == 1
    assert drafts(session) == []


def test_what_was_begun_about_a_person_goes_on_about_that_person(window, qtbot):
    session = window.frame.desk.session
    person = where(session, kinds.PERSON)[0]
    form = begun(window, qtbot, person_id=person.id)
    commit(form.sheet.editors["situation"].box, "老人身体尚可")
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    form.leave()

    (one,) = unfinished(window.frame.desk)
    go_on(window.frame, one)

    facts = the_form(window, qtbot).facts()
    assert (facts["person_id"], facts["household_id"]) == (person.id, "")
    assert facts["situation"] == "老人身体尚可"


def test_a_change_that_was_begun_goes_on_in_its_form(window, qtbot):
    visit = a_visit_of(window.frame.desk.session, situation="")
    form = edited(window, qtbot, visit)
    commit(form.sheet.editors["situation"].box, "老人身体尚可")
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    form.leave()
    window.workspace.show_page("today")

    (one,) = unfinished(window.frame.desk)
    go_on(window.frame, one)

    assert window.workspace.shown == "visits"
    again = the_form(window, qtbot)
    assert (again.record_id, again.facts()["situation"]) == (visit.id, "老人身体尚可")


def test_what_arrived_while_a_change_lay_unfinished_is_not_written_over(window, qtbot):
    session = window.frame.desk.session
    visit = a_visit_of(session, situation="")
    form = edited(window, qtbot, visit)
    commit(form.sheet.editors["situation"].box, "她写的")
    qtbot.waitUntil(lambda: window.jobs.is_idle)
    form.leave()
    with session.writing("import") as work:
        work.change(visit, situation="别人写的", measures="换灯泡")
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    again = edited(window, qtbot, visit)
    commit(again.sheet.editors["measures"].box, "。")
    with qtbot.waitSignal(again.saved):
        again.save()

    with session.store.reading() as unit:
        held = unit.listing.held(kinds.VISIT, visit.id)
        said = [line.change.sets.get("situation") for line in unit.journal.history(visit.id)]
    assert held.conflicts == 1  # what she has seen of the rest, she changes
    assert said[-2:] == ["别人写的", "她写的"]


def test_the_keyboard_is_in_the_form_once_it_is_there(window, qtbot):
    form = edited(window, qtbot, a_visit_of(window.frame.desk.session))

    qtbot.waitUntil(lambda: form.isAncestorOf(window.focusWidget()))


@pytest.mark.parametrize("width", [1280, 800])
@pytest.mark.parametrize("restored", [False, True])
def test_the_keyboard_is_where_it_can_be_seen_after_saving(window, qtbot, width, restored):
    window.resize(width, 720)
    if restored:
        kept = {"household_id": "3-2-501", "outcome": "02", "situation": "家中无人"}
        window.frame.desk.unsaved.keep("visit:new", kept)
        (one,) = unfinished(window.frame.desk)
        go_on(window.frame, one)
        form = the_form(window, qtbot)
    else:
        form = edited(window, qtbot, a_visit_of(window.frame.desk.session))
        commit(form.sheet.editors["situation"].box, "家中无人")
    with qtbot.waitSignal(form.saved):
        form.save()
    qtbot.waitUntil(lambda: window.jobs.is_idle)

    page, here = window.workspace.page, QApplication.focusWidget()
    assert isinstance(here, RecordList | QAbstractButton)
    assert here.isVisible()
    assert page.isAncestorOf(here)
