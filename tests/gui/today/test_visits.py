"""The visits of the day: in which order they stand, why, and their sheet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QPushButton
from typing_extensions import override

from gridkeeper.domain import kinds
from gridkeeper.domain.privacy import Profile
from gridkeeper.services.plans import due as plans
from gridkeeper.services.plans.visit_sheets import VisitSheetService
from gridkeeper.ui.look.tokens import TextSize
from gridkeeper.ui.papers.printing import PreviewDialog
from gridkeeper.ui.today.keying import KeyingDialog
from gridkeeper.ui.today.sheets import CodeDialog
from gridkeeper.ui.widgets.lines import DoorLine
from tests.helpers.homes import lone, settle
from tests.helpers.towns import where
from tests.helpers.windows import because, modal

KEY, MODIFIER = Qt.Key, Qt.KeyboardModifier


def visits(window):
    """Return the lines of visits, as they stand."""
    found = window.workspace.page.findChildren(DoorLine)
    return [one for one in found if one.objectName().startswith("visits:")]


def titles(window):
    return [one.accessibleName() for one in visits(window) if one.isVisibleTo(window)]


def said(window, name):
    return window.workspace.page.findChild(QLabel, name).text()


def press(window, name):
    window.workspace.page.findChild(QPushButton, name).click()


def lines(window):
    """Return the visits that are due, as they stand on the page."""
    every = window.workspace.page.findChildren(DoorLine)
    return [one for one in every if one.isVisible() and one.objectName().startswith("visits:")]


def words(asked):
    """Return what a dialog says."""
    return [one.text() for one in asked.findChildren(QLabel) if one.isVisible()]


def said_beside(asked):
    """Return what stands before the words about a line."""
    labels = asked.findChildren(QLabel)
    return next(one.text() for one in labels if one.buddy() is asked.note)


@pytest.fixture
def homes(town):
    """Three homes of one staircase; on the second floor somebody lives alone."""
    found = settle(town.mei, "101", "201", "301")
    lone(town.mei, found[1])
    return found


@pytest.fixture
def sheet(town, homes):
    """A sheet of the three homes."""
    service = VisitSheetService(town.mei, lambda _letters: "AB12-CD34")
    return service.write(town.folder / "sheet.pdf")


def activate(qtbot, window):
    """Let the keys of the window do what they do."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def keying(qtbot, window, code="ab12cd34"):
    """Open the sheet by its code."""
    activate(qtbot, window)
    QTest.keyClick(window, KEY.Key_P, MODIFIER.ControlModifier | MODIFIER.ShiftModifier)
    asked = modal(qtbot, CodeDialog)
    QTest.keyClicks(asked.code, code)
    QTest.keyClick(asked.code, KEY.Key_Return)
    return modal(qtbot, KeyingDialog)


class Strays(QObject):
    """Notes which words are shown as a window of their own."""

    def __init__(self):
        super().__init__()
        self.seen = []

    @override
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QLabel) and watched.isWindow():
            self.seen.append(watched.objectName() or watched.text())
        return False


def test_no_part_of_a_page_is_a_window_for_a_moment(qapp, qtbot, opened, town, homes):
    """Such a window closes the menu that is open, and what was pressed for it is lost."""
    strays = Strays()
    with opened(town.mei) as window:
        qapp.installEventFilter(strays)
        for name in window.workspace.names[::-1]:  # the day list last, and so anew
            window.workspace.show_page(name)
            qtbot.waitUntil(lambda: window.jobs.is_idle)
        window.reword()
        qtbot.waitUntil(lambda: bool(titles(window)) and window.jobs.is_idle)
        qapp.removeEventFilter(strays)

    assert not strays.seen


def test_visits_stand_by_weight_or_along_the_way_as_was_chosen_last(qtbot, opened, town, homes):
    with opened(town.mei) as window:
        assert titles(window)[0] == "晨光花园5幢1单元201室 王***"
        press(window, "order:way")

        assert titles(window) == ["101室 王***", "201室 王***", "301室 王***"]
        texts = [one.text() for one in window.workspace.page.findChildren(QLabel)]
        assert "晨光花园5幢1单元 · 3 处" in texts
        window.reword()
        qtbot.waitUntil(lambda: len(titles(window)) == 3 and window.jobs.is_idle)
        assert titles(window)[0] == "101室 王***"


def test_what_is_ordered_from_far_away_is_seen(qtbot, opened, town, homes):
    with opened(town.mei) as window:
        window.around.theme.use(window.around.theme.scheme, TextSize.LARGEST)
        window.resize(960, 600)
        scrolled = window.workspace.page.scrolled()
        qtbot.waitUntil(lambda: scrolled.verticalScrollBar().maximum() > 0)
        scrolled.verticalScrollBar().setValue(scrolled.verticalScrollBar().maximum())
        far = scrolled.verticalScrollBar().value()

        press(window, "order:way")

        qtbot.waitUntil(lambda: scrolled.verticalScrollBar().value() < far)
        chosen = window.workspace.page.findChild(QPushButton, "order:way")
        assert not chosen.visibleRegion().isEmpty()


def test_a_line_says_one_reason_short_with_all_in_its_tool_tip(opened, town, homes):
    with opened(town.mei) as window:
        line = visits(window)[0]

        assert line.accessibleDescription().endswith("；另有 2 条规则也到期")
        assert line.toolTip().count("\n") == 3


def test_it_is_counted_quietly_how_many_were_visited(qtbot, opened, town, homes):
    facts = {"household_id": homes[0], "visited_on": "2026-10-07", "outcome": "01"}
    with opened(town.mei) as window:
        window.frame.desk.recording.record(kinds.VISIT, [facts])

        met = "本月到今天：见到人 1 户（全部 4 户）、场所 0 处（全部 1 处）"
        this = f"{met}；到期应走访 3 处，已走访 1 处"
        qtbot.waitUntil(lambda: said(window, "coverage").startswith(this))


def test_an_office_looks_at_one_grid(qtbot, opened, town):
    settle(town.office, "101")
    with opened(town.office) as window:
        assert len(visits(window)) == 1
        box = window.workspace.page.findChild(QComboBox, "grid")
        box.setFocus()
        box.setCurrentText("第二网格")
        box.activated.emit(box.currentIndex())
        qtbot.waitUntil(lambda: not titles(window))

        assert window.workspace.page.findChild(QComboBox, "grid").currentText() == "第二网格"


def test_of_a_street_a_grid_is_chosen_first(qtbot, opened, town, monkeypatch):
    monkeypatch.setattr(plans, "MOST_HOMES", 1)
    settle(town.office, "101", "102")
    with opened(town.office) as window:
        assert titles(window) == []
        assert window.workspace.page.offers() == frozenset()
        box = window.workspace.page.findChild(QComboBox, "grid")
        box.setCurrentText("第一网格")
        box.activated.emit(box.currentIndex())
        qtbot.waitUntil(lambda: len(titles(window)) == 2)

        assert window.workspace.page.offers() == {"print"}


def test_a_sheet_that_was_saved_can_be_keyed_in(qtbot, opened, town, homes):
    out = town.folder / "sheet.pdf"
    with opened(town.mei) as window:
        activate(qtbot, window)
        QTest.keyClick(window, KEY.Key_P, MODIFIER.ControlModifier)
        shown = modal(qtbot, PreviewDialog)
        qtbot.waitUntil(lambda: shown.preview.document is not None, timeout=20_000)
        service = window.frame.desk.visit_sheets
        assert service.recent() == []
        code = shown.name.split("-", 1)[1][:9]
        shown.save()
        files = window.findChild(QFileDialog)
        files.selectFile(str(out))
        with qtbot.waitSignal(shown.accepted):
            files.accept()

        assert [(one.code, one.homes) for one in service.recent()] == [(code, 3)]


def test_a_sheet_is_masked_until_she_says_what_she_needs_the_names_for(qtbot, opened, town, homes):
    with opened(town.mei) as window:
        activate(qtbot, window)
        QTest.keyClick(window, KEY.Key_P, MODIFIER.ControlModifier)
        shown = modal(qtbot, PreviewDialog)
        qtbot.waitUntil(lambda: shown.preview.document is not None, timeout=20_000)
        assert shown.profile is Profile.MASKED
        before = shown.name

        shown.box.setCurrentIndex(1)

        assert shown.profile is Profile.FULL
        assert shown.preview.document is None
        assert shown.name == before
        because(shown.ask_reason())
        qtbot.waitUntil(lambda: shown.name != before, timeout=20_000)
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        looks = window.frame.desk.audits.looks()
        assert [(one.about, one.reason) for one in looks] == [("走访单", "签字或归档")]
        shown.reject()


def test_one_key_a_line_keys_a_sheet_in(qtbot, opened, town, sheet):
    with opened(town.mei) as window:
        asked = keying(qtbot, window)
        QTest.keyClicks(asked.view, "1W")
        assert asked.view.row == 2
        QTest.keyClick(asked.view, KEY.Key_Return)  # of the line that was just keyed in
        assert asked.view.row == 1
        assert said_beside(asked).startswith("2 ")
        QTest.keyClicks(asked.note, "3 times")
        QTest.keyClick(asked.note, KEY.Key_Return)
        QTest.keyClick(asked.view, KEY.Key_S, MODIFIER.ControlModifier)
        qtbot.waitUntil(lambda: window.frame.notices.text == "已录入 2 条走访。")
        qtbot.waitUntil(lambda: window.jobs.is_idle)

        kept = where(window.frame.desk.session, kinds.VISIT)
        by_home = {one.household_id: (one.outcome, one.situation) for one in kept}
        places = [one.home for one in sheet.lines]
        assert by_home == {places[0]: ("01", None), places[1]: ("03", "3 times")}
        # Who was not met stays due, as does the line that was left out.
        qtbot.waitUntil(lambda: len(titles(window)) == 2)
        assert window.frame.desk.unsaved.all() == []
        activate(qtbot, window)
        QTest.keyClick(window, KEY.Key_Z, MODIFIER.ControlModifier)
        qtbot.waitUntil(lambda: not where(window.frame.desk.session, kinds.VISIT))


def test_what_was_keyed_in_comes_back_after_the_dialog_was_closed(qtbot, opened, town, sheet):
    with opened(town.mei) as window:
        asked = keying(qtbot, window)
        QTest.keyClicks(asked.view, "14")
        asked.reject()
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        window.workspace.page.enter()
        name = f"unfinished:visit_sheet:{sheet.code}"
        qtbot.waitUntil(lambda: window.workspace.page.findChild(DoorLine, name) is not None)
        window.workspace.page.findChild(DoorLine, name).click()
        again = modal(qtbot, KeyingDialog)

        assert again.table.facts() == {"1/outcome": "01", "2/outcome": "04"}
        assert again.view.row == 2
        again.discard()
        again.reject()
        qtbot.waitUntil(lambda: window.jobs.is_idle and not window.frame.desk.unsaved.all())


def test_words_without_an_outcome_are_asked_about(qtbot, opened, town, sheet):
    with opened(town.mei) as window:
        asked = keying(qtbot, window)
        QTest.keyClicks(asked.view, "1")
        asked.table.change(2, note="灯坏了")
        asked.save()

        assert "第 3 行写了情况，还没有选结果。" in words(asked)
        assert asked.view.row == 2
        assert where(window.frame.desk.session, kinds.VISIT) == []
        asked.reject()


def test_a_line_that_is_refused_is_named_and_nothing_is_lost(qtbot, opened, town, sheet):
    with opened(town.mei) as window:
        asked = keying(qtbot, window)
        QTest.keyClicks(asked.view, "1")
        asked.day.set_value("2027-01-01")
        asked.save()
        qtbot.waitUntil(lambda: window.jobs.is_idle)

        assert any(text.startswith("第 1 行") for text in words(asked))
        assert asked.table.facts() == {"1/outcome": "01"}
        asked.reject()


def test_a_code_of_no_sheet_is_said_below_the_field(qtbot, opened, town, homes):
    with opened(town.mei) as window:
        activate(qtbot, window)
        window.actions_["key_sheet"].trigger()
        asked = modal(qtbot, CodeDialog)
        QTest.keyClicks(asked.code, "XX")
        QTest.keyClick(asked.code, KEY.Key_Return)
        qtbot.waitUntil(lambda: window.jobs.is_idle)

        assert any("没有打印过" in text for text in words(asked))
        asked.reject()


def test_a_sheet_of_lately_is_opened_by_its_line_with_what_was_keyed_in_done(
    qtbot, opened, town, sheet
):
    with opened(town.mei) as window:
        window.frame.desk.visit_sheets.key(sheet.code, [{"outcome": "01"}])
        activate(qtbot, window)
        window.actions_["key_sheet"].trigger()
        asked = modal(qtbot, CodeDialog)
        asked.findChild(DoorLine, f"sheet:{sheet.code}").click()
        shown = modal(qtbot, KeyingDialog)
        shown.view.choose(0)
        QTest.keyClicks(shown.view, "3")

        assert shown.table.facts() == {}
        assert shown.view.row == 1
        shown.reject()


def test_a_sheet_is_keyed_in_over_the_page_that_is_shown(qtbot, opened, town, sheet):
    with opened(town.mei) as window:
        window.workspace.show_page("people")
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        before = window.focusWidget()
        asked = keying(qtbot, window)
        QTest.keyClicks(asked.view, "1")
        with qtbot.waitSignal(asked.finished):
            asked.save()

        assert window.workspace.shown == "people"
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        assert window.focusWidget() is before


def test_after_a_sheet_was_keyed_in_the_keyboard_is_where_it_was_begun(qtbot, opened, town, sheet):
    with opened(town.mei) as window:
        begin = window.workspace.page.findChild(QPushButton, "key_sheet")
        begin.setFocus()
        asked = keying(qtbot, window)
        QTest.keyClicks(asked.view, "1")
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        with qtbot.waitSignal(asked.finished):
            asked.save()

        qtbot.waitUntil(lambda: window.jobs.is_idle)
        focus = window.focusWidget()
        assert focus.objectName() == "key_sheet"
        assert focus.isVisible()


def test_whoever_visits_from_a_line_comes_back_to_what_stands_in_its_place(
    qtbot, opened, town, homes
):
    with opened(town.mei) as window:
        activate(qtbot, window)
        today, pages = window.workspace.page, window.workspace
        first, second = [one.objectName() for one in lines(window)][:2]
        today.findChild(DoorLine, first).setFocus()
        today.findChild(DoorLine, first).click()
        qtbot.waitUntil(lambda: pages.page.panel.detail.dossier is not None)
        home = pages.page.panel.detail.dossier.id
        window.frame.compose("visit", household_id=home)
        form = pages.page.panel.form
        qtbot.waitUntil(lambda: form.is_ready and window.jobs.is_idle)
        form.sheet.put("outcome", "01")
        form.save()

        qtbot.waitUntil(lambda: pages.shown == "people" and window.jobs.is_idle)
        assert pages.page.panel.detail.dossier.id == home
        assert window.frame.notices.text.startswith("已保存")
        window.actions_["back"].trigger()
        qtbot.waitUntil(lambda: pages.shown == "today" and window.jobs.is_idle)
        assert first not in [one.objectName() for one in lines(window)]
        assert window.focusWidget().objectName() == second
