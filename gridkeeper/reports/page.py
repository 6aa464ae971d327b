"""A paper: its pages, their head and foot, and what is drawn on it.

A paper is filled from top to bottom: `y` is where the next thing begins, in points from the lower
edge. Shapes are drawn at once, texts when a page is full, so that no shape hides a text. The number
of all pages is known at the end only; each page's foot is a form that is filled in then.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, BinaryIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from gridkeeper.domain import file_names
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import spare_others, unwritable
from gridkeeper.reports import breaking, fonts, styles
from gridkeeper.reports.setting import Line, Setter
from gridkeeper.texts import CHINESE, N_, _, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gridkeeper.domain.lines import Heading
    from gridkeeper.reports.styles import Colour, Style

_HEAD = 17 * styles.MM
_FOOT = 13 * styles.MM
_SECRECY = {
    Profile.FULL: N_("Internal · keep safe"),
    Profile.MASKED: N_("Masked"),
    Profile.PUBLIC: N_("Copy for the board"),
}


class Align(Enum):
    """Where a text stands in the room that it has."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A size of paper and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


PORTRAIT = Sheet(210 * styles.MM, 297 * styles.MM, *(side * styles.MM for side in (22, 20, 24, 21)))
LANDSCAPE = Sheet(
    297 * styles.MM, 210 * styles.MM, *(side * styles.MM for side in (16, 16, 22, 19))
)


class Paper:
    """A document that is being drawn.

    Attributes:
        sheet: The size and the margins of every page.
        heading: What stands at the head and the foot.
        page: The number of the page in hand, from 1.
        y: Where the next thing begins.
        loose: How much of the usual room stands between things; less saves a page hardly begun.
        is_served: Whether it is handed to whom it is about: nothing tells to keep it inside.
    """

    loose = 1.0
    is_served = False

    def __init__(self, stream: BinaryIO, title: str, heading: Heading, sheet: Sheet) -> None:
        chinese = language() == CHINESE
        rl_config.useA85 = 0  # text armour for seven-bit mail makes files a quarter larger
        self.sheet = sheet
        self.heading = heading
        self.page = 1
        self.y = sheet.height - sheet.top
        self._texts: list[Line] = []
        self._marks = 0
        self._canvas = Canvas(
            stream,
            pagesize=(sheet.width, sheet.height),
            pageCompression=1,
            initialFontName=fonts.name(fonts.Face.SANS),
            lang="zh-CN" if chinese else "en",
        )
        self._setter = Setter(self._canvas)
        self._canvas.setTitle(title)
        self._canvas.setAuthor(heading.unit)
        self._canvas.setSubject(heading.period or title)
        self._canvas.setCreator(heading.version)
        self._canvas.setProducer(heading.version)

    @property
    def left(self) -> float:
        """The left edge of what is printed."""
        return self.sheet.left

    @property
    def right(self) -> float:
        """The right edge of what is printed."""
        return self.sheet.width - self.sheet.right

    @property
    def width(self) -> float:
        """The width of what is printed."""
        return self.right - self.left

    @property
    def room(self) -> float:
        """The height that is left on this page."""
        return self.y - self.sheet.bottom

    @property
    def body(self) -> float:
        """The height of an empty page."""
        return self.sheet.height - self.sheet.top - self.sheet.bottom

    def need(self, height: float) -> None:
        """Turn the page unless so much height is left, or the page is still empty."""
        if height > self.room and self.room < self.body:
            self.turn()

    def turn(self) -> None:
        """End this page and begin the next."""
        self._end_page()
        self.page += 1
        self.y = self.sheet.height - self.sheet.top

    def write(self, x: float, y: float, text: str, style: Style, align: Align = Align.LEFT) -> None:
        """Set one line of text with its baseline at `y`; `x` is its left, middle or right."""
        if not text:
            return
        if align is not Align.LEFT:
            wide = fonts.width(text, style.face, style.size)
            x -= wide if align is Align.RIGHT else wide / 2
        self._texts.append(Line(x, y, text, style))

    def spread(self, x: float, y: float, text: str, style: Style, width: float) -> None:
        """Set one line of text so that it fills a width exactly."""
        wide = fonts.width(text, style.face, style.size)
        spacing = (width - wide) / max(1, len(text) - 1)
        self._texts.append(Line(x, y, text, style, spacing))

    def rule(
        self, start: tuple[float, float], end: tuple[float, float], colour: Colour, thick: float
    ) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thick)
        self._canvas.line(*start, *end)

    def trace(
        self, points: Sequence[tuple[float, float]], colour: Colour, thick: float, *, dashed: bool
    ) -> None:
        """Draw a line through points."""
        path = self._canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        self._canvas.saveState()
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thick)
        self._canvas.setLineJoin(1)
        if dashed:
            self._canvas.setDash((3, 2))
        self._canvas.drawPath(path)
        self._canvas.restoreState()

    def fill(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        colour: Colour,
        radius: float = 0,
    ) -> None:
        """Fill a box from its lower left corner."""
        self._canvas.setFillColorRGB(*colour)
        if radius:
            self._canvas.roundRect(*corner, *size, radius, stroke=0, fill=1)
        else:
            self._canvas.rect(*corner, *size, stroke=0, fill=1)

    def frame(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        colour: Colour,
        radius: float = 0,
    ) -> None:
        """Draw the edges of a box from its lower left corner."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(0.6)
        self._canvas.roundRect(*corner, *size, radius, stroke=1, fill=0)

    def dot(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """Draw a filled circle."""
        self._canvas.setFillColorRGB(*colour)
        self._canvas.circle(x, y, radius, stroke=0, fill=1)

    def mark(self, title: str, level: int = 0) -> None:
        """Put this place into the outline that readers show beside the pages."""
        self._marks += 1
        key = f"place-{self._marks}"
        self._canvas.bookmarkHorizontalAbsolute(key, self.y + 6)
        self._canvas.addOutlineEntry(title, key, level)

    def close(self) -> None:
        """End the last page, fill in how many there are, and write everything out."""
        self._end_page()
        for page in range(1, self.page + 1):
            self._canvas.beginForm(f"foot-{page}")
            text = _("Page {page} of {pages}").format(page=page, pages=self.page)
            y = _FOOT - styles.FURNITURE.leading
            self.write(self.right, y, text, styles.FURNITURE, Align.RIGHT)
            self._set_texts()
            self._canvas.endForm()
        if self._marks:
            self._canvas.showOutline()
        self._canvas.save()

    def _end_page(self) -> None:
        self._furnish()
        self._set_texts()
        self._canvas.doForm(f"foot-{self.page}")
        self._canvas.showPage()

    def _furnish(self) -> None:
        """Draw what every page has at its head and its foot."""
        top = self.sheet.height - _HEAD
        small = styles.FURNITURE
        profile = self.heading.profile
        secret = "" if self.is_served and profile is Profile.FULL else _(_SECRECY[profile])
        room = self.width - fonts.width(secret, small.face, small.size) - 12
        self.write(
            self.left,
            top + 4,
            breaking.wrap(self.heading.unit, room, small.face, small.size)[0],
            small,
        )
        self.write(self.right, top + 4, secret, small, Align.RIGHT)
        self.rule((self.left, top), (self.right, top), styles.LINE, 0.6)
        self.rule((self.left, _FOOT), (self.right, _FOOT), styles.LINE, 0.6)
        facts = (
            self.heading.version,
            _("Data up to {cut_off}").format(cut_off=self.heading.cut_off),
            _("Printed {made_on}").format(made_on=self.heading.made_on),
        )
        self.write(self.left, _FOOT - small.leading, "　·　".join(facts), small)

    def _set_texts(self) -> None:
        self._setter.set(self._texts)
        self._texts.clear()


@contextmanager
def opened(path: Path, title: str, heading: Heading, sheet: Sheet = PORTRAIT) -> Iterator[Paper]:
    """Give a paper to draw on, and put it at `path` when all went well.

    Until then the file has another name beside; on failure nothing is left behind.

    Raises:
        FileExistsAlreadyError: What has the name is no paper.
        FileUnwritableError: No room, no right, no such folder.
        FontMissingError: A font of the program is missing.
    """
    draft = path.with_name(file_names.draft(path.name))
    try:
        spare_others(path)
        with draft.open("wb") as stream:
            paper = Paper(stream, title, heading, sheet)
            yield paper
            paper.close()
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
