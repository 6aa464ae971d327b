"""Where Esc and Alt+Left lead back to, and what is counted above a record that covers its list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gridkeeper.domain import kinds
from gridkeeper.services.records.casework import CaseService, Told
from gridkeeper.ui.lists.filters import Filters
from tests.helpers.towns import record

pytestmark = pytest.mark.no_cover

KEY = Qt.Key


@pytest.fixture(params=[(960, 600), (1280, 800)], ids=["narrow", "wide"])
def either(request, stand):
    """A window with room for a record beside its list, or without."""
    stand.window.resize(*request.param)
    return stand


def read(stand, kind, record_id):
    """Follow a link to a record, and wait until it is shown; what is read has the keyboard."""
    stand.window.frame.show_record(kind, record_id)
    shown(stand, record_id).panel.focus()


def shown(stand, record_id):
    def is_there():
        page = stand.window.workspace.page
        dossier = page.panel.detail.dossier
        return dossier is not None and dossier.id == record_id and stand.window.jobs.is_idle

    stand.qtbot.waitUntil(is_there)
    page = stand.window.workspace.page
    stand.settled(page)
    return page


def from_person_to_visit(stand, town):
    person = town.only(kinds.PERSON, town.mei, name="张三")
    home = town.only(kinds.HOUSEHOLD, town.mei)
    visit = stand.page("visits").side.view.current_id
    read(stand, "person", person.id)
    read(stand, "household", home.id)
    read(stand, "visit", visit)
    return person.id, home.id


@pytest.mark.parametrize("key", ["escape", "alt_left"])
def test_the_way_back_leads_over_the_records_one_came_from(either, town, key):
    person, home = from_person_to_visit(either, town)

    def back():
        if key == "alt_left":
            either.window.actions_["back"].trigger()
        elif "leave" in either.window.workspace.page.offers():
            either.window.workspace.page.perform("leave")
        else:
            QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)

    back()
    shown(either, home)
    assert either.window.workspace.shown == "people"
    back()
    shown(either, person)


def test_from_the_first_record_esc_leads_to_its_list(either, town):
    person, _home = from_person_to_visit(either, town)
    for _time in range(2):
        either.window.actions_["back"].trigger()
    page = shown(either, person)

    page.panel.detail.escaped.emit()

    assert page.side.view.hasFocus()


def test_the_arrow_of_a_record_leads_to_its_list_wherever_one_came_from(either, town):
    from_person_to_visit(either, town)
    page = either.window.workspace.page

    page.panel.detail.left.emit()

    assert either.window.workspace.shown == "visits"
    assert page.side.view.hasFocus()


def test_whoever_chose_in_the_list_goes_back_to_the_list(either, town):
    from_person_to_visit(either, town)
    page = either.window.workspace.page
    page.panel.detail.left.emit()
    either.press(page, KEY.Key_Down)
    either.press(page, KEY.Key_Return)
    shown(either, page.side.view.current_id)

    page.panel.detail.escaped.emit()

    assert page.side.view.hasFocus()


def test_esc_from_a_form_leads_back_to_its_record(stand):
    stand.window.resize(960, 600)
    page = stand.page("visits")
    visit = page.side.view.current_id
    stand.press(page, KEY.Key_Return)
    shown(stand, visit)
    page.perform("edit")
    stand.qtbot.waitUntil(lambda: page.panel.form.is_ready)

    page.perform("leave")

    shown(stand, visit)
    assert page.panel.isVisible()
    assert not page.side.view.isVisible()


def test_what_is_left_to_do_is_counted_anew_at_once_though_a_record_covers_the_list(stand, town):
    facts = {"title": "路灯不亮", "received_on": "2026-10-07"}
    case = record(town.mei, kinds.REQUEST, **facts)
    stand.window.resize(960, 600)
    page = stand.page("requests")
    stand.qtbot.waitUntil(lambda: page.side.text == "共 1 条，未办结 1")
    stand.press(page, KEY.Key_Return)
    shown(stand, case.id)

    CaseService(town.mei).take(case, "void", Told(note="重复登记"))

    stand.qtbot.waitUntil(lambda: page.side.text == "共 1 条，未办结 0")
    assert not page.side.view.isVisible()


def test_what_changed_while_another_page_was_shown_is_counted_when_one_is_back(stand, town):
    facts = {"title": "路灯不亮", "received_on": "2026-10-07"}
    case = record(town.mei, kinds.REQUEST, **facts)
    stand.window.resize(960, 600)
    page = stand.page("requests")
    stand.press(page, KEY.Key_Return)
    shown(stand, case.id)
    stand.window.workspace.show_page("today")
    CaseService(town.mei).take(case, "void", Told(note="重复登记"))
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    stand.window.workspace.show_page("requests")

    stand.qtbot.waitUntil(lambda: page.side.text == "共 1 条，未办结 0")


def test_a_page_come_to_through_the_navigation_leads_back_to_its_own_list(either, town):
    from_person_to_visit(either, town)
    either.window.workspace.show_page("people")
    either.window.workspace.show_page("visits")
    page = either.window.workspace.page
    either.settled(page)

    page.panel.detail.escaped.emit()

    assert either.window.workspace.shown == "visits"
    assert page.side.view.hasFocus()


def test_what_covers_a_filtered_list_says_nothing_of_what_the_filter_finds(stand, town):
    facts = {"title": "路灯不亮", "received_on": "2026-10-07"}
    record(town.mei, kinds.REQUEST, **facts)
    stand.window.resize(960, 600)
    page = stand.page("requests")
    count = page.findChild(QLabel, "count")
    stand.qtbot.waitUntil(lambda: count.text() == "共 1 条，未办结 1")
    stand.press(page, KEY.Key_Return)
    stand.settled(page)
    assert count.text() == "共 1 条，未办结 1"

    page.side.bar.choose(Filters(text="没有这样的"))

    stand.qtbot.waitUntil(lambda: page.side.text == "共 0 条")
    assert not count.text()
