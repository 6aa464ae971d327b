"""Scenes of the page of doors: layers, a panel, a staircase at once, rooms, the sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.playing import Scene, wait

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.ui.doors.page import DoorsPage
    from gridkeeper.ui.main_window import MainWindow

_CTRL = Qt.KeyboardModifier.ControlModifier


def scenes() -> Iterator[Scene]:
    """Yield the scenes."""
    for layer in ("due", "care", "vacant"):
        yield Scene(f"worker-doors-{layer}", "worker", partial(_layer, layer=layer))
    yield Scene("worker-doors-without-household", "worker", _without_household)
    yield Scene("worker-doors-without-household-opened", "worker", _opened)
    yield Scene("worker-doors-chosen", "worker", _chosen)
    yield Scene("worker-doors-several", "worker", _several)
    yield Scene("worker-doors-rooms", "worker", _rooms)
    yield Scene("worker-doors-print", "worker", _print)
    yield Scene("worker-doors-found", "worker", _found)


def _page(window: MainWindow) -> DoorsPage:
    window.activateWindow()
    window.frame.notices.clear()
    window.workspace.show_page("doors")
    page = cast("DoorsPage", window.workspace.page)
    wait(window)
    page.houses.field.clear()
    page.side.box.setCurrentIndex(0)
    wait(window)
    page.focus()
    QTest.keyClick(page.side.view, Qt.Key.Key_Home, _CTRL)
    wait(window)
    return page


def _layer(window: MainWindow, layer: str) -> None:
    page = _page(window)
    page.side.box.setCurrentIndex(page.side.box.findData(layer))


def _without_household(window: MainWindow) -> DoorsPage:
    page = _page(window)
    page.side.view.selectionModel().clear()
    page.side.view.go_to(next(one.id for one in page.matrix.doors.values() if not one.homes))
    wait(window)
    return page


def _opened(window: MainWindow) -> None:
    page = _without_household(window)
    QTest.keyClick(page.side.view, Qt.Key.Key_Space)


def _chosen(window: MainWindow) -> DoorsPage:
    page = _page(window)
    QTest.keyClick(page.side.view, Qt.Key.Key_A, _CTRL)
    wait(window)
    return page


def _several(window: MainWindow) -> None:
    QTest.keyClick(_chosen(window).side.view, Qt.Key.Key_Return)


def _rooms(window: MainWindow) -> None:
    _page(window).fill_in()
    wait(window)


def _print(window: MainWindow) -> None:
    _page(window).print()


def _found(window: MainWindow) -> None:
    QTest.keyClick(_page(window).side.view, Qt.Key.Key_W)
