"""A damaged store at the gate: its last backup, or the way to one elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from gridkeeper.domain.replicas import Role
from gridkeeper.errors import StoreDamagedError, StorePlaceError
from gridkeeper.ui.damage import Unreadable
from gridkeeper.ui.first_run.rescuing import Rescuing
from gridkeeper.ui.widgets.dialog import Dialog
from tests.gui.first_run.conftest import SECRET, links, opened, saved

pytestmark = pytest.mark.gui


def test_what_is_found_damaged_at_work_leads_to_its_backup(computer):
    path, _key = computer.make("office")
    saved(computer, path)
    computer.type(SECRET)
    computer.go_on()
    frame = opened(computer)

    frame.messages.failed(StoreDamagedError(store=path, reason="…"))
    computer.window.findChild(Unreadable).restore.click()

    assert isinstance(computer.page, Rescuing)


def test_what_is_found_damaged_without_a_backup_leads_to_the_files(computer):
    path, _key = computer.make("office")
    computer.type(SECRET)
    computer.go_on()
    frame = opened(computer)
    frame.messages.failed(StoreDamagedError(store=path, reason="…"))

    computer.window.findChild(Unreadable).restore.click()

    assert "打开别的" in QApplication.focusWidget().text()


def test_a_damaged_store_offers_its_last_backup(computer):
    path, _key = computer.make("office")
    saved(computer, path)
    path.write_bytes(b"x" * path.stat().st_size)
    computer.type(SECRET)
    computer.go_on()
    page = computer.page
    assert page.problem
    assert QApplication.focusWidget() is page._rescue
    assert [page.primary.property("kind"), page._rescue.property("kind")] == ["", "primary"]
    assert page.viewing.isHidden()
    assert page._forgot.isHidden()

    page._rescue.click()
    assert isinstance(computer.page, Rescuing)
    computer.type(SECRET)
    computer.go_on()

    assert opened(computer).desk.session.store.path == path
    assert list(computer.folder.glob("office.damaged-*.gkdb"))


@pytest.mark.parametrize(
    ("role", "said"),
    [(Role.WORKER, "已上交的，收取"), (Role.OFFICE, "其中网格员手里"), (Role.ALONE, "")],
)
def test_what_comes_back_is_said_as_it_is_for_whose_store_it_is(computer, role, said):
    path, _key = computer.make("store", role)
    saved(computer, path)
    computer.type(SECRET)
    computer.go_on()

    opened(computer).messages.failed(StoreDamagedError(store=path, reason="…"))
    computer.window.findChild(Unreadable).restore.click()

    (text,) = (one.text() for one in computer.page.findChildren(QLabel) if "备份做于" in one.text())
    assert "记录会缺失。" in text
    assert text.partition("记录会缺失。")[2][:7] == said


def test_a_damaged_store_without_a_backup_offers_none(computer):
    path, _key = computer.make("office")
    path.write_bytes(b"x" * path.stat().st_size)
    computer.type(SECRET)
    computer.go_on()

    assert "旁边没有它的备份" in computer.page.problem
    assert not computer.page._rescue.isVisible()
    assert "打开别的" in QApplication.focusWidget().text()


def test_without_a_backup_that_is_said(computer):
    path, _key = computer.make("office")

    computer.gate.show_rescuing(path)

    assert "没有它的备份" in computer.window.around.notices.text


def test_a_wrong_password_is_said_at_its_field(computer):
    path, _key = computer.make("office")
    saved(computer, path)
    computer.gate.show_rescuing(path)
    computer.go_on()
    assert computer.page.password.note == "请输入密码。"

    computer.type("wrong")
    computer.go_on()

    assert computer.page.password.note == "密码不对，请重试。"


def test_a_backup_file_is_restored_where_somebody_says(computer):
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
    computer.until(lambda: computer.window.findChild(Dialog) is not None)
    computer.window.findChild(Dialog).reject()
    assert "恢复的副本" in computer.window.windowTitle()


def test_a_place_that_is_refused_is_said_at_its_field(computer):
    path, _key = computer.make("office")
    computer.gate._take_file(saved(computer, path))

    computer.page.failed(StorePlaceError(file="e", reason="U 盘"))

    assert "U 盘" in computer.page.place.note


def test_a_file_that_is_no_backup_is_said(computer, tmp_path):
    (tmp_path / "a.gkbak").write_bytes(b"x")

    computer.gate._take_file(tmp_path / "a.gkbak")

    assert "a.gkbak" in computer.window.around.notices.text


def test_another_store_can_be_opened_from_its_file(computer):
    first, _key = computer.make("first")
    computer.make("second")

    computer.gate._take_file(first)

    assert "second" in links(computer.page)
