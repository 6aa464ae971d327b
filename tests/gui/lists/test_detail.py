"""All about one record, beside its list."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QTabWidget

from gridkeeper.domain import kinds
from gridkeeper.services.views.dossiers import Event
from gridkeeper.services.views.related import Group
from gridkeeper.texts import CHINESE, ENGLISH, use
from gridkeeper.ui.forms.reasons import ReasonDialog
from gridkeeper.ui.forms.reveal import RevealDialog
from gridkeeper.ui.forms.steps import StepDialog
from gridkeeper.ui.lists.detail_parts import related_to, work_of
from gridkeeper.ui.lists.focus import holds_focus
from gridkeeper.ui.papers.printing import PreviewDialog
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.towns import ZHANG_SAN, record, rename, where
from tests.helpers.windows import because, modal


def a_hazard(session):
    return record(
        session, kinds.HAZARD, found_on="2026-10-01", category="01", level="2", content="堆物"
    )


def on_first(stand, name):
    """Return a page when it shows its first record."""
    page = stand.page(name)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    stand.settled(page)
    return page


def on_hazards(stand):
    a_hazard(stand.session)
    return on_first(stand, "hazards")


def labels(page):
    return [one.text() for one in page.panel.detail.findChildren(QLabel)]


def test_what_is_hidden_is_not_shown(stand):
    page = stand.page("people")
    person = next(one for one in where(stand.session, kinds.PERSON) if one.id_number == ZHANG_SAN)

    page.open("person", person.id)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    stand.settled(page)

    assert ZHANG_SAN not in " ".join(labels(page))


def test_a_record_in_full_is_shown_when_a_reason_was_given(stand):
    page = stand.page("people")
    person = next(one for one in where(stand.session, kinds.PERSON) if one.id_number == ZHANG_SAN)
    page.open("person", person.id)
    stand.settled(page)

    page.perform("reveal")
    (dialog,) = stand.window.findChildren(RevealDialog)
    dossier = page.frame.desk.dossiers.of(kinds.PERSON, person.id, full=True)
    page.panel.detail.take(dossier)
    dialog.close()

    assert ZHANG_SAN in " ".join(labels(page))
    assert "reveal" not in page.offers()


def test_what_was_asked_for_in_full_keeps_the_keyboard_in_the_record(stand):
    page = stand.page("people")
    person = next(one for one in where(stand.session, kinds.PERSON) if one.id_number == ZHANG_SAN)
    page.open("person", person.id)
    stand.settled(page)
    detail = page.panel.detail
    next(one for one in detail.findChildren(QPushButton) if "完整" in one.text()).setFocus()

    page.perform("reveal")
    (dialog,) = stand.window.findChildren(RevealDialog)
    because(dialog)
    stand.qtbot.waitUntil(lambda: detail.dossier.full)

    assert holds_focus(detail)


def test_what_was_asked_for_in_full_leaves_the_keyboard_in_the_list(stand):
    page = stand.page("people")
    person = next(one for one in where(stand.session, kinds.PERSON) if one.id_number == ZHANG_SAN)
    page.open("person", person.id)
    stand.settled(page)
    page.side.view.setFocus()

    page.perform("reveal")
    (dialog,) = stand.window.findChildren(RevealDialog)
    because(dialog)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier.full)

    assert holds_focus(page.side.view)


def offered(page):
    return [one.text() for one in page.panel.detail.findChildren(QPushButton)]


def take(page, text):
    """Press a button of the record that is shown."""
    buttons = page.panel.detail.findChildren(QPushButton)
    next(one for one in buttons if text in one.text()).click()


def a_family(stand, page, name):
    """Write a name into the form of a person and save it; return who is then shown."""
    stand.settled(page)
    page.panel.form.sheet.put("name", name)
    page.panel.form.save()
    stand.qtbot.waitUntil(lambda: page.panel.form is None)
    stand.settled(page)
    return next(one for one in where(stand.session, kinds.PERSON) if one.name == name)


def test_a_family_is_recorded_in_a_dwelling_that_has_none(stand):
    home = where(stand.session, kinds.HOUSEHOLD)[0]
    page = stand.page("people")
    page.open("dwelling", home.dwelling_id)
    stand.settled(page)
    assert not any("登记居民(" in text for text in offered(page))

    empty = record(stand.session, kinds.DWELLING, building_id="3幢", unit="1", room="909")
    page.open("dwelling", empty.id)
    stand.settled(page)
    take(page, "登记居民(")
    first = a_family(stand, page, "王五")
    take(page, "登记家人(")
    second = a_family(stand, page, "赵六")

    (made,) = where(stand.session, kinds.HOUSEHOLD, dwelling_id=empty.id)
    assert (made.id, made.id) == (first.household_id, second.household_id)
    assert made.head_id == first.id


def test_nobody_is_added_to_the_family_of_who_moved_out(stand):
    page = stand.page("people")
    person = next(one for one in where(stand.session, kinds.PERSON) if one.id_number == ZHANG_SAN)
    page.open("person", person.id)
    stand.settled(page)
    assert any("登记家人(" in text for text in offered(page))

    rename(stand.session, kinds.PERSON, person, moved_out=date(2026, 10, 1))
    page.open("person", person.id)
    stand.settled(page)

    assert not any("登记家人(" in text for text in offered(page))


def a_dispute(session):
    parties = [{"side": "1", "name": "王建国"}, {"side": "2", "name": "李素芬"}]
    return record(
        session, kinds.DISPUTE, title="漏水", found_on="2026-10-01", type="01", parties=parties
    )


def way(page, name):
    """Return a way to do something with the first party."""
    doors = page.panel.detail.findChildren(QPushButton)
    return next(one for one in doors if one.accessibleName().startswith(f"{name} 甲方"))


@pytest.fixture
def on_dispute(stand):
    a_dispute(stand.session)
    return on_first(stand, "disputes")


def test_a_party_is_changed_from_its_dispute(stand, on_dispute):
    way(on_dispute, "修改").click()
    form = on_dispute.panel.form
    stand.qtbot.waitUntil(lambda: form.is_ready)
    form.sheet.editors["name"].set_value("王建军")
    form.save()

    stand.qtbot.waitUntil(lambda: on_dispute.panel.form is None)
    stand.settled(on_dispute)
    names = {one.name for one in where(stand.session, kinds.DISPUTE_PARTY)}
    assert names == {"王建军", "李素芬"}
    assert on_dispute.panel.detail.dossier.kind == "dispute"
    assert on_dispute.isAncestorOf(QApplication.focusWidget())  # on no answer of the notice


def test_a_party_comes_to_a_dispute_that_is_there(stand, on_dispute):
    doors = on_dispute.panel.detail.findChildren(QPushButton)
    next(one for one in doors if "登记当事人" in one.text()).click()
    dispute = on_dispute.panel.detail.dossier

    assert on_dispute.panel.form.facts()["dispute_id"] == dispute.id


def test_a_party_goes_when_that_is_confirmed(stand, on_dispute):
    way(on_dispute, "删除…").click()
    modal(stand.qtbot, Dialog).accept()

    stand.qtbot.waitUntil(lambda: len(where(stand.session, kinds.DISPUTE_PARTY)) == 1)


def test_a_step_can_be_taken_from_its_button(stand):
    page = on_hazards(stand)
    steps = [one for one in page.panel.detail.findChildren(QPushButton) if one.property("step")]

    next(one for one in steps if one.isEnabled()).click()

    (dialog,) = stand.window.findChildren(StepDialog)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)
    dialog.close()


def test_the_notice_of_a_hazard_can_be_printed(stand):
    page = on_hazards(stand)
    assert "print" in page.offers()

    page.perform("print")

    (asked,) = stand.window.findChildren(ReasonDialog)
    because(asked)
    (dialog,) = stand.window.findChildren(PreviewDialog)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)
    assert dialog.name == "安全隐患整改告知单-隐患〔2026〕第01-001号-20261008.pdf"
    dialog.close()


def test_the_next_step_is_asked_for(stand):
    page = on_hazards(stand)

    page.perform("step")

    (dialog,) = stand.window.findChildren(StepDialog)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle)
    dialog.close()


def test_something_is_written_down_about_a_household(stand):
    page = stand.page("people")
    page.show_list("household")
    stand.settled(page)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    (visit, *_rest) = page.panel.detail._births(page.panel.detail.dossier)

    visit.click()
    stand.qtbot.waitUntil(lambda: stand.window.workspace.shown == "visits")
    form = stand.window.workspace.page.panel.form

    assert form is not None
    home = form.sheet.editors["household_id"]
    stand.qtbot.waitUntil(lambda: "3幢2单元501室" in home.line.text())


def test_escape_leads_back_to_the_list(stand):
    page = stand.page("visits")
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)

    with stand.qtbot.waitSignal(page.panel.detail.escaped):
        QTest.keyClick(page.panel.detail, Qt.Key.Key_Escape)


def test_a_record_that_went_leaves_the_panel_empty(stand):
    page = stand.page("visits")

    page.panel.show_record("visit", "0" * 32)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is None)
    stand.settled(page)

    assert page.panel.detail.dossier is None


def test_the_tab_stays_the_same_from_record_to_record(stand):
    page = stand.page("visits")
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    page.panel.detail._tab = "历史"

    stand.press(page, Qt.Key.Key_Down)
    stand.settled(page)

    assert "登记" in " ".join(labels(page))
    assert page.panel.detail._tab == "历史"


@pytest.mark.parametrize("kind", [kinds.PERSON, kinds.HOUSEHOLD])
@pytest.mark.parametrize("by_key", [False, True])
def test_a_visit_begun_from_a_person_or_a_home_is_to_that_home(stand, kind, by_key):
    home = where(stand.session, kinds.HOUSEHOLD)[0]
    of_home = where(stand.session, kinds.PERSON, household_id=home.id)[0]
    page = stand.page("people")
    page.open(kind.name, of_home.id if kind is kinds.PERSON else home.id)
    stand.qtbot.waitUntil(lambda: page.panel.detail.dossier is not None)
    stand.settled(page)

    if by_key:
        stand.window.actions_["record"].trigger()
        (menu,) = stand.window.findChildren(
            QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        menu.actions()[0].trigger()
        menu.close()
    else:
        doors = page.panel.detail.findChildren(QPushButton)
        next(one for one in doors if "登记走访" in one.text() and one.isVisible()).click()

    visits = stand.window.workspace.page
    stand.qtbot.waitUntil(lambda: visits.panel.form is not None and stand.window.jobs.is_idle)
    assert visits.panel.form.facts()["household_id"] == home.id
    door, outcome = (visits.panel.form.sheet.editors[one] for one in ("household_id", "outcome"))
    # Where nobody said that it is to this home, that is seen first, and typed over.
    begun = door if by_key else outcome
    assert stand.window.focusWidget() is begun.control
    assert door.line.text()
    assert door.line.selectedText() == (door.line.text() if by_key else "")


@pytest.mark.parametrize(
    ("page", "kind", "offered"),
    [
        ("visits", kinds.VISIT, ["reveal", "print", "delete"]),
        ("disputes", kinds.DISPUTE, ["reveal", "delete"]),
    ],
)
def test_only_what_can_be_done_is_offered(stand, page, kind, offered):
    record(stand.session, kinds.DISPUTE, title="噪声", found_on="2026-10-01")
    shown = stand.page(page)
    stand.qtbot.waitUntil(lambda: shown.panel.detail.dossier is not None)
    stand.settled(shown)

    (menu,) = shown.panel.detail.findChildren(QMenu)

    assert [one.objectName() for one in menu.actions()] == offered
    assert all(one.isEnabled() for one in menu.actions())
    assert shown.panel.detail.dossier.kind == kind.name


def test_what_there_is_once_is_not_counted(stand):
    page = on_hazards(stand)
    groups = (Group("走访", (), 1), Group("隐患", (), 2))

    shown = related_to(stand.window.frame, groups, ())

    said = [one.text() for one in shown.findChildren(QLabel)]
    assert ("走访" in said, "隐患（2）" in said) == (True, True)
    shown.deleteLater()
    assert page.panel.detail.dossier is not None


def test_who_was_shown_in_full_is_masked_when_something_else_was_looked_at(stand):
    page = stand.page("people")
    person = next(one for one in where(stand.session, kinds.PERSON) if one.id_number == ZHANG_SAN)
    page.open("person", person.id)
    stand.settled(page)
    page.panel.detail.take(page.frame.desk.dossiers.of(kinds.PERSON, person.id, full=True))

    stand.page("visits")
    stand.page("people")
    stand.qtbot.waitUntil(lambda: not page.panel.detail.dossier.full)

    assert ZHANG_SAN not in " ".join(labels(page))


def test_a_step_and_what_it_changed_are_told_apart(stand):
    event = Event("2026-10-08", "李梅", "调解不成", "", "调解中 → 调解不成")
    dossier = SimpleNamespace(kind="dispute", next_steps=(), timeline=(event,))

    shown = work_of(stand.window.frame, dossier, None)

    stand.qtbot.addWidget(shown)
    assert "调解不成：调解中 → 调解不成" in [one.text() for one in shown.findChildren(QLabel)]


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_all_tabs_fit_beside_the_list(stand, language):
    page = on_hazards(stand)
    stand.window.resize(1280, 800)
    use(language)
    page.panel.detail.take(page.panel.detail.dossier)

    tabs = page.panel.detail.findChildren(QTabWidget)[-1]
    assert tabs.count() == 5
    stand.qtbot.waitUntil(lambda: tabs.width() > 300)
    assert tabs.tabBar().sizeHint().width() <= tabs.width()
