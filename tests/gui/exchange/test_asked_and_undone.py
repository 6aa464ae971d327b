"""What the page does about records that are asked for once more and batches taken back."""

from __future__ import annotations

import json

from PySide6.QtWidgets import QPushButton, QWidget

from gridkeeper.domain import kinds
from gridkeeper.services.exchange.batch_undoing import BatchUndoService
from gridkeeper.ui.exchange.handed import HandedDialog
from gridkeeper.ui.widgets.dialog import Dialog
from tests.helpers.towns import QUIET, a_visit_of, newest_batch, take, where


def is_asked(session):
    """Let the office ask for all records of a worker's once more."""
    with session.store.writing() as unit:
        (office,) = unit.peers.all()
        known = {"peer": office.id, "first": 1, "at": "2026-10-08T01:00:00Z"}
        unit.settings.set("resend_wanted", json.dumps(known))


def test_the_key_hands_in_at_once_what_the_office_asks_for(worker, tmp_path):
    worker.hand_in(tmp_path)
    is_asked(worker.page.frame.desk.session)
    worker.page.enter()
    worker.settle()
    assert worker.page.hand_over.stands == "街道请您补交。"
    assert worker.page.hand_over.button.text().strip() == "上交(&H)"

    worker.page.perform("hand_over")
    worker.dialog(HandedDialog).accept()
    worker.settle()

    assert len(list(tmp_path.glob("*.gkb"))) == 2
    assert worker.page.hand_over.stands == "没有未上交的。"


def test_the_notice_has_no_letter_of_the_page_and_goes_when_it_is_done(worker, tmp_path):
    worker.hand_in(tmp_path)
    worker.page.perform("hand_over")
    worker.settle()
    buttons = worker.page.window().findChild(QWidget, "notice").findChildren(QPushButton)
    assert [one.text().strip() for one in buttons if one.text()] == ["再交一次"]

    worker.page.hand_over.button.click()
    worker.dialog(HandedDialog).accept()
    worker.settle()

    assert "没有新内容" not in worker.notice


def test_a_batch_that_was_taken_back_can_count_again_where_it_is_taken_in_again(office):
    town = office.town
    a_visit_of(town.mei)
    path = town.hand_in(town.mei)
    take(town.office, path)
    BatchUndoService(town.office).undo(newest_batch(town.office), QUIET)
    office.settle()

    office.rehearse(path)
    assert "可以恢复这一批" in office.page.intake.about
    assert office.page.intake.restore.isVisible()
    office.page.intake.restore.click()
    office.dialog(Dialog).accept()
    office.settle()

    assert len(where(town.office, kinds.VISIT)) == 1
    office.rehearse(path)
    assert not office.page.intake.restore.isVisible()
