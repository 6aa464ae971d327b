"""A PDF, page by page: its sizes, its text, its pictures at any scale."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from gridkeeper.texts import _

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# PDFium knows no threads: everybody who calls it takes turns.
_TURN = Lock()

POINTS_AN_INCH = 72


class Document:
    """A whole PDF in memory, so that no file has to stay. Any thread may ask it.

    Attributes:
        data: The file as it is saved.
        sizes: Of the pages, in points.
    """

    def __init__(self, data: bytes) -> None:
        # It takes its time to import: only those who look at a paper pay for it.
        import pypdfium2  # noqa: PLC0415

        self.data = data
        with _TURN:
            self._pdf: PdfDocument | None = pypdfium2.PdfDocument(data)
            self.sizes = [QSizeF(*self._pdf.get_page_size(at)) for at in range(len(self._pdf))]

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, page: int, scale: float) -> QImage:
        """Return a page's picture; nothing after `close`.

        Args:
            page: From 0.
            scale: Pixels a point.
        """
        with _TURN:
            if self._pdf is None:
                return QImage()
            opened = self._pdf[page]
            try:
                bitmap = opened.render(scale=scale, prefer_bgrx=True)
                shape = bitmap.width, bitmap.height, bitmap.stride
                made = QImage(bitmap.buffer, *shape, QImage.Format.Format_RGB32).copy()
                bitmap.close()
            finally:
                opened.close()
        return made

    def text(self, page: int) -> str:
        """Return what a page says, for those who have it read aloud; "" after `close`."""
        with _TURN:
            if self._pdf is None:
                return ""
            opened = self._pdf[page]
            words = opened.get_textpage()
            try:
                return str(words.get_text_bounded())
            finally:
                words.close()
                opened.close()

    def close(self) -> None:
        """Let go of it; may come twice."""
        with _TURN:
            if self._pdf is not None:
                self._pdf.close()
                self._pdf = None


def counted(page: int, pages: int) -> str:
    """Return where somebody is in a paper; `page` from 0."""
    return _("Page {page} of {pages}").format(page=page + 1, pages=pages)
