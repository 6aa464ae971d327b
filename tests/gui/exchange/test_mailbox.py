"""The shared folder on the page: one line, a button, and a dialog in which it is chosen."""

from __future__ import annotations

import shutil
import threading
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from shiboken6 import isValid

from gridkeeper.errors import StoreBusyError
from gridkeeper.services.exchange.mailbox import Mailbox, MailboxService
from gridkeeper.services.exchange.mailbox_reading import MailboxReader
from gridkeeper.ui.exchange import mailbox_line, work
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.exchange.mailbox_dialog import MailboxDialog
from gridkeeper.ui.jobs.patient import Patient
from tests.helpers.towns import QUIET, a_visit_of, hand_in


@pytest.fixture
def folder(town):
    made = town.folder / "共用"
    made.mkdir()
    return made


@pytest.fixture
def silent(monkeypatch):
    """Make folders silent, as a share whose computer is off, until the block ends."""

    @contextmanager
    def silent():
        answers = threading.Event()
        monkeypatch.setattr(Patient.__init__, "__defaults__", (1,))
        read = MailboxReader.read

        def waits(reader, folder):
            answers.wait(60)
            return read(reader, folder)

        with monkeypatch.context() as patch:
            patch.setattr(MailboxReader, "read", waits)
            try:
                yield
            finally:
                answers.set()
                for thread in threading.enumerate():
                    if thread.name == "gridkeeper-afar":
                        thread.join(60)

    return silent


def choose(someone, folder, **more) -> None:
    """Choose the folder, as the dialog does."""
    MailboxService(someone.page.frame.desk.session).choose(Mailbox(folder, **more))
    look(someone)


def look(someone) -> None:
    someone.page.mailbox.look()
    someone.settle()


def test_nothing_is_said_of_a_folder_before_one_is_chosen(office):
    assert not office.page.mailbox.isVisible()
    assert office.page.mailbox.door.isVisible()


def test_the_folder_is_chosen_in_a_dialog(office, folder):
    office.page.mailbox.door.click()
    dialog = office.dialog(MailboxDialog)
    assert not dialog._save.isEnabled()
    dialog.pick.click()
    files = office.dialog(QFileDialog)
    files.filesSelected.emit([str(folder)])
    files.close()
    dialog.moves.setChecked(True)
    dialog.save()
    office.settle()

    assert MailboxService(office.town.office).chosen() == Mailbox(folder, moves=True)
    assert not isValid(dialog)
    assert office.page.mailbox.said == "共用文件夹“共用”里没有新文件。"
    assert office.page.hand_over.place.place == folder
    assert office.page.hand_over.place.currentText() == "共用文件夹 共用"


def test_a_folder_that_cannot_be_used_is_told_in_the_dialog(office, folder):
    folder.rmdir()
    office.page.mailbox.door.click()
    dialog = office.dialog(MailboxDialog)
    dialog.use(folder)
    dialog.save()
    office.settle()

    assert "共用文件夹打不开（没有这个文件夹）" in dialog.said
    assert dialog.isVisible()
    dialog.close()


def test_a_worker_is_not_asked_whether_files_are_moved(worker):
    worker.page.mailbox.door.click()
    dialog = worker.dialog(MailboxDialog)

    assert not dialog.moves.isVisible()
    dialog.close()


def test_one_can_do_without_it_again(office, folder):
    choose(office, folder)
    office.page.mailbox.door.click()
    dialog = office.dialog(MailboxDialog)

    dialog.leave()
    office.settle()

    assert MailboxService(office.town.office).chosen() is None
    assert not office.page.mailbox.isVisible()
    assert office.page.hand_over.place.place is None


def test_what_is_new_is_rehearsed_and_taken_in_only_when_it_is_asked_for(office, folder):
    hand_in(office.town.mei, folder)
    hand_in(office.town.gang, folder)
    choose(office, folder)
    line = office.page.mailbox
    assert line.said == "共用文件夹“共用”里有 2 个新文件。"

    line.take.click()
    office.qtbot.waitUntil(lambda: not office.page.intake.is_busy, timeout=20_000)
    office.settle()
    assert len(office.page.intake.outcomes) == 2
    assert office.page.intake.rehearsed
    office.take_in()
    office.page.come_back()
    office.settle()

    assert line.said == "共用文件夹“共用”里没有新文件。"
    assert not line.take.isVisible()
    assert len(list(folder.glob("*.gkb"))) == 2


def test_what_was_taken_in_is_moved_only_where_that_is_asked_for(office, folder):
    file = hand_in(office.town.mei, folder)
    left = hand_in(office.town.gang, folder)
    choose(office, folder, moves=True)
    assert file.exists()

    office.rehearse(file)
    office.take_in()
    look(office)

    assert not file.exists()
    assert (folder / "已收取" / file.name).exists()
    assert left.exists()


def test_what_comes_while_the_page_is_shown_is_seen_by_itself(office, folder, monkeypatch):
    choose(office, folder)
    line = office.page.mailbox
    assert line._watch.timer.isActive()
    line._watch.timer.setInterval(1)

    hand_in(office.town.mei, folder)

    office.qtbot.waitUntil(lambda: "1 个新文件" in line.said, timeout=20_000)
    line._watch.timer.setInterval(mailbox_line.EVERY_MS)
    office.settle()
    office.page.frame.go("today")
    assert not line._watch.timer.isActive()


def test_it_is_looked_into_when_the_window_comes_to_the_front(office, folder):
    choose(office, folder)
    hand_in(office.town.mei, folder)

    office.page.mailbox._watch.timer.stop()
    office.page.mailbox._come_to_front(Qt.ApplicationState.ApplicationInactive)
    office.settle()
    assert "没有新文件" in office.page.mailbox.said
    office.page.mailbox._come_to_front(Qt.ApplicationState.ApplicationActive)
    office.settle()

    assert "1 个新文件" in office.page.mailbox.said


def test_half_a_file_is_told_with_its_name_and_read_again_on_demand(office, folder):
    whole = hand_in(office.town.mei, office.town.folder)
    half = folder / "上交.gkb"
    half.write_bytes(whole.read_bytes()[:200])
    choose(office, folder)
    line = office.page.mailbox
    assert line.rest == "还有 1 个文件读不了（上交.gkb）：可能正在复制，也可能坏了。"
    assert line._rest.toolTip() == "上交.gkb"

    shutil.copy(whole, half)
    line.anew.click()
    office.settle()

    assert not line._rest.isVisible()
    assert line.said == "共用文件夹“共用”里有 1 个新文件。"


def test_the_keyboard_does_not_leave_the_line_with_the_button_that_goes(office, folder):
    file = hand_in(office.town.mei, folder)
    choose(office, folder)
    line = office.page.mailbox
    line.take.setFocus()
    file.unlink()

    look(office)

    assert line.anew.hasFocus()


def test_handing_in_goes_there_and_nobody_is_told_to_pull_a_stick(worker, folder):
    choose(worker, folder)

    worker.page.perform("hand_over")
    dialog = worker.dialog(HandedDialog)

    assert len(list(folder.glob("*.gkb"))) == 1
    said = "".join(one.text() for one in dialog.findChildren(QLabel))
    assert "共用文件夹里" in said
    assert "拔出" not in said
    dialog.accept()
    worker.settle()


def test_a_folder_that_is_gone_stops_nothing_else(worker, folder):
    choose(worker, folder)
    folder.rmdir()
    look(worker)

    assert worker.page.mailbox.said == (
        "共用文件夹“共用”打不开（没有这个文件夹）。不影响用U盘等别的办法交接。"
    )
    assert worker.page.hand_over.button.isEnabled()
    assert worker.page.hand_over.place.findText("（打不开）", Qt.MatchFlag.MatchContains) >= 0


def test_a_share_that_does_not_answer_stops_nothing(office, folder, silent, town):
    choose(office, folder)
    line = office.page.mailbox
    with silent():
        line._patient = Patient()
        for _time in range(3):
            look(office)
            assert line.said == "共用文件夹“共用”里没有新文件。"  # it may only be slow
        look(office)
        assert "打不开（对方电脑没有回应）" in line.said
        office.rehearse(town.hand_in(town.mei))
        assert not office.page.intake.outcomes[0].refused
        office.page.come_back()

    office.settle()
    look(office)

    assert line.said == "共用文件夹“共用”里没有新文件。"


def test_a_share_that_answers_late_the_first_time_is_waited_for(office, folder, silent):
    with silent():
        office.page.mailbox._patient = Patient()
        choose(office, folder)
        assert office.page.mailbox.said == "正在看共用文件夹…"
        assert office.page.hand_over.place.place == folder

    office.settle()
    look(office)
    assert office.page.mailbox.said == "共用文件夹“共用”里没有新文件。"


def test_a_place_that_is_silent_does_not_hold_up_what_is_done_next(worker, folder, monkeypatch):
    answers = threading.Event()
    monkeypatch.setattr(work, "_GLANCES", 1)
    monkeypatch.setattr(type(folder), "is_dir", lambda _path: answers.wait(60))
    job = work.hand_over(worker.page.frame.desk, work.Target(folder), 1)
    try:
        with pytest.raises(Exception, match="对方电脑没有回应"):
            job(QUIET)
    finally:
        answers.set()


def test_a_store_that_is_busy_is_told_on_the_line_alone(office, folder, monkeypatch):
    choose(office, folder)

    def busy(_service):
        raise StoreBusyError(store="office.gkdb", file="office.gkdb")

    monkeypatch.setattr(MailboxService, "chosen", busy)
    look(office)

    assert "打不开" in office.page.mailbox.said
    assert office.notice == ""


def test_what_nobody_foresaw_is_told_once(office, folder, monkeypatch):
    choose(office, folder)
    told = []
    monkeypatch.setattr(office.page.frame.messages, "failed", told.append)

    def broken(_service):
        raise ZeroDivisionError

    monkeypatch.setattr(MailboxService, "chosen", broken)
    look(office)

    assert len(told) == 1
    assert not office.page.mailbox._watch.timer.isActive()


def test_a_visit_goes_there_and_back(worker, folder, town):
    a_visit_of(town.mei)
    choose(worker, folder)
    worker.page.perform("hand_over")
    worker.dialog(HandedDialog).accept()
    worker.settle()

    assert worker.page.mailbox.said == "共用文件夹“共用”里没有新文件。"  # her own is not new
