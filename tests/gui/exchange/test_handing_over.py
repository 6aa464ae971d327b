"""Handing over: what is said before and after, and where the files are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.exchange.reader import inspect
from gridkeeper.services.day.today import Today
from gridkeeper.services.exchange.batch_export import WAYS
from gridkeeper.services.exchange.batch_history import PeerLine
from gridkeeper.ui.exchange import work
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.exchange.ways import WayBox
from tests.helpers.towns import a_visit_of, record


def test_a_worker_sees_what_she_has_not_handed_in(worker):
    assert worker.page.hand_over.stands == "未上交 1 条，最早一条是2026年10月8日登记的。"


def test_handing_in_writes_a_batch_that_says_where_it_is(worker, tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    worker.page.hand_over.place.use(folder)

    worker.page.perform("hand_over")
    dialog = worker.dialog(HandedDialog)

    (file,) = folder.glob("*.gkb")
    assert inspect(file).sender.role.value == "worker"
    line = dialog.lines.table
    assert line.index(0, 0).data() == file.name
    assert (line.index(0, 2).data(), line.index(0, 3).data()) == ("1", "1")
    dialog.accept()
    worker.settle()
    assert worker.page.hand_over.stands == "没有未上交的。"


def test_what_went_out_before_and_goes_along_is_told_from_what_is_new(worker, town, tmp_path):
    worker.page.hand_over.place.use(tmp_path)
    worker.page.perform("hand_over")
    first = worker.dialog(HandedDialog)
    assert not any("以前交出过" in one.text() for one in first.findChildren(QLabel))
    first.accept()
    worker.settle()
    a_visit_of(town.mei)
    worker.settle()

    worker.page.perform("hand_over")
    dialog = worker.dialog(HandedDialog)

    assert dialog.lines.table.index(0, 2).data() == "2"
    said = "其中 1 条以前交出过，还没有回执，这次一并再带上。"
    assert said in [one.text() for one in dialog.findChildren(QLabel)]
    dialog.accept()
    worker.settle()


def test_the_path_of_what_was_written_can_be_copied(worker, tmp_path):
    worker.page.hand_over.place.use(tmp_path)
    worker.page.perform("hand_over")
    dialog = worker.dialog(HandedDialog)

    dialog.copy()

    assert QApplication.clipboard().text().endswith(".gkb")
    dialog.accept()
    worker.settle()


def test_without_a_place_a_folder_is_asked_for_first(worker, tmp_path):
    worker.page.perform("hand_over")
    dialog = worker.dialog(QFileDialog)

    dialog.filesSelected.emit([str(tmp_path)])
    dialog.close()

    done = worker.dialog(HandedDialog)
    assert list(tmp_path.glob("*.gkb"))
    done.accept()
    worker.settle()


def test_a_stick_that_was_pulled_out_is_said_in_words(worker, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    worker.page.hand_over.place.use(gone)
    gone.rmdir()

    worker.page.hand_over.hand_over()
    worker.settle()

    assert "没有这个文件夹" in worker.notice
    assert not gone.exists()
    assert worker.page.hand_over.button.isEnabled()


def test_much_is_written_in_a_process_of_its_own(worker, tmp_path, monkeypatch):
    monkeypatch.setattr(work, "LARGE", 0)
    worker.page.hand_over.place.use(tmp_path)

    worker.page.hand_over.hand_over()

    worker.dialog(HandedDialog).accept()
    assert list(tmp_path.glob("*.gkb"))
    worker.settle()
    assert worker.page.hand_over.stands == "没有未上交的。"


def test_an_office_hands_out_to_one_worker(office, tmp_path):
    office.rehearse(*office.two_phones())
    office.take_in()
    office.page.intake.go_on()
    office.settle()
    card = office.page.hand_over
    card.place.use(tmp_path / "town")
    before = set((tmp_path / "town").glob("*.gkb"))
    card.choose(office.page.peers.table.line(1).id)

    card.hand_over()
    assert not card.to.isEnabled()
    dialog = office.dialog(HandedDialog)
    office.settle()

    assert card.to.isEnabled()
    (file,) = set((tmp_path / "town").glob("*.gkb")) - before
    assert inspect(file).recipient.name == "02"
    dialog.accept()


def test_an_office_without_workers_is_told_what_to_do_first(office):
    office.page.hand_over.show_peers([], Today(date.min))

    assert office.page.hand_over.stands == "还没有网格员加入。"
    assert not office.page.hand_over.button.isEnabled()


def test_an_office_whose_package_is_on_its_way_is_not_told_to_make_one(office):
    line = replace(office.page.peers.table.line(0), standing=Standing.INVITED)

    office.page.hand_over.show_peers([line], Today(date.min))

    said = [one.text() for one in office.page.hand_over.findChildren(QLabel)]
    assert any(one.startswith("开通包已做好") for one in said)
    assert office.page.hand_over.stands == "已做 1 份开通包，还没有人上交。"


def test_the_history_lists_what_went_to_and_fro(worker, tmp_path):
    worker.hand_in(tmp_path)

    table = worker.page.batches.table
    words = [table.index(row, 0).data() for row in range(table.rowCount())]
    assert words == ["已导出", "已收取"]
    assert table.index(0, 5).data() == "未回执"


def test_enter_on_a_worker_in_the_list_chooses_her_for_handing_out(office):
    office.rehearse(*office.two_phones())
    office.take_in()
    office.page.intake.go_on()
    office.settle()
    office.page.peers.setFocus()

    before = office.page.hand_over.to.currentText()

    office.qtbot.keyClick(office.page.peers, Qt.Key.Key_Down)
    assert office.page.hand_over.to.currentText() == before

    office.qtbot.keyClick(office.page.peers, Qt.Key.Key_Return)
    assert office.page.hand_over.to.currentText() == "赵刚 · 02"


def test_while_it_is_written_the_card_says_to_leave_the_stick_in(worker, tmp_path):
    card = worker.page.hand_over
    card.place.use(tmp_path)

    worker.page.perform("hand_over")

    assert "请先不要拔出" in card._before.text()
    assert card._bar.isVisible()
    assert not card.place.isEnabled()
    worker.dialog(HandedDialog).accept()
    worker.settle()
    assert not card._bar.isVisible()
    assert card.place.isEnabled()
    assert "请先不要拔出" not in card._before.text()


def test_the_keyboard_stays_on_the_card_while_it_is_written(worker, tmp_path):
    card = worker.page.hand_over
    card.place.use(tmp_path)
    card.button.setFocus()

    card.button.click()

    assert card.isAncestorOf(card.window().focusWidget())
    worker.dialog(HandedDialog).accept()
    worker.settle()
    assert card.window().focusWidget() is card.place


def test_with_nothing_new_the_button_says_that_it_does_it_again(worker, tmp_path):
    worker.hand_in(tmp_path)
    card = worker.page.hand_over

    assert card.button.text().strip() == "再交一次(&A)"
    assert card.button.property("kind") != "primary"
    assert card._before.text().endswith("上交之后没有新内容；交出的 1 条还没有回执。")


def test_enter_does_not_hand_in_again_what_has_no_receipt_yet(worker, tmp_path):
    worker.hand_in(tmp_path)

    worker.page.enter()
    worker.qtbot.keyClick(worker.page.window().focusWidget(), Qt.Key.Key_Return)
    worker.settle()

    assert len(list(tmp_path.glob("*.gkb"))) == 1


def test_the_key_says_that_nothing_is_new_and_offers_it_once_more(worker, tmp_path):
    worker.hand_in(tmp_path)

    worker.page.perform("hand_over")
    worker.settle()
    assert "没有新内容" in worker.notice
    assert len(list(tmp_path.glob("*.gkb"))) == 1

    buttons = worker.page.window().findChild(QWidget, "notice").findChildren(QPushButton)
    next(one for one in buttons if "再交一次" in one.text()).click()
    worker.dialog(HandedDialog).accept()
    worker.settle()
    assert len(list(tmp_path.glob("*.gkb"))) == 2


def test_the_key_hands_in_what_was_written_a_moment_ago(worker, tmp_path):
    worker.hand_in(tmp_path)
    a_visit_of(worker.page.frame.desk.session)

    worker.page.perform("hand_over")
    worker.dialog(HandedDialog).accept()
    worker.settle()

    assert len(list(tmp_path.glob("*.gkb"))) == 2


def test_an_office_that_owes_a_receipt_sends_down_and_then_only_again(office, tmp_path):
    at = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
    facts = {"standing": Standing.ACTIVE, "sent": 4, "confirmed": 4, "sent_at": at}
    due = PeerLine("1", "林晓梅", Role.WORKER, "01", received_at=at, **facts)
    card = office.page.hand_over

    card.show_peers([due], Today(at.date()))
    assert card.button.text().strip().startswith("下发")

    card.show_peers([replace(due, received_at=at.replace(hour=8))], Today(at.date()))
    assert card.button.text().strip().startswith("再下发一次")


def begun(worker, **kept):
    """Let forms hold something that was not saved, and come to the page."""
    for form, facts in kept.items():
        worker.page.frame.desk.unsaved.keep(form.replace("__", ":"), facts, "1.x")
    worker.page.enter()
    worker.settle()


def test_what_is_not_finished_is_said_and_leads_into_its_form(worker):
    assert not worker.page.hand_over.finish.isVisible()
    begun(worker, visit__new={"household_id": "3-2-501", "situation": "老人"})
    card, resumed = worker.page.hand_over, []
    worker.page.frame.resuming.connect(lambda *about: resumed.append(about))

    assert card.rest == "还有 1 条没有写完（新登记走访“3-2-501”），不会一起上交。"
    card.finish.click()

    assert resumed == [("visit", "", {}, "visit:new")]
    worker.settle()


def test_where_all_but_what_is_not_finished_is_handed_in_finishing_comes_next(worker, tmp_path):
    card = worker.page.hand_over
    assert card.button.property("kind") == "primary"
    card.place.use(tmp_path)
    card.hand_over()
    assert card.stands == "正在上交…"
    worker.dialog(HandedDialog).accept()
    begun(worker, visit__new={"household_id": "3-2-501"})

    assert card.stands == "写完的没有未上交的。"
    assert card.finish.property("kind") == "primary"
    assert card.button.property("kind") != "primary"


def test_several_that_are_not_finished_are_shown_on_the_day_list(worker):
    begun(worker, visit__new={"household_id": "3-2-501"}, request__new={"title": "路灯"})
    gone = []
    worker.page.frame.going.connect(lambda *about: gone.append(about))

    assert worker.page.hand_over.rest.startswith("还有 2 条没有写完（")
    assert "等），不会一起上交。" in worker.page.hand_over.rest
    worker.page.hand_over.finish.click()

    assert gone == [("today", "", "")]
    worker.settle()


def test_an_office_is_told_too_what_does_not_go_down(office):
    begun(office, request__new={"title": "路灯"})

    assert office.page.hand_over.rest == "还有 1 条没有写完（新登记诉求“路灯”），不会一起下发。"


def test_who_has_not_joined_yet_is_not_said_to_have_received_everything(office):
    card, at = office.page.hand_over, datetime(2026, 10, 8, 9, 0, tzinfo=UTC)

    def peer(name, standing):
        return PeerLine(name, name, Role.WORKER, "01", standing, sent=4, confirmed=4, sent_at=at)

    card.show_peers(
        [peer("林晓梅", Standing.ACTIVE), peer("孙晓", Standing.INVITED)], Today(at.date())
    )

    (told,) = (one.text() for one in card.findChildren(QLabel) if "上次下发" in one.text())
    assert told.endswith("已加入的都已收到。孙晓还没有加入。")


def test_the_way_is_remembered_and_a_large_batch_goes_in_volumes(
    worker, town, tmp_path, monkeypatch
):
    for number in range(60):
        title = f"路灯不亮 {number:04} 号"
        record(town.mei, kinds.REQUEST, title=title, received_on="2026-10-07")
    worker.settle()
    monkeypatch.setitem(WAYS, "mail", 4000)
    card, folder = worker.page.hand_over, tmp_path / "mail"
    folder.mkdir()
    card.way.setCurrentIndex(card.way.findData("mail"))
    card.way.activated.emit(card.way.currentIndex())
    card.place.use(folder)

    card.hand_over()
    dialog = worker.dialog(HandedDialog)

    count = len(list(folder.glob("*卷.gkb")))
    assert count > 1
    assert dialog.lines.table.index(0, 0).data().endswith(f"等，另有 {count - 1} 卷")
    dialog.copy()
    assert len(QApplication.clipboard().text().splitlines()) == count
    assert WayBox(worker.page.frame).limit == 4000
    dialog.accept()
    worker.settle()
