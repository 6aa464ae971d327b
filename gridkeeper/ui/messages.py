"""The only door to dialogs: questions, files, and what went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from shiboken6 import isValid

from gridkeeper.errors import FileUnwritableError, GridKeeperError, StoreDamagedError
from gridkeeper.texts import _
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrintDialog, QPrinter
    from PySide6.QtWidgets import QFileDialog, QWidget

    from gridkeeper.ui.crash import Crash
    from gridkeeper.ui.look.theme import Theme
    from gridkeeper.ui.notices import Notices
    from gridkeeper.ui.preferences import Preferences
    from gridkeeper.ui.widgets.file_dialog import FileDialog


PAPERS, BATCHES, STORES, OTHERS = "papers", "batches", "stores", "others"
"""Sorts of files; each has the folder that was used last for it."""


class Messages:
    """Speaks to the person through one window; nothing here waits, answers come by a call."""

    def __init__(
        self, window: QWidget, theme: Theme, preferences: Preferences, notices: Notices
    ) -> None:
        self._window = window
        self._theme = theme
        self._preferences = preferences
        self._notices = notices
        self._gone_to: tuple[str, Path, Path] | None = None
        self.crash: Crash | None = None
        self.rescue: Callable[[], object] | None = None
        self.is_backed_up: Callable[[], bool] | None = None
        self.unreadable: Callable[[Exception], bool] | None = None
        self.go_to_work: Callable[[], object] | None = None

    @property
    def window(self) -> QWidget:
        """The window above which everything is said."""
        return self._window

    @property
    def way_back(self) -> Callable[[], object] | None:
        """What goes back to the last backup of the open store; None where there is none."""
        there = self.is_backed_up is not None and self.is_backed_up()
        return self.rescue if there else None

    def ask(
        self,
        title: str,
        text: str,
        answer: str,
        then: Callable[[], object],
        *,
        danger: bool = False,
    ) -> Dialog:
        """Ask before something is done that is not easily undone.

        Args:
            title: The question.
            text: What it means.
            answer: The word on the button that does it, with a mnemonic.
            then: Called if it is pressed.
            danger: Whether Enter must not press it by mistake.
        """
        dialog = Dialog(self._theme, title, self._window, text)
        dialog.add_cancel()
        kind = "danger" if danger else "primary"
        dialog.add_button(answer, dialog.accept, kind=kind)
        dialog.accepted.connect(then)
        dialog.open()
        return dialog

    def show(self, dialog: Dialog) -> None:
        """Open a dialog of a page's own; when it closes, the keyboard is where it was."""
        was = cast("QWidget | None", self._window.focusWidget())

        def closed(_how: int) -> None:
            there = was is not None and isValid(was) and was.isVisible() and was.isEnabled()
            if there and was is not None:
                was.setFocus(Qt.FocusReason.OtherFocusReason)
            elif self.go_to_work is not None:
                # What had it has gone meanwhile, such as the button of an empty list.
                self.go_to_work()

        dialog.finished.connect(closed)
        dialog.open()

    def failed(self, error: Exception) -> None:
        """Say what went wrong: a sentence if a person can do something, else the crash screen."""
        damaged = isinstance(error, StoreDamagedError)
        if isinstance(error, FileUnwritableError):
            self._come_back_from(error)
        if damaged and self.unreadable is not None and self.unreadable(error):
            return  # it is said where something would be blank
        way_back = self.way_back if damaged else None
        if way_back is not None:
            self._notices.say(
                sentence(str(error)), Tone.BAD, _("&Restore the last backup"), way_back
            )
        elif isinstance(error, GridKeeperError):
            self._notices.say(sentence(str(error)), Tone.BAD)
        elif self.crash is not None:
            self.crash.caught(type(error), error, error.__traceback__)
        else:
            raise error

    def _come_back_from(self, error: FileUnwritableError) -> None:
        """Ask for the next file where the one before was, not where nothing can be written."""
        if self._gone_to is None:
            return
        drawer, folder, before = self._gone_to
        if any(Path(str(place)).is_relative_to(folder) for place in error.places.values()):
            self._preferences.keep_folder(drawer, before)
            self._gone_to = None

    def open_files(
        self,
        title: str,
        filters: str,
        then: Callable[[list[Path]], object],
        drawer: str = OTHERS,
    ) -> QFileDialog:
        """Let files be chosen that are there; begins where the last ones of their sort were."""
        dialog = self._files(title, filters, then, drawer)
        dialog.ask_for_files()
        return dialog

    def save_file(
        self,
        title: str,
        name: str,
        filters: str,
        then: Callable[[Path], object],
        drawer: str = OTHERS,
    ) -> QFileDialog:
        """Let a name for a new file be chosen; a name that is taken is asked about.

        The folder stands in the dialog's title, so that nobody saves without seeing where to.
        """
        dialog = self._files(title, filters, lambda files: then(files[0]), drawer)
        dialog.ask_for_name(name)
        return dialog

    def folder(
        self, title: str, then: Callable[[Path], object], drawer: str = OTHERS
    ) -> QFileDialog:
        """Let a folder be chosen."""
        dialog = self._files(title, "", lambda files: then(files[0]), drawer)
        dialog.ask_for_folder()
        return dialog

    def printer(
        self,
        pages: int,
        then: Callable[[QPrinter], object],
        without: Callable[[], object],
    ) -> QPrintDialog | None:
        """Let a printer and pages be chosen; `without` is called where there is no printer."""
        # Only those who print pay for it.
        from PySide6.QtPrintSupport import (  # noqa: PLC0415
            QAbstractPrintDialog,
            QPrintDialog,
            QPrinter,
            QPrinterInfo,
        )

        if not QPrinterInfo.availablePrinterNames():
            without()
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        dialog.accepted.connect(lambda: then(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # its own `open` wants the name of a slot
        return dialog

    def open_folder(self, folder: Path) -> None:
        """Show a folder in the system's own window of files."""
        self._open(folder)

    def open_file(self, file: Path) -> None:
        """Show a file in the program that the system has for it."""
        self._open(file)

    @staticmethod
    def _open(path: Path) -> None:
        # As with printing; and it need not be there before the window is.
        from PySide6.QtCore import QUrl  # noqa: PLC0415
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _files(
        self, title: str, filters: str, then: Callable[[list[Path]], object], drawer: str
    ) -> FileDialog:
        from gridkeeper.ui.widgets.file_dialog import FileDialog  # noqa: PLC0415 - as in `_open`

        preferences = self._preferences
        lie = [store.parent for store in preferences.stores] if drawer == STORES else []
        start = str(preferences.folder(drawer, *lie))
        dialog = FileDialog(self._window, self._theme, title, start, filters)

        def chosen(names: list[str]) -> None:
            if names:
                files = [Path(name) for name in names]
                folder = dialog.folder_of(files[0])
                self._gone_to = drawer, folder, Path(start)
                preferences.keep_folder(drawer, folder)
                then(files)

        dialog.filesSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def excel_files() -> str:
    """Return the filter of workbooks that can be read."""
    return _("Tables (*.xlsx *.xlsm *.xls *.et *.ods *.csv)")


def batch_files() -> str:
    """Return the filter of batches."""
    return _("Files of GridKeeper (*.gkb);;All files (*)")


def ledger_files() -> str:
    """Return the filter of ledgers that are written."""
    return _("Excel workbooks (*.xlsx)")


def paper_files() -> str:
    """Return the filter of papers that are written."""
    return _("PDF documents (*.pdf)")
