"""Settings: what one sets, the rules of work, backups, keys, who has looked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QScrollArea

from gridkeeper.domain import kinds
from gridkeeper.progress import Quiet
from gridkeeper.services.imports.register_import import NewGrid, RegisterImportService
from gridkeeper.ui.settings import saving
from tests.gallery import stock
from tests.gallery.office_scenes import dialog_of, folder_of, page_of
from tests.gallery.playing import Held, Scene, go_on, wait
from tests.helpers.case_files import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gridkeeper.ui.main_window import MainWindow


def scenes() -> Iterator[Scene]:
    """Yield them in the order in which a person comes by."""
    for name, arrange in _SETTINGS:
        yield Scene(f"office-{name}", "office", arrange)
    yield Scene("viewing-settings-foot", "viewing", partial(_down, share=1))
    yield Scene("alone-settings-foot", "alone", partial(_down, share=1))
    yield Scene("alone-imported-files", "alone", _imported_files)


def _down(window: MainWindow, share: float) -> None:
    page = page_of(window, "settings")
    bar = page.findChild(QScrollArea).verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))


def _backing_up(window: MainWindow) -> None:
    _down(window, 0.5)
    page = window.workspace.page
    Held(saving, "in_child", makes=True)
    page.saving._back_up()


def _changing_password(window: MainWindow) -> None:
    page_of(window, "settings").safety._change()
    wait(window)  # nobody types before the dialog has the keyboard: there would be two carets
    dialog = dialog_of(window)
    dialog.password.line.setText("falsch")
    dialog.new.first.line.setText("123456")
    dialog.new.again.line.setText("123456")
    dialog.do()


def _key(window: MainWindow, *, shown: bool) -> None:
    page_of(window, "settings").safety._show_key()
    dialog = dialog_of(window)
    if shown:
        dialog.password.line.setText(stock.PASSWORD)
        dialog.do()


def _seen(window: MainWindow) -> None:
    desk = window.frame.desk
    for found in desk.references.candidates(kinds.PERSON, "zh", 3):
        desk.dossiers.reveal(kinds.PERSON, found.id, "核对身份")
        desk.recording.note_seen(kinds.PERSON, found.id)
    page_of(window, "settings").safety._show_seen()


def _rules(window: MainWindow) -> None:
    page_of(window, "settings").policies.rules.click()


def _own_rules(window: MainWindow) -> None:
    """Make the rules the office's own, and put one out of force."""
    _rules(window)
    wait(window)
    shown = dialog_of(window)
    shown.adopt.click()
    wait(window)
    shown.stop.click()


def _rule(window: MainWindow) -> None:
    _rules(window)
    wait(window)
    dialog_of(window).edit.click()


def _checklists(window: MainWindow) -> None:
    page_of(window, "settings").policies.checklists.click()


def _checklist(window: MainWindow) -> None:
    """Change one that is the office's own."""
    _checklists(window)
    wait(window)
    shown = dialog_of(window)
    shown.adopt.click()
    wait(window)
    shown.edit.click()


def _bases(window: MainWindow) -> None:
    page_of(window, "settings").policies.bases.click()


def _basis_refused(window: MainWindow) -> None:
    _bases(window)
    wait(window)
    dialog_of(window).add.click()
    wait(window)
    dialog_of(window).save()


def _licences(window: MainWindow) -> None:
    from gridkeeper.ui.settings.about import LicencesDialog  # noqa: PLC0415

    page_of(window, "settings")
    window.frame.messages.show(LicencesDialog(window.frame))


def _imported_files(window: MainWindow) -> None:
    rows = [["姓名", "地址", "联系电话"], ["王小明", "晨光花园3幢2单元501室", "13800138000"]]
    roster = workbook(folder_of(window) / "晨光花园花名册.xlsx", rows)
    service = RegisterImportService(window.frame.desk.session)
    service.take(roster, {}, Quiet(), grid=NewGrid("一网格"))
    page_of(window, "settings").store.show_imports()


_SETTINGS: tuple[tuple[str, Callable[[MainWindow], object]], ...] = (
    ("settings-middle", partial(_down, share=0.5)),
    ("settings-foot", partial(_down, share=1)),
    ("rules", _rules),
    ("rules-own", _own_rules),
    ("rule", _rule),
    ("checklists", _checklists),
    ("checklist", _checklist),
    ("bases", _bases),
    ("basis-refused", _basis_refused),
    ("backing-up", _backing_up),
    ("backed-up", go_on),
    ("password", _changing_password),
    ("key-asked", partial(_key, shown=False)),
    ("key-shown", partial(_key, shown=True)),
    ("seen-in-full", _seen),
    ("licences", _licences),
)
