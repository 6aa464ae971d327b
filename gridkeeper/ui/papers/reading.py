"""A PDF, page by page: its sizes, its text, its pictures at any scale."""

from __future__ import annotations

from contextlib import closing, contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from gridkeeper.texts import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfDocument

# PDFium knows no threads: everybody who calls it takes turns.
_TURN = Lock()

POINTS_AN_INCH = 72


class Document:
    """A whole PDF in memory, so that no file has to stay. Any thread may ask it.

    It is opened anew for each question, which takes a millisecond: nothing has to be closed.

    Attributes:
        data: The file as it is saved.
        sizes: Of the pages, in points.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        with _opened(data) as pdf:
            self.sizes = [QSizeF(*pdf.get_page_size(at)) for at in range(len(pdf))]

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, page: int, scale: float) -> QImage:
        """Return a page's picture.

        Args:
            page: From 0.
            scale: Pixels a point.
        """
        with _opened(self.data) as pdf, closing(pdf[page]) as opened:
            bitmap = opened.render(scale=scale, prefer_bgrx=True)
            with closing(bitmap):
                shape = bitmap.width, bitmap.height, bitmap.stride
                return QImage(bitmap.buffer, *shape, QImage.Format.Format_RGB32).copy()

    def text(self, page: int) -> str:
        """Return what a page says, for those who have it read aloud."""
        with (
            _opened(self.data) as pdf,
            closing(pdf[page]) as opened,
            closing(opened.get_textpage()) as words,
        ):
            return str(words.get_text_bounded())


@contextmanager
def _opened(data: bytes) -> Iterator[PdfDocument]:
    # It takes its time to import: only those who look at a paper pay for it.
    import pypdfium2  # noqa: PLC0415

    with _TURN, closing(pypdfium2.PdfDocument(data)) as pdf:
        yield pdf


def counted(page: int, pages: int) -> str:
    """Return where somebody is in a paper; `page` from 0."""
    return _("Page {page} of {pages}").format(page=page + 1, pages=pages)
