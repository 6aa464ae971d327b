"""Scenes of lists, forms and records: what stands there while somebody works with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu, QScrollArea, QTabWidget

from gridkeeper.domain import kinds
from gridkeeper.ui.forms.steps import StepDialog
from gridkeeper.ui.lists.column_menu import column_menu
from gridkeeper.ui.lists.filters import OWN, Filters, Standing
from gridkeeper.ui.pages import home_of
from tests.gallery.playing import Scene, wait
from tests.gallery.stock import first, second
from tests.helpers.forms import commit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from gridkeeper.services.desk import Desk
    from gridkeeper.services.session import Session
    from gridkeeper.ui.forms.checks import ChecksBox
    from gridkeeper.ui.forms.days import DayLine
    from gridkeeper.ui.forms.record_form import RecordForm
    from gridkeeper.ui.lists.record_page import RecordPage
    from gridkeeper.ui.main_window import MainWindow

_CASES = {"dispute": "disputes", "hazard": "hazards", "request": "requests"}
_WHOLE = ("visit", "dispute", "hazard", "request", "person")
_ROWS = 9
_ANEW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def scenes() -> Iterator[Scene]:
    """Yield the scenes, grouped by whose window they need."""
    for name, arrange in (*_lists(), *_forms(), *_records()):
        yield Scene(f"worker-{name}", "worker", arrange)
    # The choice of columns is kept, so this comes last.
    yield Scene("worker-list-all-columns", "worker", _all_columns)
    for kind in ("request", "household"):
        yield Scene(f"office-shown-{kind}", "office", partial(shown, kind=kind))
    yield Scene("office-edit-person", "office", partial(_edit, kind="person"))
    yield Scene("office-contended", "office", _contended)
    for kind in ("dispute", "person"):
        yield Scene(f"viewing-shown-{kind}", "viewing", partial(shown, kind=kind, which=second))


def _lists() -> Iterator[tuple[str, Callable[[MainWindow], object]]]:
    yield "list-filtered", _filtered
    yield "list-day-searched", _day_searched
    yield "list-nothing-found", _nothing_found
    yield "list-selected", _selected
    yield "list-menu", partial(_menu, place=-1)
    yield "list-menu-order", partial(_menu, place=0)
    yield "list-menu-columns", partial(_menu, place=1)
    yield "list-choices", _choices
    yield "list-days", _days
    yield "list-choosing-what-to-record", _what_to_record


def _forms() -> Iterator[tuple[str, Callable[[MainWindow], object]]]:
    for kind in _WHOLE:
        yield f"form-whole-{kind}", partial(_whole, kind=kind)
    for kind in ("visit", "dispute", "person"):
        yield f"form-refused-{kind}", partial(_refused, kind=kind)
        yield f"form-inside-{kind}", partial(_inside, kind=kind)
    for kind in ("visit", "hazard", "person", "household"):
        yield f"form-edit-{kind}", partial(_edit, kind=kind)
    yield "form-visit-again", _again
    yield "form-visit-same", _same
    yield "form-patrol-refused", _patrol_refused
    yield "form-checks", _checks
    yield "form-checks-hazard", _checks_hazard
    yield "form-pinyin", _pinyin
    yield "form-door", _door
    yield "form-door-unknown", _door_unknown
    yield "form-party", _party
    yield "form-member", _member
    yield "form-member-chosen", _member_chosen
    yield "form-calendar", _calendar
    yield "form-restored", _restored
    yield "form-left-over", _left_over


def _records() -> Iterator[tuple[str, Callable[[MainWindow], object]]]:
    for kind in _CASES:
        yield f"record-steps-{kind}", partial(_tab, kind=kind, place=1)
        yield f"record-step-{kind}", partial(_step, kind=kind)
    yield "record-step-refused", _step_refused
    for kind in ("person", "household", "visit", "dispute", "building"):
        yield f"record-related-{kind}", partial(_tab, kind=kind, place=-2)
    for kind in ("person", "dispute"):
        yield f"record-history-{kind}", partial(_tab, kind=kind, place=-1)
    yield "record-reveal", partial(_do, kind="person", action="reveal")
    yield "record-delete", partial(_do, kind="visit", action="delete")
    yield "record-more", _more


def _page(window: MainWindow, name: str) -> RecordPage:
    """Show a page of records as it is when one comes there."""
    window.activateWindow()
    window.frame.notices.clear()
    window.workspace.show_page(name)
    page = cast("RecordPage", window.workspace.page)
    page.follows = False  # the way back leads to its list, not to the scene before
    if "leave" in page.offers():
        page.perform("leave")
    page.side.bar.clear()
    page.side.focus()
    wait(window)
    view = page.side.view
    # `selectRow` would add to what is chosen if the scene before ended with the shift key.
    view.selectionModel().setCurrentIndex(view.table.index(0, 0), _ANEW)
    wait(window)
    return page


def shown(
    window: MainWindow, kind: str, which: Callable[[Session, str], str] = first
) -> RecordPage:
    """Show one record of a kind."""
    _page(window, home_of(kind))
    window.frame.show_record(kind, which(window.frame.desk.session, kind))
    wait(window)
    return cast("RecordPage", window.workspace.page)


def form_of(window: MainWindow, kind: str) -> RecordForm:
    """Begin a new record with an empty form."""
    _page(window, home_of(kind))
    window.frame.compose(kind)
    wait(window)
    form = cast("RecordPage", window.workspace.page).panel.form
    if form.is_changed:
        form.give_up()
    return form


def _filtered(window: MainWindow) -> None:
    bar = _page(window, "visits").side.bar
    bar.choose(Filters(text="1单元", days="month", codes={"outcome": "01"}))


def _day_searched(window: MainWindow) -> None:
    _page(window, "visits").side.bar.choose(Filters(text="昨天"))


def _nothing_found(window: MainWindow) -> None:
    _page(window, "hazards").side.bar.choose(Filters(text="没有这样的", standing=Standing.OVERDUE))


def _selected(window: MainWindow) -> None:
    view = _page(window, "requests").side.view
    for _row in range(_ROWS):
        QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def _all_columns(window: MainWindow) -> None:
    side = _page(window, "disputes").side
    side.view.choose_columns(list(side.shelf.columns_for(window.frame.role)))


def _menu(window: MainWindow, place: int) -> None:
    side = _page(window, "visits").side
    if place < 0:
        side.show_menu()
        return
    known = side.shelf.columns_for(window.frame.role)
    menu = column_menu(side.view, known)
    menu.findChildren(QMenu)[place].popup(side.mapToGlobal(side.rect().center()))


def _choices(window: MainWindow) -> None:
    box = _page(window, "visits").side.bar.findChild(QComboBox, "standing")
    box.showPopup()


def _days(window: MainWindow) -> None:
    box = _page(window, "visits").side.bar.findChild(QComboBox, "days")
    box.setCurrentIndex(box.findData(OWN))
    box.activated.emit(box.currentIndex())


def _what_to_record(window: MainWindow) -> None:
    _page(window, "visits")
    window.actions_["record"].trigger()


def _whole(window: MainWindow, kind: str) -> None:
    form = form_of(window, kind)
    form.sheet.unfold()
    wait(window)
    _to_the_end(form)


def _to_the_end(form: RecordForm) -> None:
    bar = form.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(bar.maximum())


def _refused(window: MainWindow, kind: str) -> None:
    form = form_of(window, kind)
    if kind == "person":
        form.sheet.editors["name"].set_value("周淑英")
        form.sheet.editors["id_number"].set_value("11010519491231002")
        form.sheet.editors["phone"].set_value("1990000")
    form.save()


def _inside(window: MainWindow, kind: str) -> None:
    form = form_of(window, kind)
    for name in form.inside:
        form.add_inside(name)


def _edit(window: MainWindow, kind: str) -> None:
    shown(window, kind)
    window.actions_["edit"].trigger()


def _again(window: MainWindow) -> RecordForm:
    """Begin a visit to a household that was visited before and missed since."""
    form = form_of(window, "visit")
    door = form.sheet.editors["household_id"]
    door.set_value(_visited(window.frame.desk))
    wait(window)
    form.sheet.editors["outcome"].focus()
    wait(window)
    return form


def _visited(desk: Desk) -> str:
    """Return the household of which most was written down at the last visit."""
    with desk.session.store.reading() as unit:
        homes = {one.household_id for one in unit.listing.where(kinds.VISIT) if one.household_id}
    lasts = {home: desk.repeating.last(home) for home in sorted(homes)}
    taken = [home for home, last in lasts.items() if last.is_taken]
    return max(taken, key=lambda home: (len(lasts[home].texts), home))


def _same(window: MainWindow) -> None:
    form = _again(window)
    assert form.repeating is not None
    form.repeating.take_over()
    wait(window)


def _checks(window: MainWindow) -> RecordForm:
    """Go through a checklist by one key an item, as far as the first that is not in order."""
    form = form_of(window, "visit")
    kind = form.sheet.editors["kind"]
    kind.set_value("03")
    kind.changed.emit()
    wait(window)
    box = cast("ChecksBox", form.sheet.editors["checks"])
    box.focus()
    for key in "113":
        QTest.keyClick(cast("QWidget", window.focusWidget()), key)
    QTest.keyClick(cast("QWidget", window.focusWidget()), "2")
    commit(box.lines[3].note, "楼道门前堆着纸箱")
    return form


def _patrol_refused(window: MainWindow) -> None:
    """Go through a patrol's checklist, and save without a word of where it was."""
    form = _checks(window)
    form.save()
    wait(window)


def _checks_hazard(window: MainWindow) -> None:
    form = _checks(window)
    cast("ChecksBox", form.sheet.editors["checks"]).lines[3].hazard.click()


def _pinyin(window: MainWindow) -> None:
    outcome = form_of(window, "visit").sheet.editors["outcome"]
    outcome.focus()
    QTest.keyClicks(outcome.control, "j")


def _door(window: MainWindow) -> None:
    door = form_of(window, "visit").sheet.editors["household_id"]
    door.focus()
    QTest.keyClicks(door.control, "1-1-301")


def _door_unknown(window: MainWindow) -> None:
    door = form_of(window, "visit").sheet.editors["household_id"]
    door.focus()
    QTest.keyClicks(door.control, "9-9-909")
    wait(window)


def _party(window: MainWindow) -> None:
    name = form_of(window, "dispute").inside["parties"].sheets[0].editors["name"]
    name.focus()
    QTest.keyClicks(name.control, "zh")


def _member(window: MainWindow) -> None:
    """Look who lives where a visit is made, of whom something is new."""
    form = _again(window)
    wait(window)
    form.add_inside("people")


def _member_chosen(window: MainWindow) -> None:
    form = _again(window)
    wait(window)
    form.add_inside("people")
    wait(window)
    (row,) = form.inside["people"].sheets
    QTest.keyClick(row.editors["name"].control, Qt.Key.Key_Return)
    wait(window)
    row.editors["phone"].focus()
    QTest.keyClicks(row.editors["phone"].control, "19900001")


def _calendar(window: MainWindow) -> None:
    day = cast("DayLine", form_of(window, "dispute").sheet.editors["found_on"])
    day.focus()
    day.open_calendar()


def _restored(window: MainWindow) -> None:
    form = form_of(window, "request")
    QTest.keyClicks(form.sheet.editors["title"].control, "12345")
    wait(window)
    window.workspace.page.perform("leave")
    wait(window)
    window.frame.compose("request")


def _left_over(window: MainWindow) -> None:
    form = form_of(window, "visit")
    box = form.sheet.editors["household_id"]
    box.set_value("3-2-501")
    box.changed.emit()
    wait(window)
    window.workspace.page.perform("leave")
    wait(window)
    window.frame.compose("visit")


def _tab(window: MainWindow, kind: str, place: int) -> None:
    tabs = shown(window, kind).panel.detail.findChild(QTabWidget)
    tabs.setCurrentIndex(place % tabs.count())
    wait(window)
    window.frame.notices.clear()


def _do(window: MainWindow, kind: str, action: str) -> None:
    shown(window, kind)
    window.actions_[action].trigger()


def _step(window: MainWindow, kind: str) -> StepDialog:
    _page(window, _CASES[kind]).side.bar.choose(Filters(standing=Standing.OPEN))
    wait(window)
    window.actions_["step"].trigger()
    wait(window)
    return next(one for one in window.findChildren(StepDialog) if one.isVisible())


def _step_refused(window: MainWindow) -> None:
    dialog = _step(window, "hazard")
    for step in dialog.steps:
        dialog.choose(step.action)
    dialog.needs.day.set_value("")
    dialog.take()


def _more(window: MainWindow) -> None:
    detail = shown(window, "visit").panel.detail
    menu = next(one for one in detail.findChildren(QMenu))
    menu.popup(detail.mapToGlobal(detail.rect().center()))


def _contended(window: MainWindow) -> None:
    page = _page(window, "requests")
    page.side.bar.choose(Filters(standing=Standing.CONTENDED))
    wait(window)
    tabs = page.panel.detail.findChild(QTabWidget)
    if tabs is not None:
        tabs.setCurrentIndex(tabs.count() - 1)
