"""The lock: the password, who only looks, what is forgotten, what is damaged."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from gridkeeper.domain.replicas import Role
from gridkeeper.ui.first_run import known
from gridkeeper.ui.first_run.doors import Doors
from gridkeeper.ui.first_run.lock import Lock
from gridkeeper.ui.first_run.recovering import Recovering
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.widgets.elided import ElidedLink
from tests.gui.first_run.conftest import SECRET, opened

pytestmark = pytest.mark.gui


def test_the_password_and_enter_open_the_last_store(computer):
    path, _key = computer.make("office")
    assert isinstance(computer.page, Lock)

    computer.type(SECRET)
    computer.go_on()

    assert opened(computer).desk.session.store.path == path


def test_the_letter_of_the_password_leads_to_it(qtbot, computer):
    computer.make("office")
    computer.page.offer_file()

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)

    assert QApplication.focusWidget() is computer.page.password.line


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


def test_the_lock_of_the_sample_s_worker_offers_its_office(computer, tmp_path):
    office = tmp_path / "示例街道.gkdb"
    office.touch()
    computer.make("sample")
    computer.window.entrance.sample_beside = lambda _path: office
    computer.window.show_gate()

    told = []
    computer.page.choosing.connect(told.append)
    (link,) = computer.page.findChildren(ElidedLink)
    link.click()

    assert (link.accessibleName(), told) == ("示例街道", [office])


def test_opening_can_be_stopped(computer, monkeypatch):
    computer.make("office")
    computer.type(SECRET)
    entrance, stopped = computer.window.entrance, Event()
    really = entrance.open
    monkeypatch.setattr(entrance, "open", lambda *which: stopped.wait(5) and really(*which))
    computer.page.go_on()
    ways = computer.page.findChildren(QPushButton)
    assert not [one.text() for one in ways if one.isVisible() and one.isEnabled()]
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


def test_what_nobody_foresaw_goes_to_the_crash_screen(computer):
    computer.make("office")
    shown = []
    computer.window.around.messages.crash.happened.connect(shown.append)
    computer.window.around.messages.crash.happened.disconnect(
        computer.window.around.messages.crash._show
    )

    computer.page.failed(ValueError("x"))

    assert "ValueError" in shown[0]
