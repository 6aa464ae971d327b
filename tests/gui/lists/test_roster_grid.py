"""Where the rows of a roster go that name no grid."""

from __future__ import annotations

from gridkeeper.domain import kinds
from gridkeeper.services.imports.register_import import NewGrid
from gridkeeper.ui.lists.import_dialog import ImportDialog
from gridkeeper.ui.lists.roster_grid import RosterGrid
from tests.helpers.case_files import workbook
from tests.helpers.towns import record, where

HEADINGS = ("姓名", "联系电话", "小区", "幢号", "单元", "室", "网格名称")
WANG = ("王小明", "13800002222", "晨光花园", "9幢", "1", "101", "第七网格")
ZHAO = ("赵小红", "13800002223", "晨光花园", "8幢", "1", "101", "")


def test_a_grid_that_other_rows_name_takes_those_that_name_none(office, tmp_path):
    record(office.session, kinds.GRID, name="第三网格")
    page = office.page("people")
    path = workbook(tmp_path / "第七网格.xlsx", [HEADINGS, WANG, ZHAO])
    dialog = ImportDialog(page.frame, "register", path, page)
    dialog.open()
    office.qtbot.waitUntil(lambda: dialog.grid is not None, timeout=20_000)
    dialog.grid.box.setCurrentText("第七网格")
    dialog.take.click()

    def came():
        return where(office.session, kinds.PERSON, name="赵小红")

    office.qtbot.waitUntil(lambda: bool(came()), timeout=20_000)
    office.qtbot.waitUntil(lambda: office.window.jobs.is_idle, timeout=20_000)
    (grid,) = where(office.session, kinds.GRID, name="第七网格")
    assert [one.grid_id for one in came()] == [grid.id]


def test_the_one_grid_that_a_roster_names_is_chosen_where_there_is_none_yet(qtbot, office):
    asked = RosterGrid(office.window.frame, 3, [], ["第七网格"])
    qtbot.addWidget(asked)

    assert asked.chosen == NewGrid("第七网格")
    assert not asked.is_new
    assert asked.keep()


def test_a_worker_is_offered_no_grid_that_is_not_hers(qtbot, stand):
    asked = RosterGrid(stand.window.frame, 3, [], ["第七网格"])
    qtbot.addWidget(asked)

    assert [asked.box.itemText(n) for n in range(asked.box.count())] == ["不归网格"]
