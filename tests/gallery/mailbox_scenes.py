"""The shared folder: chosen, with something new in it, away; and how things look beside it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from gridkeeper.progress import Quiet
from gridkeeper.services.exchange import removable
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.mailbox import Mailbox
from tests.gallery import stock
from tests.gallery.office_scenes import close, dialog_of, folder_of, page_of
from tests.gallery.playing import Scene, wait

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gridkeeper.ui.main_window import MainWindow

NAME = "街道共用文件夹"
_TRIES = 20


def scenes() -> Iterator[Scene]:
    """Yield them in the order in which a person comes by."""
    for who in ("office", "worker"):
        for name, arrange in (
            ("choosing", _choosing),
            ("chosen", _chosen),
            ("refused", _refused),
            ("new" if who == "office" else "nothing-new", _new),
            ("stick", _stick),
            ("away", _away),
        ):
            yield Scene(f"{who}-mailbox-{name}", who, arrange)


def _mailbox(window: MainWindow) -> Path:
    folder = folder_of(window) / NAME
    folder.mkdir(exist_ok=True)
    return folder


def _look(window: MainWindow) -> None:
    close(window)
    page = page_of(window, "exchange")
    page.mailbox.look()
    wait(window)
    page.scrolled().verticalScrollBar().setValue(0)


def _choosing(window: MainWindow) -> None:
    page_of(window, "exchange").mailbox.door.click()


def _chosen(window: MainWindow) -> None:
    window.frame.desk.mailbox.choose(Mailbox(_mailbox(window)))
    _look(window)
    window.workspace.page.mailbox.door.click()


def _refused(window: MainWindow) -> None:
    _choosing(window)
    dialog = dialog_of(window)
    dialog.use(folder_of(window) / "没有这个")
    dialog.save()


def _new(window: MainWindow) -> None:
    """Lay down something new for the office, half a file, and nothing for the worker."""
    close(window)
    folder = _mailbox(window)
    if window.frame.desk.session.replica.series == "00":
        worker = stock.open_store(folder_of(window), "worker")
        BatchExportService(worker).export(folder, Quiet())
        worker.close()
        shutil.copy(folder_of(window) / stock.DAMAGED, folder / stock.DAMAGED)
    _look(window)


def _stick(window: MainWindow) -> None:
    """Plug a stick in while the places are shown."""
    stick = folder_of(window) / "KINGSTON"
    really, removable.places = removable.places, lambda: [stick]
    page = window.workspace.page
    place = page.hand_over.place
    place._watch.timer.stop()  # the next look would find it unplugged
    for _again in range(_TRIES):  # what does not answer soon is asked again
        if place.findData(str(stick)) < 0:
            place.look()
            wait(window)
    removable.places = really
    place.setCurrentIndex(place.findData(str(stick)))
    page.scrolled().ensureWidgetVisible(place)


def _away(window: MainWindow) -> None:
    folder = _mailbox(window)
    away = folder.rename(folder.with_name("away"))
    _look(window)
    away.rename(folder)
    window.frame.desk.mailbox.choose(None)
