"""Papers into files and to printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from gridkeeper.domain import file_names
from gridkeeper.progress import CancelledError
from gridkeeper.services.papers import sheets as papers
from gridkeeper.texts import _, plural
from gridkeeper.ui.jobs.asking import ask
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.messages import PAPERS, paper_files
from gridkeeper.ui.papers.reading import POINTS_AN_INCH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame, Surroundings
    from gridkeeper.ui.papers.reading import Document

_SHARPEST = 300  # dots an inch: what is finer nobody sees, and takes four times as long


def file_name(*parts: str, ending: str) -> str:
    """Return a name that fits any medium, of what a paper is about."""
    fitting = (file_names.fit(part) for part in parts)
    return "-".join(filter(None, fitting)) + ending


class HandingOut(QObject):
    """Saves and prints papers that were looked at.

    Args:
        around: The window.
        noted: Called on a worker with `saved` or `printed` once a paper has left, for the audit.

    Signals:
        left: A paper is where it should be.
    """

    left = Signal()

    def __init__(
        self, around: Frame | Surroundings, noted: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._noted = noted

    def save(self, document: Document, name: str) -> None:
        """Let a file be named and put a paper there."""
        data = document.data

        def chosen(path: Path) -> None:
            def work(_progress: Progress) -> object:
                papers.put(path, data)
                self._noted("saved")
                return path

            told = _Told(self._around)
            told.left.connect(self.left)
            ask(self._around, _("Saving …"), work, told.saved, Lane.WORK).ended.connect(
                told.deleteLater
            )

        title = _("Save the paper as")
        self._around.messages.save_file(title, name, paper_files(), chosen, PAPERS)

    def saved(self, path: Path) -> None:
        """Say where a paper is now, with the way there."""
        _tell(self._around, path)
        self.left.emit()

    def print(self, document: Document, name: str) -> None:
        """Let a printer be chosen and print a paper; without a printer, offer to save it."""

        def send(printer: QPrinter) -> None:
            printer.setDocName(name)

            def work(progress: Progress) -> object:
                pages = print_sheets(printer, document, progress)
                self._noted("printed")
                return pages

            ask(self._around, _("Printing …"), work, self._printed, Lane.ERRAND)

        def save() -> None:
            self._around.messages.ask(
                _("There is no printer"),
                _("None is set up on this computer. Save the paper and print it elsewhere."),
                _("&Save as …"),
                lambda: self.save(document, name + ".pdf"),
            )

        self._around.messages.printer(len(document), send, save)

    def _printed(self, pages: int) -> None:
        text = plural(
            "{n} page was sent to the printer", "{n} pages were sent to the printer", pages
        )
        self._around.notices.say(text.format(n=pages), Tone.GOOD)
        self.left.emit()


class _Told(QObject):
    """Says that a paper is saved, also when what it was looked at in has been closed meanwhile.

    Signals:
        left: The paper is where it should be.
    """

    left = Signal()

    def __init__(self, around: Frame | Surroundings) -> None:
        super().__init__(around.messages.window)
        self._around = around

    def saved(self, path: Path) -> None:
        """Say where it is."""
        _tell(self._around, path)
        self.left.emit()


def _tell(around: Frame | Surroundings, path: Path) -> None:
    text = _("Saved as {name} in {folder}").format(name=path.name, folder=path.parent)
    around.notices.say(
        text, Tone.GOOD, _("Open the fo&lder"), lambda: around.messages.open_folder(path.parent)
    )


def print_sheets(printer: QPrinter, document: Document, progress: Progress) -> int:
    """Print the pages that a printer is asked for, each as large as its sheet; return how many.

    On a worker thread, which nobody else's printing shares.

    Raises:
        CancelledError: From `progress`; the printer is told to forget what it has.
    """
    first, last = printer.fromPage() or 1, printer.toPage() or len(document)
    printer.setFullPage(True)
    painter = QPainter()
    try:
        for at in range(first, last + 1):
            progress.report(at - first, last + 1 - first)
            printer.setPageLayout(_layout(document.sizes[at - 1]))
            if at == first:
                painter.begin(printer)
            else:
                printer.newPage()
            _draw(painter, printer, document, at - 1)
    except CancelledError:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()
    return last + 1 - first


def _layout(size: QSizeF) -> QPageLayout:
    upright = size.width() <= size.height()
    sheet = size if upright else size.transposed()
    way = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    found = QPageSize(sheet, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    return QPageLayout(found, way, QMarginsF())


def _draw(painter: QPainter, printer: QPrinter, document: Document, page: int) -> None:
    size = document.sizes[page]
    image = document.image(page, min(printer.resolution(), _SHARPEST) / POINTS_AN_INCH)
    room = QRectF(painter.viewport())
    whole = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, whole.width(), whole.height())
    place.moveCenter(room.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, image)
