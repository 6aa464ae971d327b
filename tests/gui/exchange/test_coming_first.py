"""What comes first on the page: for whom, what they have to be told, and where the keyboard is."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel

from gridkeeper.domain.replicas import Role, Standing
from gridkeeper.services.day.today import Today
from gridkeeper.services.exchange.batch_history import PeerLine
from gridkeeper.services.exchange.entrusting import EntrustingService
from gridkeeper.services.exchange.mailbox import Mailbox, MailboxService
from gridkeeper.ui.exchange.enrolling import CodeDialog, EnrolDialog
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.exchange.history import peer_columns
from tests.helpers.towns import hand_in, take
from tests.helpers.windows import the_notice

AT = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)


def peer(name, **facts):
    given = {"sent": 4, "confirmed": 4, "sent_at": AT} | facts
    return PeerLine(name, name, Role.WORKER, "01", Standing.ACTIVE, **given)


def told(card):
    return next(one.text() for one in card.findChildren(QLabel) if "上次下发" in one.text())


def test_whoever_joins_later_is_one_of_all_as_long_as_nobody_was_chosen_by_hand(office):
    card, waits = office.page.hand_over, Today(AT.date(), 1, AT.date())
    card.show_peers([peer("李梅")], waits)
    assert card.to.currentData() == "李梅"

    card.show_peers([peer("李梅"), peer("赵刚", waiting=1)], waits)

    assert card.to.currentText() == "全部 2 名网格员"
    assert card.stands.startswith("未下发 1 条")


def test_who_was_chosen_by_hand_stays_so_but_the_others_are_not_forgotten(office):
    card, waits = office.page.hand_over, Today(AT.date(), 1, AT.date())
    both = [peer("李梅"), peer("赵刚", waiting=1)]
    card.show_peers(both, waits)
    card.to.setCurrentIndex(1)
    card.to.activated.emit(1)

    card.show_peers(both, waits)

    assert card.to.currentData() == "李梅"
    assert card.stands == "已全部下发。"
    assert "还有要下发给赵刚的内容。" in told(card)


def test_a_change_of_grids_is_something_to_send_down(office, tmp_path):
    town = office.town
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))
    card = office.page.hand_over
    card.place.use(tmp_path)
    office.page.enter()
    office.settle()
    card.hand_over()
    office.dialog(HandedDialog).accept()
    office.settle()
    card.choose(town.gang.replica.id)
    assert card.stands == "已全部下发。"

    EntrustingService(town.office).entrust("赵刚", ["第二网格"])
    office.page.enter()
    office.settle()

    assert card.stands == "网格有调整，下一个文件会告诉赵刚。"
    assert "网格调整待下发" in peer_columns()[-1].text(office.page.peers.table.line(1))
    card.hand_over()
    office.dialog(HandedDialog).accept()
    office.settle()
    assert card.stands == "已全部下发。"


def test_a_change_of_grids_alone_is_not_to_send_down_again(office):
    card, quiet = office.page.hand_over, Today(AT.date())
    card.show_peers([peer("李梅")], quiet)
    assert card.is_again

    card.show_peers([peer("李梅", moved=True)], quiet)

    assert not card.is_again


def test_beside_what_waits_a_change_of_grids_is_said_too(office):
    card = office.page.hand_over

    card.show_peers([peer("李梅", waiting=2, moved=True)], Today(AT.date(), 2, AT.date()))

    assert card.stands.startswith("未下发 2 条")
    assert "网格有调整，下一个文件会告诉李梅。" in told(card)


def buttons(page):
    """Return the kinds of what is taken, chosen and handed over with."""
    made = page.mailbox.take, page.take_in.order[0], page.hand_over.button
    return [one.property("kind") for one in made if one.isVisible()]


def test_new_files_in_the_shared_folder_come_first(office, tmp_path):
    folder = tmp_path / "共用"
    folder.mkdir()
    page = office.page
    hand_in(office.town.mei, folder)
    assert buttons(page) == ["primary", ""]

    MailboxService(page.frame.desk.session).choose(Mailbox(folder))
    page.enter()
    office.settle()

    office.qtbot.waitUntil(page.mailbox.take.hasFocus)
    assert buttons(page) == ["primary", "", ""]
    next(folder.glob("*.gkb")).unlink()
    page.mailbox.look()
    office.settle()
    assert buttons(page) == ["primary", ""]


def test_a_worker_takes_in_what_is_new_before_she_hands_in(worker, tmp_path):
    page = worker.page
    assert buttons(page) == ["", "primary"]

    page.mailbox.looked.emit(True)  # noqa: FBT003 - a signal

    assert buttons(page) == ["", ""]


def test_after_the_code_the_keyboard_is_on_the_new_worker(office, tmp_path):
    office.page.enrol()
    dialog = office.dialog(EnrolDialog)
    office.qtbot.waitUntil(lambda: dialog.grids.count() == 2)
    dialog.name.input.setText("孙晓")
    dialog.grids.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.ask_place()
    files = office.dialog(QFileDialog)
    files.filesSelected.emit([str(tmp_path / "孙晓.gkb")])
    files.close()
    shown = office.dialog(CodeDialog)

    shown.accept()
    office.settle()

    peers = office.page.peers
    office.qtbot.waitUntil(lambda: office.page.window().focusWidget() is peers)
    assert peers.table.line(peers.row).name == "孙晓"


def test_what_was_typed_about_a_new_worker_is_kept_when_esc_closes_it(office):
    office.page.enrol()
    dialog = office.dialog(EnrolDialog)
    office.qtbot.waitUntil(lambda: dialog.grids.count() == 2)
    dialog.name.input.setText("孙晓")
    dialog.grids.item(1).setCheckState(Qt.CheckState.Checked)
    chosen = dialog.chosen
    office.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    office.settle()

    office.page.enrol()
    again = office.dialog(EnrolDialog)
    office.qtbot.waitUntil(lambda: again.grids.count() == 2)

    assert again.name.input.text() == "孙晓"
    assert again.chosen == chosen
    again.reject()
    office.settle()


def test_where_there_is_no_grid_enter_says_again_where_they_come_from(office):
    office.page.enrol()
    dialog = office.dialog(EnrolDialog)
    office.qtbot.waitUntil(lambda: dialog.grids.count() == 2)
    dialog.name.input.setText("孙晓")
    dialog.grids.clear()

    dialog.ask_place()

    assert "花名册" in dialog.area.note
    dialog.reject()
    office.settle()


def test_a_notice_leaves_the_page_as_it_is(office):
    page = office.page
    page.window().resize(960, 600)
    page.peers.setFocus()
    bar = page.scrolled().verticalScrollBar()
    office.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    before = (bar.value(), bar.maximum(), page.size())

    page.frame.notices.say("已保存")

    office.qtbot.waitUntil(the_notice(page.window()).isVisible)
    QApplication.sendPostedEvents()
    assert (bar.value(), bar.maximum(), page.size()) == before
    page.frame.notices.clear()


def test_every_box_of_handing_over_has_its_label_before_it(office):
    card = office.page.hand_over
    for peers, boxes in (([], 2), ([peer("李梅"), peer("赵刚")], 3)):
        card.show_peers(peers, Today(AT.date()))
        names = {one.buddy(): one.text() for one in card.findChildren(QLabel) if one.isVisible()}
        seen = [one for one in card.findChildren(QComboBox) if one.isVisible()]

        assert len(seen) == boxes
        assert [names[one] for one in seen] == [one.accessibleName() for one in seen]
