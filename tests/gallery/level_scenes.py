"""Grids that go to another worker, computers that are replaced, and a district above."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gridkeeper.errors import InputInvalidError
from gridkeeper.ui.exchange.joining import JoinDialog
from tests.gallery.office_scenes import dialog_of, folder_of, page_of
from tests.gallery.playing import Scene, wait
from tests.helpers.exchanges import foot_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridkeeper.ui.main_window import MainWindow


def scenes() -> Iterator[Scene]:
    """Yield them in the order in which a person comes by."""
    for name, arrange in (
        ("grids", _grids),
        ("handing-all-over", _hand_all),
        ("replacing", _replaced),
        ("enrolling-a-street", _street),
        ("joining-a-district", _district),
        ("joining-a-district-without-code", _district_without_code),
    ):
        yield Scene(f"office-{name}", "office", arrange)


def _grids(window: MainWindow) -> None:
    page = page_of(window, "exchange")
    page.tabs.setCurrentIndex(0)
    page.peers.choose(1)
    foot_of(page.peers).buttons[-2].click()
    wait(window)
    grids = dialog_of(window).grids
    for at in range(grids.count()):
        item = grids.item(at)
        is_ticked = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)


def _hand_all(window: MainWindow) -> None:
    _grids(window)
    wait(window)
    dialog_of(window).all.click()
    wait(window)
    dialog_of(window).to.setCurrentIndex(1)


def _replaced(window: MainWindow) -> None:
    page = page_of(window, "exchange")
    page.frame.desk.revoking.revoke("02")
    page.enrol()
    wait(window)
    dialog_of(window).who.setCurrentIndex(1)


def _street(window: MainWindow) -> None:
    page = page_of(window, "exchange")
    with suppress(InputInvalidError):  # where nobody was replaced before
        page.frame.desk.revoking.readmit("02")
    page.enrol()
    wait(window)
    dialog = dialog_of(window)
    dialog.who.setCurrentIndex(dialog.who.count() - 1)


def _district(window: MainWindow) -> None:
    frame = page_of(window, "exchange").frame
    frame.messages.show(JoinDialog(frame, folder_of(window) / "开通包-晨光街道办.gkb"))


def _district_without_code(window: MainWindow) -> None:
    _district(window)
    dialog_of(window).join()
