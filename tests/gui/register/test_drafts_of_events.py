"""What was typed into the form of an event comes back, unless it is saved."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds, register_events
from gridkeeper.ui.forms.unsaved import go_on, unfinished
from gridkeeper.ui.register.happening import EventDialog
from tests.helpers.towns import where


@pytest.fixture
def typed(stand):
    """Begin an event of the household of 张三, and type a name into its form."""

    def begun(event, name):
        frame = stand.window.frame
        (home,) = where(stand.session, kinds.HOUSEHOLD)
        found = frame.desk.register_events.chances(kinds.HOUSEHOLD, home.id)
        dialog = EventDialog(frame, found, event, stand.window)
        frame.messages.show(dialog)
        settled(stand)
        line = dialog.sheet.editors["name"].line
        line.setText(name)
        line.textEdited.emit(name)
        settled(stand)
        return dialog

    return begun


def settled(stand):
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)


def test_a_birth_that_was_left_comes_back(stand, typed):
    typed(register_events.BORN, "张小宝").reject()
    settled(stand)

    (left,) = unfinished(stand.window.frame.desk)
    go_on(stand.window.frame, left)
    settled(stand)

    (again,) = [one for one in stand.window.findChildren(EventDialog) if one.isVisible()]
    assert (again.what, again.sheet.facts()["name"]) == (register_events.BORN, "张小宝")
    assert again.sheet.isVisible()
    again.reject()


def test_what_is_saved_after_the_form_was_left_is_not_unfinished(stand, typed):
    dialog = typed(register_events.MOVED_IN, "王五")
    assert unfinished(stand.window.frame.desk) != []

    dialog.save()
    dialog.reject()
    settled(stand)

    assert len(where(stand.session, kinds.PERSON, name="王五")) == 1
    assert unfinished(stand.window.frame.desk) == []
