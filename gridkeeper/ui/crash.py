"""What is shown when the program has a fault: where it is, and that nothing is lost."""

from __future__ import annotations

import sys
import threading
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from gridkeeper import __version__
from gridkeeper.errors import GridKeeperError
from gridkeeper.texts import _
from gridkeeper.ui.jobs.child import ChildBrokenError
from gridkeeper.ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from gridkeeper.ui.look.theme import Theme


class Crash(QObject):
    """Catches what nobody foresaw, on any thread, and shows it once at a time.

    Signals:
        happened: Details; goes from any thread to the window's.
        foreseen: An error that says by itself what to do; nobody has told it yet.
    """

    happened = Signal(str)
    foreseen = Signal(object)

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._shown: Dialog | None = None
        self.happened.connect(self._show)

    def install(self) -> None:
        """Catch from now on; Qt itself only prints what a slot raises."""
        sys.excepthook = self.caught
        threading.excepthook = lambda facts: self.caught(
            facts.exc_type, facts.exc_value, facts.exc_traceback
        )

    def caught(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Show a fault; what is typed and not saved has been kept already."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        if isinstance(error, GridKeeperError):
            self.foreseen.emit(error)
            return
        self.happened.emit(details(kind, error, trace))

    def _show(self, text: str) -> None:
        if self._shown is not None:
            return
        title = _("Something in the program went wrong")
        said = _(
            "What you saved is safe, and what you were typing is kept and will come back. You "
            "can carry on; if it happens again, close the program and start it again. Please "
            "send these details to whoever looks after the program; they contain nothing from "
            "your records."
        )
        dialog = Dialog(self._theme, title, self._window, said)
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        shown.setAccessibleName(_("Details"))
        shown.setMinimumHeight(self._theme.px(160))
        dialog.body.addWidget(shown)
        dialog.add_button(
            _("Copy &details"), lambda: QGuiApplication.clipboard().setText(text), icon="copy"
        )
        dialog.add_button(_("&Go on"), dialog.accept, kind="primary")
        dialog.finished.connect(self._gone)
        self._shown = dialog
        dialog.open()

    def _gone(self) -> None:
        self._shown = None


def details(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> str:
    """Return where a fault happened, without its message: that may quote a record."""
    places = traceback.format_list(
        [
            traceback.FrameSummary(_short(frame.filename), frame.lineno, frame.name, line="")
            for frame in traceback.extract_tb(trace)
        ]
    )
    own = str(error) if isinstance(error, ChildBrokenError) else ""
    python = sys.version.split()[0]
    head = f"GridKeeper {__version__}, Python {python}, Qt {qVersion()}, {sys.platform}"
    return "\n".join([head, kind.__name__, "".join(places), own]).strip()


def _short(filename: str) -> str:
    """Return a file's path from the package on: where it is installed is nobody's business."""
    _before, found, after = filename.replace("\\", "/").rpartition("/gridkeeper/")
    return f"gridkeeper/{after}" if found else after.rpartition("/")[2]
