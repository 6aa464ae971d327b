"""Taking in: nothing is written before the rehearsal was seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog

from gridkeeper.domain import kinds
from gridkeeper.services.exchange import streams
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.ui.exchange import work
from gridkeeper.ui.exchange.take_in import dropped
from tests.helpers.towns import QUIET, a_visit_of, hand_in, take, where

pytestmark = pytest.mark.no_cover

COPY = Qt.DropAction.CopyAction
LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files_of(*paths) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def words(office) -> list[str]:
    table = office.page.intake.files.table
    return [table.index(row, 2).data() for row in range(table.rowCount())]


def test_a_rehearsal_writes_nothing(office):
    office.rehearse(*office.two_phones())

    assert where(office.town.office, kinds.PERSON, phone="13911110001") == []
    assert words(office) == ["可以收取", "有冲突"]
    assert office.page.intake.said == "共 2 个文件，可以收取 2 个。现在还没有写入任何内容。"


def test_a_rehearsal_shows_what_would_change_field_by_field(office):
    office.rehearse(*office.two_phones())

    office.page.intake.files.choose(0)

    steps = office.page.intake.steps.table
    row = [steps.index(0, column).data() for column in range(4)]
    assert row == ["居民 张*", "联系电话", "138****1111", "139****0001"]
    assert "更改：居民 1" in office.page.intake.about


def test_the_keyboard_is_on_stop_while_it_is_taken_in(office):
    office.rehearse(*office.two_phones())
    assert office.page.intake.take.hasFocus()

    office.page.intake.take.click()

    assert office.page.intake.is_busy
    assert office.page.window().focusWidget().text() == "停止(&S)"
    office.settle()
    assert office.page.intake.take.hasFocus()


def test_taking_in_keeps_what_was_rehearsed(office):
    office.rehearse(*office.two_phones())

    office.take_in()

    assert where(office.town.office, kinds.PERSON, phone="13911110001") or where(
        office.town.office, kinds.PERSON, phone="13911110002"
    )
    assert words(office) == ["已收取", "有冲突"]
    assert "有 1 处冲突待处理" in office.page.intake.about or office.page.intake.outcomes


def test_done_leads_back_to_the_cards(office):
    office.rehearse(*office.two_phones())
    office.take_in()

    office.page.intake.go_on()

    assert not office.page.intake.isVisible()
    assert office.page.tabs.isVisible()


def test_when_all_is_taken_in_the_next_command_is_not_lost(office, monkeypatch):
    office.rehearse(*office.two_phones())
    office.take_in()
    asked = []
    monkeypatch.setattr(office.page.hand_over, "hand_over", lambda: asked.append("hand_over"))

    office.page.perform("hand_over")

    assert asked == ["hand_over"]
    assert not office.page.intake.isVisible()


def test_a_rehearsal_is_not_left_by_another_command(office, monkeypatch):
    office.rehearse(*office.two_phones())
    asked = []
    monkeypatch.setattr(office.page.hand_over, "hand_over", lambda: asked.append("hand_over"))

    office.page.perform("hand_over")

    assert not asked
    assert office.page.intake.isVisible()


def test_a_damaged_file_is_refused_with_its_sentence(office, tmp_path):
    bad = tmp_path / "bad.gkb"
    bad.write_bytes(b"rubbish" * 20)

    office.rehearse(*office.two_phones(), bad)

    assert "拒收" in words(office)
    assert "交接文件已损坏" in office.page.intake.about  # the refused one is the current one
    assert "1 个文件拒收。" in office.page.intake.said


def test_a_file_for_somebody_else_is_no_trouble_and_not_looked_at_first(worker):
    town = worker.town
    a_visit_of(town.mei)
    take(town.office, town.hand_in(town.mei, "first.gkb"))
    answer = BatchExportService(town.office).export(town.folder / "b.gkb", QUIET, "李梅")[0].path
    a_visit_of(town.mei)
    own = town.hand_in(town.mei, "a.gkb")

    worker.rehearse(own, answer)

    assert sorted(words(worker)) == ["不是给您的", "没有新内容"]
    assert "不是给本库的" not in worker.page.intake.about
    assert "1 个文件不是给您的。" in worker.page.intake.said


def test_where_nothing_is_good_there_is_nothing_to_press(office, tmp_path):
    bad = tmp_path / "bad.gkb"
    bad.write_bytes(b"rubbish" * 20)

    office.rehearse(bad)

    assert not office.page.intake.take.isVisible()
    office.page.intake.leave()
    assert office.page.tabs.isVisible()


def test_a_batch_that_was_taken_in_before_is_said_to_be(office):
    paths = office.two_phones()
    office.rehearse(*paths)
    office.take_in()
    office.page.intake.go_on()

    office.rehearse(*paths)

    assert words(office) == ["以前收过", "以前收过"]
    assert "以前收取过，不会有变动" in office.page.intake.about


def test_a_folder_without_a_batch_is_said_in_words(office, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()

    office.rehearse(empty)

    assert "没有交接文件" in office.notice
    assert office.page.tabs.isVisible()


def test_much_is_rehearsed_and_taken_in_by_a_process_of_its_own(office, monkeypatch):
    monkeypatch.setattr(work, "LARGE", 0)
    monkeypatch.setattr(work, "_LARGE_BYTES", 0)
    office.rehearse(*office.two_phones())

    office.take_in()

    assert words(office) == ["已收取", "有冲突"]
    assert len(office.town.office.store.path.read_bytes()) > 0
    office.settle()
    assert office.page.tabs.tabText(2) == "冲突 1"


def test_a_rehearsal_that_is_stopped_leaves_everything_as_it_was(office):
    paths = office.two_phones()
    office.page.rehearse(paths)

    office.page.intake.leave()

    office.qtbot.waitUntil(lambda: not office.page.intake.is_busy)
    office.settle()
    assert where(office.town.office, kinds.PERSON, phone="13911110001") == []
    assert office.page.tabs.isVisible() or office.page.intake.outcomes


def test_files_can_be_dropped_anywhere_on_the_page(office):
    paths = office.two_phones()
    mime = files_of(*paths)
    enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NOTHING)
    office.page.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert office.page.take_in.property("kind") == "drop"

    office.page.dropEvent(QDropEvent(QPointF(5, 5), COPY, mime, LEFT, NOTHING))

    office.qtbot.waitUntil(lambda: not office.page.intake.is_busy)
    assert office.page.take_in.property("kind") == "card"
    assert len(words(office)) == 2
    office.settle()


def test_what_is_no_file_is_not_dropped(office):
    mime = QMimeData()
    mime.setText("网格")
    enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NOTHING)
    enter.ignore()

    office.page.dragEnterEvent(enter)

    assert not enter.isAccepted()
    assert dropped(mime) == []


def test_leaving_with_files_in_hand_puts_the_light_out(office, tmp_path):
    mime = files_of(tmp_path)
    office.page.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NOTHING))

    office.page.dragLeaveEvent(QDragLeaveEvent())

    assert office.page.take_in.property("kind") == "card"


@pytest.mark.parametrize("way", ["files", "folder"])
def test_files_and_folders_can_be_chosen(office, way):
    paths = office.two_phones()
    if way == "files":
        office.page.perform("take_in")
        chosen = [str(path) for path in paths]
    else:
        office.page.take_in.choose_folder()
        chosen = [str(paths[0].parent)]
    dialog = office.dialog(QFileDialog)

    dialog.filesSelected.emit(chosen)
    dialog.close()

    office.qtbot.waitUntil(lambda: bool(office.page.intake.outcomes))
    assert len(words(office)) >= 2
    office.settle()


def test_conflicts_are_offered_after_taking_in(office):
    office.rehearse(*office.two_phones())
    office.take_in()

    office.page.intake.settling.emit()
    office.settle()

    assert office.page.conflicts.isVisible()
    assert office.page.conflicts.lines.table.rowCount() == 1


def test_a_worker_is_told_that_a_file_is_her_own(worker, tmp_path):
    town = worker.town
    take(town.office, hand_in(town.mei, tmp_path / "town"))
    answer = next(
        path
        for path in (tmp_path / "town").iterdir()
        if path.suffix == ".gkb" and path.name.startswith("上交_李梅_")
    )
    worker.rehearse(answer)

    assert "不是给本库的" in worker.page.intake.about


def test_esc_leads_back_from_a_rehearsal(office):
    office.rehearse(*office.two_phones())
    assert office.page.offers() == {"leave"}

    office.page.perform("leave")

    assert office.page.offers() == frozenset()
    assert office.page.tabs.isVisible()
    office.settle()


def test_few_files_are_all_seen_where_there_is_room(office):
    office.rehearse(*office.two_phones())

    files = office.page.intake.files

    office.qtbot.waitUntil(lambda: files.height() >= files.whole_height)
    assert files.verticalScrollBar().maximum() == 0


def test_what_nobody_foresaw_is_shown_once_and_the_others_go_on(office, monkeypatch):
    batches = office.two_phones()
    source, told = streams.source, []

    def fails(unit, file, *others):
        if file.path == batches[0]:
            raise ZeroDivisionError
        return source(unit, file, *others)

    monkeypatch.setattr(streams, "source", fails)
    monkeypatch.setattr(office.page.frame.messages, "failed", told.append)
    office.rehearse(*batches)
    office.take_in()

    assert sorted(words(office)) == ["已收取", "拒收"]
    assert "这个文件出了意外" in office.page.intake.about
    (error,) = told
    assert "ZeroDivisionError" in str(error)
