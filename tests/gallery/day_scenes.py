"""Scenes of the day: visits along the way, their sheet on paper, keying it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gridkeeper.services.plans import due as plans
from gridkeeper.ui.today import sheets
from tests.gallery.office_scenes import dialog_of, folder_of, page_of
from tests.gallery.playing import Scene, wait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QPushButton

    from gridkeeper.ui.main_window import MainWindow
    from gridkeeper.ui.page import Page
    from gridkeeper.ui.today.keying import KeyingDialog


def scenes() -> Iterator[Scene]:
    """Yield the scenes."""
    yield Scene("worker-today-along-the-way", "worker", _along)
    yield Scene("office-today-of-a-grid", "office", _of_a_grid)
    yield Scene("office-today-of-a-street", "office", _of_a_street)
    yield Scene("worker-today-sheet", "worker", _print)
    yield Scene("worker-today-code", "worker", _code)
    yield Scene("worker-today-keying", "worker", _keying)
    yield Scene("worker-today-keying-problem", "worker", _problem)


def _page(window: MainWindow) -> Page:
    window.activateWindow()
    return page_of(window, "today")


def _along(window: MainWindow) -> None:
    page = _page(window)
    made = cast("QPushButton", page.findChild(object, "order:way"))
    made.click()
    wait(window)
    page.scrolled().ensureWidgetVisible(made, 0, 600)


def _of_a_grid(window: MainWindow) -> None:
    _choose_grid(window, 1)


def _of_a_street(window: MainWindow) -> None:
    usual, plans.MOST_HOMES = plans.MOST_HOMES, 1
    today = window.frame.desk.today
    today._last = None  # what is known of a smaller store
    try:
        _choose_grid(window, 0)
    finally:
        plans.MOST_HOMES, today._last = usual, None


def _choose_grid(window: MainWindow, place: int) -> None:
    page = _page(window)
    box = page.findChild(object, "grid")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    wait(window)
    page.scrolled().ensureWidgetVisible(page.findChild(object, "grid"), 0, 400)


def _print(window: MainWindow) -> None:
    _page(window).perform("print")


def _code(window: MainWindow) -> None:
    _sheet(window)
    window.actions_["key_sheet"].trigger()


def _keying(window: MainWindow) -> KeyingDialog:
    code = _sheet(window)
    _page(window)
    sheets.key_in(window.frame, code)
    wait(window)
    dialog = cast("KeyingDialog", dialog_of(window))
    for key in ("1", "3", "W", "5"):
        QTest.keyClicks(dialog.view, key)
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    dialog.note.setText("楼道灯不亮，已记下来报修。")
    dialog.note.textEdited.emit(dialog.note.text())
    return dialog


def _problem(window: MainWindow) -> None:
    dialog = _keying(window)
    dialog.view.choose(dialog.table.rowCount() - 1)  # nothing is keyed in there
    dialog.note.setText("没写结果")
    dialog.note.textEdited.emit(dialog.note.text())
    dialog.save()


def _sheet(window: MainWindow) -> str:
    """Print a sheet; return its code."""
    service = window.frame.desk.visit_sheets
    made = service.recent()
    return made[0].code if made else service.write(folder_of(window) / "sheet.pdf").code
