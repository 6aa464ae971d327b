"""The lock: the password, who only looks, what is forgotten, what is damaged."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from gridkeeper.domain.replicas import Role
from gridkeeper.errors import StoreDamagedError, StorePlaceError
from gridkeeper.progress import Quiet
from gridkeeper.services.backups import BackupService
from gridkeeper.ui.damage import Unreadable
from gridkeeper.ui.first_run import known
from gridkeeper.ui.first_run.doors import Doors
from gridkeeper.ui.first_run.lock import Lock
from gridkeeper.ui.first_run.recovering import Recovering
from gridkeeper.ui.first_run.rescuing import Rescuing
from gridkeeper.ui.look.tokens import Tone
from tests.gui.first_run.conftest import SECRET, links

pytestmark = pytest.mark.gui


def opened(computer):
    computer.until(lambda: computer.window.frame is not None)
    return computer.window.frame


def saved(computer, path):
    """Leave a backup beside a store."""
    desk = computer.window.entrance.open(path, SECRET)
    proved = BackupService(desk.session).make(None, Quiet())
    desk.session.close()
    return proved.path


def test_the_password_and_enter_open_the_last_store(computer):
    path, _key = computer.make("office")
    assert isinstance(computer.page, Lock)

    computer.type(SECRET)
    computer.go_on()

    assert opened(computer).desk.session.store.path == path


def test_a_wrong_password_is_said_at_its_field(computer):
    computer.make("office")

    computer.type("wrong")
    computer.go_on()

    field = computer.page.password
    assert field.note == "密码不对，请重试。"
    assert field.line.selectedText()  # the next letter replaces it
    assert QApplication.focusWidget() is field.line


def test_escape_closes_a_notice_where_nothing_can_be_gone_back_to(qtbot, computer):
    computer.make("office")
    notices = computer.window.around.notices
    notices.say("磁盘已满", Tone.BAD)

    qtbot.keyClick(computer.page.password.line, Qt.Key.Key_Escape)

    assert notices.text == ""


def test_no_password_is_asked_for(computer):
    computer.make("office")

    computer.go_on()

    assert computer.page.password.note == "请输入密码。"


@pytest.mark.parametrize("typed", ["", "wrong"])
def test_the_sample_s_password_is_said_also_after_a_wrong_one(computer, typed):
    sample, _key = computer.make("sample")
    computer.window.entrance.is_sample = sample.__eq__
    computer.window.show_gate()

    computer.type(typed)
    computer.go_on()

    said = computer.page.password.note.splitlines()
    assert len(said) == 2
    assert said[1] == "示例的密码是 demo"


def test_opening_can_be_stopped(computer, monkeypatch):
    computer.make("office")
    computer.type(SECRET)
    entrance, stopped = computer.window.entrance, Event()
    really = entrance.open
    monkeypatch.setattr(entrance, "open", lambda *which: stopped.wait(5) and really(*which))
    computer.page.go_on()
    computer.page.go_back()
    stopped.set()

    computer.until(lambda: computer.window.jobs.is_idle)

    assert computer.window.frame is None
    assert QApplication.focusWidget() is computer.page.password.line


def test_a_supervisor_looks_into_the_store_of_an_office(computer):
    computer.make("office")
    opened_once(computer)
    assert not computer.page.viewing.isHidden()
    computer.page.viewing.setChecked(True)

    computer.type(SECRET)
    computer.go_on()

    assert opened(computer).role is Role.SUPERVISOR
    assert not opened(computer).may_write


def test_a_supervisor_who_only_looked_is_not_let_write_by_accident(computer):
    computer.make("office")
    computer.page.viewing.setChecked(True)
    computer.type(SECRET)
    computer.go_on()
    opened(computer)

    computer.window.lock()

    assert computer.page.viewing.isChecked()


def test_a_store_that_was_never_open_here_can_be_only_looked_at(computer):
    path, _key = computer.make("office")

    computer.window._gate.show_lock(path.with_name("other.gkdb"))

    assert not computer.page.viewing.isHidden()


def test_what_is_found_damaged_at_work_leads_to_its_backup(computer):
    path, _key = computer.make("office")
    saved(computer, path)
    computer.type(SECRET)
    computer.go_on()
    frame = opened(computer)

    frame.messages.failed(StoreDamagedError(store=path, reason="…"))
    computer.window.findChild(Unreadable).restore.click()

    assert isinstance(computer.page, Rescuing)


def test_nobody_only_looks_into_a_store_of_ones_own(computer):
    computer.make("alone", Role.ALONE)

    opened_once(computer)

    assert computer.page.viewing.isHidden()


def test_a_store_that_the_medium_does_not_open_leaves_the_keyboard_at_the_password(computer):
    path, _key = computer.make("office")
    path.with_name(f"{path.name}-shm").symlink_to("nowhere")  # no room for the log's index

    computer.type(SECRET)
    computer.go_on()

    assert path.name in computer.page.problem
    assert QApplication.focusWidget() is computer.page.password.line


def test_the_lock_says_whose_store_it_is(computer):
    path, _key = computer.make("office")
    opened_once(computer)

    found = known.of(computer.window.around.preferences, path)

    assert (found.name, found.about) == ("office", str(Role.OFFICE.label))


def opened_once(computer):
    """Open the store and lock it again."""
    computer.type(SECRET)
    computer.go_on()
    opened(computer)
    computer.window.lock()


def test_unlocking_leads_back_to_where_one_was(computer):
    computer.make("office")
    computer.type(SECRET)
    computer.go_on()
    opened(computer)
    computer.window.workspace.show_page("settings")
    computer.window.lock()

    computer.type(SECRET)
    computer.go_on()

    assert computer.window.workspace.shown == "settings"


def test_one_can_begin_anew_and_come_back(computer):
    computer.make("office")

    computer.page.beginning.emit()
    assert isinstance(computer.page, Doors)
    computer.page.left.emit()

    assert isinstance(computer.page, Lock)


class TestForgotten:
    def test_the_recovery_key_opens_and_takes_a_new_password(self, computer):
        path, key = computer.make("office")
        computer.page.recovering.emit(path)
        assert isinstance(computer.page, Recovering)
        computer.type(key.replace("-", " ").lower())
        computer.tab()
        computer.type("new word here")
        computer.tab(2)
        computer.type("new word here")

        computer.go_on()

        opened(computer)
        assert "新密码" in computer.window.around.notices.text
        computer.window.lock()
        computer.type("new word here")
        computer.go_on()
        opened(computer)

    def test_a_wrong_key_is_said_at_its_field(self, computer):
        path, _key = computer.make("office")
        computer.gate.show_recovering(path)
        page = computer.page
        computer.go_on()
        assert page.key.note == "请输入恢复密钥。"
        computer.type("-".join(["AAAA"] * 14))
        page.password.first.line.setText("new word here")
        page.password.again.line.setText("new word here")

        computer.go_on()

        assert "恢复密钥不对" in page.key.note

    def test_all_of_the_key_is_seen_while_it_is_typed(self, computer):
        path, _key = computer.make("office")
        computer.gate.show_recovering(path)

        computer.type("-".join(["WWWW"] * 14))

        box = computer.page.key.input
        computer.until(lambda: box.document().size().height() > 1)
        assert box.verticalScrollBar().maximum() == 0

    def test_a_group_that_cannot_be_right_is_named(self, computer):
        path, _key = computer.make("office")
        computer.gate.show_recovering(path)
        page = computer.page
        computer.type("-".join(["AAAA", "A9AA", *["AAAA"] * 12]))
        page.password.first.line.setText("new word here")
        page.password.again.line.setText("new word here")

        computer.go_on()

        assert "第 2 组" in page.key.note

    def test_a_missing_key_file_leads_to_the_recovery_key(self, computer):
        path, _key = computer.make("office")
        path.with_name(path.name + ".key").unlink()

        computer.type(SECRET)
        computer.go_on()

        assert isinstance(computer.page, Recovering)

    def test_escape_goes_back_to_the_lock(self, computer):
        path, _key = computer.make("office")
        computer.gate.show_recovering(path)

        computer.press(Qt.Key.Key_Escape)

        assert isinstance(computer.page, Lock)


class TestDamaged:
    def test_a_damaged_store_offers_its_last_backup(self, computer):
        path, _key = computer.make("office")
        saved(computer, path)
        path.write_bytes(b"x" * path.stat().st_size)
        computer.type(SECRET)
        computer.go_on()
        page = computer.page
        assert page.problem
        assert QApplication.focusWidget() is page._rescue

        page._rescue.click()
        assert isinstance(computer.page, Rescuing)
        computer.type(SECRET)
        computer.go_on()

        assert opened(computer).desk.session.store.path == path
        assert list(computer.folder.glob("office.damaged-*.gkdb"))

    def test_without_a_backup_that_is_said(self, computer):
        path, _key = computer.make("office")

        computer.gate.show_rescuing(path)

        assert "没有它的备份" in computer.window.around.notices.text

    def test_a_wrong_password_is_said_at_its_field(self, computer):
        path, _key = computer.make("office")
        saved(computer, path)
        computer.gate.show_rescuing(path)
        computer.go_on()
        assert computer.page.password.note == "请输入密码。"

        computer.type("wrong")
        computer.go_on()

        assert computer.page.password.note == "密码不对，请重试。"

    def test_a_backup_file_is_restored_where_somebody_says(self, computer):
        path, key = computer.make("office")
        backup = saved(computer, path)
        computer.page.opening.emit()
        (dialog,) = computer.window.findChildren(QFileDialog)
        dialog.filesSelected.emit([str(backup)])
        dialog.reject()
        page = computer.page
        assert isinstance(page, Rescuing)
        assert page.place.path.name == "office-2.gkdb"
        page.place._chosen(page.place.path.parent / "new folder" / "office-2.gkdb")
        computer.type(key)

        computer.go_on()

        assert opened(computer).desk.session.store.path.name == "office-2.gkdb"

    def test_a_place_that_is_refused_is_said_at_its_field(self, computer):
        path, _key = computer.make("office")
        computer.gate._take_file(saved(computer, path))

        computer.page.failed(StorePlaceError(file="e", reason="U 盘"))

        assert "U 盘" in computer.page.place.note

    def test_a_file_that_is_no_backup_is_said(self, computer, tmp_path):
        (tmp_path / "a.gkbak").write_bytes(b"x")

        computer.gate._take_file(tmp_path / "a.gkbak")

        assert "a.gkbak" in computer.window.around.notices.text

    def test_another_store_can_be_opened_from_its_file(self, computer):
        first, _key = computer.make("first")
        computer.make("second")

        computer.gate._take_file(first)

        assert "second" in links(computer.page)


def test_what_nobody_foresaw_goes_to_the_crash_screen(computer):
    computer.make("office")
    shown = []
    computer.window.around.messages.crash.happened.connect(shown.append)
    computer.window.around.messages.crash.happened.disconnect(
        computer.window.around.messages.crash._show
    )

    computer.page.failed(ValueError("x"))

    assert "ValueError" in shown[0]
