"""What can be seen and done right after a roster was imported."""

from __future__ import annotations

from gridkeeper.domain import kinds
from gridkeeper.ui.exchange.undoing import UndoDialog
from gridkeeper.ui.lists.filters import Filters
from gridkeeper.ui.undoing import undo_or_redo
from tests.helpers.case_files import workbook
from tests.helpers.import_dialogs import HEADINGS, WANG, reading
from tests.helpers.towns import where


def names(stand):
    return {getattr(one, "name", "") for one in where(stand.session, kinds.PERSON)}


def test_ctrl_z_takes_the_roster_back_when_it_was_said_what_would_change(stand, tmp_path):
    reading(stand, workbook(tmp_path / "花名册.xlsx", [HEADINGS, WANG])).take.click()
    stand.qtbot.waitUntil(lambda: "王小明" in names(stand), timeout=20_000)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)

    undo_or_redo(stand.window.frame, "undo")
    stand.qtbot.waitUntil(lambda: bool(stand.window.findChildren(UndoDialog)), timeout=20_000)
    stand.dialog(UndoDialog).accept()
    stand.qtbot.waitUntil(lambda: "王小明" not in names(stand), timeout=20_000)
    stand.qtbot.waitUntil(lambda: stand.window.jobs.is_idle, timeout=20_000)

    undo_or_redo(stand.window.frame, "redo")
    stand.qtbot.waitUntil(lambda: bool(stand.window.findChildren(UndoDialog)), timeout=20_000)
    stand.dialog(UndoDialog).accept()
    stand.qtbot.waitUntil(lambda: "王小明" in names(stand), timeout=20_000)


def test_an_old_filter_does_not_hide_what_was_imported(stand, tmp_path):
    page = stand.page("people")
    page.side.bar.choose(Filters(text="张三"))
    dialog = reading(stand, workbook(tmp_path / "花名册.xlsx", [HEADINGS, WANG]))

    dialog.take.click()
    stand.qtbot.waitUntil(lambda: page.side.bar.filters.is_empty, timeout=20_000)
    stand.settled(page)

    assert "王小明" in names(stand)
