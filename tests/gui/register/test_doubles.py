"""Who may stand in the register twice: in a form, in the list of pairs, and afterwards."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from shiboken6 import isValid

from gridkeeper.domain import kinds
from gridkeeper.services.register.duplicates import DuplicateService
from gridkeeper.services.store.audits import AuditService
from gridkeeper.ui.forms.reveal import RevealDialog
from gridkeeper.ui.register.doubles import DoublesDialog
from gridkeeper.ui.search.commands import answering, commands
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.towns import record, where
from tests.helpers.windows import because

TWIN = {"name": "张三", "phone": "13800001111"}


@pytest.fixture
def twin(stand):
    return record(stand.session, kinds.PERSON, **TWIN)


@pytest.fixture
def dialog(stand, twin):
    """The list of pairs, with one in it."""
    found = opened(stand)
    yield found
    found.close()


def opened(stand, count=1):
    """Show the list of pairs, and wait until they are there."""
    stand.page("people").perform("doubles")
    (found,) = stand.window.findChildren(DoublesDialog)
    settled(stand, found, count)
    return found


def people(stand):
    return {one.name for one in where(stand.session, kinds.PERSON)}


def settled(stand, dialog, count):
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle and dialog.list.count() == count)


def test_a_pair_is_merged_and_the_merge_taken_back(stand, dialog, twin):
    old = dialog.pair.other_id if dialog.pair.id == twin.id else dialog.pair.id

    dialog.merge(left=dialog.pair.id == old)
    settled(stand, dialog, 0)
    with stand.session.store.reading() as unit:
        assert unit.listing.survivors([twin.id])[twin.id] == old

    dialog.undo()
    settled(stand, dialog, 1)
    with stand.session.store.reading() as unit:
        assert unit.listing.survivors([twin.id])[twin.id] == twin.id


def test_who_was_told_apart_is_not_listed_again(stand, dialog):
    dialog.tell_apart()

    settled(stand, dialog, 0)
    assert DuplicateService(stand.session).all().count == 0


def test_a_merge_is_taken_apart_from_the_page_of_who_was_merged(stand, twin):
    old = next(one for one in where(stand.session, kinds.PERSON) if one.id != twin.id)
    DuplicateService(stand.session).same_as(twin.id, old.id)
    page = stand.page("people")
    page.open("person", twin.id)
    stand.settled(page)

    doors = page.panel.detail.findChildren(QPushButton)
    next(one for one in doors if "拆开合并" in one.text()).click()
    stand.settled(page)

    assert len(where(stand.session, kinds.PERSON, name="张三")) == 2


def in_form(stand, record_id=""):
    """Show the form of who is taken for 张三; return it, as soon as that is said."""
    page = stand.page("people")
    page.resume(("person", record_id), {} if record_id else TWIN, "")
    form = page.panel.form
    stand.qtbot.waitUntil(lambda: form.is_ready and stand.window.jobs.is_idle)
    if record_id:
        form.sheet.editors["phone"].set_value("13800001111")
        form.sheet.editors["phone"].changed.emit()
    form.save()
    stand.qtbot.waitUntil(lambda: form.surface.left_to_do != "")
    return form


def tell_apart(form):
    doors = form.sheet.editors["phone"].findChildren(QPushButton)
    next(one for one in doors if one.accessibleName() == "不是同一人").click()


def test_who_is_new_and_told_apart_in_her_form_is_saved_together_with_that(stand):
    form = in_form(stand)
    tell_apart(form)
    with stand.qtbot.waitSignal(form.saved):
        form.save()

    (told,) = where(stand.session, kinds.DISTINCTION)
    old, new = where(stand.session, kinds.PERSON, name="张三")
    assert {told.person_id, told.other_id} == {old.id, new.id}
    assert (str(told.decided_on), told.decided_by) == ("2026-10-08", "李梅")
    stand.window.frame.desk.undo.undo()
    assert where(stand.session, kinds.DISTINCTION) == []
    assert len(where(stand.session, kinds.PERSON, name="张三")) == 1


def test_who_is_changed_is_told_apart_at_once(stand):
    other = record(stand.session, kinds.PERSON, name="张三")
    form = in_form(stand, other.id)

    tell_apart(form)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    assert len(where(stand.session, kinds.DISTINCTION)) == 1
    assert DuplicateService(stand.session).all().count == 0


def held(monkeypatch, name):
    """Let what a worker asks of the service wait; return what lets it go on."""
    go, does = Event(), getattr(DuplicateService, name)

    def waits(*given):
        go.wait(5)
        return does(*given)

    monkeypatch.setattr(DuplicateService, name, waits)
    return go


def test_moving_on_while_it_is_looked_anew_loses_nothing(stand, twin, monkeypatch):
    record(stand.session, kinds.PERSON, **TWIN)
    dialog = opened(stand, 3)
    go = held(monkeypatch, "all")
    (undo,) = [one for one in dialog.findChildren(QPushButton) if "撤销" in one.text()]

    dialog.tell_apart()
    stand.qtbot.waitUntil(undo.isVisible)
    dialog.list.setCurrentRow(1)
    go.set()

    settled(stand, dialog, 2)
    assert undo.isEnabled()
    dialog.close()


def test_a_pair_is_compared_once(stand, twin, monkeypatch):
    compared, does = [], DuplicateService.compare

    def counted(service, *pair):
        compared.append(pair)
        return does(service, *pair)

    monkeypatch.setattr(DuplicateService, "compare", counted)

    dialog = opened(stand)

    assert compared == [(dialog.pair.id, dialog.pair.other_id)]
    dialog.close()


def test_what_is_decided_is_kept_where_the_list_is_closed_meanwhile(stand, twin, monkeypatch):
    dialog = opened(stand)
    go = held(monkeypatch, "not_same")

    dialog.tell_apart()
    dialog.reject()
    stand.qtbot.waitUntil(lambda: not isValid(dialog))
    go.set()
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)

    assert len(where(stand.session, kinds.DISTINCTION)) == 1


def test_names_and_numbers_are_shown_in_full_for_a_reason(stand, dialog):
    texts = lambda: {one.text() for one in dialog.findChildren(QLabel) if one.isVisible()}  # noqa: E731
    stand.qtbot.waitUntil(lambda: "张*" in texts())
    assert "13800001111" not in texts()

    dialog.reveal()
    (asked,) = dialog.findChildren(RevealDialog)
    because(asked)
    reason = asked.reason

    stand.qtbot.waitUntil(lambda: {"张三", "13800001111"} <= texts())
    noted = AuditService(stand.session).looks()
    assert [one.about for one in noted] == ["居民 张*", "居民 张*"]
    assert {one.reason for one in noted} == {reason}


def test_the_search_box_leads_to_the_pairs_from_everywhere(stand, twin):
    stand.page("visits")
    found = answering(commands(stand.window.frame), "yscf")

    found[0].do()

    (dialog,) = stand.window.findChildren(DoublesDialog)
    settled(stand, dialog, 1)
    dialog.close()


def test_before_the_side_is_kept_that_says_less_it_is_asked(stand, dialog, twin):
    left = dialog.pair.id == twin.id
    stand.qtbot.waitUntil(lambda: dialog._lacking(left=left) != [])
    dialog.merge(left=left)

    asked = next(one for one in stand.window.findChildren(Dialog) if "填得少" in one.windowTitle())
    assert "身份证号" in asked.text.text()
    asked.accept()
    settled(stand, dialog, 0)
    with stand.session.store.reading() as unit:
        assert twin.id in unit.listing.survivors([twin.id]).values()
