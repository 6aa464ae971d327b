"""What the office settled is settled on a worker's screen as soon as she takes it in."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from gridkeeper.domain import kinds
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.conflicts import ConflictService
from tests.helpers.towns import QUIET, rename, take


def handed_down(town, folder):
    """Return the batch for the first worker."""
    folder.mkdir()
    made = [one.path for one in BatchExportService(town.office).export(folder, QUIET)]
    return next(path for path in made if "李梅" in path.name)


def test_a_conflict_goes_from_every_page_with_the_batch_that_settles_it(worker, tmp_path, town):
    zhang = town.only(kinds.PERSON, name="张三")
    rename(town.mei, kinds.PERSON, zhang, phone="13911110001")
    rename(town.gang, kinds.PERSON, zhang, phone="13911110002")
    take(town.office, town.hand_in(town.mei), town.hand_in(town.gang))
    worker.rehearse(handed_down(town, tmp_path / "first"))
    worker.take_in()
    frame = worker.page.frame
    frame.show_record("person", zhang.id)
    worker.settle()
    window = worker.page.window()
    people = window.workspace.page

    def said():
        return [one.text() for one in people.findChildren(QLabel) if one.isVisible()]

    worker.qtbot.waitUntil(lambda: "有冲突" in said())
    (conflict,) = ConflictService(town.office).open()
    ConflictService(town.office).settle(conflict, conflict.claims[0].change_id)
    frame.go("exchange")
    worker.rehearse(handed_down(town, tmp_path / "second"))
    worker.take_in()
    assert worker.page.tabs.tabText(1) == "冲突"
    frame.show_record("person", zhang.id)
    worker.settle()
    assert "有冲突" not in said()
    table = people.side.view.table
    cells = [table.index(0, column).data() for column in range(table.columnCount())]
    assert cells[-1] == "已答复"
