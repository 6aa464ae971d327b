"""The page of the settings: every setting holds at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from gridkeeper import resources, texts
from gridkeeper.domain import kinds, periods
from gridkeeper.errors import StoreBusyError
from gridkeeper.storage.proof import Findings
from gridkeeper.ui.first_run.key_sheet import KeySheet
from gridkeeper.ui.idleness import Idleness
from gridkeeper.ui.look.tokens import Scheme, TextSize
from gridkeeper.ui.settings.about import LICENCES, LicencesDialog
from gridkeeper.ui.settings.dialogs import KeyDialog, PasswordDialog
from gridkeeper.ui.settings.page import SettingsPage
from gridkeeper.ui.settings.seen import SeenDialog
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.stores import PASSWORD
from tests.helpers.towns import OFFICE

pytestmark = pytest.mark.gui
PATIENCE = 20_000


def asked(window, kind):
    (dialog,) = window.findChildren(kind)
    return dialog


@pytest.fixture
def looks(window):
    """Leaves the look of the application as it was."""
    yield
    window.around.theme.use(Scheme.LIGHT, TextSize.NORMAL)


@pytest.mark.usefixtures("looks")
class TestLook:
    def test_colours_change_at_once(self, page, window):
        page.looks.rows[0].buttons["dark"].click()

        assert window.around.theme.scheme is Scheme.DARK
        assert window.around.preferences.scheme is Scheme.DARK

    def test_the_system_can_be_followed(self, page, window):
        page.looks.rows[0].buttons["dark"].click()

        page.looks.rows[0].buttons[""].click()

        assert window.around.preferences.scheme is None

    def test_text_grows_at_once(self, page, window):
        page.looks.rows[1].buttons["largest"].click()

        assert window.around.theme.size is TextSize.LARGEST

    def test_the_language_changes_and_the_page_stays(self, page, window, qtbot):
        page.looks.rows[2].buttons[texts.ENGLISH].click()

        qtbot.waitUntil(lambda: window.workspace.page is not page)
        shown = window.workspace.page
        assert isinstance(shown, SettingsPage)
        assert shown.safety.password.text().strip() == "Change the &password …"
        assert shown.font().families()[0] == "GridKeeper Latin"  # its quotes are narrow

    def test_chosen_days_stay_when_the_language_changes(self, page, window, qtbot):
        window.workspace.show_page("papers")
        wishes = window.workspace.page.wishes
        wishes.choose("visits", is_ledger=True)
        wishes.choose_period(periods.parse("2026-08-03..2026-08-09"))
        before = wishes.wish()
        window.workspace.show_page("figures")
        window.workspace.page.days.buttons["year"].click()
        chosen = window.workspace.page.days.period

        window.around.preferences.set("language", texts.ENGLISH)
        window.reword()
        qtbot.waitUntil(lambda: window.jobs.is_idle)

        days = window.workspace.page.days
        assert (days.period, days.chosen_button.text()) == (chosen, "This &year")
        window.workspace.show_page("papers")
        again = window.workspace.page.wishes.wish()
        assert (again.name, again.period, again.profile) == (
            before.name,
            before.period,
            before.profile,
        )
        qtbot.waitUntil(lambda: window.jobs.is_idle)

    def test_the_keyboard_stays_on_the_language(self, page, window, qtbot):
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        chosen = page.looks.rows[2].buttons[texts.ENGLISH]
        chosen.setFocus()

        chosen.click()

        qtbot.waitUntil(lambda: window.workspace.page is not page)
        again = window.workspace.page.looks.rows[2].checked
        qtbot.waitUntil(lambda: window.jobs.is_idle)
        assert QApplication.focusWidget() is again
        assert again.text() == "English"

    def test_arrows_go_from_choice_to_choice(self, page, window, qtbot):
        row = page.looks.rows[1]
        row.buttons["normal"].setFocus()

        qtbot.keyClick(row.buttons["normal"], Qt.Key.Key_Right)

        assert window.around.theme.size is TextSize.LARGE
        assert row.checked is row.buttons["large"]


def test_the_keyboard_begins_at_the_chosen_colours(page, window, qtbot):
    window.activateWindow()
    page.enter()

    assert page.looks.rows[0].checked.text() == "跟随系统"
    assert QApplication.focusWidget() is page.looks.rows[0].checked


def test_the_page_scrolls_by_keys_from_whatever_has_no_use_for_them(page, window, qtbot):
    window.resize(960, 600)
    bar = page._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)

    qtbot.keyClick(page.saving.now, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(page.saving.now, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_the_lock_waits_as_long_as_chosen(page, window):
    timer = window.findChild(Idleness).timer
    page.safety.lock.buttons["0"].click()
    assert not timer.isActive()

    page.safety.lock.buttons["5"].click()

    assert window.around.preferences.lock_minutes == 5
    assert timer.interval() == 300_000


def test_a_choice_that_is_not_offered_falls_back_to_the_first(window, qtbot):
    window.around.preferences.set("lock_minutes", "7")

    page = SettingsPage(window.frame)
    qtbot.addWidget(page)

    assert page.safety.lock.checked is page.safety.lock.buttons["5"]


class TestPassword:
    def dialog(self, page, window):
        page.safety.password.click()
        return asked(window, PasswordDialog)

    def test_the_new_one_opens_the_store(self, page, window, qtbot):
        dialog = self.dialog(page, window)
        path = window.frame.desk.session.store.path
        dialog.password.line.setText(PASSWORD)
        dialog.new.first.line.setText("new word here")
        dialog.new.again.line.setText("new word here")

        dialog.primary.click()

        qtbot.waitUntil(lambda: "密码已修改" in window.around.notices.text, timeout=PATIENCE)
        window.entrance.open(path, "new word here").session.close()

    def test_a_wrong_old_one_is_said_at_its_field(self, page, window, qtbot):
        dialog = self.dialog(page, window)
        dialog.password.line.setText("wrong")
        dialog.new.first.line.setText("new word here")
        dialog.new.again.line.setText("new word here")

        dialog.primary.click()

        qtbot.waitUntil(lambda: dialog.password.note == "密码不对，请重试。", timeout=PATIENCE)
        assert dialog.primary.isEnabled()
        dialog.reject()

    def test_the_old_one_and_a_new_one_are_asked_for(self, page, window):
        dialog = self.dialog(page, window)
        dialog.primary.click()
        assert dialog.password.note == "请输入密码。"
        dialog.password.line.setText("a")

        dialog.primary.click()

        assert dialog.new.first.note == "请设置密码。"
        dialog.reject()

    def test_another_failure_closes_it_and_is_told(self, page, window):
        dialog = self.dialog(page, window)

        dialog._failed(StoreBusyError(store=OFFICE))

        assert OFFICE in window.around.notices.text
        assert dialog.isHidden()


class TestKey:
    def test_it_is_shown_to_whoever_knows_the_password(self, page, window, qtbot):
        page.safety.key.click()
        dialog = asked(window, KeyDialog)
        dialog.primary.click()
        assert dialog.password.note == "请输入密码。"
        dialog.password.line.setText(PASSWORD)

        dialog.primary.click()

        qtbot.waitUntil(lambda: bool(dialog.findChildren(KeySheet)), timeout=PATIENCE)
        assert dialog.primary.isHidden()
        dialog.reject()

    def test_it_disappears_when_the_store_is_locked(self, page, window):
        page.safety.key.click()
        dialog = asked(window, KeyDialog)

        window.lock()

        assert dialog.isHidden()


class TestBackup:
    def test_one_is_made_and_told(self, page, window, qtbot):
        assert page.saving.last.text() == "还没有备份。"

        page.saving.now.click()
        assert page.saving.task.is_busy

        qtbot.waitUntil(lambda: "已通过试恢复" in page.saving.last.text(), timeout=PATIENCE)
        assert "已备份" in window.around.notices.text
        assert not page.saving.task.is_busy

    def test_it_can_be_stopped(self, page, qtbot):
        page.saving.now.click()

        page.saving.task._stop.click()

        qtbot.waitUntil(lambda: not page.saving.task.is_busy, timeout=PATIENCE)
        assert page.saving.last.text() == "还没有备份。"

    def test_one_goes_where_somebody_says(self, page, window, qtbot, tmp_path):
        (tmp_path / "stick").mkdir()
        page.saving.elsewhere.click()
        dialog = asked(window, QFileDialog)
        dialog.filesSelected.emit([str(tmp_path / "stick")])
        dialog.reject()

        qtbot.waitUntil(lambda: "已通过试恢复" in page.saving.last.text(), timeout=PATIENCE)
        (made,) = (tmp_path / "stick").iterdir()
        made.unlink()
        page.saving.refresh()

        qtbot.waitUntil(lambda: "已经不在了" in page.saving.last.text(), timeout=PATIENCE)

    def test_a_failure_stays_on_the_page(self, page, window, qtbot):
        folder = window.frame.desk.backups.usual_folder()
        folder.write_text("in the way")

        page.saving.now.click()

        qtbot.waitUntil(lambda: "没有做成" in page.saving.failed.text(), timeout=PATIENCE)
        assert not page.saving.failed.isHidden()

    def test_the_folder_is_shown_in_the_file_manager(self, page, monkeypatch):
        opened = []
        monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)

        page.saving.open.click()

        assert opened[0].isLocalFile()


class TestStore:
    def test_it_says_what_is_in_it(self, page):
        assert "网格\xa02" in page.store.counts.text().replace("\u2060", "")
        assert "处改动" in page.store.state.text()

    def test_everything_is_verified(self, page, window, qtbot):
        page.store._verify()

        qtbot.waitUntil(lambda: "核对无误" in window.around.notices.text, timeout=PATIENCE)

    def test_what_is_not_sound_is_told(self, page, window):
        found = Findings()
        found.blame("pages of it cannot be read", "cipher_integrity_check: page 3")
        page.store._verified(found)

        dialog = asked(window, Dialog)
        assert "部分内容无法读取" in dialog.text.text()
        assert "cipher_integrity_check" not in dialog.text.text()
        copy = next(one for one in dialog.findChildren(QPushButton) if "复制" in one.text())
        copy.click()
        assert QApplication.clipboard().text() == "cipher_integrity_check: page 3"
        dialog.reject()


def test_every_licence_can_be_read(window, qtbot):
    dialog = LicencesDialog(window.frame)
    window.around.messages.show(dialog)

    for place, (_name, file) in enumerate(LICENCES):
        dialog.which.setCurrentIndex(place)
        assert dialog.shown.toPlainText() == resources.text(file).replace("\r\n", "\n")
    dialog.reject()


def test_who_only_looks_changes_neither_password_nor_backups(window, qtbot):
    window.frame.viewing = True

    page = SettingsPage(window.frame)
    qtbot.addWidget(page)

    assert page.safety.password.parent() is None
    assert page.saving.task.parent() is None


def test_who_has_looked_at_what_in_full_is_listed(page, window, qtbot):
    frame = window.frame
    page.safety.seen.click()
    nothing = asked(window, SeenDialog)
    qtbot.waitUntil(lambda: not nothing.lines.isVisible(), timeout=PATIENCE)
    nothing.reject()
    qtbot.waitUntil(lambda: not window.findChildren(SeenDialog))
    (zhang,) = frame.desk.references.candidates(kinds.PERSON, "张三")
    frame.desk.dossiers.reveal(kinds.PERSON, zhang.id, "核对身份")

    page.safety.seen.click()
    dialog = asked(window, SeenDialog)
    table = dialog.lines.table
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=PATIENCE)

    row = [table.index(0, column).data() for column in range(4)]
    assert row[1:] == ["王芳", "显示完整信息 · 居民 张*", "核对身份"]
    dialog.reject()


def test_what_scrolls_is_not_drawn_as_if_it_had_the_keyboard(page, window):
    """One of the choices in it has it; a frame around all of it would run behind the cards."""
    page.enter()
    (scroll,) = page.parts()
    colour = window.around.theme.colours.focus
    drawn = scroll.grab().toImage()

    edge = {drawn.pixelColor(drawn.width() - 1, y).name() for y in range(drawn.height())}
    assert colour not in edge
