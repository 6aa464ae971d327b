"""The pages of a paper on the screen, as they are printed."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea
from typing_extensions import override

from gridkeeper.ui.jobs.asking import ask
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.papers.reading import Document, counted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame, Surroundings

_FRAME = 2  # its own frame with the focus on it, which a page must not cover
_GAP = 16
_KEPT_BESIDE = 2
_OVERLAP = 40
_MOST_READ = 4000  # characters: more is not read aloud at once


class Zoom(Enum):
    """How large the pages are."""

    WIDTH = "width"
    PAGE = "page"


class SheetView(QAbstractScrollArea):
    """Shows pages below each other; draws those that are seen, on a worker, at the screen's scale.

    Signals:
        turned: Another page is in front now.
    """

    turned = Signal()

    def __init__(self, around: Frame | Surroundings, name: str) -> None:
        super().__init__()
        self._around = around
        self._document: Document | None = None
        self._zoom = Zoom.WIDTH
        self._places: list[QRect] = []
        self._scale = 1.0
        self._images: dict[int, QImage] = {}
        self._asked: tuple[Document, int, float] | None = None
        self._front = 0
        self.setProperty("kind", "sheets")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setViewportMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        around.theme.follow(self, self.viewport().update)

    @property
    def document(self) -> Document | None:
        """What is shown."""
        return self._document

    @property
    def page(self) -> int:
        """The page in front, from 0."""
        return self._front

    @property
    def zoom(self) -> Zoom:
        """How large the pages are."""
        return self._zoom

    @property
    def is_drawn(self) -> bool:
        """Whether every page that is seen has its picture."""
        return all(page in self._images for page in self._seen())

    def show_document(self, document: Document | None) -> None:
        """Show another paper from its beginning."""
        self._document = document
        self._images.clear()
        self._place()
        self.turn(0)
        self._say()

    def use(self, zoom: Zoom) -> None:
        """Make the pages as large as there is room; the page in front stays there."""
        front = self._front
        self._zoom = zoom
        self._place()
        self.turn(front)

    def turn(self, page: int) -> None:
        """Show a page from its top."""
        if self._places:
            page = max(0, min(page, len(self._places) - 1))
            self.verticalScrollBar().setValue(self._places[page].top() - _GAP // 2)
            self._moved()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 600)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        front = self._front
        self._place()
        self.turn(front)

    @override
    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Home:
            self.turn(0)
        elif key is Qt.Key.Key_End:
            self.turn(len(self._places) - 1)
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = self._around.theme.colours
        for page in self._seen():
            place = self._on_screen(page)
            image = self._images.get(page)
            if image is None:
                painter.fillRect(place, QColor("white"))
            else:
                painter.drawImage(place, image)
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawRect(QRectF(place).adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()
        self._ask()

    def _place(self) -> None:
        """Lay the pages out for the room there is."""
        sizes = self._document.sizes if self._document is not None else []
        room = self.viewport().size()
        self._places = []
        if sizes:
            widest = max(size.width() for size in sizes)
            scale = (room.width() - 2 * _GAP) / widest
            if self._zoom is Zoom.PAGE:
                highest = max(size.height() for size in sizes)
                scale = min(scale, (room.height() - _GAP) / highest)
            self._scale = max(scale, 0.1)
            top = _GAP // 2
            for size in sizes:
                wide, high = round(size.width() * self._scale), round(size.height() * self._scale)
                left = max(_GAP, (room.width() - wide) // 2)
                self._places.append(QRect(left, top, wide, high))
                top += high + _GAP
        bottom = self._places[-1].bottom() + _GAP // 2 if self._places else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, bottom - room.height()))
        whole = self._zoom is Zoom.PAGE and bool(self._places)
        step = self._places[0].height() + _GAP if whole else room.height() - _OVERLAP
        bar.setPageStep(max(1, step))
        bar.setSingleStep(_OVERLAP)
        self.horizontalScrollBar().setRange(0, 0)
        self._images.clear()
        self.viewport().update()

    def _seen(self) -> range:
        """Return the pages of which a part is on the screen."""
        top = self.verticalScrollBar().value()
        tops = [place.top() for place in self._places]
        first = max(0, bisect_right(tops, top) - 1)
        return range(first, bisect_right(tops, top + self.viewport().height()))

    def _on_screen(self, page: int) -> QRect:
        return self._places[page].translated(0, -self.verticalScrollBar().value())

    def _moved(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        tops = [place.top() for place in self._places]
        front = max(0, bisect_right(tops, middle) - 1)
        if front != self._front:
            self._front = front
            self._say()
        self.viewport().update()

    def _say(self) -> None:
        """Tell which page is in front, and have it read for those who hear it."""
        self.turned.emit()
        document, page = self._document, self._front
        if document is None or not len(document):
            self.setAccessibleDescription("")
            return

        def read(_progress: Progress) -> object:
            return document, page, document.text(page)

        ask(self._around, "", read, self._read, Lane.LOOK)

    def _read(self, found: tuple[Document, int, str]) -> None:
        document, page, text = found
        if (document, page) == (self._document, self._front):
            where = counted(page, len(document))
            self.setAccessibleDescription(f"{where}\n{text[:_MOST_READ]}")

    def _ask(self) -> None:
        """Have the first page drawn that is seen and has no picture; one at a time."""
        wanted = [page for page in self._seen() if page not in self._images]
        if self._asked is not None or not wanted or self._document is None:
            return
        document, page = self._document, wanted[0]
        scale = self._scale * self.devicePixelRatioF()
        self._asked = asked = (document, page, scale)

        def draw(_progress: Progress) -> object:
            return asked, document.image(page, scale)

        ask(self._around, "", draw, self._drawn, Lane.LOOK)

    def _drawn(self, found: tuple[tuple[Document, int, float], QImage]) -> None:
        (document, page, scale), image = found
        self._asked = None
        if document is self._document and scale == self._scale * self.devicePixelRatioF():
            self._images[page] = image
            seen = self._seen()
            near = range(seen.start - _KEPT_BESIDE, seen.stop + _KEPT_BESIDE)
            self._images = {at: one for at, one in self._images.items() if at in near}
        self.viewport().update()
