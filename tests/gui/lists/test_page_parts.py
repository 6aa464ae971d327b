"""What a page of records shows beside its list, and says about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from gridkeeper.ui.lists.filters import Filters

pytestmark = pytest.mark.no_cover


@pytest.fixture
def page(stand):
    return stand.page("visits")


def words(page):
    return page.findChild(QLabel, "count").text()


def begin(page):
    """The button that begins a new record."""
    return next(one for one in page.findChildren(QPushButton) if "登记走访" in one.text())


def test_beside_an_empty_list_there_is_nothing_to_choose(stand, page):
    page.side.bar.choose(Filters(text="没有这样的"))
    stand.settled(page)
    assert not page.panel.isVisible()

    page.side.bar.clear()
    stand.settled(page)
    assert page.panel.isVisible()


def test_a_form_is_shown_beside_an_empty_list(stand, page):
    page.side.bar.choose(Filters(text="没有这样的"))
    stand.settled(page)

    page.compose("visit", {})

    assert page.panel.isVisible()


def test_how_many_are_selected_is_said(stand, page):
    view = page.side.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert words(page) == "已选 2 条 · 按 Ctrl+C 复制 · 共 3 条"

    QTest.keyClick(view, Qt.Key.Key_Down)
    assert words(page) == "共 3 条"


def test_a_page_with_several_lists_says_what_it_counts(stand):
    people = stand.page("people")
    assert words(people) == "共 2 条"

    people.show_list("household")
    stand.settled(people)

    assert words(people) == "户 · 共 1 条"


def test_of_two_buttons_the_one_of_the_form_is_the_one_to_press(stand, page):
    assert begin(page).property("kind") == "primary"

    page.compose("visit", {})
    assert begin(page).property("kind") == ""

    page.perform("leave")
    assert begin(page).property("kind") == "primary"


def test_a_filter_with_a_mark_for_keys_in_it_is_shown_as_it_was_typed(stand, page):
    page.side.bar.choose(Filters(text="A&B"))
    stand.settled(page)

    shown = [one.text() for one in page.side.bar.findChildren(QPushButton)]
    assert any("A&&B" in text for text in shown)


def test_a_record_that_is_gone_to_is_the_only_one_selected(stand, page):
    view = page.side.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    last = view.table.id_at(2)

    page.open("visit", last)
    stand.settled(page)

    chosen = {index.row() for index in view.selectionModel().selectedRows()}
    assert chosen == {2}
    assert view.current_id == page.panel.detail.dossier.id == last


def test_tab_follows_the_eye_and_a_key_turns_to_the_next_list(stand):
    page = stand.page("people")
    page.side.bar.choose(Filters(text="张"))
    stand.settled(page)
    seen, one = [], page._switch
    while one is not page.side.view:
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible():
            seen.append(one)
        one = one.nextInFocusChain()
        assert one is not page._switch, "the list is not reached"
    bar = page.side.bar
    assert seen[:2] == [page._switch, bar.field]
    assert all(bar.isAncestorOf(part) for part in seen[1:])

    stand.window.frame.actions["next_list"].trigger()
    assert page.side.shelf.kind == "household"
    stand.window.frame.actions["previous_list"].trigger()
    assert page.side.shelf.kind == "person"
